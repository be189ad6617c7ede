"""The report's figures, one file each, drawn on a sheet measured in pixels.

Each figure comes in two shapes: wide for a desk and paper, narrow for a phone, because one
drawing scaled to 360 pixels would leave its words unreadable. `FIGURES` lists them in the
order of the page; a new figure is a file and a line here. What shows money carries the line
of outcomes (`drawing/strip.py`).
"""

from collections.abc import Callable, Mapping
from typing import Final

from matplotlib.figure import Figure

from sim.reporting.figures.by_team import deviation_by_team
from sim.reporting.figures.clinic import clinic_by_week
from sim.reporting.figures.cumulative import cumulative_deviation
from sim.reporting.figures.drawing.look import Shape
from sim.reporting.figures.goals import money_and_goals
from sim.reporting.figures.offers import offers_by_week
from sim.reporting.figures.outside import outside_the_rate
from sim.reporting.figures.staff import staff_by_team
from sim.reporting.figures.weekly import census_by_course, hours_by_service
from sim.reporting.results.chance import Chance
from sim.reporting.results.goals import goals_of
from sim.reporting.results.offers import offer_rows
from sim.reporting.results.outside import outside_accounts
from sim.reporting.results.results import ReportedResults
from sim.reporting.words.language import Language

Draw = Callable[[ReportedResults, Language, Shape, Chance], Figure]

FIGURES: Final[Mapping[str, Draw]] = {
    "money_and_goals": money_and_goals,
    "cumulative_deviation": cumulative_deviation,
    "deviation_by_team": deviation_by_team,
    "clinic_by_week": clinic_by_week,
    "staff_by_team": staff_by_team,
    "places_by_week": offers_by_week,
    "census_by_course": census_by_course,
    "hours_by_service": hours_by_service,
    "outside_the_rate": outside_the_rate,
}
"""Name of the file, and what draws it."""

ONLY_WHERE: Final[Mapping[str, Callable[[ReportedResults], bool]]] = {
    "money_and_goals": lambda results: bool(goals_of(results)),
    "clinic_by_week": lambda results: results.care.clinic is not None,
    "staff_by_team": lambda results: results.care.staff is not None,
    "places_by_week": lambda results: bool(offer_rows(results)),
    "outside_the_rate": lambda results: bool(outside_accounts(results)),
}
"""What must be there for a figure to be drawn; the others always are."""


def figures_of(results: ReportedResults) -> list[str]:
    """Names of the figures that apply, in the order of the page."""
    return [name for name in FIGURES if name not in ONLY_WHERE or ONLY_WHERE[name](results)]
