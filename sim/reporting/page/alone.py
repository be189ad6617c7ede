"""A page with nothing beside it: no folder of figures, only `report.html`."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from sim.experiments.folder.storage import writing_to
from sim.reporting.page.page import REPORT, Body, page
from sim.reporting.words.language import LANGUAGES, Language, Title
from sim.reporting.words.language import language as words_of
from sim.writing import made_folder, replace_text

Tree = Mapping[str, Any]


class PageNames(NamedTuple):
    """What a page is of, and what it calls courses, teams and tariffs."""

    title: Title = None
    labels: Mapping[str, Title] = MappingProxyType({})


_UNNAMED: Final = PageNames()


def write_alone(
    body: Callable[[Tree, Title, Language], Body],
    tree: Tree,
    folder: Path,
    *,
    named: PageNames = _UNNAMED,
    language: str = "en",
) -> Path:
    """Write a command's answer in both languages, opening in the one asked for.

    Parameters
    ----------
    body
        The page's content of an answer, the scenario's title and a language.
    tree
        The answer, as the command's `--json` has it.
    folder
        Where `report.html` is written.
    named
        What the scenario is called, and the labels that it gives.
    language
        Which language the page opens in: "en" or "da".

    Raises
    ------
    ResultsError
        When the folder cannot be written.
    """
    codes = sorted(LANGUAGES, key=lambda code: code != language)
    text = page(
        {
            code: body(tree, named.title, words_of(code)._replace(labels=named.labels))
            for code in codes
        }
    )
    with writing_to(folder):
        made_folder(folder)
        replace_text(text, folder / REPORT)
    return folder / REPORT
