"""Counts of today that no inflow keeps: what cannot be met is said, with what comes closest."""

from collections.abc import Iterator
from typing import Final

from sim.experiments.fitting.inflow import CountKept, fitted_inflows
from sim.scenario.faults.fault import Caution
from sim.scenario.implausible.cautions import cautioned
from sim.scenario.implausible.said import plain
from sim.scenario.reading import Scenario
from sim.words import phrase

_SHARE: Final = 0.02
_CITIZENS: Final = 1.0
"""How far a count may be missed, the larger of the two. Source: assumption."""


def fit_cautions(scenario: Scenario) -> Iterator[Caution]:
    """Teams of which the inflow found does not keep every count."""
    for name, found in fitted_inflows(scenario).items():
        missed = [count for count in found.counts if _is_missed(count)]
        if missed:
            what = phrase(
                "no inflow keeps these counts; the closest keeps {listed}", listed=_listed(missed)
            )
            remedy = phrase("check the counts, and the stays, exits and intake that lead there")
            yield cautioned(scenario, ("run", "initial", name), what, remedy)


def _is_missed(count: CountKept) -> bool:
    return abs(count.kept - count.counted) > max(_CITIZENS, _SHARE * count.counted)


def _listed(missed: list[CountKept]) -> str:
    return ", ".join(
        phrase(
            "{kept} of {counted} in {course}{at}",
            kept=plain(count.kept),
            counted=plain(count.counted),
            course=count.course,
            at=_at(count.level),
        )
        for count in missed
    )


def _at(level: int | None) -> str:
    return "" if level is None else phrase(" at level {level}", level=level)
