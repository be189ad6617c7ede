"""By hand: what a run tells of limited staff, a full clinic, a queue and dated values."""

import numpy as np
import pytest
from small_scenarios import THREE_COURSES, WHOLE_MODEL, scenario_of

from sim.experiments.expected_cost import (
    CareGiven,
    ExpectedPrices,
    OfTheWaiting,
    expected_prices,
    told_by_run,
)
from sim.scenario.arrays.parameters import parameters_of

HOUR = 60
NOBODY_WAITS = OfTheWaiting(np.zeros((1, 1), int), np.zeros((1, 1), int))


def prices(periods=1, *, is_staffed=True, turned_home=0.0):
    """450, 500 and 400 DKK an hour for the three services of one team."""
    hourly = np.full((periods, 1, 3), [45_000.0, 50_000.0, 40_000.0])
    home = np.full((periods, 1), turned_home)
    return ExpectedPrices((0,) * periods, hourly, home, is_staffed, has_basis=False, waiting=())


def given(cost, **more):
    """One run of one team, a column a period: 10 hours of home care and 2 of nursing."""
    cost = np.atleast_1d(cost)

    def by_period(amount):
        return (np.zeros(len(cost), int) + amount).reshape(1, -1, 1)

    minutes = np.full((1, len(cost), 1, 3), [10 * HOUR, 2 * HOUR, 0])
    sums = dict.fromkeys(CareGiven._fields[1:], 0) | {"citizen_days": 7, "cost_ore": cost}
    return CareGiven(minutes, **{name: by_period(each) for name, each in {**sums, **more}.items()})


def capacity(of, priced, waiting=NOBODY_WAITS):
    (found,) = told_by_run(of, waiting, priced).capacity_ore.ravel()
    return found


def test_staff_that_cost_more_than_care_at_its_hourly_price():
    # 10 x 450 + 2 x 500 = 5,500 DKK is what the care is worth; it cost 6,000.
    assert capacity(given(600_000), prices()) == -50_000


def test_hours_that_are_not_given_are_worth_what_the_given_are():
    # 3 hours more were needed beside 12: a quarter of 5,500 DKK would have been added.
    assert capacity(given(550_000, unmet=3 * HOUR), prices()) == 137_500


def test_what_is_neither_staff_nor_hours_is_no_shortage():
    assert capacity(given(570_000, other_ore=20_000), prices()) == 0


def test_contacts_turned_home_for_want_of_a_slot_cost_more():
    of = given(550_000, turned_home=4)
    assert capacity(of, prices(is_staffed=False, turned_home=2_500.0)) == -10_000


def test_those_who_wait_bring_what_is_paid_less_their_cost():
    waiting = OfTheWaiting(np.array([[80_000]]), np.array([[110_000]]))
    assert capacity(given(550_000), prices(is_staffed=False), waiting) == -30_000


def test_dated_values_moved_what_a_day_brings_after_less_what_it_brought_before():
    # 7 days bring 700 DKK, the next 14 days 2,100: 50 DKK a day more on 14 days.
    of = given([0, 0], revenue_ore=[70_000, 210_000], citizen_days=[7, 14])
    found = told_by_run(of, NOBODY_WAITS, prices(2, is_staffed=False))
    assert found.timing_ore.tolist() == [[70_000]]


def priced(text):
    scenario = scenario_of(text)
    return expected_prices(scenario, parameters_of(scenario))


def test_it_is_told_where_only_limits_are_at_work():
    found = priced(WHOLE_MODEL)
    assert found is not None
    assert found.is_staffed
    assert found.waiting == ("waiting",)
    assert priced(THREE_COURSES) is None  # nothing is at work: chance, price and case mix are


@pytest.mark.parametrize(
    ("old", "new"),
    [('name = "Nord"', 'name = "Nord"\nlevers.effort = 1.2'), ('"stationary"', '"empty"')],
)
def test_it_is_not_told_where_teams_follow_money_or_the_start_is_not_steady(old, new):
    assert old in WHOLE_MODEL
    assert priced(WHOLE_MODEL.replace(old, new, 1)) is None
