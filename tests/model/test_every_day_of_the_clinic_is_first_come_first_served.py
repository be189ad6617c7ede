"""What the clinic does with its bookings, against a plain queue of due days, day by day.

Any bias is found here, whatever chance brings; `test_the_clinic_is_a_bulk_server.py` is about the
stationary queue.
"""

from collections import deque
from itertools import chain
from typing import NamedTuple

import numpy as np
import pytest
from two_citizens_at_a_clinic import Clinic, arrays, days_of

from sim.engines.simpy_engine import SimpyEngine
from sim.model.state import BOOKED
from sim.model.terms import WEEKDAYS


class Served(NamedTuple):
    """One entry a day."""

    given: list
    waits: list  # of each of those given
    turned_home: list
    left: list
    left_of_today: list


def first_come_first_served(booked, slots, longest):
    """The same bookings through a plain queue of due days; slots by weekday."""
    queue, days = deque(), Served([], [], [], [], [])
    for day, number in enumerate(booked):
        queue.extend([day] * number)
        seen = [queue.popleft() for _ in range(min(len(queue), slots[day % 7]))]
        late = [queue.popleft() for _ in range(sum(day - due >= longest for due in queue))]
        days.given.append(len(seen))
        days.waits.append([day - due for due in seen])
        days.turned_home.append(len(late))
        days.left.append(len(queue))
        days.left_of_today.append(queue.count(day))
    return days


def watched(engine, found):
    """Note the queue every morning, as the day before has left it."""
    while True:
        yield engine.environment.timeout(1)
        since = [engine.state.clinic.since[row] for row in range(engine.state.rows[BOOKED])]
        found.append((len(since), since.count(engine.environment.now - 1)))


@pytest.mark.parametrize(
    "clinic",
    [
        Clinic(2, 1.4),
        Clinic(6, 5.7),
        Clinic(7, 4.5, WEEKDAYS[:5]),
        Clinic(5, 4.5, WEEKDAYS[:5], longest=4),
        Clinic(3, 9.0, WEEKDAYS[1:], longest=2),
        Clinic(4, 3.0, WEEKDAYS[:5], longest=0),
    ],
)
def test_every_day_is_that_of_first_come_first_served(clinic):
    weeks, mornings = 60, []
    engine = SimpyEngine(arrays(clinic, weeks), keep_log=True)
    engine.add(lambda engine: watched(engine, mornings))
    found = days_of(engine)
    slots = [clinic.slots if day in clinic.open_days else 0 for day in WEEKDAYS]
    twin = first_come_first_served(found.booked, slots, clinic.longest)
    assert found.given.tolist() == twin.given
    assert mornings == list(zip(twin.left, twin.left_of_today, strict=True))[: len(mornings)]
    assert len(mornings) == 7 * weeks - 1
    for week in range(weeks):
        days = slice(7 * week, 7 * week + 7)
        waits = list(chain(*twin.waits[days]))
        assert found.weeks.clinic_visits[0, week] == len(waits)
        assert found.weeks.clinic_wait_days[0, week] == sum(waits)
        assert found.weeks.longest_wait_days[0, week] == max(waits, default=0)
        assert found.weeks.clinic_turned_home[0, week] == sum(twin.turned_home[days])


@pytest.mark.parametrize("utilisation", [0.7, 0.9])
def test_open_every_day_and_without_an_end_to_waiting_it_is_the_recursion(utilisation):
    days = days_of(SimpyEngine(arrays(Clinic(4, 4 * utilisation), 100), keep_log=True))
    left = np.cumsum(days.booked - days.given)
    before = np.concatenate([[0], left[:-1]])
    assert left.max() > 4
    assert (left == np.maximum(0, before + days.booked - 4)).all()
