"""Places week by week: a panel an offer, those in care under its places, and those who wait."""

from typing import Final

from matplotlib.figure import Figure

from sim.reporting.figures.drawing.look import DEFICIT, ZERO, Shape
from sim.reporting.figures.drawing.sheet import KeyEntry
from sim.reporting.figures.weekly import MOST_PANELS, Series, panels
from sim.reporting.results.offers import offer_rows, offer_weeks
from sim.reporting.results.results import ReportedResults
from sim.reporting.words.language import Language

LONGEST_FIRST: Final = MOST_PANELS
"""Offers that are drawn: where there are more, those with the longest queues."""


def offers_by_week(results: ReportedResults, language: Language, shape: Shape) -> Figure:
    """Draw citizens in care and waiting of each offer [citizens]."""
    key = [
        KeyEntry("dashed", ZERO, language.say("places")),
        KeyEntry("line", DEFICIT, language.say("waiting, mean of the runs")),
    ]
    return panels(results, drawn_offers(results, language), (language, shape), key)


def drawn_offers(results: ReportedResults, language: Language) -> list[Series]:
    """The offers that are drawn, in the order of the file."""
    rows = offer_rows(results)
    queue = sorted(range(len(rows)), key=lambda n: -(rows[n].waiting.mean or 0.0))
    kept = set(queue[:LONGEST_FIRST])
    return [
        Series(
            weeks.team,
            weeks.in_care,
            level=weeks.places,
            beside=weeks.waiting,
            said=language.say("{share} occupied", share=language.percent(row.occupancy.mean)),
        )
        for n, (row, weeks) in enumerate(zip(rows, offer_weeks(results), strict=True))
        if n in kept
    ]
