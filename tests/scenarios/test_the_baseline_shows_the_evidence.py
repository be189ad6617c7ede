"""The baseline reaches the published figures within their ranges, and its rates balance.

`baseline_figures.py` beside this file computes them from the closed-form twin; the ranges are
those of the evidence, and tighter where a figure was solved for.
"""

import pytest
from baseline_figures import BASELINE, ONE_WEEK, Baseline, figures, table


def test_every_figure_lies_within_its_range():
    astray = [figure.row for figure in figures() if not figure.low <= figure.reached <= figure.high]
    assert astray == []


def test_no_team_is_expected_to_gain_or_lose():
    week = Baseline(ONE_WEEK).week()
    assert abs(week.deviation / week.revenue) == pytest.approx(0.0, abs=0.0005)


def test_the_rates_still_balance_once_prices_and_rates_are_indexed():
    before, after = Baseline(ONE_WEEK).week(), Baseline(ONE_WEEK, "run.start=2027-01-04").week()
    assert after.cost == pytest.approx(1.03 * before.cost)
    assert abs(after.deviation / after.revenue) == pytest.approx(0.0, abs=0.0005)


def test_teams_differ_in_size_as_teams_do():
    now = Baseline(ONE_WEEK)
    sizes = now.traffic.present[:, now.kind >= 0].sum(axis=1)
    assert 55 <= sizes.min() <= 70
    assert 125 <= sizes.max() <= 145


def test_the_readme_shows_the_table_that_the_command_prints():
    readme = BASELINE.with_name("README.md").read_text(encoding="utf-8")
    assert table() in readme
