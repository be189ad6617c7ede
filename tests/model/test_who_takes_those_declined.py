"""Who takes those whom a team declines: another team, or nobody until they have waited."""

import tomllib

import numpy as np
import pytest
from by_hand import AS_EXPECTED, coming, spells_of, state_after, tables, team_names, weeks_of

from sim.model.rulebook import STANDARD_RULES
from sim.model.state import CITIZENS
from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.reading import restored_scenario
from sim.theory.steady.steady import steady

COST, PRICE, DAYS = 18_000, 9_000, 70


def town(acceptance, *, inflow="5", share=0.5, syd="", admissions=None):
    beds = """
[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "fixed", mean_weeks = 1 }
exits = [{ to = "home", probability = 1 }]
"""
    return f"""
schema = 1
[run]
start = 2026-01-05
weeks = 30
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = {inflow}
levers = {{ accept_share = {share} }}
[[team]]
name = "Syd"
inflow_per_week = 0
{syd}
[intake]
home = 1
[citizen]
multiplier_sd = 0.6
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 10 }}
hours_per_week = {{ home_care = 4 }}
exits = [{{ to = "self_reliant", probability = 1 }}]
{"" if admissions is None else beds}
[prices]
cost_per_hour_dkk = {{ home_care = 450 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 0{"" if admissions is None else ", hospital = 0"} }}
[behaviour.levers]
accept_share = {{ low = 0, high = 1 }}
[acceptance]
price_dkk = {PRICE}
{acceptance}
{"" if admissions is None else f"admissions_per_week = {admissions}"}
"""


TO_SYD = 'declined_to = "team"\nteam = "Syd"'
WAITS = 'declined_to = "waiting"\nwait_weeks = 6'


def ranks(state):
    rows = range(int(state.rows[CITIZENS]))
    return np.array([state.citizens.rank[row] for row in rows])


def test_those_declined_are_in_the_other_teams_care_and_are_the_same_people():
    text = town(TO_SYD, inflow=coming(1, 60))
    state, found = state_after(text), tables(text)
    syd = team_names(text).index("Syd")
    sent = int((ranks(state) > 0.5).sum())
    assert 20 < sent < 40
    of = [state.citizens.team[row] == syd for row in range(60)]
    np.testing.assert_array_equal(of, ranks(state) > 0.5)
    assert sum(weeks_of(found, "declined", "Nord")) == sent
    assert sum(weeks_of(found, "taken_over", "Syd")) == sent
    assert sum(weeks_of(found, "taken_over", "Nord")) == 0
    assert sum(weeks_of(found, "outside_declined_dkk")) == 0
    everybody = tables(town(TO_SYD, inflow=coming(1, 60), share=1))
    lives = spells_of(everybody, "citizen", "cost_dkk", "end_day")
    assert sorted(spells_of(found, "citizen", "cost_dkk", "end_day")) == sorted(lives)
    own = {team for team, _ in spells_of(everybody, "team", "citizen")}
    assert own == {"Nord"}


def test_where_the_other_team_has_no_place_the_municipality_pays():
    text = town(TO_SYD, inflow=coming(1, 60), syd="places = 7")
    state, found = state_after(text), tables(text)
    sent = int((ranks(state) > 0.5).sum())
    assert sum(weeks_of(found, "taken_over", "Syd")) == 7
    assert sum(weeks_of(found, "declined")) == sent
    need = sum(
        state.citizens.multiplier[row]
        for row in range(60)
        if ranks(state)[row] > 0.5 and state.citizens.spells_begun[row] == 0
    )
    outside = sum(weeks_of(found, "outside_declined_dkk", "Nord"))
    assert outside == pytest.approx(PRICE * need, abs=1)
    assert sum(weeks_of(found, "gave_up")) == 0


def test_the_team_that_has_to_take_everybody_declines_nobody():
    text = town(TO_SYD, inflow=coming(1, 20), share=0).replace(
        'name = "Syd"\ninflow_per_week = 0', f'name = "Syd"\ninflow_per_week = {coming(2, 20)}'
    )
    text = text.replace('name = "Syd"', 'name = "Syd"\nlevers = { accept_share = 0 }')
    found = tables(text)
    assert sum(weeks_of(found, "declined", "Syd")) == 0
    assert len(spells_of(found, "citizen")) == 40


def test_who_waits_comes_in_when_the_wait_is_over():
    text = town(WAITS, inflow=coming(1, 60))
    state, found = state_after(text), tables(text)
    late = int((ranks(state) > 0.5).sum())
    begins = [day for (day,) in spells_of(found, "start_day")]
    assert sorted(set(begins)) == [1, 1 + 6 * 7]
    assert begins.count(1 + 6 * 7) == late
    assert sum(weeks_of(found, "waiting_weeks")) == pytest.approx(6 * late)
    need = [state.citizens.multiplier[row] for row in range(60) if ranks(state)[row] > 0.5]
    assert sum(weeks_of(found, "outside_declined_dkk")) == pytest.approx(PRICE * sum(need), abs=1)


def waiting(admissions, given_up, wait_weeks=6, weeks=200):
    """A town of short stays, in which those declined may give up or go to hospital."""
    waits = WAITS.replace("6", str(wait_weeks))
    gives_up = f"[behaviour]\ngiven_up_per_week = {given_up}\n[behaviour.levers]"
    return (
        town(waits, inflow=40, admissions=admissions)
        .replace("mean_weeks = 10", "mean_weeks = 1")
        .replace("[behaviour.levers]", gives_up)
        .replace("weeks = 30", f"weeks = {weeks}")
    )


def test_the_steady_state_has_the_same_waits_admissions_and_need():
    admissions, given_up = 0.1, 0.05
    text = waiting(admissions, given_up)
    parameters = parameters_of(restored_scenario(tomllib.loads(text), "town.toml"))
    levers = parameters.behaviour.reference
    nord = int(np.argmax(parameters.inflow.per_day[0].sum(axis=1)))
    theory = steady(parameters, STANDARD_RULES, levers)
    both = admissions + given_up
    gone = 1 - np.exp(-both * 6)
    turned = 20.0
    assert theory.declined[nord] == pytest.approx(turned)
    assert theory.admissions[nord] == pytest.approx(turned * gone * admissions / both)
    assert theory.gave_up[nord] == pytest.approx(turned * gone * given_up / both)
    assert theory.entries[nord] == pytest.approx(40 - theory.gave_up[nord])
    assert theory.waiting_weeks[nord] == pytest.approx(turned * gone / both, rel=0.02, abs=0)
    state = state_after(text, STANDARD_RULES)
    weeks = slice(30, 200)
    cost = state.weeks.cost_ore[nord, weeks].mean()
    assert cost == pytest.approx(theory.cost[nord], rel=0.02)
    for name, exact in (
        ("declined", theory.declined),
        ("gave_up", theory.gave_up),
        ("waiting_days", 7 * theory.waiting_weeks),
    ):
        counted = getattr(state.weeks, name)[nord, weeks].mean()
        assert counted == pytest.approx(exact[nord], rel=0.08), name
    begun = state.spells.course[: int(state.rows[1])] == 1
    assert begun.sum() / 200 == pytest.approx(theory.admissions[nord], rel=0.08)


def test_more_go_to_hospital_the_longer_those_declined_wait():
    few, many = (spells_of(tables(waiting(0.1, 0.0, w, 30)), "course") for w in (2, 12))
    assert few.count(("hospital",)) < many.count(("hospital",))


def test_own_rules_are_asked_of_those_sent_on():
    nobody = AS_EXPECTED._replace(is_accepted=lambda _share, _prospect: False)
    found = tables(town(TO_SYD, inflow=coming(1, 12)), nobody)
    assert {team for (team,) in spells_of(found, "team")} == {"Syd"}
