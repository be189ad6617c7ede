"""What other rates pay is days × rate ÷ 7, within a krone of what the run pays."""

import numpy as np
import pytest
from small_scenarios import EVERYTHING, FOUR_WEEKS, WHOLE_MODEL, scenario_of

from sim.experiments.prepared.paid_days import (
    DayCount,
    added_revenue,
    differs_in_rates_alone,
    paid_days,
    paid_days_table,
    pays_linearly,
)
from sim.experiments.prepared.prepare import prepare
from sim.experiments.running.replication import run_to_end
from sim.experiments.tables.tables import weeks_by_team

A_KRONE = 100
OTHER_RATES = {
    "stepped down, by date and level": (
        EVERYTHING,
        {
            "tariff.weekly_dkk.stabilisation": [911.11, 1199, 1700, 2654.5, 3999],
            "tariff.step_down.development.weekly_dkk": 1432.1,
        },
    ),
    "away, with own rates and staff": (
        WHOLE_MODEL,
        {"tariff.weekly_dkk.development": 2913.37, "tariff.weekly_dkk.hospital": 0},
    ),
}


def revenue_of(prepared):
    """What teams are paid by week, in the order of the file."""
    return weeks_by_team(prepared.job, run_to_end(prepared.job, 0).weeks).revenue_ore


@pytest.mark.parametrize("name", OTHER_RATES)
def test_it_is_within_a_krone_of_the_run(name):
    text, rates = OTHER_RATES[name]
    before = prepare(scenario_of(text))
    after = before.with_values(rates)
    assert pays_linearly(before)
    assert differs_in_rates_alone(before.parameters, after.parameters)
    added = added_revenue(paid_days(before, 0), after.parameters.tariff)
    ran = [revenue_of(job) for job in (before, after)]
    assert abs((ran[1] - ran[0]).sum()) > 100 * A_KRONE
    assert np.abs((ran[0] + added - ran[1]).sum(axis=1)).max() < A_KRONE


def test_every_day_that_is_paid_a_rate_is_counted_once():
    prepared = prepare(scenario_of(FOUR_WEEKS))
    days = run_to_end(prepared.job, 0).weeks.days
    counted = paid_days(prepared, 0)
    assert [group.course for group in counted.groups] == [0, 1, 2]
    np.testing.assert_array_equal(counted.days, days)


def test_a_large_team_is_counted_again_with_more_room(monkeypatch):
    monkeypatch.setattr("sim.experiments.prepared.paid_days._FEWEST_BITS", 3)
    prepared = prepare(scenario_of(FOUR_WEEKS))
    count = DayCount(prepared, 0)
    count.step()
    assert count.counted is None
    days = run_to_end(prepared.job, 0).weeks.days
    np.testing.assert_array_equal(paid_days(prepared, 0).days, days)


def test_what_is_not_linear_is_not_answered_so():
    led = FOUR_WEEKS.replace('name = "Nord"', 'name = "Nord"\npolicy = "budget_led"')
    led += "[behaviour.levers]\neffort = { low = 0.5, high = 1.5 }\n"
    assert not pays_linearly(prepare(scenario_of(led)))
    banded = FOUR_WEEKS + "deficit_band = { share = 0.05 }\n"
    assert not pays_linearly(prepare(scenario_of(banded)))


@pytest.mark.parametrize(
    "values",
    [{"course.development.stay.mean_weeks": 5}, {"tariff.step_down.development.after_weeks": 3}],
)
def test_what_moves_more_than_rates_is_not_answered_so(values):
    before = prepare(scenario_of(EVERYTHING))
    after = before.with_values(values)
    assert not differs_in_rates_alone(before.parameters, after.parameters)


def test_levels_that_had_one_rate_cannot_have_several():
    before = prepare(scenario_of(EVERYTHING))
    rates = before.parameters.tariff.weekly_ore.copy()
    rates[0, 0, 2] += 1.0
    assert added_revenue(paid_days(before, 0), before.parameters.tariff) is not None
    other = before.parameters.tariff._replace(weekly_ore=rates)
    assert added_revenue(paid_days(before, 0), other) is None


def test_the_table_has_a_row_a_team_and_rate():
    prepared = prepare(scenario_of(FOUR_WEEKS))
    table = paid_days_table(prepared, {0: paid_days(prepared, 0)})
    assert table["team"] == ["Nord"] * 3 + ["Syd"] * 3
    assert table["paid_course"][:3] == ["development", "stabilisation", "individual"]
    assert table["weekly_rate_dkk"][:3] == [2700.0, 1575.0, 9900.0]
    days = run_to_end(prepared.job, 0).weeks.days.sum(axis=1)
    assert table["citizen_days"] == days.ravel().tolist()
