"""One page for a comparison, in both languages, that opens offline.

The numbers are those of `comparison.json` (`contrasts.py`), the sentences in
`words.py`, the tables in `tables.py`, the drawings in
`figures/differences.py`; `page/page.py` makes a page of them.
"""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Final

from markupsafe import Markup

from sim.experiments.comparison.changed_terms import SEED
from sim.reporting.comparison.contrasts import Contrast, Contrasts, outcomes_of, read_contrasts
from sim.reporting.comparison.tables import section
from sim.reporting.comparison.words import answers, scenarios_reading, teams_reading
from sim.reporting.figures.differences import difference_by_scenario, difference_by_team
from sim.reporting.page.download import Cell, Table
from sim.reporting.page.page import (
    Body,
    Content,
    PageFigure,
    Parts,
    Said,
    part,
    write_in_both,
)
from sim.reporting.page.templating import environment
from sim.reporting.words.language import Language

BY_SCENARIO: Final = "difference_by_scenario"
BY_TEAM: Final = "difference_by_team"
_COLUMNS: Final = (
    *("first", "other", "difference", "difference_low", "difference_high"),
    *("p_holm", "holds", "variance_removed", "smallest", "unchanged"),
)


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
    content = Content(partial(_parts, contrasts), partial(_body, contrasts))
    return write_in_both(folder, content, language)


def _body(contrasts: Contrasts, words: Language, parts: Parts) -> Body:
    """The page's content in one language."""
    template = environment().get_template("comparison.html")
    text = template.render(
        code=words.code,
        language=words,
        say=words.say,
        say_count=words.say_count,
        contrasts=contrasts,
        tree=contrasts.tree,
        seed=SEED,
        answers=answers(contrasts, words),
        by_scenario=parts[BY_SCENARIO],
        sections=[
            (section(other, words), parts[_by_team(number)])
            for number, other in enumerate(contrasts.others, start=1)
        ],
    )
    title = words.say(
        "{first} compared with {others}",
        first=contrasts.first,
        others=", ".join(contrasts.tree["scenarios"][1:]),
    )
    return Body(Markup(text), title)  # noqa: S704 -- rendered with everything escaped


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
        for one in outcomes_of(other, words):
            yield other.name, one.key, one.contrast


def _table(of: str, rows: Iterable[tuple[str, str, Contrast]]) -> Table:
    return ("scenario", of, *_COLUMNS), ((name, what, *_cells(one)) for name, what, one in rows)


def _cells(one: Contrast) -> tuple[Cell, ...]:
    holds = None if one.holds is None else int(one.holds)
    judged = one.p, holds, one.variance_removed, one.smallest, int(one.is_unchanged)
    return (one.first, one.other, *one.difference, *judged)
