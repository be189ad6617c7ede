"""What worked examples share: citizens who come on a stated day, and runs without chance in it.

Day 0 is Monday, 5 January 2026. `AS_EXPECTED` lets exactly as many citizens come as are expected,
so an inflow of 7 a week on one day brings one citizen on that day; `CERTAIN` also lets every hazard
strike, and every resident of a nursing home leave, when they are expected to.
"""

import datetime as dt
import math

from in_lists import in_lists
from small_scenarios import parameters_of_text, scenario_of

from sim.engines.simpy_engine import SimpyEngine
from sim.experiments.running.preparing import job
from sim.experiments.running.replication import replicated
from sim.model.rulebook import STANDARD_RULES
from sim.scenario.arrays.teams import teams_by_key

_MONDAY = dt.date(2026, 1, 5)


def as_many_as_expected(_u, mean):
    return round(mean)


def on_the_mean_day(_u, per_day):
    """A hazard that strikes when it is expected to."""
    return 1.0 / per_day if per_day > 0 else math.inf


AS_EXPECTED = STANDARD_RULES._replace(arrivals=as_many_as_expected)
CERTAIN = AS_EXPECTED._replace(hazard=on_the_mean_day)


def date_of(day):
    """Date of a day of the run, as TOML writes it."""
    return (_MONDAY + dt.timedelta(days=day)).isoformat()


def dated(*values):
    """A dated TOML value from pairs (first day, value); the first one holds from day 0."""
    rows = [f"{{ from = {date_of(day)}, value = {value} }}" for day, value in values]
    return "[" + ", ".join(rows) + "]"


def coming(day, citizens=1):
    """An inflow that brings so many citizens on one day and nobody else."""
    before = [(0, 0)] if day > 0 else []
    return dated(*before, (day, 7 * citizens), (day + 1, 0))


def tables(text, rules=AS_EXPECTED, replication=0):
    """The two tables of a replication."""
    return in_lists(replicated(job(scenario_of(text), engine="simpy", rules=rules), replication))


def state_after(text, rules=AS_EXPECTED, *, seed=1, replication=0):
    """The state in which a replication ends."""
    parameters = parameters_of_text(text, rules)
    return SimpyEngine(parameters, rules, seed=seed, replication=replication).run()


def weeks_of(found, column, team=None):
    """A column of the team's weeks, in their order."""
    rows = zip(found.team_weeks["team"], found.team_weeks[column], strict=True)
    return [value for name, value in rows if team in (None, name)]


def spells_of(found, *columns):
    """Rows of the spells, cut down to some columns."""
    return list(zip(*(found.spells[column] for column in columns), strict=True))


def team_names(text):
    """Names of the teams by their row, which follows their keys and not the file."""
    values = scenario_of(text).values
    return [values.team[row].name for row in teams_by_key(values)]
