"""On every day, in every order of events: nobody is served past one whom the rule puts first.

Three queues: places in a nursing home, places of a team and slots of a clinic; each under first
come, first served and under a rule of levels. Who asked on a day competes with those who waited.
"""

import itertools
from collections import Counter

import pytest
from small_scenarios import logged, parameters_of_text

from sim.engines.simpy_engine import SimpyEngine
from sim.model.rulebook import STANDARD_RULES
from sim.model.state import BOOKED

SEEDS = range(6)
ORDERS = {
    "longest wait": lambda since, _level, _u: float(since),
    "highest level": lambda _since, level, _u: -float(level),
    "lowest level": lambda _since, level, _u: float(level),
}
TEXT = """
schema = 1
[run]
start = 2026-01-05
weeks = 30
initial = "empty"
[citizen]
start_level = [0.2, 0.2, 0.2, 0.2, 0.2]
[[team]]
name = "Nord"
inflow_per_week = 10
PLACES
[[team]]
name = "Syd"
inflow_per_week = 5
PLACES
[intake]
home = 1.0
[[course]]
name = "home"
kind = "stabilisation"
stay = { distribution = "gamma", mean_weeks = 2, sd_weeks = 1 }
hours_per_week = { nursing = 1 }
exits = [{ to = "moved", probability = 0.5 }, { to = "nursing_home", probability = 0.5 }]
hazards_per_week = { nursing_home = 0.1, dead = 0.02 }
[[course]]
name = "waiting"
kind = "waiting"
stay = { distribution = "gamma", mean_weeks = 2, sd_weeks = 1 }
exits = [{ to = "nursing_home", probability = 1.0 }]
hazards_per_week = { dead = 0.03 }
[nursing_home]
places = 30
occupied = 10
mean_stay_weeks = 4
[prices]
cost_per_hour_dkk = { nursing = 400 }
[tariff]
kind = "course_rates"
weekly_dkk = { home = 0, waiting = 0 }
MORE
"""
CLINIC = """
[nursing]
contact_minutes = 30
[clinic]
reachable = 1
share = 1
slots_per_day = 3
longest_wait_days = 300
cost_per_contact_dkk = 100
charged_to = "team"
"""
WITHOUT_PLACES = TEXT.replace("PLACES", "").replace("MORE", "")
WITH_PLACES = TEXT.replace("PLACES", "places = 8").replace(
    "MORE", "[queue]\ngiven_up_per_week = 0.1"
)
AT_THE_CLINIC = TEXT.replace("PLACES", "").replace("MORE", CLINIC)


def days_of(text, rules, seed):
    """Rows of the event log by day."""
    log = logged(parameters_of_text(text, rules), rules, seed=seed)
    return itertools.groupby(log, key=lambda row: row.day)


@pytest.mark.parametrize("name", ORDERS)
def test_no_place_in_a_nursing_home_goes_past_who_is_before(name):
    rules = STANDARD_RULES._replace(place_order=ORDERS[name])
    placed = competed = 0
    for seed in SEEDS:
        line = {}
        for day, rows in days_of(WITHOUT_PLACES, rules, seed):
            served, denied = [], set()
            for row in rows:
                if row.event == "place_offered":
                    since, level = line.get(row.citizen, (day, row.level))
                    served.append(rules.place_order(since, level, 0.5))
                if row.event == "place_denied":
                    denied.add(row.citizen)
                if row.event in ("place_offered", "stay_ended", "hazard_struck"):
                    line.pop(row.citizen, None)
                if row.event == "spell_began" and row.course == 1:
                    line[row.citizen] = day, row.level
            waiting = [
                rules.place_order(since, level, 0.5)
                for citizen, (since, level) in line.items()
                if since < day or citizen in denied
            ]
            assert max(served, default=-1e9) <= min(waiting, default=1e9)
            placed += len(served)
            competed += bool(served and waiting)
    assert placed > 400
    assert competed > 100


@pytest.mark.parametrize("name", ORDERS)
def test_no_place_of_a_team_goes_past_who_is_before(name):
    rules = STANDARD_RULES._replace(place_order=ORDERS[name])
    admitted = competed = 0
    for seed in SEEDS:
        line = {}
        for day, rows in days_of(WITH_PLACES, rules, seed):
            begun = []
            for row in rows:
                if row.event == "citizen_arrived":
                    line[row.citizen] = row.team, rules.place_order(day, row.level, 0.5)
                if row.event == "wait_given_up":
                    del line[row.citizen]
                if row.event == "spell_began" and row.citizen in line:
                    begun.append(line.pop(row.citizen))
            for team in (0, 1):
                waiting = [order for at, order in line.values() if at == team]
                first = [order for at, order in begun if at == team]
                assert max(first, default=-1e9) <= min(waiting, default=1e9)
                competed += bool(first and waiting)
            admitted += len(begun)
    assert admitted > 400
    assert competed > 100


@pytest.mark.parametrize("name", ORDERS)
def test_no_slot_of_a_clinic_goes_past_who_is_before(name):
    booked = []

    def order(due_day, level, u):
        booked.append(ORDERS[name](due_day, level, u))
        return booked[-1]

    rules = STANDARD_RULES._replace(clinic_order=order)
    served = 0
    engine = SimpyEngine(parameters_of_text(AT_THE_CLINIC, rules), rules)
    in_line = Counter()
    for day in range(60):
        booked.clear()
        state = engine.run(until=day + 1)
        left = Counter(state.clinic.order[: state.rows[BOOKED]].tolist())
        seen = (in_line + Counter(booked)) - left
        assert max(seen, default=-1e9) <= min(left, default=1e9)
        served += seen.total()
        in_line = left
    assert served > 100
