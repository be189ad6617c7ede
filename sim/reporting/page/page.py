"""A page in both languages, and the figures on it: what every report shares.

The page carries all it needs: drawings, styles and the numbers as CSV. It loads nothing and
runs nothing; the language is switched by two radio buttons and the style sheet.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from matplotlib.figure import Figure

from sim.experiments.folder.storage import writing_to
from sim.reporting.figures.drawing.look import SHAPES, Shape
from sim.reporting.figures.drawing.svg import standalone, svg
from sim.reporting.page.download import Table, download
from sim.reporting.words.language import LANGUAGES, Language
from sim.reporting.words.language import language as words_of
from sim.writing import made_folder, replace_text

REPORT: Final = "report.html"
FIGURES_FOLDER: Final = "figures"
TEMPLATES: Final = Path(__file__).parents[1] / "templates"

Parts = dict[str, "PageFigure"]
"""Figures by name, in the order of the page; only those that apply."""

_OWN_NAMES: Final = {"en": "English", "da": "Dansk"}


class Said(NamedTuple):
    """The words about a figure: its name, its title, its sentence and a note."""

    name: str
    title: str
    reading: str
    note: str = ""


class PageFigure(NamedTuple):
    """A figure's place on the page."""

    name: str
    title: str
    reading: str
    note: str
    wide: Markup
    narrow: Markup
    link: Markup


def part(said: Said, draw: Callable[[Shape], Figure], table: Table, words: Language) -> PageFigure:
    """One figure in both shapes, with its sentence and its numbers."""
    wide, narrow = (
        svg(
            draw(shape),
            f"{said.name}-{shape.name}-{words.code}",
            f"{said.title}. {said.reading}",
        )
        for shape in SHAPES
    )
    return PageFigure(
        *said,
        Markup(wide),  # noqa: S704 -- every text in it is escaped when it is written
        Markup(narrow),  # noqa: S704 -- as above
        Markup(download(*table, words)),  # noqa: S704 -- percent-encoded
    )


def page(bodies: Mapping[str, Markup], title: str) -> str:
    """The page as HTML, opening in the first of the languages."""
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    return (
        environment()
        .get_template("page.html")
        .render(
            style=Markup(style),  # noqa: S704 -- our own file
            first=next(iter(bodies)),
            parts=bodies,
            own_names=_OWN_NAMES,
            title=title,
        )
    )


def environment() -> Environment:
    """The templates, with everything escaped that is not a drawing of our own."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


class Content(NamedTuple):
    """What a page holds: its title, its figures and what stands around them, by language."""

    title: str
    parts: Callable[[Language], Parts]
    body: Callable[[Language, Parts], Markup]


def write_in_both(folder: Path, content: Content, language: str) -> Path:
    """Write the page in both languages, and its figures; it opens in the one asked for."""
    return _write_page(folder, *page_in_both(content, language))


def page_in_both(content: Content, language: str) -> tuple[str, dict[str, Parts]]:
    """The page in both languages, opening in the one asked for, and its figures."""
    parts = {code: content.parts(words_of(code)) for code in LANGUAGES}
    bodies = {
        code: content.body(words_of(code), parts[code])
        for code in sorted(parts, key=lambda code: code != language)
    }
    return page(bodies, content.title), parts


def _write_page(folder: Path, text: str, parts: Mapping[str, Parts]) -> Path:
    """Write the page and each figure as a file of its own; `parts` are by language."""
    with writing_to(folder):
        made_folder(folder / FIGURES_FOLDER)
        for code, figures in parts.items():
            for one in figures.values():
                path = folder / FIGURES_FOLDER / f"{one.name}.{code}.svg"
                replace_text(standalone(str(one.wide), one.title), path)
        replace_text(text, folder / REPORT)
    return folder / REPORT
