"""Scenarios of one congested part each, and the same figures from the engine's state.

They are large and short of what they need, so that few runs say much.
"""

import numpy as np
from small_scenarios import parameters_of_text

from sim.engines.compiled_engine import CompiledEngine
from sim.model.state import CITIZENS, SPELLS
from sim.model.terms import (
    HELD,
    LEVEL_CHANGE,
    NURSING_HOME,
    SELF_RELIANT,
    STILL_THERE,
    out_code,
)

HEAD = """
schema = 1
[run]
start = 2026-01-05
weeks = WEEKS
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = INFLOW
PLACES
[intake]
home = 1.0
[[course]]
name = "home"
kind = "stabilisation"
stay = { distribution = "gamma", mean_weeks = 6, sd_weeks = 3 }
"""
TAIL = """
[tariff]
kind = "course_rates"
"""


def head(weeks, inflow, places=""):
    text = HEAD.replace("WEEKS", str(weeks)).replace("INFLOW", str(inflow))
    return text.replace("PLACES", places)


NURSING_HOME_TEXT = f"""{head(60, 60)}
exits = [{{ to = "moved", probability = 0.6 }}, {{ to = "nursing_home", probability = 0.4 }}]
hazards_per_week = {{ nursing_home = 0.01, dead = 0.01 }}
[[course]]
name = "waiting"
kind = "waiting"
stay = {{ distribution = "gamma", mean_weeks = 6, sd_weeks = 3 }}
exits = [{{ to = "nursing_home", probability = 1.0 }}]
hazards_per_week = {{ dead = 0.03 }}
[nursing_home]
places = 250
mean_stay_weeks = 20
{TAIL}weekly_dkk = {{ home = 0, waiting = 0 }}
"""
CLINIC_TEXT = f"""{head(26, 24)}
hours_per_week = {{ nursing = 0.75 }}
exits = [{{ to = "moved", probability = 1.0 }}]
[nursing]
contact_minutes = 30
[clinic]
reachable = 0.7
share = 0.8
slots_per_day = 18
longest_wait_days = 9
cost_per_contact_dkk = 0
charged_to = "team"
[prices]
cost_per_hour_dkk = {{ nursing = 0 }}
{TAIL}weekly_dkk = {{ home = 0 }}
"""
OFFERS_TEXT = f"""{head(40, 60, "places = 240")}
exits = [{{ to = "moved", probability = 1.0 }}]
hazards_per_week = {{ dead = 0.02 }}
[queue]
given_up_per_week = 0.15
{TAIL}weekly_dkk = {{ home = 0 }}
"""
STAFF_TEXT = f"""{head(20, 40)}
hours_per_week = {{ home_care = 3 }}
hours_sd = 2
exits = [{{ to = "moved", probability = 1.0 }}]
hazards_per_week = {{ hospital = 0.1, dead = 0.01 }}
[[course]]
name = "hospital"
kind = "hospital"
stay = {{ distribution = "gamma", mean_weeks = 1, sd_weeks = 0.5 }}
exits = [{{ to = "resume", probability = 1.0 }}]
[staff]
full_time_equivalents = {{ helper = 18 }}
temporary_share = 0.3
temporary_premium = 1
unmet_raises = {{ admissions = 2 }}
[staff.professions.helper]
pay_per_hour_dkk = 0
absence_share = 0.1
user_facing_share = 0.6
[staff.gives]
home_care = ["helper"]
[prices]
cost_per_hour_dkk = {{ home_care = 0 }}
{TAIL}weekly_dkk = {{ home = 0, hospital = 0 }}
"""
RELAPSE_TEXT = f"""{head(20, 250)}
hours_per_week = {{ home_care = 3 }}
hours_sd = 2
exits = [{{ to = "self_reliant", probability = 0.8 }}, {{ to = "moved", probability = 0.2 }}]
[relapse]
probability = 0.5
after = {{ distribution = "exponential", mean_weeks = 3 }}
to = "home"
[staff]
full_time_equivalents = {{ helper = 70 }}
temporary_share = 0.2
temporary_premium = 1
unmet_raises = {{ relapses = 0.9 }}
[staff.professions.helper]
pay_per_hour_dkk = 0
absence_share = 0.1
user_facing_share = 0.6
[staff.gives]
home_care = ["helper"]
[prices]
cost_per_hour_dkk = {{ home_care = 0 }}
{TAIL}weekly_dkk = {{ home = 0 }}
"""
REHABILITATION_TEXT = f"""{head(20, 400)}
hours_per_week = {{ home_care = [0.5, 1, 3, 6, 10] }}
hours_sd = 2
exits = [
  {{ to = {{ level_change = 1 }}, probability = [0.6, 0.5, 0.5, 0.4, 0] }},
  {{ to = {{ level_change = -1 }}, probability = [0, 0.2, 0.2, 0.2, 0.6] }},
  {{ to = "moved", probability = [0.4, 0.3, 0.3, 0.4, 0.4] }},
]
[course.everyday_rehabilitation]
hours_per_week = [0.2, 0.4, 0.6, 0.8, 0]
max_share = 0.7
tau_hours = 0.5
[citizen]
start_level = [0.1, 0.4, 0.3, 0.2, 0]
[prices]
cost_per_hour_dkk = {{ home_care = 0 }}
{TAIL}weekly_dkk = {{ home = 0 }}
"""

PARTS = {
    "nursing_home": (
        NURSING_HOME_TEXT,
        {"granted": 0.02, "placed": 0.04, "waited_days": 0.04, "longest": 0.08, "died": 0.08},
    ),
    "clinic": (
        CLINIC_TEXT,
        {"needed": 0.025, "clinic": 0.02, "home": 0.05, "lapsed": 0.15, "waited_days": 0.12},
    ),
    "offers": (
        OFFERS_TEXT,
        {"admitted": 0.02, "gave_up": 0.04, "waited_days": 0.05, "queue_days": 0.05},
    ),
    "staff": (STAFF_TEXT, {"delivered": 0.02, "unmet": 0.05, "admissions": 0.045}),
    "relapse": (RELAPSE_TEXT, {"self_reliant": 0.02, "relapses": 0.02, "unmet": 0.02}),
    "rehabilitation": (
        REHABILITATION_TEXT,
        {"held": 0.02, "worse": 0.02, "better": 0.02, "minutes": 0.02},
    ),
}
"""Scenario, and by figure the share of it from which a bias is found 99 times in 100."""

RUNS_OF_BIAS = 200
"""In so many runs; where there are fewer, by the root of that."""


def engine_outcomes(part, text, runs, seed=7):
    """The same figures of so many replications."""
    parameters = parameters_of_text(text)
    found = []
    for replication in range(runs):
        engine = CompiledEngine(parameters, seed=seed, replication=replication)
        state = engine.run()
        arrived = {"arrived": int(state.rows[CITIZENS])}
        found.append(_FIGURES[part](state, parameters) | arrived)
    return found


def _of_nursing_home(state, parameters):
    spells, rows = state.spells, slice(0, int(state.rows[SPELLS]))
    waits = np.array(spells.course[rows]) == parameters.nursing_home.waiting_course
    to, length = np.array(spells.exit[rows]), np.array(spells.end_day - spells.start_day)[rows]
    moved = to == NURSING_HOME
    longest = waits & moved & (length == np.array(spells.drawn_days[rows]))
    placed = waits & moved & ~longest
    asked = ~waits & (moved | (to == parameters.nursing_home.waiting_course))
    return {
        "longest": longest.sum(),
        "placed": placed.sum(),
        "waited_days": length[placed].sum(),
        "died": (waits & (to == out_code("dead"))).sum(),
        "granted": (asked & (to != STILL_THERE)).sum(),
    }


def _of_clinic(state, _parameters):
    weeks = state.weeks
    return {
        "needed": weeks.nursing_contacts.sum(),
        "clinic": weeks.clinic_visits.sum(),
        "home": weeks.home_visits.sum(),
        "lapsed": weeks.clinic_lapsed.sum(),
        "waited_days": weeks.clinic_wait_days.sum(),
    }


def _of_offers(state, _parameters):
    weeks = state.weeks
    return {name: getattr(weeks, name).sum() for name in PARTS["offers"][1]}


def _of_staff(state, parameters):
    rows = slice(0, int(state.rows[SPELLS]))
    hospital = len(parameters.network.kind) - 1
    return {
        "delivered": state.weeks.minutes.sum(),
        "unmet": state.weeks.unmet_minutes.sum(),
        "admissions": (np.array(state.spells.course[rows]) == hospital).sum(),
    }


def _of_relapse(state, _parameters):
    begun = int(state.rows[SPELLS])
    exits = np.array(state.spells.exit[:begun])
    return {
        "self_reliant": (exits == SELF_RELIANT).sum(),
        "relapses": begun - int(state.rows[CITIZENS]),
        "unmet": state.weeks.unmet_minutes.sum(),
    }


def _of_rehabilitation(state, _parameters):
    begun = int(state.rows[SPELLS])
    spells = {
        name: np.array(getattr(state.spells, name)[:begun])
        for name in ("citizen", "level", "exit", "start_day")
    }
    order = np.lexsort((spells["start_day"], spells["citizen"]))
    level, how = spells["level"][order], spells["exit"][order]
    step = np.append(np.diff(level), 0)[how == LEVEL_CHANGE]
    return {
        "held": (how == HELD).sum(),
        "worse": (step == 1).sum(),
        "better": (step == -1).sum(),
        "minutes": state.weeks.minutes.sum(),
    }


_FIGURES = {
    "nursing_home": _of_nursing_home,
    "clinic": _of_clinic,
    "offers": _of_offers,
    "staff": _of_staff,
    "relapse": _of_relapse,
    "rehabilitation": _of_rehabilitation,
}
