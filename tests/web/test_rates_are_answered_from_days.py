"""The page answers other rates from lives that are counted once, to the øre of the run."""

import numpy as np
import pytest
from small_scenarios import EVERYTHING, FOUR_WEEKS, scenario_of

from sim.experiments.prepared.paired_sums import Replications
from sim.experiments.prepared.prepare import prepare
from sim.experiments.repaid.paid_days import paid_days_table
from sim.experiments.running.replication import run_to_end
from sim.experiments.tables.tables import weeks_by_team
from sim.web.live.days import RunDays

OTHER_RATES = {
    "tariff.weekly_dkk.stabilisation": [911.11, 1199, 1700, 2654.5, 3999],
    "tariff.step_down.development.weekly_dkk": 1432.1,
}


def ran(prepared, numbers):
    """What the page holds of some replications of a run."""
    weeks = [weeks_by_team(prepared.job, run_to_end(prepared.job, n).weeks) for n in numbers]
    weekly = [of.revenue_ore - of.cost_ore for of in weeks]
    return Replications(prepared.replicate(numbers).sums, np.array(weekly))


def test_it_is_what_the_run_is_paid_by_team_and_week():
    before, days, numbers = prepare(scenario_of(EVERYTHING), engine="compiled"), RunDays(), [0, 2]
    after, run = before.with_values(OTHER_RATES), ran(before, numbers)
    assert days.at_other_rates(run, before, after) is None  # nothing is counted yet
    while missing := days.missing(run):
        days.count(before, missing[0])
    found = days.at_other_rates(run, before, after)
    wanted = ran(prepare(after.scenario, engine="compiled"), numbers)
    assert found.numbers == numbers
    np.testing.assert_array_equal(found.weekly_ore, wanted.weekly_ore)
    for mine, theirs in zip(found.sums.money, wanted.sums.money, strict=True):
        np.testing.assert_array_equal(mine, theirs)
    assert (found.weekly_ore != run.weekly_ore).any()


@pytest.mark.parametrize(
    "values",
    [{"course.development.stay.mean_weeks": 5}, {"tariff.step_down.development.after_weeks": 3}],
)
def test_what_moves_more_than_rates_is_not_answered_so(values):
    before, days = prepare(scenario_of(EVERYTHING), engine="compiled"), RunDays()
    run = ran(before, [0])
    days.count(before, 0)
    assert days.at_other_rates(run, before, before) is not None
    assert days.at_other_rates(run, before, before.with_values(values)) is None


def counted(text):
    prepared, days = prepare(scenario_of(text), engine="compiled"), RunDays()
    days.count(prepared, 0)
    return prepared, paid_days_table(prepared.job, days.kinds, days.counted)


def test_the_table_has_a_row_a_team_and_rate():
    prepared, table = counted(FOUR_WEEKS)
    assert table["team"] == ["Nord"] * 3 + ["Syd"] * 3
    assert table["paid_course"][:3] == ["development", "stabilisation", "individual"]
    assert table["weekly_rate_dkk"][:3] == [2700.0, 1575.0, 9900.0]
    days = run_to_end(prepared.job, 0).weeks.days.sum(axis=1)
    assert table["citizen_days"] == days.ravel().tolist()


def test_every_day_that_is_paid_a_rate_is_in_the_table_once():
    prepared, table = counted(EVERYTHING)
    assert len(set(table["rate"])) == 2
    assert len(set(table["from_day"])) > 1
    days = run_to_end(prepared.job, 0).weeks.days.sum(axis=1)
    for place, team in enumerate(prepared.job.names.teams):
        for number, course in enumerate(prepared.job.names.courses[:2]):
            rows = zip(table["team"], table["paid_course"], table["citizen_days"], strict=True)
            found = sum(many for of, paid, many in rows if (of, paid) == (team, course))
            assert found == days[prepared.job.team_rows[place], number]
