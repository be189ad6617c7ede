"""One page for an explanation, in both languages, that opens offline.

The numbers are those of `explanation.json` (`reading.py`), the sentences in
`words.py`, the drawings in `figures/causes.py` and `figures/funnel.py`; `page/page.py`
makes a page of them.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from sim.reporting.explanation.reading import (
    NAMES,
    Explained,
    Explanations,
    read_explanations,
)
from sim.reporting.explanation.words import (
    explanation_answer,
    funnel_reading,
    limited_staff,
    smallest_team,
    sources,
    terms_reading,
)
from sim.reporting.figures.causes import terms_by_team
from sim.reporting.figures.funnel import funnel_of_teams
from sim.reporting.leaders.of_results import screen_of, title_of
from sim.reporting.leaders.page import first_screen, team_dots
from sim.reporting.leaders.why import waterfalls, why_note
from sim.reporting.page.download import Cell, Table
from sim.reporting.page.page import Body, Content, ContentsEntry, Parts, Said, part, write_in_both
from sim.reporting.page.templating import environment
from sim.reporting.results.chance import Chance
from sim.reporting.results.estimates import Estimate, estimate
from sim.reporting.results.outcomes import known_outcomes
from sim.reporting.words.language import Language, Scale
from sim.reporting.words.verdicts import CAUSE_NAMES, verdict_in_words

TERMS: Final = "terms_by_team"
FUNNEL: Final = "funnel"


class WrittenRow(NamedTuple):
    """A line of a table: a name and its cells, written."""

    name: str
    cells: list[str]
    verdict: str = ""


def write_explanation_report(folder: Path, *, language: str = "en") -> Path:
    """Write the figures and the report of an explanation into its folder.

    Parameters
    ----------
    folder
        An explanation's folder as `forloeb explain` leaves it.
    language
        Which language the page opens in: "en" or "da"; it holds both.

    Returns
    -------
    Path
        The report.

    Raises
    ------
    ResultsError
        When the folder holds no explanation or cannot be written.
    """
    explanations = read_explanations(folder)
    content = Content(partial(_parts, explanations), partial(_body, explanations))
    return write_in_both(folder, content, language)


def _body(explanations: Explanations, words: Language, parts: Parts) -> Body:
    """The page's content in one language."""
    words = words.labelled(explanations.results.run.get("resolved") or {})
    total = explanations.tree["total"]
    largest = max(abs(total[figure]["mean"]) for figure in ("revenue_dkk", "deviation_dkk"))
    scale = words.table_scale(largest)
    teams = explanations.worst_first
    results = explanations.results
    named = title_of(results, words)
    title = words.say("{scenario}: bad luck or a bad rate?", scenario=named)
    screen = screen_of(results, Chance(), explanations.tree)
    text = (
        environment()
        .get_template("explanation.html")
        .render(
            code=words.code,
            language=words,
            say=words.say,
            say_count=words.say_count,
            tree=explanations.tree,
            first=first_screen(screen, words, title),
            dots=team_dots(screen, words),
            falls=waterfalls(results, screen, explanations.tree, words),
            why_note=why_note(explanations.tree, words, replications=results.replications),
            run_name=explanations.results.folder.resolve().name,
            total=explanation_answer(explanations.total, words),
            answers=[explanation_answer(team, words) for team in teams],
            parts=parts,
            unit=scale.label,
            names=[words.say(NAMES[name]) for name in explanations.shown],
            rows=[_row(team, explanations.shown, (words, scale)) for team in teams],
            all_teams=_row(explanations.total, explanations.shown, (words, scale)),
            own=list(_own_effects(explanations, (words, scale))),
            outcomes=list(_outcomes(explanations, words)),
            smallest=smallest_team(explanations, words),
            sources=sources(explanations, words),
        )
    )
    contents = [
        ContentsEntry("teams", words.say("The teams")),
        ContentsEntry("why", words.say("Why")),
        ContentsEntry("more", words.say("Everything else")),
    ]
    return Body(Markup(text), title, contents)  # noqa: S704 -- rendered with everything escaped


# Tables


def _row(team: Explained, shown: list[str], said: tuple[Language, Scale]) -> WrittenRow:
    words, scale = said
    terms = [_written(team.terms[name], said) for name in shown]
    reach = f"±{words.number(team.reach / scale.dkk)}"
    name = words.name(team.team) if team.team else words.say("All teams")
    cells = [_written(team.deviation, said), reach, *terms]
    return WrittenRow(name, cells, verdict_in_words(team.shown, words))


def _written(figure: Estimate, said: tuple[Language, Scale]) -> str:
    """A mean in the table's unit, and how far its interval reaches."""
    words, scale = said
    one = figure.times(1 / scale.dkk)
    mean = words.number(one.mean, signed=True)
    if one.low is None or one.high is None or one.low == one.high:
        return mean
    return f"{mean} ±{words.number((one.high - one.low) / 2)}"


def _own_effects(explanations: Explanations, said: tuple[Language, Scale]) -> Iterator[WrittenRow]:
    """What all teams together gain or lose by each cause that is there."""
    effects = explanations.tree["total"]["own_effects"]
    for name, figure in effects.items():
        yield WrittenRow(said[0].say(CAUSE_NAMES[name]), [_written(estimate(figure), said)])


def _outcomes(explanations: Explanations, words: Language) -> Iterator[WrittenRow]:
    """How the citizens fare in the run, and without any of the causes."""
    reference = explanations.tree["outcomes"]["reference"]
    for outcome, figure in known_outcomes(explanations.results):
        without = estimate(reference.get(outcome.key))
        cells = [outcome.written(figure.mean, words)]
        known = without.mean is not None
        cells.append(outcome.written(without.mean, words) if known else words.number(None))
        yield WrittenRow(words.say(outcome.label), cells)


# Figures


def _parts(explanations: Explanations, words: Language) -> Parts:
    """The figures in one language, each with its sentence and its numbers."""
    words = words.labelled(explanations.results.run.get("resolved") or {})
    title = words.say("What each team’s deviation is made of")
    said = Said(TERMS, title, terms_reading(explanations, words))
    found = [
        part(
            said,
            lambda shape: terms_by_team(explanations, words, shape),
            _terms_table(explanations),
            words,
        )
    ]
    if explanations.tree["funnel"] is not None:
        title = words.say("Which teams are further off than chance explains")
        note = limited_staff(explanations, words)
        said = Said(FUNNEL, title, funnel_reading(explanations, words), note)
        found.append(
            part(
                said,
                lambda shape: funnel_of_teams(explanations, words, shape),
                _funnel_table(explanations),
                words,
            )
        )
    return {one.name: one for one in found}


def _terms_table(explanations: Explanations) -> Table:
    columns = ["team", "verdict", *_thrice("deviation_dkk")]
    columns += [column for name in NAMES for column in _thrice(f"{name}_dkk")]
    return (*columns, "chance_reach_dkk"), (_terms_row(team) for team in explanations.teams)


def _terms_row(team: Explained) -> list[Cell]:
    terms = [value for term in team.terms.values() for value in term]
    return [team.team, team.verdict, *team.deviation, *terms, team.reach]


def _funnel_table(explanations: Explanations) -> Table:
    columns = ("team", "citizens", "share", "low_95", "high_95", "low_998", "high_998", "outside")
    return columns, (_funnel_row(point) for point in explanations.tree["funnel"]["teams"])


def _funnel_row(point: Mapping[str, Any]) -> list[Cell]:
    (low_95, high_95), (low_998, high_998) = point["limits"]
    limits = [low_95, high_95, low_998, high_998]
    return [point["team"], point["citizens"], point["share"], *limits, point["outside"]]


def _thrice(name: str) -> tuple[str, str, str]:
    return name, f"{name}_low", f"{name}_high"
