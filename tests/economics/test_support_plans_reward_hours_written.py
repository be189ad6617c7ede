"""What a tariff by support plan rewards: hours written, and hours phased out late.

A citizen of `HOME` needs 20 hours a week for so long, and 10 in a second course. Hours are bought
at what they cost, 300 DKK, so in good faith only the basis rate, or the overhead, is left.
"""

import math

import pytest
from small_scenarios import parameters_of_text, scenario_of

from sim.economics.audit.audit import audit
from sim.model.levers import Levers
from sim.model.units import WEEKS_PER_YEAR

HOME = """
schema = 1
[run]
start = 2026-01-05
weeks = 26
[[team]]
name = "Birk"
inflow_per_week = 0.5
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = { distribution = "exponential", mean_weeks = 10 }
hours_per_week = { home_care = 20 }
exits = [{ to = "later", probability = 1 }]
[[course]]
name = "later"
kind = "stabilisation"
stay = { distribution = "exponential", mean_weeks = 10 }
hours_per_week = { home_care = 10 }
exits = [{ to = "moved", probability = 1 }]
[prices]
cost_per_hour_dkk = { home_care = 300 }
[behaviour.levers]
written_share = { low = 1, high = 1.2 }
step_down_delay_weeks = { low = 0, high = 4 }
"""
BASIS = """[tariff]
kind = "basis_service"
basis_rate_dkk_per_day = 500
service_hour_dkk = 300
"""
OVERHEAD = """[tariff]
kind = "overhead"
overhead_share = 0.25
service_hour_dkk = 300
"""
HOURS_A_WEEK = 0.5 * 10 * (20 + 10)
"""Five citizens in each course, on average."""


def rows(tariff, *free, text=HOME, replications=6):
    """Rows of an audit by lever."""
    listed = ", ".join(f'"{lever}"' for lever in free)
    text = text.replace(
        "[behaviour.levers]", f"[behaviour]\nfreedom = [{listed}]\n[behaviour.levers]"
    )
    found = audit(scenario_of(text + tariff), replications=replications)
    return {row["lever"]: row for row in found.levers}, found.tree["tariffs"][0]


@pytest.mark.parametrize(("tariff", "times"), [(BASIS, 1), (OVERHEAD, 1.25)])
def test_an_hour_written_is_paid_in_full_and_costs_nothing(tariff, times):
    found, head = rows(tariff, "written_share")
    row = found["written_share"]
    # A fifth more hours are written at 300 DKK, and with overhead at a quarter more.
    gain = 0.2 * HOURS_A_WEEK * 300 * times * WEEKS_PER_YEAR
    assert head["method"] == row["method"] == "exact"
    assert row["team_gain_dkk_per_year"]["mean"] == pytest.approx(gain, rel=1e-3)
    assert row["payer_change_dkk_per_year"]["mean"] == pytest.approx(gain, rel=1e-3)
    assert row["note"] == "best response at the allowed maximum"
    assert row["best_response"] == 1.2
    assert row["social_optimum"] == 1
    # Nothing happens to anybody: it is a transfer.
    assert row["verdict"] == "neutral"
    assert row["citizen_change"]["unmet_hours_per_year"]["mean"] == 0


def test_with_overhead_an_hour_written_pays_so_much_more():
    gains = [
        rows(tariff, "written_share")[0]["written_share"]["team_gain_dkk_per_year"]["mean"]
        for tariff in (BASIS, OVERHEAD)
    ]
    assert gains[1] == pytest.approx(1.25 * gains[0])


@pytest.mark.parametrize(("tariff", "times"), [(BASIS, 1), (OVERHEAD, 1.25)])
def test_phasing_out_late_pays_the_hours_that_fell(tariff, times):
    found, _ = rows(tariff, "step_down_delay_weeks")
    row = found["step_down_delay_weeks"]
    # Half a citizen a week falls by 10 hours; exp(-w / 10) of them are there after w weeks.
    weeks = 10 * (1 - math.exp(-4 / 10))
    gain = 0.5 * weeks * 10 * 300 * times * WEEKS_PER_YEAR
    assert row["method"] == "exact"
    assert row["note"] == "best response at the allowed maximum"
    assert row["team_gain_dkk_per_year"]["mean"] == pytest.approx(gain, rel=0.01)
    assert row["payer_change_dkk_per_year"]["mean"] == pytest.approx(gain, rel=0.01)


AWAY = """[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "fixed", mean_weeks = 1 }
exits = [{ to = "resume", probability = 1 }]
[prices]
"""


def test_only_what_the_twin_does_not_solve_is_simulated():
    hazard = 'kind = "stabilisation"\nhazards_per_week = { hospital = 0.02 }\n'
    text = HOME.replace('kind = "stabilisation"\n', hazard).replace("[prices]\n", AWAY)
    both = "written_share", "step_down_delay_weeks"
    found, head = rows(BASIS, *both, text=text, replications=4)
    assert head["method"] == "exact"
    assert [found[lever]["method"] for lever in both] == ["exact", "simulated"]
    assert "across a hospital stay" in found["step_down_delay_weeks"]["why_simulated"][0]
    assert found["step_down_delay_weeks"]["team_gain_dkk_per_year"]["low"] > 0
    # Of all levers together only those that are solved.
    assert set(head["exploitability"]["levers"]) == {"written_share"}


def test_a_team_that_minds_money_writes_more_and_phases_out_late():
    minds = 'name = "Birk"\npolicy = "incentive_led"\nalpha = 0\n'
    parameters = parameters_of_text(HOME.replace('name = "Birk"\n', minds) + BASIS)
    best = Levers(*parameters.behaviour.best[0])
    assert (best.written_share, best.step_down_delay_weeks) == (1.2, 4)


RATES = 'kind = "course_rates"\nweekly_dkk = { home = 6000, later = 3000 }\n'


def test_under_course_rates_nothing_can_be_written(tmp_path):
    file = tmp_path / "rates.toml"
    file.write_text(f"schema = 1\n[tariff]\n{RATES}", encoding="utf-8")
    by_plan = scenario_of(HOME + BASIS)
    levers = {row["lever"] for row in audit(by_plan, [file]).levers}
    assert not levers & {"written_share", "step_down_delay_weeks"}
