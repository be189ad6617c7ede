"""One page for leaders, researchers and planners, in both languages, that opens offline.

The page carries all it needs: drawings, styles and the numbers as CSV. It loads nothing and
runs nothing; the language is switched by two radio buttons and the style sheet. What stands
on it is decided in `readings.py`, `team_rows.py` and `provenance.py`; how, in `templates/`.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sim.experiments.storage import replace_text, writing_to
from sim.reporting.answer import answer, exits, verdict
from sim.reporting.care_readings import clinic_paragraphs
from sim.reporting.chance import Band, Chance
from sim.reporting.downloads import CSVS, download
from sim.reporting.estimates import estimate
from sim.reporting.facts import Group, clinic_facts, outcome_facts, outside_facts, staff_facts
from sim.reporting.figures import FIGURES, figures_of
from sim.reporting.figures.look import SHAPES
from sim.reporting.figures.svg import standalone, svg
from sim.reporting.first_numbers import first_numbers
from sim.reporting.goals import goals_of
from sim.reporting.language import LANGUAGES, Language
from sim.reporting.language import language as words_of
from sim.reporting.outside import outside_accounts
from sim.reporting.provenance import by_status, sourced_values
from sim.reporting.readings import READINGS, heading, note
from sim.reporting.results import Results, read_results
from sim.reporting.team_rows import team_rows, total_row

REPORT: Final = "report.html"
FIGURES_FOLDER: Final = "figures"
TEMPLATES: Final = Path(__file__).parent / "templates"

Parts = dict[str, "Part"]
"""Figures by name, in the order of the page; only those that apply."""

_OWN_NAMES: Final = {"en": "English", "da": "Dansk"}


class Part(NamedTuple):
    """A figure's place on the page."""

    name: str
    title: str
    reading: str
    note: str
    wide: Markup
    narrow: Markup
    link: Markup


def write_report(
    folder: Path,
    *,
    chance: Mapping[str, Band] | None = None,
    language: str = "en",
) -> Path:
    """Write the figures and the report of a results folder into it.

    Parameters
    ----------
    folder
        A results folder as `forloeb run` leaves it.
    chance
        Mean, low and high of each team's deviation over the reported weeks by chance alone
        [DKK], from the closed-form twin; None where the twin does not apply.
    language
        Which language the page opens in: "en" or "da"; it holds both.

    Returns
    -------
    Path
        The report.

    Raises
    ------
    ResultsError
        When the folder is no results folder or cannot be written.
    """
    results = read_results(folder)
    band = Chance(chance)
    parts = {code: _parts(results, band, words_of(code)) for code in LANGUAGES}
    page = _page(results, band, parts, first=language)
    with writing_to(folder):
        (folder / FIGURES_FOLDER).mkdir(exist_ok=True)
        for code, figures in parts.items():
            for part in figures.values():
                path = folder / FIGURES_FOLDER / f"{part.name}.{code}.svg"
                replace_text(standalone(str(part.wide), part.title), path)
        replace_text(page, folder / REPORT)
    return folder / REPORT


def _page(results: Results, chance: Chance, parts: Mapping[str, Parts], *, first: str) -> str:
    """The page as HTML, opening in the first language."""
    templates = environment()
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    order = sorted(parts, key=lambda code: code != first)
    bodies = {
        code: _body(templates, results, chance, (words_of(code), parts[code])) for code in order
    }
    return templates.get_template("page.html").render(
        style=Markup(style),  # noqa: S704 -- our own file
        first=first,
        parts=bodies,
        own_names=_OWN_NAMES,
        title=results.run.get("title") or results.summary["scenario"],
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


def _body(
    templates: Environment,
    results: Results,
    chance: Chance,
    said: tuple[Language, Parts],
) -> Markup:
    """The page's content in one language."""
    words, parts = said
    total = total_row(results)
    rows = sourced_values(results.run.get("resolved", {}))
    text = templates.get_template("body.html").render(
        language=words,
        say=words.say,
        say_count=words.say_count,
        results=results,
        summary=results.summary,
        run=results.run,
        answer=answer(results, words),
        numbers=first_numbers(results, words),
        parts=parts,
        teams=team_rows(results, chance),
        total=total,
        unit=words.table_scale(abs(total.revenue.mean or 0.0)),
        courses=_courses(results, words),
        verdict=verdict,
        goals=goals_of(results),
        facts=_facts(results, words),
        clinic_paragraphs=clinic_paragraphs(results, words) if "clinic_by_week" in parts else [],
        values=rows,
        statuses=by_status(rows),
    )
    return Markup(text)  # noqa: S704 -- rendered with everything escaped


def _parts(results: Results, chance: Chance, words: Language) -> Parts:
    """The figures in one language, each with its sentence and its numbers."""
    return {name: _part(name, results, chance, words) for name in figures_of(results)}


def _part(name: str, results: Results, chance: Chance, words: Language) -> Part:
    """One figure with its sentence and its numbers."""
    title, reading = heading(name, words), READINGS[name](results, words)
    wide, narrow = (
        svg(
            FIGURES[name](results, words, shape, chance),
            f"{name}-{shape.name}-{words.code}",
            f"{title}. {reading}",
        )
        for shape in SHAPES
    )
    columns, rows = CSVS[name](results, chance)
    return Part(
        name,
        title,
        reading,
        note(name, results, words, chance),
        Markup(wide),  # noqa: S704 -- every text in it is escaped when it is written
        Markup(narrow),  # noqa: S704 -- as above
        Markup(download(columns, rows, words)),  # noqa: S704 -- percent-encoded
    )


def _courses(results: Results, words: Language) -> list[dict[str, Any]]:
    """Rows of the table of courses."""
    return [
        {
            "name": words.name(course["course"]),
            "census": estimate(course["census"]),
            "entries": estimate(course["entries_per_week"]),
            "stay": estimate(course["stay_weeks"]),
            "exits": exits(course["exits"], words),
        }
        for course in results.summary["courses"]
    ]


def _facts(results: Results, words: Language) -> dict[str, list[Group]]:
    """Tables of single numbers by section; a section without any is left out."""
    return {
        "citizens": outcome_facts(results, words),
        "clinic": clinic_facts(results, words) if results.care.clinic else [],
        "staff": staff_facts(results, words),
        "outside": outside_facts(results, words) if outside_accounts(results) else [],
    }
