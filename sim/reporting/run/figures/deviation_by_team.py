"""Deviation by team, and how the same teams' citizens fare."""

from collections.abc import Sequence

import numpy as np

from sim.reporting.figures.by_team import deviation_by_team
from sim.reporting.page.download import Cell, Table
from sim.reporting.results.chance import Chance
from sim.reporting.results.outcomes import outcomes_by_team
from sim.reporting.results.results import ReportedResults
from sim.reporting.results.team_rows import TeamRow, beyond_chance, team_rows, worst_first
from sim.reporting.run.figures.spec import ReportFigure
from sim.reporting.run.figures.tables import thrice
from sim.reporting.words.language import Language, known


def _reading(results: ReportedResults, language: Language) -> str:
    """Read the teams' deviations."""
    rows = worst_first(team_rows(results, Chance()))
    notes = [_worst(rows, language)]
    spreads = [
        (row.share_runs[1] - row.share_runs[0]) / 2 for row in rows if row.share_runs is not None
    ]
    if spreads:
        notes.append(
            language.say(
                "In 95 % of the runs a typical team ends within ±{share} of revenue from its mean: "
                "so far do single runs lie apart.",
                share=language.percent(float(np.median(spreads))),
            )
        )
        notes.append(_beyond_chance(sum(beyond_chance(row) for row in rows), language))
    return " ".join(notes)


def _beyond_chance(teams: int, language: Language) -> str:
    """Say how many teams luck does not explain."""
    if teams == 0:
        return language.say("For every team runs end on either side of zero.")
    return language.say_count(
        "{count} team ends on the same side of zero in nearly every run: that is no "
        "matter of luck.",
        "{count} teams end on the same side of zero in nearly every run: that is no "
        "matter of luck.",
        teams,
    )


def _worst(rows: list[TeamRow], language: Language) -> str:
    """Name the ends of the list."""
    worst, best = rows[0], rows[-1]
    said = {
        "worst": worst.team,
        "worst_amount": language.money(worst.deviation.mean, signed=True),
        "worst_share": language.percent(worst.share.mean, signed=True),
        "best": best.team,
        "best_amount": language.money(best.deviation.mean, signed=True),
        "best_share": language.percent(best.share.mean, signed=True),
    }
    if len(rows) == 1:
        return language.say("{worst}: {worst_amount} ({worst_share} of revenue).", **said)
    return language.say(
        "From {worst} with {worst_amount} ({worst_share} of revenue) to {best} with "
        "{best_amount} ({best_share}).",
        **said,
    )


def _note(results: ReportedResults, language: Language, chance: Chance) -> str:
    del results
    if chance.by_team:
        return language.say("The grey bar is what chance alone gives, from the closed form.")
    return language.say(
        "No band of chance alone is drawn, because none is known for this scenario in closed form."
    )


def _table(results: ReportedResults, chance: Chance) -> Table:
    """One row a team, in the order of the file: money, and how its citizens fare."""
    fares = list(outcomes_by_team(results))
    columns = (
        *("team", "verdict", "revenue_dkk", "cost_dkk"),
        *thrice("deviation_dkk"),
        *("runs_low_dkk", "runs_high_dkk"),
        *thrice("chance_dkk"),
        *thrice("deviation_share"),
        *thrice("deficit_probability"),
        *(column for outcome, _ in fares for column in thrice(outcome.key)),
    )
    return columns, (
        (*_team(row), *(value for _, teams in fares for value in teams[place]))
        for place, row in enumerate(team_rows(results, chance))
    )


def _team(row: TeamRow) -> Sequence[Cell]:
    """Lay out one team's money."""
    return (
        *(row.team, row.verdict, row.revenue.mean, row.cost.mean),
        *row.deviation,
        *(row.runs or (None, None)),
        *(row.chance or (None, None, None)),
        *row.share,
        *row.deficit_probability,
    )


FIGURE = ReportFigure(
    name="deviation_by_team",
    section="teams",
    title=known("Deviation by team, worst first"),
    draw=deviation_by_team,
    reading=_reading,
    table=_table,
    note=_note,
)
