"""What a scenario means: long-run means by team, as the steady state has them.

With the values of the first day, every need met at the hourly prices and no queue: the plain size
of things, by which a planner sees whether the numbers are those of the own municipality. What a
run adds to it (limited staff, queues, behaviour, dates) is for `theory` and `run` to tell.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from sim.experiments.documents.meaning import InflowFound, MeaningTree, Meant
from sim.experiments.fitting.inflow import FittedInflow, fitted_inflows, with_inflow
from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import STANDARD_RULES
from sim.model.units import ORE_PER_DKK, WEEKS_PER_YEAR
from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.arrays.teams import teams_by_key
from sim.scenario.reading import Scenario
from sim.theory.steady.steady import Steady, steady


def meaning(scenario: Scenario) -> MeaningTree:
    """Long-run means of a scenario, by team in the order of the file."""
    inflows = fitted_inflows(scenario)
    scenario = with_inflow(scenario, inflows)
    parameters = parameters_of(scenario)
    found = steady(parameters, STANDARD_RULES, parameters.behaviour.reference)
    posts = _posts(parameters, found)
    names = [team.name for team in scenario.values.team]
    row = {names[number]: place for place, number in enumerate(teams_by_key(scenario.values))}
    tree: MeaningTree = {
        "teams": [{"team": name, **_meant(found, posts, [row[name]])} for name in names],
        "total": _meant(found, posts, list(row.values())),
    }
    return {**tree, "inflow": _inflow(inflows)} if inflows else tree


def _inflow(found: Mapping[str, FittedInflow]) -> list[InflowFound]:
    return [
        {"team": team, "source": source, "inflow_per_week": weekly}
        for team, inflow in found.items()
        for source, weekly in inflow.by_source.items()
    ]


def hours_per_post(parameters: Parameters) -> Floats:
    """Hours with citizens that a full-time equivalent gives, array [T, J] [hours per week]."""
    staff = parameters.staff
    given: Floats = staff.hours_per_week[0] * (1.0 - staff.absence[0]) * staff.user_facing[0]
    return given


def granted_hours(found: Steady) -> Floats:
    """Hours that the citizens of each team are granted, array [T] [hours per week]."""
    granted: Floats = found.delivered_hours + found.unmet_hours
    return granted


def _posts(parameters: Parameters, found: Steady) -> tuple[Floats, Floats] | None:
    """Posts needed in each team's own mix of professions, and posts given, arrays [T]."""
    if not parameters.staff.is_limited:
        return None
    of_team = parameters.staff.full_time_equivalents[0]
    given: Floats = of_team.sum(axis=1)
    capacity = (of_team * hours_per_post(parameters)).sum(axis=1)
    without = np.full_like(given, np.nan)
    needed = np.divide(granted_hours(found) * given, capacity, out=without, where=capacity > 0)
    return needed, given


def _meant(found: Steady, posts: tuple[Floats, Floats] | None, rows: Sequence[int]) -> Meant:
    needed, given = (None, None) if posts is None else (_sum(one, rows) for one in posts)
    yearly = WEEKS_PER_YEAR / ORE_PER_DKK
    return {
        "citizens": float(found.census[rows].sum()),
        "granted_hours_per_week": float(granted_hours(found)[rows].sum()),
        "revenue_dkk_per_year": float(found.revenue[rows].sum()) * yearly,
        "cost_dkk_per_year": float(found.cost[rows].sum()) * yearly,
        "posts_needed": needed,
        "posts_given": given,
    }


def _sum(values: Floats, rows: Sequence[int]) -> float | None:
    """Sum, unknown where a team without any post has need."""
    total = float(values[rows].sum())
    return None if np.isnan(total) else total
