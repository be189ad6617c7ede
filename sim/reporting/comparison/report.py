"""One page for a comparison, in both languages, that opens offline.

The numbers are those of `comparison.json` (`contrasts.py`), the sentences in
`words.py`, the tables in `tables.py`, the drawings in
`figures/differences.py`; `page/page.py` makes a page of them.
"""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from markupsafe import Markup

from sim.experiments.comparison.changed_terms import SEED
from sim.experiments.summary.verdict import UNDECIDED
from sim.reporting.comparison.contrasts import (
    Contrast,
    Contrasts,
    Other,
    outcomes_of,
    read_contrasts,
)
from sim.reporting.comparison.side_by_side import (
    RunBeside,
    compared_runs,
    net_in_words,
    over_words,
    screens_of,
    side_rows,
    team_sides,
    titles_of,
)
from sim.reporting.comparison.tables import section
from sim.reporting.comparison.words import answers, scenarios_reading, teams_reading
from sim.reporting.figures.differences import difference_by_scenario, difference_by_team
from sim.reporting.page.download import Cell, Table
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
from sim.reporting.page.templating import environment
from sim.reporting.words.intervals import intervals_of_runs
from sim.reporting.words.language import Language
from sim.reporting.words.verdicts import verdict_in_words

BY_SCENARIO: Final = "difference_by_scenario"
BY_TEAM: Final = "difference_by_team"
_COLUMNS: Final = (
    *("first", "other", "difference", "difference_low", "difference_high"),
    *("p_holm", "holds", "variance_removed", "smallest", "unchanged"),
)


class ComparisonView(NamedTuple):
    """A comparison, and the run of every scenario whose results are there."""

    contrasts: Contrasts
    runs: list[RunBeside | None]

    def in_words_of(self, words: Language) -> Language:
        """A language with the labels that the first scenario gives."""
        first = next((run for run in self.runs if run is not None), None)
        return words.labelled(first.scenario) if first else words


def write_comparison_report(folder: Path, *, language: str = "en") -> Path:
    """Write the figures and the report of a comparison into its folder.

    Parameters
    ----------
    folder
        A comparison's folder as `forloeb compare` leaves it.
    language
        Which language the page opens in: "en" or "da"; it holds both.

    Returns
    -------
    Path
        The report.

    Raises
    ------
    ResultsError
        When the folder holds no comparison or cannot be written.
    """
    contrasts = read_contrasts(folder)
    view = ComparisonView(contrasts, compared_runs(contrasts))
    content = Content(partial(_parts, contrasts), partial(_body, view))
    return write_in_both(folder, content, language)


def _body(view: ComparisonView, words: Language, parts: Parts) -> Body:
    """The page's content in one language."""
    contrasts, screens, words = view.contrasts, screens_of(view.runs), view.in_words_of(words)
    titles = titles_of(contrasts, view.runs, words)
    title = words.say("{first} against {others}", first=titles[0], others=", ".join(titles[1:]))
    said = answers(contrasts, words)
    template = environment().get_template("comparison.html")
    text = template.render(
        code=words.code,
        language=words,
        say=words.say,
        say_count=words.say_count,
        contrasts=contrasts,
        tree=contrasts.tree,
        seed=SEED,
        title=title,
        first_name=titles[0],
        over=over_words(contrasts, words),
        headlines=[
            {
                "name": name,
                "net": net_in_words(contrasts, other, words),
                "why": f"{_due_to(other, words)} {answer.citizens}",
            }
            for name, other, answer in zip(titles[1:], contrasts.others, said, strict=True)
        ],
        sides=side_rows(titles, screens, words),
        intervals=intervals_of_runs(words),
        team_sides=team_sides(screens, words),
        by_scenario=parts[BY_SCENARIO],
        sections=[
            (section(other, titles[number], words), parts[_by_team(number)])
            for number, other in enumerate(contrasts.others, start=1)
        ],
    )
    contents = [ContentsEntry("risk", words.say("Risk side by side"))]
    if team_sides(screens, words):
        contents.append(ContentsEntry("teams", words.say("The teams")))
    contents.append(ContentsEntry("more", words.say("Everything else")))
    return Body(Markup(text), title, contents)  # noqa: S704 -- rendered with everything escaped


def _due_to(other: Other, words: Language) -> str:
    """What the difference is due to, in the words of the verdict."""
    verdict = str(other.tree["total"].get("verdict", UNDECIDED))
    return words.say("Cause: {verdict}.", verdict=verdict_in_words(verdict, words))


# Figures


def _by_team(number: int) -> str:
    return f"{BY_TEAM}_{number}"


def _parts(contrasts: Contrasts, words: Language) -> Parts:
    """The figures in one language, each with its sentence and its numbers."""
    found = [_scenarios_part(contrasts, words)]
    found += [
        _teams_part(contrasts, number, words) for number in range(1, len(contrasts.others) + 1)
    ]
    return {one.name: one for one in found}


def _scenarios_part(contrasts: Contrasts, words: Language) -> PageFigure:
    title = words.say("What each scenario changes")
    said = Said(BY_SCENARIO, title, scenarios_reading(contrasts, words))
    table = _table("figure", _figures(contrasts, words))
    return part(said, lambda shape: difference_by_scenario(contrasts, words, shape), table, words)


def _teams_part(contrasts: Contrasts, number: int, words: Language) -> PageFigure:
    other = contrasts.others[number - 1]
    said = Said(
        _by_team(number),
        words.say(
            "Deviation by team: {other} less {first}", other=other.name, first=contrasts.first
        ),
        teams_reading(other, words),
    )
    rows = ((other.name, team, one) for team, one in other.teams("deviation_dkk"))
    return part(
        said, lambda shape: difference_by_team(other, words, shape), _table("team", rows), words
    )


# The numbers behind them


def _figures(contrasts: Contrasts, words: Language) -> Iterable[tuple[str, str, Contrast]]:
    for other in contrasts.others:
        for figure in ("revenue_dkk", "cost_dkk", "deviation_dkk"):
            yield other.name, figure, other.total(figure)
        outside = other.outside()
        if outside is not None:
            yield other.name, "outside_dkk", outside
        for key, borne in other.borne():
            yield other.name, f"{key}_dkk", borne
        for one in outcomes_of(other, words):
            yield other.name, one.key, one.contrast


def _table(of: str, rows: Iterable[tuple[str, str, Contrast]]) -> Table:
    return ("scenario", of, *_COLUMNS), ((name, what, *_cells(one)) for name, what, one in rows)


def _cells(one: Contrast) -> tuple[Cell, ...]:
    holds = None if one.holds is None else int(one.holds)
    judged = one.p, holds, one.variance_removed, one.smallest, int(one.is_unchanged)
    return (one.first, one.other, *one.difference, *judged)
