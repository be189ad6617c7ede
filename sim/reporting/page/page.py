"""A page in both languages, and the figures on it: what every report shares.

The page carries all it needs: drawings, styles and the numbers as CSV. It loads nothing. The
language is the beginning of the address's fragment, so that a link keeps it; the style sheet shows
it, and a script of the page's own, allowed by its hash, lets title and language follow.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, NamedTuple

from markupsafe import Markup
from matplotlib.figure import Figure

from sim.experiments.folder.storage import writing_to
from sim.reporting.figures.drawing.look import NARROW as PAGE
from sim.reporting.figures.drawing.look import Shape
from sim.reporting.figures.drawing.svg import standalone, svg
from sim.reporting.page.download import Table, download
from sim.reporting.page.templating import TEMPLATES, environment
from sim.reporting.words.language import LANGUAGES, Language
from sim.reporting.words.language import language as words_of
from sim.writing import made_folder, replace_text

REPORT: Final = "report.html"
FIGURES_FOLDER: Final = "figures"

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
    drawing: Markup
    link: Markup


def part(said: Said, draw: Callable[[Shape], Figure], table: Table, words: Language) -> PageFigure:
    """One figure with its sentence and its numbers: one drawing, for a phone and for a wall."""
    drawing = svg(draw(PAGE), f"{said.name}-{words.code}", f"{said.title}. {said.reading}")
    return PageFigure(
        *said,
        Markup(drawing),  # noqa: S704 -- every text in it is escaped when it is written
        Markup(download(*table, words)),  # noqa: S704 -- percent-encoded
    )


def page(bodies: Mapping[str, "Body"]) -> str:
    """The page as HTML, opening in the first of the languages."""
    script = (TEMPLATES / "page.js").read_text(encoding="utf-8")
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    return (
        environment()
        .get_template("page.html")
        .render(
            style=Markup(style),  # noqa: S704 -- our own file
            script=Markup(script),  # noqa: S704 -- our own file
            script_hash=_hash_of(script),
            first=next(iter(bodies)),
            parts={code: body.text for code, body in bodies.items()},
            titles={code: body.title for code, body in bodies.items()},
            contents={code: body.contents for code, body in bodies.items()},
            words={code: words_of(code) for code in bodies},
            own_names=_OWN_NAMES,
        )
    )


def _hash_of(script: str) -> str:
    """What the page's policy allows to run: this script and no other."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


class ContentsEntry(NamedTuple):
    """A line of the contents: the end of the section's identity, and its title."""

    name: str
    title: str


class Body(NamedTuple):
    """The page in one language."""

    text: Markup
    title: str
    contents: list[ContentsEntry] = []  # noqa: RUF012 -- never changed


class Content(NamedTuple):
    """What a page holds: its figures and what stands around them, by language."""

    parts: Callable[[Language], Parts]
    body: Callable[[Language, Parts], Body]


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
    return page(bodies), parts


def _write_page(folder: Path, text: str, parts: Mapping[str, Parts]) -> Path:
    """Write the page and each figure as a file of its own; `parts` are by language."""
    with writing_to(folder):
        made_folder(folder / FIGURES_FOLDER)
        for code, figures in parts.items():
            for one in figures.values():
                path = folder / FIGURES_FOLDER / f"{one.name}.{code}.svg"
                replace_text(standalone(str(one.drawing), one.title), path)
        replace_text(text, folder / REPORT)
    return folder / REPORT
