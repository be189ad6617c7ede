"""One page for leaders, researchers and planners, in both languages, that opens offline.

What stands on it is decided in `figures/listed.py`, `results/team_rows.py` and
`page/provenance.py`; how, in `templates/`. What a page is and how it is written is in
`page/page.py`.
"""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from sim.experiments.documents.sweeping import LedgerEntry
from sim.experiments.folder.record import read_record, recorded_scenario
from sim.experiments.ledger.rows import shown_rows
from sim.experiments.summary.verdict import UNDECIDED
from sim.reporting.page.page import (
    Content,
    PageFigure,
    Parts,
    Said,
    environment,
    part,
    write_in_both,
)
from sim.reporting.page.provenance import by_status
from sim.reporting.results.chance import Band, Chance
from sim.reporting.results.estimates import estimate
from sim.reporting.results.goals import goals_of
from sim.reporting.results.offers import offer_rows, payer_rows_of
from sim.reporting.results.outside import outside_accounts
from sim.reporting.results.results import ReportedResults, read_results
from sim.reporting.results.team_rows import skewed_teams, team_rows, total_row
from sim.reporting.run.answer import across_runs, answer, exits
from sim.reporting.run.clinic_paragraphs import clinic_paragraphs
from sim.reporting.run.facts import Group, clinic_facts, outcome_facts, outside_facts, staff_facts
from sim.reporting.run.figures.listed import by_section, figures_of
from sim.reporting.run.figures.spec import ReportFigure
from sim.reporting.run.first_numbers import first_numbers
from sim.reporting.words.language import Language
from sim.reporting.words.verdicts import verdict_in_words


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
    title = results.run.get("title") or results.summary["scenario"]
    content = Content(
        title, partial(_parts, results, band), partial(_body, results, band, _numbers(folder))
    )
    return write_in_both(folder, content, language)


def _numbers(folder: Path) -> list[LedgerEntry]:
    """The ledger's rows; none where this version cannot read the scenario."""
    scenario = recorded_scenario(read_record(folder))
    return [] if scenario is None else shown_rows(scenario)


def _body(
    results: ReportedResults,
    chance: Chance,
    numbers: list[LedgerEntry],
    words: Language,
    parts: Parts,
) -> Markup:
    """The page's content in one language."""
    total, rows_of_teams = total_row(results), team_rows(results, chance)
    text = (
        environment()
        .get_template("body.html")
        .render(
            language=words,
            say=words.say,
            say_count=words.say_count,
            results=results,
            summary=results.summary,
            run=results.run,
            answer=answer(results, words),
            numbers=first_numbers(results, words),
            parts=parts,
            sections=by_section(results),
            teams=rows_of_teams,
            total=total,
            unit=words.table_scale(abs(total.revenue.mean or 0.0)),
            courses=_courses(results, words),
            across_runs=across_runs,
            has_runs=total.runs is not None,
            verdict=verdict_in_words,
            undecided=any(row.verdict == UNDECIDED for row in rows_of_teams),
            few_runs=results.summary.get("few_runs", False),
            skewed=skewed_teams(results),
            goals=goals_of(results),
            facts=_facts(results, words),
            offers=offer_rows(results),
            payers=payer_rows_of(results),
            clinic_paragraphs=clinic_paragraphs(results, words)
            if results.care.clinic is not None
            else [],
            values=numbers,
            statuses=by_status(numbers),
        )
    )
    return Markup(text)  # noqa: S704 -- rendered with everything escaped


def _parts(results: ReportedResults, chance: Chance, words: Language) -> Parts:
    """The figures in one language, each with its sentence and its numbers."""
    return {figure.name: _part(figure, results, chance, words) for figure in figures_of(results)}


def _part(
    figure: ReportFigure, results: ReportedResults, chance: Chance, words: Language
) -> PageFigure:
    """One figure with its sentence and its numbers."""
    said = Said(
        figure.name,
        words.say(figure.title),
        figure.reading(results, words),
        figure.note(results, words, chance),
    )
    return part(
        said,
        lambda shape: figure.draw(results, words, shape, chance),
        figure.table(results, chance),
        words,
    )


def _courses(results: ReportedResults, words: Language) -> list[dict[str, Any]]:
    """Rows of the table of courses."""
    return [
        {
            "name": words.name(course["course"]),
            "census": estimate(course["census"]),
            "entries": estimate(course["entries_per_week"]),
            "course_stay": estimate(course.get("course_stay_weeks")),
            "stay": estimate(course["stay_weeks"]),
            "exits": exits(course["exits"], words),
        }
        for course in results.summary["courses"]
    ]


def _facts(results: ReportedResults, words: Language) -> dict[str, list[Group]]:
    """Tables of single numbers by section; a section without any is left out."""
    return {
        "citizens": outcome_facts(results, words),
        "clinic": clinic_facts(results, words) if results.care.clinic else [],
        "staff": staff_facts(results, words),
        "outside": outside_facts(results, words) if outside_accounts(results) else [],
    }
