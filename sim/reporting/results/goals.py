"""Rows of the goals: each kind of course with its measures, their weights and its score."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sim.model.terms import GOALS
from sim.reporting.results.estimates import Estimate, estimate
from sim.reporting.results.results import ReportedResults
from sim.reporting.words.language import Language

SCORE: Final = "score"
DECIMALS: Final = 2
"""Measures and scores lie in 0 to 1 and are written so."""


class Measure(NamedTuple):
    """One measure or the score of a kind of course, 0 to 1."""

    name: str
    value: Estimate
    weight: float | None  # share of all weights; unknown, or of the score, absent

    @property
    def is_score(self) -> bool:
        """Whether this is what the measures come to by their weights."""
        return self.name == SCORE


class GoalRow(NamedTuple):
    """The goals of courses of one kind."""

    kind: str
    measures: Sequence[Measure]

    @property
    def score(self) -> Estimate:
        """What the measures come to."""
        return self.measures[-1].value


def goals_of(results: ReportedResults) -> list[GoalRow]:
    """Goals by kind of course, as the summary has them."""
    return [_goal(row, results) for row in results.summary.get("goals", [])]


def _goal(row: dict[str, Any], results: ReportedResults) -> GoalRow:
    weights = results.terms.weights.get(row["kind"], {}) if results.terms else {}
    total = sum(weights.values())
    return GoalRow(
        row["kind"],
        [
            *(
                Measure(name, estimate(row[name]), weights[name] / total if total else None)
                for name in GOALS
            ),
            Measure(SCORE, estimate(row[SCORE]), None),
        ],
    )


def written_measure(value: Estimate, language: Language) -> str:
    """Write a measure; one that nothing shows is said to be unknown."""
    if value.mean is None:
        return language.say("not known")
    return language.number(value.mean, DECIMALS)
