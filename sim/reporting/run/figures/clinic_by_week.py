"""The nursing clinic, week by week."""

from sim.reporting.figures.clinic import clinic_by_week, clinic_series, turned_home_share
from sim.reporting.page.download import Table
from sim.reporting.results.estimates import estimate
from sim.reporting.results.results import ReportedResults
from sim.reporting.run.figures.spec import ReportFigure
from sim.reporting.run.figures.tables import weekly_table
from sim.reporting.words.language import Language, known


def _reading(results: ReportedResults, language: Language) -> str:
    """Read the clinic's share, the wait and who was turned home."""
    said = results.summary["clinic"]
    wait, turned = estimate(said["wait_days"]).mean, turned_home_share(results)
    if wait is None:
        return language.say("Nobody came to the clinic.")
    return language.say(
        "{share} of the nursing contacts are given at the clinic, after a mean wait of {wait} "
        "days; {turned} of the bookings end at home, because the wait would be too long.",
        share=language.percent(estimate(said["share"]).mean),
        wait=language.number(wait, 1),
        turned=language.percent(turned),
    )


def _table(results: ReportedResults) -> Table:
    """The clinic's paths by week."""
    return weekly_table(clinic_series(results), results.start)


FIGURE = ReportFigure(
    name="clinic_by_week",
    section="clinic",
    title=known("The nursing clinic, week by week"),
    draw=clinic_by_week,
    reading=_reading,
    table=_table,
    applies=lambda results: results.care.clinic is not None,
)
