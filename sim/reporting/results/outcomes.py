"""What happens to the citizens: every outcome of the summary, with its words and its unit.

Which outcomes a scenario shows is decided here, once, for the page's table, for the figures
and for their key line: what is not modelled is left out, since 0 unmet hours where staff has
no limit would say something that was never asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from sim.model.state import SUM
from sim.reporting.results.estimates import Estimate, estimate
from sim.reporting.results.results import ReportedResults
from sim.reporting.results.scenario_terms import course_names_of_kind, has_exit_to
from sim.reporting.words.language import Language, known

_MANY: Final = 20
"""From here on a number is written without decimals."""


class OutcomeRow(NamedTuple):
    """One outcome: its key in the summary, and how it is said."""

    key: str
    label: str
    short: str = ""  # on drawings
    decimals: int | None = None  # by size where none is given
    is_share: bool = False

    def written(self, value: float | None, language: Language) -> str:
        """Write a value in the outcome's unit."""
        if self.is_share:
            return language.percent(value, 1)
        decimals = self.decimals
        if decimals is None:
            decimals = 0 if abs(value or 0.0) >= _MANY else 1
        return language.number(value, decimals)


OUTCOMES: Final = (
    OutcomeRow(
        "self_reliant_per_year",
        known("Citizens who become self-reliant, per year"),
        known("self-reliant a year"),
    ),
    OutcomeRow(
        "unmet_hours_per_week",
        known("Hours of need not met, per week"),
        known("unmet hours a week"),
    ),
    OutcomeRow(
        "admissions_per_year",
        known("Hospital admissions, per year"),
        known("admissions a year"),
    ),
    OutcomeRow(
        "helpers_14_days",
        known("Different helpers of a citizen in 14 days"),
        known("helpers in 14 days"),
        decimals=1,
    ),
    OutcomeRow(
        "clinic_share",
        known("Nursing contacts given at the clinic, share"),
        known("nursing at the clinic"),
        is_share=True,
    ),
    OutcomeRow(
        "continuity_index",
        known("Continuity, 0 to 1: the chance that two visits are by one helper"),
        decimals=2,
    ),
    OutcomeRow(
        "self_determination",
        known("Delivered hours that stand where the citizen put them, share"),
        is_share=True,
    ),
    OutcomeRow(
        "level_weeks_gained_per_year",
        known("Functional levels won less lost: levels × weeks, per year"),
    ),
    OutcomeRow(
        "temporary_hours_per_week",
        known("Hours by temporary staff, per week"),
    ),
    OutcomeRow(
        "relapses_per_year",
        known("Citizens who come back after being self-reliant, per year"),
    ),
    OutcomeRow(
        "nursing_home_per_year",
        known("Moves to a nursing home, per year"),
    ),
    OutcomeRow(
        "waiting_for_nursing_home",
        known("Citizens who wait for a nursing home, at a time"),
    ),
    *(OutcomeRow(one.figure.key, one.figure.label) for one in SUM.values() if one.figure),
    OutcomeRow("deaths_per_year", known("Deaths, per year")),
)
"""In the order of the page; the first ones stand on every drawing that shows money."""

ON_DRAWINGS: Final = OUTCOMES[:5]


def known_outcomes(results: ReportedResults) -> Iterator[tuple[OutcomeRow, Estimate]]:
    """Outcomes that the scenario shows, with their figures."""
    figures = results.summary.get("outcomes", {})
    for outcome in OUTCOMES:
        figure = estimate(figures.get(outcome.key))
        if _is_shown(outcome.key, figure, results):
            yield outcome, figure


def outcomes_by_team(results: ReportedResults) -> Iterator[tuple[OutcomeRow, Sequence[Estimate]]]:
    """Outcomes that the scenario shows and the tables take apart by team, in file order."""
    for outcome, _ in known_outcomes(results):
        if outcome.key in results.care.by_team:
            yield outcome, results.care.by_team[outcome.key]


def _is_shown(key: str, figure: Estimate, results: ReportedResults) -> bool:
    """Whether a figure says anything: something was seen, or could have been."""
    if figure.mean is None:
        return False
    can_be_zero: Mapping[str, bool] = {
        "self_reliant_per_year": has_exit_to(results.run, "self_reliant"),
        "unmet_hours_per_week": has_staff(results),
        "admissions_per_year": bool(course_names_of_kind(results.run, "hospital")),
    }
    counted = key.endswith(("_per_year", "_per_week")) and key != "temporary_hours_per_week"
    return figure.mean != 0 or can_be_zero.get(key, not counted)


def has_staff(results: ReportedResults) -> bool:
    """Whether staff has a limit: without one every need is met and nothing is bought."""
    hours = results.summary.get("outcomes", {}).get("temporary_hours_per_week")
    return estimate(hours).mean is not None
