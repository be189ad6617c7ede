"""Constants of own rules are moved as values of a scenario are."""

import pytest
from small_scenarios import FOUR_WEEKS, scenario_of

import sim
from sim.engines.rule_constants import constants_of, without_values

SCENARIO = scenario_of(FOUR_WEEKS)
FIGURE = "total.cost_dkk"


def dearer(minutes, ore_per_hour, times, more):
    return times * minutes * ore_per_hour / 60 + more


def with_rule(**rules):
    rulebook = sim.STANDARD_RULES._replace(**rules)
    return sim.prepare(SCENARIO, engine="simpy", rules=rulebook)


@pytest.fixture(scope="module")
def job():
    return with_rule(cost=sim.with_constants(dearer, times=1.5, more=7.0))


def test_a_constant_is_the_number_that_the_rule_would_have_in_its_code(job):
    moved = job.with_values({"rules.cost.times": 2})
    written = with_rule(cost=lambda minutes, ore: 2 * minutes * ore / 60 + 7)
    assert moved.replicate(2)[FIGURE].tolist() == written.replicate(2)[FIGURE].tolist()
    assert moved.replicate(2)[FIGURE].sum() > job.replicate(2)[FIGURE].sum()


def test_constants_and_values_of_the_scenario_are_moved_together_and_one_after_the_other(job):
    rate = {"tariff.weekly_dkk.development": 3_000}
    both = job.with_values({"rules.cost.more": 0, **rate}).replicate(1)
    apart = job.with_values(rate).with_values({"rules.cost.more": 0}).replicate(1)
    assert both.summary["total"] == apart.summary["total"]


def test_a_sweep_moves_constants(job):
    grid = {"rules.cost.times": [1.0, 2.0], "team.Nord.inflow_per_week": [3, 4]}
    found = sim.sweep(SCENARIO, grid, 1, engine="simpy", rules=job.rules, workers=1)
    costs = {
        (row["rules.cost.times"], row["team.Nord.inflow_per_week"]): row[FIGURE]
        for row in found.rows()
    }
    alone = job.with_values({"rules.cost.times": 2, "team.Nord.inflow_per_week": 4})
    assert costs[2.0, 4] == alone.replicate(1)[FIGURE][0]
    assert costs[1.0, 3] < costs[2.0, 3]


def test_rules_that_differ_in_constants_alone_are_one_rule(job):
    other = job.with_values({"rules.cost.times": 9}).rules
    assert other != job.rules
    assert without_values(other) == without_values(job.rules)
    assert constants_of(other) == {"rules.cost.times": 9.0, "rules.cost.more": 7.0}


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"rules.cost.time": 2}, "rules.cost.time is no constant of a rule; there are rules.cost"),
        ({"rules.need.parts": 2}, "rules.need.parts is no constant"),
        ({"rules.cost.times": "two"}, "rules.cost.times must be a number, not 'two'"),
        ({"rules.cost.times": float("nan")}, "must be a number, not nan"),
        ({"rules.cost.times": True}, "must be a number, not True"),
    ],
)
def test_a_constant_that_cannot_be_moved_is_named(job, values, said):
    with pytest.raises(ValueError, match=said):
        job.with_values(values)


def test_constants_must_be_the_last_arguments():
    with pytest.raises(ValueError, match="last arguments must be its constants, minutes"):
        sim.with_constants(dearer, minutes=2)
    with pytest.raises(ValueError, match="one at least"):
        sim.with_constants(dearer)
