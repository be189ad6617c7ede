"""Citizens by course, week by week."""

import numpy as np

from sim.reporting.figures.weekly import census_by_course, course_series
from sim.reporting.page.download import Table
from sim.reporting.results.results import ReportedResults
from sim.reporting.run.figures.spec import ReportFigure
from sim.reporting.run.figures.tables import weekly_table
from sim.reporting.words.language import Language, known


def _reading(results: ReportedResults, language: Language) -> str:
    """Read the census."""
    means = results.census.mean(axis=(1, 2))
    course = int(np.argmax(means))
    return language.say(
        "{citizens} citizens are in care on average; the largest course is “{course}” with {most}.",
        citizens=language.number(results.citizens),
        course=language.name(results.courses[course]),
        most=language.number(float(means[course])),
    )


def _table(results: ReportedResults) -> Table:
    """Citizens by course and week."""
    return weekly_table(course_series(results), results.start)


FIGURE = ReportFigure(
    name="census_by_course",
    section="citizens",
    title=known("Citizens by course"),
    draw=census_by_course,
    reading=_reading,
    table=_table,
)
