"""The mean money of a run, added up day by day and found backwards from its end, is one number.

The days are added up over everybody present; backwards, old stays are lumped and citizens are
followed from one course to the next. Only the second way gives the chance. It adds up what is left
of the pay after the cost, by need, over as many needs as the twin takes.
"""

import numpy as np
import pytest
from small_scenarios import THREE_COURSES, parameters_of_text
from uncongested import LIVES, ONE_COURSE
from whole_model import CARE

from sim.model.rulebook import STANDARD_RULES
from sim.theory.money.coarse_cells import (
    coarse_cells_of,
    coarse_map,
    settled_days,
    weights_at_first,
)
from sim.theory.money.daily_money import DailyMoney
from sim.theory.money.ledger import Ledger
from sim.theory.money.moments import span
from sim.theory.network.cells import cells_of
from sim.theory.network.entries import entries_of
from sim.theory.network.stations import explored

TAPERED = ONE_COURSE.replace("hours_sd = 2", "hours_sd = 2\nprofile = [3.0, 2.0, 0.4]")
STEPPED = ONE_COURSE + "step_down = { development = { after_weeks = 2, weekly_dkk = 400 } }\n"


@pytest.mark.parametrize("text", [THREE_COURSES, LIVES, CARE, TAPERED, STEPPED])
@pytest.mark.parametrize("initial", ['"stationary"', '"empty"'])
def test_day_by_day_and_backwards_give_the_same_means(text, initial):
    parameters = parameters_of_text(text.replace('"stationary"', initial))
    network = explored(STANDARD_RULES, parameters)
    ledger = Ledger(STANDARD_RULES, parameters, network, cells_of(network))
    entries = entries_of(network, parameters)
    revenue, cost = (money.sum(axis=1) for money in DailyMoney(ledger).money(entries))

    days = entries.daily.shape[-1]
    lump = coarse_map(network, settled_days(ledger), days)
    cells = coarse_cells_of(lump)
    small = Ledger(STANDARD_RULES, parameters, lump.network, cells)
    worth = span(small, parameters.calendar.first_day, days)
    stations = len(lump.old)

    def backwards(account):
        there = weights_at_first(lump, cells) * account(worth.there)
        found = entries.past @ np.bincount(cells.station % stations, there, stations)
        new = np.array([account(later)[:stations] for later in worth.coming])
        came = entries.unforeseen.copy()
        if len(parameters.start.course) == 0:
            return np.einsum("tzd,dz->t", came, new)
        opened = entries.begun[..., 0] @ (new[0] - account(worth.there)[cells.first[:stations]])
        return found + opened + np.einsum("tzd,dz->t", came[..., 1:], new[1:])

    of_all = backwards(lambda w: w.mean @ worth.share)
    assert of_all == pytest.approx(revenue - cost, abs=1e-9 * float(revenue.max()))
