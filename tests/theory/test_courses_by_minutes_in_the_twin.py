"""Courses granted by minutes a week: the twin and the audit pay what the edge's rank says.

Everybody is in `short`, 100 minutes a week times a lognormal of mean 1 and sd 0.8, and is granted
`long` from 120 minutes on. With s² = ln(1 + 0.8²), the share granted it is
P(100 m >= 120) = Phi(-(ln 1.2 + s²/2) / s); a team that writes x times the minutes reaches the edge
from 120 / x on.
"""

import math

import pytest
from small_scenarios import parameters_of_text, scenario_of

from sim.economics.audit.audit import audit
from sim.economics.rates.asking import RatesError
from sim.economics.rates.balancing import balancing_rates
from sim.engines.simpy_engine import SimpyEngine
from sim.model.levers import GOOD_FAITH
from sim.theory.steady.steady import SteadyStates
from sim.theory.twin import twin

WEEKS = 2


def coming(citizens):
    """Citizens who come on the first day, and nobody later."""
    first = f"{{ from = 2026-01-05, value = {7 * citizens} }}"
    return f"[{first}, {{ from = 2026-01-06, value = 0 }}]"


ONE = coming(1)


def text(grading="", *, inflow=ONE, team=""):
    return f"""
schema = 1
[run]
start = 2026-01-05
weeks = {WEEKS}
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = {inflow}
{team}
[intake]
short = 1
[citizen]
multiplier_sd = 0.8
[[course]]
name = "short"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 9 }}
hours_per_week = {{ home_care = {100 / 60} }}
bracket = {{ from_minutes = 0, below_minutes = 120 }}
exits = [{{ to = "long", probability = 1 }}]
[[course]]
name = "long"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 9 }}
hours_per_week = {{ home_care = 3 }}
bracket = {{ from_minutes = 120 }}
exits = [{{ to = "dead", probability = 1 }}]
[prices]
cost_per_hour_dkk = {{ home_care = 60 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ short = 70, long = 140 }}
[brackets]
{grading}
"""


def share_granted(minutes, written=1.0, edge=120.0):
    sigma = math.sqrt(math.log1p(0.8**2))
    score = (math.log(edge / (minutes * written)) + sigma**2 / 2) / sigma
    return 0.5 * math.erfc(score / math.sqrt(2.0))


def paid(minutes, written=1.0):
    return 70 + 70 * share_granted(minutes, written)


def test_the_twin_pays_the_mean_of_what_is_granted():
    found = twin(parameters_of_text(text()))
    assert found.total.revenue.tolist() == [pytest.approx(100 * WEEKS * paid(100), rel=1e-9)]
    assert found.moves_the_mean == []
    assert "in the band only" in found.leaves_out[0]


def test_a_team_s_writing_is_in_the_twin_and_an_assessor_s_need_is_what_it_is():
    team = "levers = { written_share = 1.1 }"
    own = twin(parameters_of_text(text('assessed_by = "team"', team=team)))
    expected = 100 * WEEKS * paid(100, 1.1)
    assert own.total.revenue.tolist() == [pytest.approx(expected, rel=1e-9)]


def test_what_is_granted_only_after_some_weeks_is_left_out_in_words():
    found = twin(parameters_of_text(text("every_weeks = 13")))
    assert any("graded anew only after some weeks" in said for said in found.moves_the_mean)


def test_as_many_are_granted_the_course_as_the_law_of_need_says():
    citizens = 1_400
    state = SimpyEngine(parameters_of_text(text(inflow=coming(citizens))), seed=1).run()
    days = state.weeks.granted_days[0, 0]
    expected = share_granted(100)
    error = math.sqrt(expected * (1 - expected) / citizens)  # of about so many who come
    assert abs(days[1] / days.sum() - expected) <= 4 * error


def lived(grading):
    """A town that lives on: 2 citizens a week, nine weeks in each course."""
    return text(grading, inflow=2)


def test_the_steady_state_pays_what_is_written():
    states = SteadyStates(parameters_of_text(lived('assessed_by = "team"')))
    for written in (1.0, 1.2, 0.9):
        week = states.under(GOOD_FAITH._replace(written_share=written))
        # 18 citizens in each course, of mean need 100 and 180 minutes.
        expected = 1_800 * (paid(100, written) + paid(180, written))
        assert week.revenue.tolist() == [pytest.approx(expected, rel=1e-9)]
        assert week.cost.tolist() == [pytest.approx(1_800 * 280)]


def test_the_audit_says_what_a_minute_over_the_edge_brings_and_who_pays():
    found = audit(scenario_of(lived('assessed_by = "team"')))
    row = next(row for row in found.levers if row["lever"] == "written_share")
    assert row["method"] == "exact"
    gained = 18 * 365.25 / 7 * sum(paid(m, 1.2) - paid(m) for m in (100, 180))
    assert row["best_response"] == 1.2
    assert row["team_gain_dkk_per_year"]["mean"] == pytest.approx(gained, rel=1e-6)
    assert row["payer_change_dkk_per_year"]["mean"] == pytest.approx(gained, rel=1e-6)
    by_assessor = audit(scenario_of(lived("")))
    assert "written_share" not in [row["lever"] for row in by_assessor.levers]


def test_an_edge_says_who_stands_below_it_and_what_a_minute_brings():
    row = audit(scenario_of(lived('assessed_by = "team"'))).tree["tariffs"][0]["edges"][0]
    below = [share_granted(minutes, 1.1) - share_granted(minutes) for minutes in (100, 180)]
    assert (row["course"], row["above"], row["from_minutes"]) == ("short", "long", 120)
    assert row["citizens"] == pytest.approx(18 * sum(below))
    assert row["gained_dkk_per_week"] == pytest.approx(18 * sum(below) * 70)
    # Minutes from 120 / 1.1 to 120: between nothing and 10.9 each, near the middle of it.
    each = row["written_minutes_per_week"] / row["citizens"]
    assert each == pytest.approx((120 - 120 / 1.1) / 2, rel=0.05)
    assert row["gained_dkk_per_minute"] == pytest.approx(70 / each)
    heads = audit(scenario_of(lived(""))).tree["tariffs"]
    assert "edges" not in heads[0]


def test_rates_are_not_set_where_no_course_is_paid_by_one_rate():
    with pytest.raises(RatesError, match=r"set rates in a file without \[brackets\]"):
        balancing_rates(scenario_of(lived("")))
