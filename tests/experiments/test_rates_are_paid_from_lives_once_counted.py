"""Settings that differ in rates alone are paid from lives counted once, to the øre of a run."""

import pickle
from itertools import product

import numpy as np
import pytest
from small_scenarios import EVERYTHING, FOUR_WEEKS, OFFERS, WHOLE_MODEL, scenario_of

import sim
from sim.experiments.prepared import prepare as preparing
from sim.experiments.prepared.prepare import prepare
from sim.experiments.repaid.rates import differs_in_rates_alone, only_pay_hangs_on_rates

TEAM_RATES = FOUR_WEEKS + "team.Syd.weekly_dkk = { development = 3_100 }\n"
CHOOSING = (
    OFFERS
    + """[choice]
at_intake = { Birk = 0.5, Ask = 0.2, Eg = 0.3 }
change_per_week = 0.2
"""
)
RATES = {
    "by level, stepped down, dated, lump sums": (
        EVERYTHING,
        [
            {"tariff.weekly_dkk.stabilisation": [911.11, 1199, 1700, 2654.505, 3999]},
            {"tariff.step_down.development.weekly_dkk": 1432.1, "tariff.weekly_dkk.hospital": 77},
            {"tariff.lump_sum_dkk.development": 2_100, "tariff.lump_sum_dkk.stabilisation": 0},
            {"tariff.weekly_dkk.development": 2_913.375},
        ],
    ),
    "away and per person, with staff and goals": (
        WHOLE_MODEL.replace("weeks = 12", "weeks = 4"),
        [
            {"tariff.weekly_dkk.development": 2913.37},
            {"tariff.weekly_dkk.hospital": 1_000.01},
            {"tariff.weekly_dkk.stabilisation": [0, 710, 2_005, 4_999, 9_001.5]},
        ],
    ),
    "of one team": (
        TEAM_RATES,
        [
            {"tariff.team.Syd.weekly_dkk.development": 2_801},
            {"tariff.weekly_dkk.development": 2_500.005},
            {"tariff.weekly_dkk.individual": 0},
        ],
    ),
    "for citizens of several payers who choose their team": (
        CHOOSING,
        [{"tariff.weekly_dkk.development": rate} for rate in (9_000, 12_345.67)],
    ),
}
REPLICATIONS = [3]


def assert_same(one, other):
    """Hold two nests of sums against each other, to the last øre."""
    if isinstance(one, tuple):
        for mine, theirs in zip(one, other, strict=True):
            assert_same(mine, theirs)
    elif isinstance(one, dict):
        assert one.keys() == other.keys()
        for name, mine in one.items():
            assert_same(mine, other[name])
    else:
        np.testing.assert_array_equal(one, other)


def no_run(*_):
    raise AssertionError("the engine runs lives that are known")


@pytest.mark.parametrize("name", RATES)
def test_every_setting_comes_to_what_the_engine_that_is_read_says(name, monkeypatch):
    text, settings = RATES[name]
    scenario = scenario_of(text)
    job, reading = prepare(scenario, engine="compiled"), prepare(scenario, engine="simpy")
    job.replicate(REPLICATIONS)
    monkeypatch.setattr(preparing, "sums_of_replication", no_run)
    found = [job.with_values(values).replicate(REPLICATIONS).sums for values in settings]
    monkeypatch.undo()
    run = [reading.with_values(values).replicate(REPLICATIONS).sums for values in settings]
    for mine, theirs in zip(found, run, strict=True):
        assert_same(mine, theirs)
    totals = {int(sums.money.revenue_ore.sum()) for sums in found}
    assert len(totals) == len(settings)


def test_a_job_that_has_run_goes_to_other_processes():
    job = prepare(scenario_of(FOUR_WEEKS), engine="compiled")
    here = [job.replicate(2).sums for _ in range(3)]
    there = pickle.loads(pickle.dumps(job)).replicate(2).sums  # noqa: S301 - our own
    for sums in here:
        assert_same(sums, there)


INFLOW, RATE, LENGTH = (
    "team.Nord.inflow_per_week",
    "tariff.weekly_dkk.development",
    "course.development.stay.mean_weeks",
)


def test_a_grid_of_inflows_and_rates_is_a_loop_of_runs():
    scenario = scenario_of(FOUR_WEEKS)
    for first, then in ((INFLOW, RATE), (RATE, INFLOW)):
        values = {INFLOW: [1.5, 2], RATE: [2_000, 2_500.55, 3_000]}
        grid = {key: values[key] for key in (first, then)}
        rows = list(sim.sweep(scenario, grid, 2, workers=1, engine="compiled").rows())
        settings = [dict(zip(grid, pair, strict=True)) for pair in product(*grid.values())]
        jobs = [prepare(scenario, engine="simpy").with_values(values) for values in settings]
        alone = [row for job in jobs for row in job.replicate(2).rows()]
        figure = "total.deviation_dkk"
        assert [row[figure] for row in rows] == [row[figure] for row in alone]


BANDED = FOUR_WEEKS + "deficit_band = { share = 0.05 }\n"
BY_THE_HOUR = FOUR_WEEKS.replace('kind = "course_rates"', 'kind = "mixed"\nhourly_share = 0.4\n')
BY_THE_HOUR += "hourly_dkk = { home_care = 470, nursing = 640, training = 800 }\n"
STOPPED = FOUR_WEEKS + "stop_loss = { above_dkk_per_week = 3_000, refunded_share = 0.7 }\n"
LED = FOUR_WEEKS.replace('name = "Nord"', 'name = "Nord"\npolicy = "budget_led"')
LED += "[behaviour.levers]\neffort = { low = 0.5, high = 1.5 }\n"
DECLINING = FOUR_WEEKS.replace('name = "Nord"', 'name = "Nord"\nlevers.accept_share = 0.6')
DECLINING += "[acceptance]\nprice_dkk = 50_000\n[behaviour.levers]\n"
DECLINING += "accept_share = { low = 0, high = 1 }\n"


@pytest.mark.parametrize("text", [BANDED, BY_THE_HOUR, STOPPED, LED, DECLINING])
def test_where_more_than_pay_hangs_on_rates_the_engine_runs(text):
    scenario = scenario_of(text)
    job = prepare(scenario, engine="compiled")
    assert not only_pay_hangs_on_rates(job.parameters, job.rules)
    reading = prepare(scenario, engine="simpy")
    for rate in (2_000, 2_900.5):
        one, other = (of.with_values({RATE: rate}).replicate(1).sums for of in (job, reading))
        assert_same(one, other)


@pytest.mark.parametrize(
    "values",
    [
        {LENGTH: 5},
        {INFLOW: 4},
        {"tariff.step_down.development.after_weeks": 3},
        {"prices.cost_per_hour_dkk.nursing": 500},
        {"run.seed": 2},
        {"run.weeks": 6},
    ],
)
def test_what_moves_more_than_rates_has_lives_of_its_own(values):
    before = prepare(scenario_of(EVERYTHING), engine="compiled")
    after = before.with_values(values)
    if "run.seed" not in values:
        assert not differs_in_rates_alone(before.parameters, after.parameters)
    reading = prepare(scenario_of(EVERYTHING), engine="simpy").with_values(values)
    for job in (before, before.with_values({RATE: 2_000}), before.with_values({RATE: 2_100})):
        job.replicate(1)
    assert_same(after.replicate(1).sums, reading.replicate(1).sums)
