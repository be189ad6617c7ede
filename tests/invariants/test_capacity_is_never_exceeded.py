"""Slots, places and hands: nobody gives more than there is."""

import datetime as dt

from generated import START, for_every, rows, scenario, tables_and_log, trees
from hypothesis import strategies as st
from whole import WEEKDAYS

from sim.engines.simpy_engine import SimpyEngine
from sim.experiments.running.starting import started
from sim.model.state import BOOKED, PLACES_TAKEN
from sim.model.terms import SERVICES

CLINIC = {
    "reachable": 1.0,
    "share": 1.0,
    "cost_per_contact_dkk": 200.0,
    "charged_to": "team",
}
OPEN = st.lists(st.sampled_from(WEEKDAYS), min_size=1, max_size=7, unique=True)


def with_clinic(tree, slots, open_days):
    """A scenario in which every nursing contact is booked at a small clinic."""
    tree["nursing"] = {"contact_minutes": 20}
    tree["course"][0]["hours_per_week"]["nursing"] = 2.0
    tree["clinic"] = {**CLINIC, "slots_per_day": slots, "open_days": open_days}
    return tree


@for_every(trees(), st.integers(0, 3), OPEN)
def test_the_clinic_sees_no_more_than_its_slots_and_only_when_open(tree, slots, open_days):
    found, log = tables_and_log(with_clinic(tree, slots, open_days))
    given_on = {row.day: row.value for row in log if row.event == "clinic_closed"}
    assert len(given_on) == 7 * (tree["run"]["weeks"] + tree["run"]["warm_up_weeks"])
    for day, number in given_on.items():
        weekday = WEEKDAYS[(START + dt.timedelta(days=day)).weekday()]
        assert number <= (slots if weekday in open_days else 0)
    seen = sum(number for day, number in given_on.items() if day >= 0)
    assert sum(found.team_weeks["clinic_visits"]) == seen


@for_every(trees(), st.integers(0, 3), OPEN)
def test_a_booked_contact_is_given_once_at_most(tree, slots, open_days):
    tree["run"]["warm_up_weeks"] = 0
    checked = scenario(with_clinic(tree, slots, open_days))
    ran = SimpyEngine(started(checked), seed=checked.values.run.seed, keep_log=True)
    state = ran.run()
    booked = sum(row.event == "contact_booked" for row in ran.log)
    given_or_home = state.weeks.clinic_visits.sum() + state.weeks.clinic_turned_home.sum()
    assert given_or_home + state.rows[BOOKED] <= booked


@for_every(trees(), st.integers(0, 5))
def test_no_more_live_in_the_nursing_home_than_it_has_places(tree, places):
    limited = with_places(tree, places)
    checked = scenario(limited)
    ran = SimpyEngine(started(checked), seed=checked.values.run.seed)
    for day in range(1, 7 * limited["run"]["weeks"]):
        state = ran.run(until=day)
        assert 0 <= state.rows[PLACES_TAKEN] <= places


def with_places(tree, places):
    """A scenario in which many ask for few places in a nursing home."""
    courses = {table["name"]: table for table in tree["course"]}
    courses["individual"]["hazards_per_week"]["nursing_home"] = 2.0
    tree["nursing_home"] = {"places": places, "mean_stay_weeks": 4.0}
    if "waiting" not in courses:
        waiting = {
            "name": "waiting",
            "kind": "waiting",
            "stay": {"distribution": "fixed", "mean_weeks": 50.0},
            "exits": [{"to": "nursing_home", "probability": 1.0}],
        }
        tree["course"].append(waiting)
        if tree["tariff"].get("individual") != "per_person":
            tree["tariff"]["weekly_dkk"]["waiting"] = 0.0
    return tree


@for_every(trees())
def test_own_staff_give_no_more_than_their_hours(tree):
    found, _ = tables_and_log(tree)
    if "staff" not in tree:
        return
    services = [f"{service}_hours" for service in SERVICES]
    own = {team["name"]: team.get("full_time_equivalents") for team in tree["team"]}
    for team, bought, *hours in rows(found.team_weeks, "team", "temporary_hours", *services):
        posts = own[team] or tree["staff"]["full_time_equivalents"]
        most = sum(number * attended(tree, name) for name, number in posts.items())
        # Each service is rounded to whole minutes once.
        assert sum(hours) - bought <= most + len(SERVICES) / 60


def attended(tree, profession):
    """Hours a week that a full-time equivalent spends with citizens."""
    terms = tree["staff"]["professions"][profession]
    return 37 * (1 - terms["absence_share"]) * terms["user_facing_share"]
