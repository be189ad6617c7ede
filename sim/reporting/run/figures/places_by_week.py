"""Places and queues, week by week."""

from sim.reporting.figures.offers import LONGEST_FIRST, offers_by_week
from sim.reporting.page.download import Table
from sim.reporting.results.offers import OfferRow, offer_rows, offer_weeks
from sim.reporting.results.results import ReportedResults
from sim.reporting.run.figures.spec import ReportFigure
from sim.reporting.run.figures.tables import FAN, WEEK, fan_rows, week_cells
from sim.reporting.words.language import Language, known


def _reading(results: ReportedResults, language: Language) -> str:
    """Read how full the offers are together, and where the wait is longest."""
    rows = offer_rows(results)
    places = sum(row.places for row in rows)
    taken = sum(row.places * (row.occupancy.mean or 0.0) for row in rows)
    waiting = sum(row.waiting.mean or 0.0 for row in rows)
    said = language.say(
        "{share} of the {places} places are occupied, and {waiting} citizens wait for one.",
        share=language.percent(taken / places),
        places=language.number(places),
        waiting=language.number(waiting, 1),
    )
    longest = max(rows, key=_wait)
    if _wait(longest) == 0:
        nobody = language.say("Nobody has to wait.")
        return f"{said} {nobody}"
    most = language.say(
        "The wait is longest at {team}: {weeks} weeks on average for those who get a place.",
        team=language.name(longest.team),
        weeks=language.number(longest.wait_weeks.mean, 1),
    )
    return f"{said} {most}"


def _wait(row: OfferRow) -> float:
    return row.wait_weeks.mean or 0.0


def _note(results: ReportedResults, language: Language) -> str:
    """The offers that are not drawn."""
    offers = len(offer_rows(results))
    if offers <= LONGEST_FIRST:
        return ""
    return language.say(
        "Of {offers} offers the {shown} with the longest queues are drawn; the CSV has them all.",
        offers=language.number(offers),
        shown=LONGEST_FIRST,
    )


def _table(results: ReportedResults) -> Table:
    """Citizens in care and waiting by offer and week, beside its places."""
    rows = (
        (one.team, what, *week_cells(results.start, row[0]), round(float(places), 2), *row[1:])
        for one in offer_weeks(results)
        for what, paths in (("in_care", one.in_care), ("waiting", one.waiting))
        for row, places in zip(fan_rows(paths, 0, 2), one.places, strict=True)
    )
    return ("team", "measure", *WEEK, "places", *FAN), rows


FIGURE = ReportFigure(
    name="places_by_week",
    section="places",
    title=known("Places and queues, week by week"),
    draw=offers_by_week,
    reading=_reading,
    table=_table,
    note=_note,
    applies=lambda results: bool(offer_rows(results)),
)
