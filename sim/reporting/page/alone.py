"""A page with nothing beside it: no folder of figures, only `report.html`."""

from collections.abc import Callable
from pathlib import Path

from sim.experiments.folder.storage import writing_to
from sim.reporting.page.page import REPORT, Body, page
from sim.reporting.words.language import LANGUAGES, Language
from sim.reporting.words.language import language as words_of
from sim.writing import made_folder, replace_text


def write_alone(folder: Path, body: Callable[[Language], Body], language: str) -> Path:
    """Write a page in both languages, opening in the one asked for.

    Raises
    ------
    ResultsError
        When the folder cannot be written.
    """
    codes = sorted(LANGUAGES, key=lambda code: code != language)
    text = page({code: body(words_of(code)) for code in codes})
    with writing_to(folder):
        made_folder(folder)
        replace_text(text, folder / REPORT)
    return folder / REPORT
