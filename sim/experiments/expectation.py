"""What the closed-form twin says of a scenario: expectation and chance, without simulating.

The figures have the names of `summary.json`; here `mean` is exact and `low` to `high` is where
95 % of single runs fall by chance alone, so a team outside it has another cause. Where something
that moves the mean is left out (limited staff, queues, behaviour) there is no money to tell: each
amount is None and `moves_the_mean` says why. Census and courses are then those without it.
"""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, get_args

import numpy as np

from sim.experiments.documents.expectation import (
    ExpectationTree,
    ExpectedAccount,
    ExpectedCourse,
    ExpectedMoney,
    MeanAndSd,
)
from sim.experiments.documents.rows import FigureRow, figure_rows, in_short
from sim.experiments.fitting.inflow import with_fitted_inflow
from sim.experiments.prepared.prepare import PreparedJob
from sim.experiments.running.preparing import job
from sim.experiments.tables.job import Job
from sim.model.parameters import Floats
from sim.model.terms import LEVEL_CHANGE, RESUME
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK
from sim.model.version import DOCUMENT_VERSION
from sim.scenario.reading import Scenario
from sim.theory.network.entries import present_by_day
from sim.theory.network.traffic import spell_days
from sim.theory.twin import Moments, Twin, left_out, twin
from sim.words import phrase

AskedMoments = Literal["all", "mean"]
"""All that is known of a deviation, or its mean alone."""


class Expectation(NamedTuple):
    """A scenario solved."""

    scenario: Scenario
    job: Job
    twin: Twin
    moments: AskedMoments = "all"

    @property
    def reported(self) -> slice:
        """Reported days among the days since the first."""
        return slice(-self.job.parameters.calendar.first_day, None)

    @property
    def tree(self) -> ExpectationTree:
        """All of it, as `forloeb theory --json` prints it."""
        return expectation_tree(self)

    def rows(self) -> Iterator[FigureRow]:
        """Every number, ready for a table of pandas or polars."""
        return figure_rows(self.tree)

    def __repr__(self) -> str:
        """One line; `print` shows the expectation."""
        weeks = self.job.parameters.calendar.weeks
        said = "exact" if not self.twin.leaves_out else f"leaves out {len(self.twin.leaves_out)}"
        return in_short(self, self.scenario.stem, f"{weeks} weeks", said)

    def __str__(self) -> str:
        """All of it as text, as `forloeb theory` prints it."""
        from sim.experiments.expectation_text import expectation_text

        return expectation_text(self.tree)


def expectation(scenario: Scenario | PreparedJob, *, moments: AskedMoments = "all") -> Expectation:
    """Solve a scenario's twin.

    Parameters
    ----------
    scenario
        A checked scenario, or one that is prepared (`sim.prepare`): then what its changed values
        do not touch is not made again.
    moments
        `mean` asks nothing of chance, and takes a twentieth of the time: `sd`, `low`, `high`, the
        reach of chance and the probability of a deficit are then null.

    Raises
    ------
    ValueError
        When there are no such moments.
    """
    if moments not in get_args(AskedMoments):
        raise ValueError(phrase('moments must be "all" or "mean", not {moments}', moments=moments))
    if isinstance(scenario, PreparedJob):
        return _solved(scenario.scenario, scenario.job, moments)
    scenario = with_fitted_inflow(scenario)
    return _solved(scenario, job(scenario), moments)


def _solved(scenario: Scenario, prepared: Job, moments: AskedMoments = "all") -> Expectation:
    found = twin(prepared.parameters, prepared.rules, means_only=moments == "mean")
    return Expectation(scenario, prepared, found, moments)


def expectation_tree(solved: Expectation) -> ExpectationTree:
    """Everything `forloeb theory --json` says."""
    names, rows = solved.job.names, list(solved.job.team_rows)
    present = present_by_day(solved.twin.network, solved.twin.entries)[..., solved.reported]
    census = present.mean(axis=-1)
    weeks = solved.job.parameters.calendar.weeks
    return {
        "schema": DOCUMENT_VERSION,
        "scenario": solved.scenario.stem,
        "weeks": weeks,
        "exact": not solved.twin.leaves_out,
        "leaves_out": solved.twin.leaves_out,
        "moves_the_mean": solved.twin.moves_the_mean,
        "teams": [
            {"team": team, **_account(solved, [row], census)}
            for team, row in zip(names.teams, rows, strict=True)
        ],
        "total": _account(solved, rows, census),
        "courses": [_course(solved, c, census) for c in range(len(names.courses))],
    }


def chance_bands(solved: Expectation) -> dict[str, tuple[float, float, float]]:
    """Mean, low and high [DKK] of each team's deviation over the reported weeks.

    Of the scenario without what the twin leaves out: see `twin.moves_the_mean`.
    """
    bands: dict[str, tuple[float, float, float]] = {}
    for team, row in zip(solved.job.names.teams, solved.job.team_rows, strict=True):
        law = solved.twin.total.law([row])
        bands[team] = law.mean, *law.band()
    return bands


def known_chance(scenario: Scenario) -> dict[str, tuple[float, float, float]] | None:
    """`chance_bands` where the twin is exact, or nothing where it leaves something out."""
    prepared = job(scenario)
    if left_out(prepared.parameters, prepared.rules):
        return None
    return chance_bands(_solved(scenario, prepared))


def _account(solved: Expectation, rows: list[int], census: Floats) -> ExpectedAccount:
    """Census, money and chance of one team, or of several together."""
    courses = np.array([station.course for station in solved.twin.network.stations])
    citizens = float(census[rows][:, courses >= 0].sum())
    if solved.twin.moves_the_mean:
        return {"citizens": citizens, **_NO_MONEY}
    told = _mean_money if solved.moments == "mean" else _money
    return {"citizens": citizens, **told(solved.twin, rows)}


_NO_MONEY: Final[ExpectedMoney] = {
    "revenue_dkk": None,
    "cost_dkk": None,
    "deviation_dkk": None,
    "deviation_share": None,
    "chance_share": None,
    "deficit_probability": None,
    "weekly_deviation_dkk": None,
}
"""What stands in place of amounts that would be of another scenario."""


def _money(found: Twin, rows: list[int]) -> ExpectedMoney:
    total = found.total
    law, revenue = total.law(rows), float(total.revenue[rows].sum()) / ORE_PER_DKK
    low, high = law.band()
    return {
        "revenue_dkk": revenue,
        "cost_dkk": float(total.cost[rows].sum()) / ORE_PER_DKK,
        "deviation_dkk": {"mean": law.mean, "sd": law.sd, "low": low, "high": high},
        "deviation_share": law.mean / revenue if revenue else None,
        "chance_share": law.reach() / revenue if revenue else None,
        "deficit_probability": law.below(0.0),
        "weekly_deviation_dkk": [_moments(week, rows) for week in found.weekly],
    }


def _mean_money(found: Twin, rows: list[int]) -> ExpectedMoney:
    """The same without chance."""
    total = found.total
    revenue, cost = (float(of[rows].sum()) / ORE_PER_DKK for of in (total.revenue, total.cost))
    weekly = np.array([week.deviation[rows].sum() for week in found.weekly]) / ORE_PER_DKK
    return {
        **_NO_MONEY,
        "revenue_dkk": revenue,
        "cost_dkk": cost,
        "deviation_dkk": {"mean": revenue - cost, "sd": None, "low": None, "high": None},
        "deviation_share": (revenue - cost) / revenue if revenue else None,
        "weekly_deviation_dkk": [{"mean": mean, "sd": None} for mean in weekly.tolist()],
    }


def _moments(span: Moments, rows: list[int]) -> MeanAndSd:
    law = span.law(rows)
    return {"mean": law.mean, "sd": law.sd}


def _course(solved: Expectation, course: int, census: Floats) -> ExpectedCourse:
    """Census, entries, mean length of the spells that begin and of courses, exits."""
    stations = solved.twin.network.stations
    at = [z for z, station in enumerate(stations) if station.course == course]
    begun = float(solved.twin.entries.begun[:, at, solved.reported].sum())
    present, entries = float(census[:, at].sum()), begun / solved.job.parameters.calendar.weeks
    return {
        "course": solved.job.names.courses[course],
        "census": present,
        "entries_per_week": entries,
        "stay_weeks": _stay_weeks(solved, at),
        "course_stay_weeks": present / entries if entries else None,
        "exits": _exits(solved, at, course),
    }


def _stay_weeks(solved: Expectation, at: list[int]) -> float | None:
    """Mean drawn length of the spells that begin in the reported weeks, those resumed too."""
    network, flows = solved.twin.network, solved.twin.entries.flows
    days = spell_days(network)
    begun = solved.twin.entries.daily[:, :, solved.reported].sum(axis=(0, 2))
    resumed = np.zeros_like(begun)
    for flow in flows:
        kept = network.stations[flow.source].kept
        if kept >= 0 and flow.way.name == RESUME:
            resumed[kept] += flow.daily[:, solved.reported].sum()
    spells = (begun + resumed)[at].sum()
    drawn = (begun * days.first + resumed * days.resumed)[at].sum()
    return float(drawn / spells) / DAYS_PER_WEEK if spells else None


def _exits(solved: Expectation, at: list[int], course: int) -> dict[str, float]:
    """Share of each exit among the spells that end in the reported weeks."""
    ended: dict[str, float] = {}
    for flow in solved.twin.entries.flows:
        if flow.source in at:
            code = LEVEL_CHANGE if flow.way.name == course else flow.way.name
            name = solved.job.names.destination(code)
            number = float(flow.daily[:, solved.reported].sum())
            ended[name] = ended.get(name, 0.0) + number
    total = sum(ended.values())
    return {name: number / total for name, number in ended.items()} if total else {}
