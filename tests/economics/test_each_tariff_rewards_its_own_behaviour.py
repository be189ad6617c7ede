"""Four ways of paying the same municipality, and what a team that minds only money makes of each.

The signs are those of the second source of behaviour, Ellis and McGuire 1986: what is paid by the
hour is given more of, what is paid by the week is held on to, what is paid once is got over with.
"""

import pytest
from one_length import one_length

from sim.economics.audit.audit import audit
from sim.economics.audit.tariffs import under_tariff
from sim.model.terms import BEARERS

BY_WEEK = {"kind": "course_rates", "weekly_dkk": {"development": 2900, "stabilisation": 1800}}
LUMP_SUM = {
    "kind": "course_rates",
    "weekly_dkk": {"development": 0, "stabilisation": 1900},
    "lump_sum_dkk": {"development": 22000},
}
BY_HOUR = {"kind": "activity", "hourly_dkk": {"home_care": 480}}
BLOCK = {"kind": "block", "budget_dkk_per_week": 300000}
MIXED = BY_WEEK | {"kind": "mixed", "hourly_share": 0.5, "hourly_dkk": {"home_care": 460}}


def toml(table):
    lines = ["schema = 1", "[tariff]"]
    for key, value in table.items():
        if isinstance(value, dict):
            inside = ", ".join(f"{name} = {amount}" for name, amount in value.items())
            value = f"{{ {inside} }}"  # noqa: PLW2901 - as TOML writes it
        elif isinstance(value, str):
            value = f'"{value}"'  # noqa: PLW2901 - as TOML writes it
        lines.append(f"{key} = {value}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def rewarded(tmp_path):
    def rows(tariff):
        file = tmp_path / "tariff.toml"
        file.write_text(toml(tariff), encoding="utf-8")
        scenario = one_length(
            {"distribution": "gamma", "mean_weeks": 8, "sd_weeks": 4}, (0.6, 6.0), (2700, 1800)
        )
        found = audit(under_tariff(scenario, file)).levers
        return {row["lever"]: row for row in found}

    return rows


def test_a_weekly_rate_above_cost_holds_on(rewarded):
    row = rewarded(BY_WEEK)["development_weeks"]
    assert row["best_response"] == row["high"] == 26.0
    assert row["verdict"] == "perverse"


def test_a_lump_sum_closes_early(rewarded):
    row = rewarded(LUMP_SUM)["development_weeks"]
    assert row["best_response"] == row["low"] == 1.0


def test_pay_by_the_hour_delivers_more_than_is_needed(rewarded):
    row = rewarded(BY_HOUR)["delivered_share"]
    assert row["best_response"] == row["high"] == pytest.approx(1.2)
    assert row["verdict"] == "perverse"
    # A fifth more hours at 30 DKK of surplus each.
    hours = row["team_gain_dkk_per_year"]["mean"] / 30
    assert row["payer_change_dkk_per_year"]["mean"] == pytest.approx(480 * hours)


def test_a_block_skimps(rewarded):
    row = rewarded(BLOCK)["delivered_share"]
    assert row["best_response"] == row["low"] == 0.5
    assert row["payer_change_dkk_per_year"]["mean"] == pytest.approx(0.0, abs=1e-3)
    assert row["verdict"] == "perverse"


def test_a_mixed_tariff_rewards_skimping_by_less_than_either_extreme(rewarded):
    gains = {
        name: rewarded(tariff)["delivered_share"]["steps"][1]["team_gain_dkk_per_year"]["mean"]
        for name, tariff in {"week": BY_WEEK, "hour": BY_HOUR, "mixed": MIXED}.items()
    }
    assert gains["hour"] < gains["mixed"] < gains["week"]


def test_who_pays_adds_up(rewarded):
    for row in rewarded(BY_HOUR).values():
        pays = {name: figure["mean"] for name, figure in row["who_pays"].items()}
        gain = row["team_gain_dkk_per_year"]["mean"]
        assert gain == pytest.approx(
            pays["revenue_dkk_per_year"] - pays["team_cost_dkk_per_year"], abs=1e-3
        )
        assert row["payer_change_dkk_per_year"]["mean"] == pytest.approx(
            pays["revenue_dkk_per_year"] + pays["municipality_dkk_per_year"], abs=1e-3
        )
        assert pays["municipality_net_dkk_per_year"] == row["payer_change_dkk_per_year"]["mean"]
        borne = sum(pays[f"{bearer}_dkk_per_year"] for bearer in BEARERS)
        assert pays["outside_dkk_per_year"] == pytest.approx(borne, abs=1e-3)


def test_moving_every_lever_gains_no_less_than_moving_one(rewarded):
    rows = rewarded(BY_WEEK)
    best = max(row["team_gain_dkk_per_year"]["mean"] for row in rows.values())
    scenario = one_length(
        {"distribution": "gamma", "mean_weeks": 8, "sd_weeks": 4}, (0.6, 6.0), (2900, 1800)
    )
    (head,) = audit(scenario).tree["tariffs"]
    assert head["exploitability"]["team_gain_dkk_per_year"] >= best - 1e-3
