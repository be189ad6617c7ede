"""A figure of the page as one specification: page, files and downloads are made from it."""

from collections.abc import Callable
from typing import NamedTuple

from matplotlib.figure import Figure

from sim.reporting.figures.drawing.look import Shape
from sim.reporting.page.download import Table
from sim.reporting.results.results import ReportedResults
from sim.reporting.words.language import Language


def _nothing(results: ReportedResults, language: Language) -> str:
    del results, language
    return ""


def _always(results: ReportedResults) -> bool:
    del results
    return True


class ReportFigure(NamedTuple):
    """One figure: its name (and that of its files), and all that is drawn and said of it.

    `title` is a known message, `reading` the sentence under the figure, `note` what else to know
    of it, `table` the numbers behind it, `section` the part of the page it stands in
    (`templates/body.html`), `applies` whether a run has what it shows.
    """

    name: str
    section: str
    title: str
    draw: Callable[[ReportedResults, Language, Shape], Figure]
    reading: Callable[[ReportedResults, Language], str]
    table: Callable[[ReportedResults], Table]
    note: Callable[[ReportedResults, Language], str] = _nothing
    applies: Callable[[ReportedResults], bool] = _always
