"""Hours by service, week by week."""

import numpy as np

from sim.model.terms import SERVICES
from sim.reporting.figures.weekly import hours_by_service, service_series
from sim.reporting.page.download import Table
from sim.reporting.results.results import ReportedResults
from sim.reporting.run.figures.spec import ReportFigure
from sim.reporting.run.figures.tables import weekly_table
from sim.reporting.words.language import Language, known


def _reading(results: ReportedResults, language: Language) -> str:
    """Read the hours."""
    means = results.hours.mean(axis=(1, 2))
    total = float(means.sum())
    if total == 0:
        return language.say("No hours are given.")
    service = int(np.argmax(means))
    return language.say(
        "{hours} hours are given a week, {share} of them {service}.",
        hours=language.number(total),
        share=language.percent(float(means[service]) / total, 0),
        service=language.name(SERVICES[service]),
    )


def _table(results: ReportedResults) -> Table:
    """Hours by service and week."""
    return weekly_table(service_series(results), results.start)


FIGURE = ReportFigure(
    name="hours_by_service",
    section="citizens",
    title=known("Hours by service, per week"),
    draw=hours_by_service,
    reading=_reading,
    table=_table,
)
