"""The funnel's limits, the smallest team and the reach of chance, redone by hand."""

import math

import numpy as np
import pytest
from deviations import TWO_TEAMS, explained
from small_scenarios import scenario_of

from sim.economics.explanation.funnel import Spread, spread_of
from sim.economics.explanation.without_causes import ReferenceMoney
from sim.experiments.expectation import chance_bands, expectation, expectation_tree


def normal(share, sd):
    return Spread(share, (sd**2,), (0.0,))


EXPECTED = ReferenceMoney(
    deviation_ore=np.array([[-30_000.0, -10_000.0]]),
    revenue_ore=np.array([[600_000.0, 200_000.0]]),
    citizens=np.array([[30.0, 10.0]]),
    budget_ore=np.array([0.0, 0.0]),
    variances_ore=np.array([[48_000.0**2 - 1e8, 1e8], [36_000.0**2, 0.0]]),
    thirds_ore=np.zeros((2, 2)),
    means_ore=np.zeros((2, 2)),
    leaves_out=[],
)


def test_one_citizens_share_by_hand():
    """Variance 48² + 36² = 60² over 40 citizens; revenue 800,000 øre, 20,000 a citizen."""
    spread = spread_of(EXPECTED)
    assert spread.share == pytest.approx(-40_000 / 800_000)
    assert spread.sd_of_one_citizen == pytest.approx(60_000 / math.sqrt(40) / 20_000)


def test_a_citizens_third_cumulant_by_hand():
    """-8e12 øre³ over 40 citizens of 20,000 øre each: -8e12 / 40 / 8e12 = -1/40."""
    skewed = EXPECTED._replace(thirds_ore=np.array([[-5e12, 0.0], [-3e12, 0.0]]))
    spread = spread_of(skewed)
    assert sum(spread.thirds) == pytest.approx(-1 / 40)
    assert sum(spread.law(10).thirds) == pytest.approx(-1 / 40 / 100)


def test_limits_narrow_with_the_root_of_the_size():
    spread = normal(0.01, 0.5)
    low, high = spread.limits(100, 0.95)
    assert low == pytest.approx(0.01 - 1.959964 * 0.5 / 10, abs=1e-6)
    assert high == pytest.approx(0.01 + 1.959964 * 0.5 / 10, abs=1e-6)
    low, high = spread.limits(400, 0.998)
    assert high - low == pytest.approx(2 * 3.090232 * 0.5 / 20, abs=1e-6)


def test_a_team_is_outside_the_limits_that_it_is_beyond():
    spread = normal(0.0, 0.5)
    assert spread.outside(100, 0.0979) is None
    assert spread.outside(100, -0.0981) == 0.95
    assert spread.outside(100, 0.1546) == 0.998


def test_the_smallest_team_by_hand():
    """(1.959964 x 0.5 / 0.02)² = 2400.9, so 2401 citizens."""
    assert normal(0.0, 0.5).smallest_team(0.02) == 2401
    assert normal(0.0, 0.5).smallest_team(0.04) == 601


def test_limits_of_a_skewed_citizen_lie_further_down_than_up():
    spread = Spread(0.0, (0.25,), (-0.25,))
    low, high = spread.limits(10, 0.95)
    assert -low > 1.1 * high
    assert spread.outside(10, low - 0.001) == 0.95
    assert spread.outside(10, high + 0.001) == 0.95
    assert spread.outside(10, (low + high) / 2) is None


def test_without_revenue_there_is_no_funnel():
    assert spread_of(EXPECTED._replace(revenue_ore=np.zeros((1, 2)))) is None


def test_prices_share_out_what_all_expect_by_citizens():
    price, case_mix = EXPECTED.whole()
    assert price.tolist() == [-30_000, -10_000]
    assert case_mix.tolist() == [0, 0]
    dearer = EXPECTED._replace(deviation_ore=np.array([[-10_000.0, -30_000.0]]))
    price, case_mix = dearer.whole()
    assert price.tolist() == [-30_000, -10_000]
    assert case_mix.tolist() == [20_000, -20_000]


def test_a_teams_own_budget_is_price():
    """All but the budgets: -40,000 - 20,000 = -60,000, of which 3/4 and 1/4 by citizens."""
    budgeted = EXPECTED._replace(budget_ore=np.array([0.0, 20_000.0]))
    price, case_mix = budgeted.whole()
    assert price.tolist() == [-45_000, 5_000]
    assert case_mix.tolist() == [15_000, -15_000]


@pytest.fixture(scope="module")
def explanation(tmp_path_factory):
    folder = tmp_path_factory.mktemp("funnel")
    return explained(TWO_TEAMS, folder, replications=3, within=0.05, over_weeks=4)


def test_the_written_funnel_is_the_twins(explanation):
    tree, spread = explanation.tree, spread_of(explanation.decomposition.expected)
    for point, account in zip(tree["funnel"]["teams"], tree["teams"], strict=True):
        assert point["citizens"] == pytest.approx(account["citizens"]["mean"])
        assert point["limits"][0] == list(spread.limits(point["citizens"], 0.95))
        assert len(point["single_runs"]) == 3


def test_a_shorter_span_needs_a_larger_team(explanation):
    smallest = explanation.tree["smallest_team"]
    assert smallest["over_weeks"] == 4
    over_run = explanation.tree["funnel"]["sd_share_of_one_citizen"]
    assert smallest["sd_share_of_one_citizen"] > over_run
    one = [tuple(smallest[f"{name}_of_one_citizen"]) for name in ("variances", "thirds", "means")]
    spread = Spread(0.0, *one)
    assert spread.law(smallest["citizens"]).holds(0.05) >= 0.95
    assert spread.law(smallest["citizens"] - 1).holds(0.05) < 0.95


def test_the_reach_of_chance_is_that_of_theory(explanation):
    solved = expectation(scenario_of(TWO_TEAMS))
    bands = chance_bands(solved)
    theory = {team["team"]: team for team in expectation_tree(solved)["teams"]}
    for account in explanation.tree["teams"]:
        mean, low, high = bands[account["team"]]
        band = account["chance_band_dkk"]
        assert band["exact"]
        assert band["low"] == pytest.approx(low - mean)
        assert band["high"] == pytest.approx(high - mean)
        by_theory = theory[account["team"]]
        assert band["reach"] == pytest.approx(by_theory["chance_share"] * by_theory["revenue_dkk"])
        assert account["luck_dkk"] == band["reach"]
        expected = account["terms"]["price"]["mean"] + account["terms"]["case_mix"]["mean"]
        assert expected == pytest.approx(mean, abs=0.01)
