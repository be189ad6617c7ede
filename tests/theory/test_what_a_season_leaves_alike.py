"""Periods that differ in inflow alone are alike to who is there; all others are not."""

import pytest
from small_scenarios import FOUR_WEEKS

import sim
from sim.theory.network.dates import periods_alike

SEASON = "[{ from = 2026-01-05, value = 4 }, { from = 2026-01-19, value = 6 }]"
DEARER = "[{ from = 2026-01-05, value = 450 }, { from = 2026-01-26, value = 460 }]"


def scenario(folder, **changes):
    path = folder / "town.toml"
    path.write_text(FOUR_WEEKS, encoding="utf-8")
    return sim.load_scenario(path, [f"{key}={value}" for key, value in changes.items()])


def expected(found):
    return sim.expectation(found).tree["total"]["deviation_dkk"]


def test_inflow_alone_leaves_periods_alike(tmp_path):
    keys = {"team.Nord.inflow_per_week": SEASON, "prices.cost_per_hour_dkk.home_care": DEARER}
    parameters = sim.started(scenario(tmp_path, **keys), sim.STANDARD_RULES)
    assert periods_alike(parameters).tolist() == [0, 0, 2]


def test_a_date_on_which_nothing_changes_changes_nothing(tmp_path):
    same = "[{ from = 2026-01-05, value = 4 }, { from = 2026-01-21, value = 4 }]"
    plain, dated = (
        expected(scenario(tmp_path, **{"team.Nord.inflow_per_week": inflow}))
        for inflow in (4, same)
    )
    assert dated == pytest.approx(plain, rel=1e-9)
