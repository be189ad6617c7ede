"""A second engine, twelve lines long: a heap of events in the model's order.

It gets the first events in another order than SimPy's engine and shares nothing with it but
the model, so equal logs mean that the order is the model's and that the engine adds nothing.
"""

import heapq

import numpy as np
import pytest
from small_scenarios import EVERYTHING, THREE_COURSES, logged, parameters_of_text

from sim.engines.simpy_engine import SimpyEngine
from sim.model.draws import draws
from sim.model.events.happen import first_events, happen
from sim.model.events.kinds import NOTHING
from sim.model.log import log_row
from sim.model.parameters import viewed
from sim.model.rulebook import STANDARD_RULES
from sim.model.rules.pay import weekly_rate
from sim.model.state import empty_state

EMPTY = THREE_COURSES.replace('"stationary"', '"empty"')
COUNTED = THREE_COURSES.replace('"stationary"', "{ Nord = { development = 9, stabilisation = 5 } }")
ODD_RULES = STANDARD_RULES._replace(
    need=lambda mean, person, week, profile: mean + person + week + profile,
    weekly_rate=lambda days, rates: weekly_rate(days, rates) + 100 * (days % 3),
    stay=lambda u, terms, _quantiles: terms.scale_days * (0.5 + u),
)


def heap_run(parameters, rules, seed, shuffle):
    """Log and state of one replication, first events put in by `shuffle`."""
    parameters, source = viewed(parameters), draws(seed, 0)
    arrays = empty_state(parameters, rows=20_000)
    state, log = viewed(arrays), []
    heap = shuffle(list(first_events(rules, parameters, state, source)))
    heapq.heapify(heap)
    while heap and heap[0].day < parameters.calendar.end_day:
        event = heapq.heappop(heap)
        outcome, *following = happen(rules, parameters, event, state, source)
        if outcome.kind != NOTHING:
            log.append(log_row(0, event, outcome))
        for later in following:
            if later.kind != NOTHING:
                assert later > event, f"{later} is due before {event}, which leads to it"
                heapq.heappush(heap, later)
    return log, arrays


def backwards(events):
    return events[::-1]


def mixed(events):
    return events[1::2] + events[::2]


@pytest.mark.parametrize("shuffle", [backwards, mixed])
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("text", [THREE_COURSES, EMPTY, COUNTED, EVERYTHING])
def test_the_log_is_the_same_row_by_row(text, seed, shuffle):
    parameters = parameters_of_text(text)
    log, _ = heap_run(parameters, STANDARD_RULES, seed, shuffle)
    assert log == logged(parameters, seed=seed)


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("text", [THREE_COURSES, EVERYTHING])
def test_the_log_is_the_same_under_an_odd_rulebook(text, seed):
    parameters = parameters_of_text(text)
    log, _ = heap_run(parameters, ODD_RULES, seed, backwards)
    assert log == logged(parameters, ODD_RULES, seed=seed)


def test_the_money_is_the_same_too():
    parameters = parameters_of_text(EVERYTHING)
    _, state = heap_run(parameters, STANDARD_RULES, 1, backwards)
    other = SimpyEngine(parameters, seed=1).run()
    for mine, its in zip(state.weeks, other.weeks, strict=True):
        np.testing.assert_array_equal(mine, its)


def test_a_state_that_had_to_grow_holds_the_same():
    parameters = parameters_of_text(THREE_COURSES.replace("= 6.0", "= 200.0"))
    _, roomy = heap_run(parameters, STANDARD_RULES, 1, backwards)
    grown = SimpyEngine(parameters, seed=1).run()
    assert 1_024 < len(grown.citizens.team) < len(roomy.citizens.team)
    for mine, its in zip(grown.weeks, roomy.weeks, strict=True):
        np.testing.assert_array_equal(mine, its)
