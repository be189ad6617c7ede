"""Scenarios side by side: net for the municipality, and the risk that each leaves with the teams.

What differs between tariffs is often the spread and whom it falls on. The risk is that of each
scenario's own results folder; where one is gone, its column is left empty.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sim.experiments.comparison.differences import COMPARISON
from sim.experiments.folder.storage import ResultsError
from sim.experiments.folder.studies import run_folder
from sim.reporting.comparison.contrasts import Contrasts, Other
from sim.reporting.leaders.of_results import explained_beside, screen_of
from sim.reporting.leaders.screen import Screen
from sim.reporting.leaders.words import Tile, in_ten, span_words, tiles
from sim.reporting.leaders.years import years_in
from sim.reporting.results.chance import Chance
from sim.reporting.results.estimates import estimate
from sim.reporting.results.results import read_results
from sim.reporting.words.language import ABSENT, NO_BREAK, Language


class SideRow(NamedTuple):
    """A scenario: what it is called, its four numbers, and the teams at risk."""

    name: str
    tiles: list[Tile]
    at_risk: str


class TeamSides(NamedTuple):
    """A team under every scenario: result and x of 10 years, written."""

    team: str
    cells: list[tuple[str, str, bool]]


class NetChange(NamedTuple):
    """What a scenario changes in a year [DKK]: for the teams, in their pay, and outside the rate.

    The teams are the municipality's own: what it pays them more is their gain and its loss.
    """

    teams: float
    paid: float
    outside: float | None
    interval: tuple[float, float] | None = None  # 95 % of the net; None of one run

    @property
    def net(self) -> float:
        """The teams' gain less what the municipality pays them more, and bears more outside."""
        return self.teams - self.paid - (self.outside or 0.0)


class RunBeside(NamedTuple):
    """A scenario that was compared: its first screen, and the tables that it was read from."""

    screen: Screen
    scenario: Mapping[str, Any]


def compared_runs(contrasts: Contrasts) -> list[RunBeside | None]:
    """Every scenario's run; None where its results are gone."""
    return [_run(contrasts, str(name)) for name in contrasts.tree.get("results", [])]


def _run(contrasts: Contrasts, named: str) -> RunBeside | None:
    try:
        results = read_results(run_folder(contrasts.folder / COMPARISON, named))
    except ResultsError:
        return None
    screen = screen_of(results, Chance(), explained_beside(results))
    return RunBeside(screen, results.run.get("resolved") or {})


def screens_of(runs: Sequence[RunBeside | None]) -> list[Screen | None]:
    """The first screen of every scenario."""
    return [None if run is None else run.screen for run in runs]


def titles_of(contrasts: Contrasts, runs: Sequence[RunBeside | None], words: Language) -> list[str]:
    """What the scenarios are called: by title, or by name where that is not enough."""
    both = [run.scenario.get("title") if run else None for run in runs]
    said = contrasts.tree.get("titles") or []
    names = [str(name) for name in contrasts.tree["scenarios"]]
    given = [
        words.title(title or (said[place] if place < len(said) else None))
        for place, title in enumerate([*both, *[None] * (len(names) - len(both))])
    ]
    return [
        title if title and given.count(title) == 1 else name
        for title, name in zip(given, names, strict=True)
    ]


def side_rows(
    titles: Sequence[str], screens: Sequence[Screen | None], words: Language
) -> list[SideRow]:
    """A row for every scenario whose results are there."""
    return [
        SideRow(
            titles[place],
            tiles(screen, words),
            words.say("{n} of {all}", n=screen.at_risk, all=len(screen.teams)),
        )
        for place, screen in enumerate(screens)
        if screen is not None
    ]


def team_sides(screens: Sequence[Screen | None], words: Language) -> list[TeamSides]:
    """Every team under every scenario; none where results are gone."""
    known = [screen for screen in screens if screen is not None]
    if not known or len(known) < len(screens):
        return []
    by_name = [{team.team: team for team in screen.teams} for screen in known]
    return [
        TeamSides(
            words.name(first.team),
            [
                (
                    words.round_money(teams[first.team].deviation_dkk, signed=True),
                    in_ten(screen, teams[first.team], words).replace(" ", NO_BREAK),
                    teams[first.team].is_at_risk,
                )
                if first.team in teams
                else (ABSENT, ABSENT, False)
                for screen, teams in zip(known, by_name, strict=True)
            ],
        )
        for first in known[0].worst_first
    ]


def net_change(contrasts: Contrasts, other: Other) -> NetChange:
    """The changes in a year, or over a run that is shorter."""
    factor, outside = years_in(contrasts.weeks), other.municipal()
    means = [other.total(figure).difference.mean for figure in ("deviation_dkk", "revenue_dkk")]
    teams, paid = ((mean or 0.0) * factor for mean in means)
    mean = None if outside is None else outside.difference.mean
    low, high = estimate(other.tree.get("net_dkk"))[1:]
    interval = None if low is None or high is None else (low * factor, high * factor)
    return NetChange(teams, paid, None if mean is None else mean * factor, interval)


def net_in_words(contrasts: Contrasts, other: Other, words: Language) -> str:
    """The headline: net for the municipality, and what it is made of."""
    change = net_change(contrasts, other)
    parts = (change.net, change.teams, -change.paid, -(change.outside or 0.0))
    low, high = change.interval or (change.net, change.net)
    texts = words.amounts(*parts, low, high, signed=True)
    said = dict(zip(("net", "teams", "paid", "outside", "low", "high"), texts, strict=True))
    said["over"] = over_words(contrasts, words)
    if said["low"] != said["high"]:
        said["net"] = words.say("{net} ({low} to {high})", **said)
    if other.has_payers:
        return words.say("The teams have {teams} {over}, those who pay them {paid}.", **said)
    if change.outside is None:
        return words.say(
            "Net for the municipality {net} {over}: teams {teams}, paid to them {paid}.", **said
        )
    return words.say(
        "Net for the municipality {net} {over}: teams {teams}, paid to them {paid}, outside the "
        "rate {outside}.",
        **said,
    )


def over_words(contrasts: Contrasts, words: Language) -> str:
    """How the amounts are counted: a year, or the run where it is shorter."""
    return span_words(contrasts.weeks, words).over
