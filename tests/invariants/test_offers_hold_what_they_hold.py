"""Places, queue and basis cost, whatever else a scenario has."""

import copy
from collections import Counter

import numpy as np
from generated import engine, for_every, rows, scenario, several_teams, tables, trees
from hypothesis import strategies as st

from sim.engines.compiled_engine import CompiledEngine
from sim.engines.simpy_engine import SimpyEngine
from sim.experiments.running.starting import started
from sim.model.state import CITIZENS
from sim.model.terms import OUTS, out_code

OUT_CODES = {out_code(name) for name in OUTS}
PLACES = st.integers(1, 6)


def as_offers(tree, places):
    """The scenario with so few places in each team, a queue and basis cost."""
    offers = copy.deepcopy(tree)
    if isinstance(offers["run"]["initial"], dict):
        offers["run"]["initial"] = "stationary"
    for team in offers["team"]:
        team |= {"places": places, "basis_cost_dkk_per_year": 123_457.0}
    return offers | {"queue": {"given_up_per_week": 0.1}}


@for_every(trees(), PLACES)
def test_no_more_are_in_care_than_there_are_places(tree, places):
    offers = as_offers(tree, places)
    checked = scenario(offers)
    ran = SimpyEngine(started(checked), seed=checked.values.run.seed)
    for day in range(ran.parameters.calendar.first_day + 1, 7 * offers["run"]["weeks"]):
        state, in_care = ran.run(until=day), Counter()
        for citizen in range(state.rows[CITIZENS]):
            in_care[state.citizens.team[citizen]] += state.citizens.spell[citizen] >= 0
        held = np.asarray(state.teams.in_care)
        assert [in_care[team] for team in range(len(held))] == held.tolist()
        assert max(held) <= places
        # Nobody waits beside a free place.
        assert (held[np.asarray(state.teams.waiting) > 0] == places).all()


@for_every(trees(), PLACES)
def test_present_plus_arrivals_is_present_plus_left_plus_waiting_plus_gave_up(tree, places):
    offers = as_offers(tree, places)
    for team in offers["team"]:
        team.get("levers", {}).pop("accept_delay_weeks", None)
        team["policy"] = "needs_led"
    ran = engine(offers)
    happened = Counter(row.event for row in ran.log)
    ahead = sum(row.event == "citizen_present" and row.course < 0 for row in ran.log)
    present = happened["citizen_present"] - ahead
    came = happened["citizen_arrived"] + happened["citizen_relapsed"]
    left = sum(
        row.value in OUT_CODES
        for row in ran.log
        if row.event in ("hazard_struck", "stay_ended", "place_offered")
    )
    citizens = range(ran.state.rows[CITIZENS])
    in_care = sum(ran.state.citizens.spell[row] >= 0 for row in citizens)
    waiting = int(np.asarray(ran.state.teams.waiting).sum())
    assert present + came == in_care + left + waiting + happened["wait_given_up"]


@for_every(trees(), PLACES)
def test_basis_cost_is_shared_to_the_ore(tree, places):
    found = tables(as_offers(tree, places))
    of_weeks, of_spells = Counter(), Counter()
    columns = "team", "basis_cost_dkk", "cost_dkk", "unshared_cost_dkk"
    for team, basis, cost, unshared in rows(found.team_weeks, *columns):
        assert round(100 * basis) == round(100 * 123_457 * 7 / 365)
        of_weeks[team] += round(100 * cost) - round(100 * unshared)
    for team, cost in rows(found.spells, "team", "cost_dkk"):
        of_spells[team] += round(100 * cost)
    assert {team: ore for team, ore in of_weeks.items() if ore} == dict(of_spells)


@for_every(trees(together=False).filter(several_teams), PLACES)
def test_one_teams_places_leave_the_others_alone(tree, places):
    offers = as_offers(tree, places)
    other = copy.deepcopy(offers)
    other["team"][0]["places"] = places + 3
    mine = tree["team"][0]["name"]
    before, after = tables(offers), tables(other)
    for table in ("team_weeks", "spells"):
        name = list(getattr(before, table)).index("team")
        assert sorted(
            (row for row in rows(getattr(before, table)) if row[name] != mine), key=str
        ) == sorted((row for row in rows(getattr(after, table)) if row[name] != mine), key=str)


@for_every(trees(), st.integers(50_000, 100_000))
def test_more_places_than_anybody_asks_for_change_nothing(tree, places):
    plenty = copy.deepcopy(tree)
    for team in plenty["team"]:
        team["places"] = places
    without = [row._replace(replication=0) for row in engine(tree).log]
    offered = [row for row in engine(plenty).log if row.event != "place_asked_for"]
    assert offered == without


@for_every(trees(), PLACES, number=8)
def test_both_engines_write_one_log(tree, places):
    checked = scenario(as_offers(tree, places))
    parameters, seed = started(checked), checked.values.run.seed
    fast = CompiledEngine(parameters, seed=seed, keep_log=True)
    slow = SimpyEngine(parameters, seed=seed, keep_log=True)
    fast.run()
    slow.run()
    assert fast.log == slow.log
