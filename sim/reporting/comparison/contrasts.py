"""What a comparison's folder holds: each other scenario less the first, figure by figure.

The numbers are taken from `comparison.json` as they stand. Which outcomes are shown, and in what
words, is decided here once for the page, the figures and the downloads.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sim.experiments.comparison.differences import COMPARISON
from sim.experiments.folder.storage import ResultsError
from sim.experiments.folder.studies import read_study
from sim.model.terms import BEARERS
from sim.reporting.results.estimates import Estimate, estimate
from sim.reporting.results.goals import DECIMALS
from sim.reporting.results.outcomes import ON_DRAWINGS, OUTCOMES
from sim.reporting.words.language import Language

Write = Callable[[float | None], str]


class Contrast(NamedTuple):
    """A figure under the first scenario and another, and the difference between them."""

    first: float | None
    other: float | None
    difference: Estimate
    p: float | None
    holds: bool | None
    variance_removed: float | None
    smallest: float = 0.0
    is_unchanged: bool = False


class Named(NamedTuple):
    """A contrast, what it is of, and how its values and its difference are written."""

    key: str
    label: str
    contrast: Contrast
    value: Write
    difference: Write


class Other(NamedTuple):
    """Another scenario beside the first."""

    name: str
    tree: Mapping[str, Any]

    def total(self, figure: str) -> Contrast:
        """Money of all teams together."""
        return contrast(self.tree["total"][figure])

    def outside(self) -> Contrast | None:
        """Costs outside the rate, where anything has a price."""
        figure = self.tree.get("outside", {}).get("total_dkk")
        return None if figure is None else contrast(figure)

    def borne(self) -> list[tuple[str, Contrast]]:
        """What each bears outside the rate, and the municipality in all, by name in figures."""
        bearers = self.tree.get("bearers", {})
        known = {f"{one}_dkk": f"borne_by_{one}" for one in BEARERS}
        known["municipality_net_dkk"] = "municipality_net"
        return [(said, contrast(bearers[key])) for key, said in known.items() if key in bearers]

    def municipal(self) -> Contrast | None:
        """What of it the municipality bears; of earlier versions it bears all."""
        figure = self.tree.get("bearers", {}).get("municipality_dkk")
        return self.outside() if figure is None else contrast(figure)

    @property
    def has_payers(self) -> bool:
        """Whether several pay the teams, none of which they belong to."""
        return bool(self.tree.get("payers"))

    def teams(self, figure: str) -> list[tuple[str, Contrast]]:
        """Money by team, in the order of the file."""
        return [(row["team"], contrast(row[figure])) for row in self.tree["teams"]]


class Contrasts(NamedTuple):
    """A comparison: what was compared, and the differences."""

    folder: Path
    tree: Mapping[str, Any]
    first: str
    others: tuple[Other, ...]

    @property
    def weeks(self) -> int:
        """How many weeks each run reports."""
        return int(self.tree["weeks"])

    @property
    def replications(self) -> int:
        """How many replications were paired."""
        return int(self.tree["replications"])


def read_contrasts(folder: Path) -> Contrasts:
    """Read a comparison's folder.

    Raises
    ------
    ResultsError
        When there is no comparison in it that this version reads.
    """
    try:
        tree = read_study(folder / COMPARISON, "compare")
        others = tuple(Other(one["scenario"], one) for one in tree["differences"])
        return Contrasts(folder, tree, tree["scenarios"][0], others)
    except (KeyError, TypeError, IndexError) as fault:
        message = f"{folder}: holds no comparison that can be read; `forloeb compare` makes one"
        raise ResultsError(message) from fault


def contrast(figure: Mapping[str, Any]) -> Contrast:
    """Read a paired figure."""
    return Contrast(
        figure["first"],
        figure["other"],
        estimate(figure["difference"]),
        figure["p_holm"],
        figure["holds"],
        figure["variance_removed"],
        figure.get("smallest", 0.0),
        figure.get("unchanged", False),
    )


# Outcomes other than money


def outcomes_of(other: Other, language: Language) -> list[Named]:
    """How the citizens fare: outcomes of which there is something in either scenario."""
    known = [*_outcomes(other, language), *_clinic(other, language)]
    seen = [one for one in known if one.contrast.first or one.contrast.other]
    return [*seen, *_goals(other, language)]


def drawn_outcomes(others: tuple[Other, ...], language: Language) -> list[str]:
    """Keys of the outcomes that stand beside money on a drawing: the first that any one has."""
    found = {one.key for other in others for one in outcomes_of(other, language)}
    return [outcome.key for outcome in ON_DRAWINGS if outcome.key in found]


def _outcomes(other: Other, language: Language) -> Iterator[Named]:
    for outcome in OUTCOMES:
        figure = other.tree.get("outcomes", {}).get(outcome.key)
        if figure is not None:

            def value(number: float | None, of: Any = outcome) -> str:  # noqa: ANN401 - bound
                return str(of.written(number, language))

            label = language.say(outcome.label)
            yield named_figure(outcome.key, label, figure, value, language)


def _clinic(other: Other, language: Language) -> Iterator[Named]:
    figure = other.tree.get("clinic", {}).get("wait_days")
    if figure is not None:

        def value(number: float | None) -> str:
            return language.number(number, 1)

        label = language.say("Mean wait for a slot at the clinic, days")
        yield named_figure("clinic_wait_days", label, figure, value, language)


def _goals(other: Other, language: Language) -> Iterator[Named]:
    def value(number: float | None) -> str:
        return language.number(number, DECIMALS)

    for goal in other.tree.get("goals", []):
        if "score" in goal:
            kind = language.name(goal["kind"])
            label = language.say("Goals in {kind} reached, 0 to 1", kind=kind)
            key = f"goals_{goal['kind']}"
            yield named_figure(key, label, goal["score"], value, language)


def named_figure(
    key: str, label: str, figure: Mapping[str, Any], value: Write, language: Language
) -> Named:
    """A figure with its words; a difference that holds is written so that it can be seen."""
    one = contrast(figure)
    mean = one.difference.mean
    is_unseen = bool(one.holds and mean) and value(abs(mean or 0.0)) == value(0.0)
    step = _finely(mean or 0.0, value, language) if is_unseen else value
    return Named(key, label, one, value, _signed(step, language))


def _finely(mean: float, value: Write, language: Language) -> Write:
    """Write what is too small for the usual decimals, with two figures."""
    if value(0.0).endswith("%"):
        decimals = 1 - math.floor(math.log10(abs(100 * mean)))
        return lambda share: language.percent(share, decimals)
    decimals = 1 - math.floor(math.log10(abs(mean)))
    return lambda number: language.number(number, decimals)


def _signed(value: Write, language: Language) -> Write:
    """Write differences of what `value` writes: with a sign, and shares in points."""

    def written(number: float | None) -> str:
        text = value(number)
        sign = "+" if number is not None and number > 0 and text != value(0.0) else ""
        if text.endswith("%"):
            return sign + language.say("{number} points", number=text.rstrip("%").rstrip())
        return sign + text

    return written
