"""How far the goals were reached, by kind of course.

The measures are rules (`sim/model/rules/outcomes.py`); here they get a replication's sums over
the courses of one kind. A measure is unknown where nothing shows it: no course ended, nobody in
care, continuity not modelled. The score takes part only where every measure with a weight does.
"""

from typing import NamedTuple

import numpy as np

from sim.experiments.documents.summary import GoalFigures
from sim.experiments.summary.scenario_facts import Goal, ScenarioFacts
from sim.experiments.summary.statistics import SHARE, Figure, t_interval
from sim.experiments.summary.sums import Sums
from sim.model.rules.outcomes import (
    Measures,
    development_progression,
    economy,
    lasting_progression,
    score,
)
from sim.model.state import THOUSANDTHS
from sim.model.terms import GOALS
from sim.model.units import DAYS_PER_WEEK, WEEKS_PER_YEAR

Known = dict[str, float | None]
"""A measure by goal, null where nothing shows it."""

_DAYS_PER_YEAR = DAYS_PER_WEEK * WEEKS_PER_YEAR


def goals_tree(sums: Sums, facts: ScenarioFacts) -> list[GoalFigures]:
    """One row for each kind of course that has goals."""
    return [_goal(sums, facts, goal) for goal in facts.goals]


def _goal(sums: Sums, facts: ScenarioFacts, goal: Goal) -> GoalFigures:
    runs = [_measures(of, goal.kind) for of in _by_replication(sums, facts.places_of(goal.kind))]
    figures = {name: _figure([measures[name] for measures in runs]) for name in GOALS}
    scores = [_score(measures, goal.weights) for measures in runs]
    return {
        "kind": goal.kind,
        "economy": figures["economy"],
        "progression": figures["progression"],
        "continuity": figures["continuity"],
        "self_determination": figures["self_determination"],
        "score": _figure(scores),
    }


class KindSums(NamedTuple):
    """One replication's sums over the courses of one kind."""

    spells: dict[str, int]  # by field of `GoalSums`
    citizen_days: int


def _by_replication(sums: Sums, places: list[int]) -> list[KindSums]:
    spells = {name: amount[:, places].sum(axis=1) for name, amount in sums.goals._asdict().items()}
    days = sums.courses.citizen_days[:, places].sum(axis=1)
    return [
        KindSums({name: int(amount[run]) for name, amount in spells.items()}, int(days[run]))
        for run in range(sums.replications.size)
    ]


def _measures(of: KindSums, kind: str) -> Known:
    spells = of.spells
    revenue, cost = spells["revenue_ore"], spells["cost_ore"]
    return {
        "economy": economy(revenue, cost) if revenue or cost else None,
        "progression": _progression(of, kind),
        "continuity": _share(spells["continuity"], THOUSANDTHS * spells["visited_days"]),
        "self_determination": _share(spells["self_determined_minutes"], spells["judged_minutes"]),
    }


def _progression(of: KindSums, kind: str) -> float | None:
    if kind == "development":
        ended = of.spells["courses_ended"]
        return development_progression(of.spells["courses_improved"], ended) if ended else None
    if not of.citizen_days:
        return None
    return lasting_progression(of.spells["worsened_levels"], of.citizen_days / _DAYS_PER_YEAR)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _score(measures: Known, weights: Measures) -> float | None:
    """Score of one replication; null where a measure that has a weight is."""
    if any(measures[name] is None and weight for name, weight in zip(GOALS, weights, strict=True)):
        return None
    return score(Measures(*(measures[name] or 0.0 for name in GOALS)), weights)


def _figure(values: list[float | None]) -> Figure:
    """Figure of the replications in which something shows it."""
    known = np.array([value for value in values if value is not None], float)
    return t_interval(known, SHARE)
