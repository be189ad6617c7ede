"""The figures of a run's page, in its order; a new one is a file beside this and a line here."""

from typing import Final

from sim.reporting.results.results import ReportedResults
from sim.reporting.run.figures import (
    census_by_course,
    clinic_by_week,
    cumulative_deviation,
    hours_by_service,
    money_and_goals,
    places_by_week,
    staff_by_team,
)
from sim.reporting.run.figures.spec import ReportFigure

FIGURES: Final[tuple[ReportFigure, ...]] = (
    money_and_goals.FIGURE,
    cumulative_deviation.FIGURE,
    clinic_by_week.FIGURE,
    staff_by_team.FIGURE,
    places_by_week.FIGURE,
    census_by_course.FIGURE,
    hours_by_service.FIGURE,
)


def figures_of(results: ReportedResults) -> list[ReportFigure]:
    """The figures that apply, in the order of the page."""
    return [figure for figure in FIGURES if figure.applies(results)]


def by_section(results: ReportedResults) -> dict[str, list[str]]:
    """Names of the figures that apply, by the section of the page in which they stand."""
    sections: dict[str, list[str]] = {}
    for figure in figures_of(results):
        sections.setdefault(figure.section, []).append(figure.name)
    return sections
