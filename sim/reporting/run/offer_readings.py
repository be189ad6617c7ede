"""Sentences about places: how full the offers are, who waits, and how long."""

from sim.reporting.figures.offers import LONGEST_FIRST
from sim.reporting.results.offers import OfferRow, offer_rows
from sim.reporting.results.results import ReportedResults
from sim.reporting.words.language import Language


def offers_reading(results: ReportedResults, language: Language) -> str:
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
        team=longest.team,
        weeks=language.number(longest.wait_weeks.mean, 1),
    )
    return f"{said} {most}"


def _wait(row: OfferRow) -> float:
    return row.wait_weeks.mean or 0.0


def offers_note(results: ReportedResults, language: Language) -> str:
    """What is not drawn."""
    offers = len(offer_rows(results))
    if offers <= LONGEST_FIRST:
        return ""
    return language.say(
        "Of {offers} offers the {shown} with the longest queues are drawn; the CSV has them all.",
        offers=language.number(offers),
        shown=LONGEST_FIRST,
    )
