"""How the citizens fare, for each 100 of them: a count by team would only mirror its size."""

from typing import Final, NamedTuple

from sim.reporting.results.outcomes import OutcomeRow, known_outcomes
from sim.reporting.results.results import ReportedResults
from sim.reporting.words.language import ABSENT, Language

_HUNDRED: Final = 100
_SHOWN: Final = (
    *("self_reliant_per_year", "relapses_per_year", "admissions_per_year"),
    *("nursing_home_per_year", "unmet_hours_per_week", "helpers_14_days"),
    *("self_determination", "clinic_share"),
)
"""What leaders look at; everything else is further down the page."""


class FareLine(NamedTuple):
    """An outcome for each 100 citizens, or by itself where it is no count."""

    label: str
    per_hundred: str
    whole: str


def fare_lines(results: ReportedResults, language: Language) -> list[FareLine]:
    """The outcomes that the scenario shows."""
    if not results.citizens:
        return []
    return [
        _line(outcome, figure.mean, results, language)
        for outcome, figure in known_outcomes(results)
        if outcome.key in _SHOWN
    ]


def _line(
    outcome: OutcomeRow, value: float | None, results: ReportedResults, language: Language
) -> FareLine:
    whole = outcome.written(value, language)
    label = language.say(outcome.label)
    if not outcome.key.endswith(("_per_year", "_per_week")):
        return FareLine(label, ABSENT, whole)
    each = _HUNDRED * (value or 0.0) / results.citizens
    return FareLine(label, language.number(each, 1), whole)
