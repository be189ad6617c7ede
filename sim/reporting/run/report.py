"""One page for leaders, researchers and planners, in both languages, that opens offline.

What stands on it is decided in `figures/listed.py`, `results/team_rows.py` and
`page/provenance.py`; how, in `templates/`. What a page is and how it is written is in
`page/page.py`.
"""

import datetime as dt
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from markupsafe import Markup

from sim.experiments.periods.means import PeriodMeans, period_means
from sim.experiments.periods.period import Period
from sim.experiments.summary.verdict import UNDECIDED
from sim.reporting.leaders.accounts import account_lines
from sim.reporting.leaders.decide import decisions
from sim.reporting.leaders.of_results import explained_beside, screen_of, title_of
from sim.reporting.leaders.page import first_screen, team_dots
from sim.reporting.leaders.per_hundred import fare_lines
from sim.reporting.leaders.screen import Screen
from sim.reporting.leaders.why import waterfalls, why_note
from sim.reporting.leaders.words import span_words
from sim.reporting.page.download import download
from sim.reporting.page.page import (
    Body,
    Content,
    ContentsEntry,
    PageFigure,
    Parts,
    Said,
    part,
    write_in_both,
)
from sim.reporting.page.provenance import by_status, listed_numbers, values_table
from sim.reporting.page.templating import environment
from sim.reporting.results.chance import Band, Chance
from sim.reporting.results.estimates import estimate
from sim.reporting.results.goals import goals_of
from sim.reporting.results.offers import offer_rows, payer_rows_of
from sim.reporting.results.outside import outside_accounts
from sim.reporting.results.results import ReportedResults, read_results
from sim.reporting.results.team_rows import skewed_teams, team_rows, total_row
from sim.reporting.run.bearer_words import moved_sentences
from sim.reporting.run.clinic_paragraphs import clinic_paragraphs
from sim.reporting.run.facts import Group, clinic_facts, outcome_facts, outside_facts, staff_facts
from sim.reporting.run.figures.listed import by_section, figures_of
from sim.reporting.run.figures.spec import ReportFigure
from sim.reporting.run.studied import studied_sentences
from sim.reporting.run.table_words import across_runs, exits
from sim.reporting.run.teams_table import TEAMS, by_team_table
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
    view = View(results, Chance(chance), explained_beside(results))
    content = Content(partial(_parts, view), partial(_body, view))
    return write_in_both(folder, content, language)


class View(NamedTuple):
    """A run, the chance that is known of it, and its explanation where there is one."""

    results: ReportedResults
    chance: Chance
    explained: Mapping[str, Any] | None

    def in_words_of(self, words: Language) -> Language:
        """A language with the labels that the scenario gives."""
        return words.labelled(self.results.run.get("resolved") or {})

    @property
    def screen(self) -> Screen:
        """The first screen."""
        return screen_of(self.results, self.chance, self.explained)


def _body(view: View, words: Language, parts: Parts) -> Body:
    """The page's content in one language."""
    words = view.in_words_of(words)
    results, screen = view.results, view.screen
    verdicts = screen.verdicts
    total = total_row(results)._replace(verdict=verdicts[""])
    rows_of_teams = [
        row._replace(verdict=verdicts[row.team]) for row in team_rows(results, view.chance)
    ]
    rows = listed_numbers(results.run)
    title = title_of(results, words)
    fares, paid = fare_lines(results, words), account_lines(results, screen, words)
    text = (
        environment()
        .get_template("body.html")
        .render(
            code=words.code,
            language=words,
            say=words.say,
            say_count=words.say_count,
            results=results,
            summary=results.summary,
            run=results.run,
            first=first_screen(screen, words, title),
            dots=team_dots(screen, words),
            by_team=_teams_download(view, words),
            accounts=paid,
            fares=fares,
            factor=screen.factor,
            span=span_words(screen.weeks, words),
            falls=waterfalls(results, screen, view.explained, words),
            why_note=why_note(view.explained, words, replications=results.replications),
            decide=decisions(results, screen, words),
            parts=parts,
            sections=by_section(results),
            teams=rows_of_teams,
            quarters=_quarters(results),
            total=total,
            unit=words.table_scale(abs(total.revenue.mean or 0.0)),
            courses=_courses(results, words),
            across_runs=across_runs,
            has_runs=total.runs is not None,
            verdict=verdict_in_words,
            undecided=view.explained is None
            and any(row.verdict == UNDECIDED for row in rows_of_teams),
            few_runs=results.summary.get("few_runs", False),
            skewed=[words.name(team) for team in skewed_teams(results)],
            goals=goals_of(results),
            moved=moved_sentences(results, words),
            facts=_facts(results, words),
            offers=offer_rows(results),
            payers=payer_rows_of(results),
            clinic_paragraphs=clinic_paragraphs(results, words)
            if results.care.clinic is not None
            else [],
            values=rows,
            values_csv=Markup(download(*values_table(rows, words), words)),  # noqa: S704 -- encoded
            statuses=by_status(row["status"] for row in rows),
            studied=studied_sentences(results.folder, results.weeks, words),
        )
    )
    contents = [
        ("teams", words.say("The teams"), True),
        ("who-pays", words.say("Who pays"), len(paid) > 1 or "payers" in results.summary),
        ("citizens", words.say("How the citizens fare"), bool(fares)),
        ("why", words.say("Why"), True),
        ("decide", words.say("What can be decided"), True),
        ("more", words.say("Everything else"), True),
    ]
    return Body(
        Markup(text),  # noqa: S704 -- rendered with everything escaped
        title,
        [ContentsEntry(name, said) for name, said, is_there in contents if is_there],
    )


def _quarters(results: ReportedResults) -> PeriodMeans | None:
    """Deviation of each team by quarter; nothing of a run within one."""
    start = dt.date.fromisoformat(results.run["start"])
    found = period_means(results.deviation, start, Period.quarter)
    return found if len(found.names) > 1 else None


def _teams_download(view: View, words: Language) -> PageFigure:
    """The numbers behind the dots."""
    table = by_team_table(view.results, view.chance)
    link = Markup(download(*table, words))  # noqa: S704 -- percent-encoded
    return PageFigure(TEAMS, words.say("The teams"), "", "", Markup(), link)


def _parts(view: View, words: Language) -> Parts:
    """The figures in one language, each with its sentence and its numbers."""
    results, words = view.results, view.in_words_of(words)
    return {figure.name: _part(figure, results, words) for figure in figures_of(results)}


def _part(figure: ReportFigure, results: ReportedResults, words: Language) -> PageFigure:
    """One figure with its sentence and its numbers."""
    said = Said(
        figure.name,
        words.say(figure.title),
        figure.reading(results, words),
        figure.note(results, words),
    )
    return part(
        said,
        lambda shape: figure.draw(results, words, shape),
        figure.table(results),
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
