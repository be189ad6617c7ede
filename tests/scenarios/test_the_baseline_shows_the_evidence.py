"""The baseline reaches the published figures within their ranges, and its rates balance.

`evidence.py` beside this file writes them to `docs/evidence.md`: the exact ones from the twin, the
others from a long simulation that is kept, and held here to a short one.
"""

import numpy as np
import pytest
from evidence import PAGE, everything, page
from long_run import BASELINE, ONE_WEEK, LongRun
from simulated_figures import delivered, digest, helpers_of_daily_help, kept

from sim import load_scenario, simulate


@pytest.fixture(scope="module")
def now():
    return LongRun(ONE_WEEK)


def test_a_figure_outside_its_range_says_why():
    assert [figure.row for figure in everything(kept()) if figure.needs_a_reason] == []


def test_what_was_simulated_is_of_the_scenarios_as_they_are():
    assert kept()["digest"] == digest(), "run python tests/scenarios/evidence.py"


def test_the_page_is_what_the_command_writes():
    assert PAGE.read_text(encoding="utf-8") == page(kept())


def test_no_team_is_expected_to_gain_or_lose_at_hourly_prices(now: LongRun):
    week = now.week()
    assert abs(week.deviation / week.revenue) == pytest.approx(0.0, abs=0.0005)


def test_the_rates_still_balance_once_prices_and_rates_are_indexed(now: LongRun):
    before, after = now.week(), LongRun(ONE_WEEK, "run.start=2027-01-04").week()
    assert after.cost == pytest.approx(1.03 * before.cost, rel=1e-4)
    assert abs(after.deviation / after.revenue) == pytest.approx(0.0, abs=0.0005)


def test_teams_differ_in_size_as_teams_do(now: LongRun):
    sizes = now.traffic.present[:, now.kind >= 0].sum(axis=1)
    assert 55 <= sizes.min() <= 70
    assert 125 <= sizes.max() <= 145


def test_staff_are_in_proportion_to_the_teams(now: LongRun):
    posts = now.parameters.staff.full_time_equivalents[0].sum(axis=1)
    citizens = now.traffic.present[:, now.kind >= 0].sum(axis=1)
    assert posts / citizens == pytest.approx(np.full(17, posts.sum() / citizens.sum()), rel=0.02)


def test_a_short_simulation_agrees_with_what_was_kept():
    """One replication of half a year: shares that hardly vary between replications.

    Tolerances are about four standard deviations of one such replication.
    """
    results = simulate(load_scenario(BASELINE, ["run.weeks=26"]), replications=1, out=None)
    figures = kept()["figures"]
    share = results.summary["clinic"]["share"]["mean"]
    assert share == pytest.approx(figures["clinic_share"]["mean"], abs=0.015)
    assert delivered(results)["mean"] == pytest.approx(figures["delivered"]["mean"], abs=0.09)
    helpers = helpers_of_daily_help(results)["mean"]
    assert helpers == pytest.approx(figures["helpers"]["mean"], abs=2.0)
