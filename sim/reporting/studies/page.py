"""A study on one page in both languages, that opens offline: its answer, figures and tables.

What stands on the page of one kind of study is said in a file of its own beside this one; the
numbers are those of its `--json`.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from sim.reporting.page.page import Body, Content, PageFigure, Parts, write_in_both
from sim.reporting.page.templating import environment
from sim.reporting.words.keys import words_of_key
from sim.reporting.words.language import Language, Title

Tree = Mapping[str, Any]


class StudyTable(NamedTuple):
    """A table of the page, written."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


class StudyWords(NamedTuple):
    """What stands on the page in one language."""

    title: str
    answer: str
    how: str
    figures: Sequence[PageFigure]
    tables: Sequence[StudyTable]


Told = Callable[[Tree, str, Language], StudyWords]
"""Words of a study's document, the scenario's title and a language."""


def write_study_page(
    told: Told, tree: Tree, folder: Path, *, title: Title = None, language: str = "en"
) -> Path:
    """Write `report.html` and the figures of a study into its folder.

    Raises
    ------
    ResultsError
        When the folder cannot be written.
    """

    def words_in(words: Language) -> StudyWords:
        return told(tree, words.title(title) or str(tree["scenario"]), words)

    def parts(words: Language) -> Parts:
        return {figure.name: figure for figure in words_in(words).figures}

    def body(words: Language, figures: Parts) -> Body:
        said = words_in(words)._replace(figures=list(figures.values()))
        text = (
            environment()
            .get_template("study.html")
            .render(code=words.code, say=words.say, stem=tree["scenario"], **said._asdict())
        )
        return Body(Markup(text), said.title)  # noqa: S704 -- rendered with everything escaped

    return write_in_both(folder, Content(parts, body), language)


_MONEY: Final = "_dkk"
_SOME: Final = 10
_MANY: Final = 1_000


def amount_in(words: Language, figure: str, value: float | None) -> str:
    """An amount of a figure: kroner in words, any other figure as a number."""
    if value is not None and figure.endswith(_MONEY):
        return words.money(value)
    if value is None or not value or abs(value) >= _MANY:
        return words.number(value)
    return words.number(value, 1 if abs(value) >= _SOME else 3)


def axis_of(words: Language, figure: str, largest: float) -> tuple[float, str]:
    """By what values of a figure are divided on an axis, and its unit."""
    if figure.endswith(_MONEY):
        scale = words.scale(largest)
        return scale.dkk, scale.label
    return 1.0, words_of_key(figure, words)


def capital(text: str) -> str:
    """The same with a capital, as a heading has it."""
    return text[:1].upper() + text[1:]
