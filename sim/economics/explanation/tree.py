"""What `explanation.json` says: terms by team, the reach of chance, the funnel, the verdict.

Money is in DKK over the reported weeks, unrounded; each figure is `{mean, low, high}` with a
95 % interval over replications. `terms.py` says what the terms are.
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sim.economics.documents.explanation import (
    ChanceBand,
    ExpectationSource,
    ExplainedAccount,
    ExplainedRun,
    Funnel,
    FunnelPoint,
    OneCitizen,
    SmallestTeam,
)
from sim.economics.explanation.finished_run import FinishedRun
from sim.economics.explanation.funnel import LIMITS, Spread
from sim.economics.explanation.terms import (
    TERMS,
    Decomposition,
    figures,
    lasting_figure,
    own_figures,
    sum_over_teams,
)
from sim.experiments.causes_at_work import causes_at_work
from sim.experiments.summary.statistics import POSITIVE, Figure, amount_interval, t_interval
from sim.experiments.summary.summary import deviation_share
from sim.experiments.summary.verdict import RunsSeen, TermsSeen, holds, main_cause, verdict_of
from sim.model.version import DOCUMENT_VERSION

MOST_RUNS = 30
"""Single runs of a team that the funnel keeps."""


class ChanceReach(NamedTuple):
    """How far chance reaches over the run, and over the weeks that were asked for."""

    over_run: Spread | None
    asked: Spread | None
    within: float
    over_weeks: int


def explained(run: FinishedRun, found: Decomposition, reach: ChanceReach) -> ExplainedRun:
    """Everything that `explanation.json` says, but for its folders and outcomes."""
    values = run.scenario.values.run
    places = list(range(len(run.teams)))
    return {
        "schema": DOCUMENT_VERSION,
        "scenario": run.scenario.stem,
        "seed": values.seed,
        "weeks": run.weeks,
        "start": values.start.isoformat(),
        "replications": len(run.replications),
        "replication_numbers": run.replications,
        "results": run.folder.as_posix(),
        "terms": list(TERMS),
        "causes": list(found.own),
        "expectation": _expectation(found),
        "teams": [
            {"team": team, **_account(run, found, [place])} for place, team in enumerate(run.teams)
        ],
        "total": _account(run, found, places),
        "funnel": None if reach.over_run is None else _funnel(run, reach.over_run),
        "smallest_team": None if reach.asked is None else _smallest(reach.asked, reach),
    }


def _expectation(found: Decomposition) -> ExpectationSource:
    """Where price, case mix and chance are from, and what the twin leaves out."""
    of = found.expected
    return {
        "by": "twin" if of.is_exact else "replications",
        "replications": len(of.deviation_ore),
        "leaves_out": of.leaves_out,
    }


def _account(run: FinishedRun, found: Decomposition, teams: list[int]) -> ExplainedAccount:
    """One team, or several together."""
    revenue = sum_over_teams(run.sums.revenue_ore, teams)
    by_run = sum_over_teams(found.deviation_ore, teams)
    terms, mean = figures(found, teams), float(by_run.mean())
    share, earned = deviation_share(by_run, revenue)["mean"], float(revenue.mean())
    band, cause = _band(found, teams), main_cause(terms)
    return {
        "citizens": t_interval(run.sums.citizens[:, teams].sum(axis=1), POSITIVE),
        "revenue_dkk": amount_interval(revenue),
        "deviation_dkk": t_interval(by_run),
        "deviation_share": share,
        "terms": terms,
        "own_effects": own_figures(found, teams),
        "chance_band_dkk": band,
        "chance_share": None if share is None else band["reach"] / earned,
        "luck_dkk": band["reach"],
        "within_luck": abs(mean) <= band["reach"],
        "main_cause": cause,
        "main_cause_holds": None if cause is None else holds(terms[cause]),
        "verdict": verdict_of(_runs_seen(run, found), teams, _terms_seen(terms, found, teams)),
    }


def _runs_seen(run: FinishedRun, found: Decomposition) -> RunsSeen:
    """The runs as `summary.json` judges them."""
    return RunsSeen(
        deviation=found.deviation_ore.astype(np.float64),
        citizens=run.sums.citizens,
        budget=found.expected.budget_ore,
        causes=causes_at_work(run.scenario),
        told=run.told,
    )


def _terms_seen(terms: Mapping[str, Figure], found: Decomposition, teams: list[int]) -> TermsSeen:
    return TermsSeen(terms, lasting_figure(found, teams))


def _band(found: Decomposition, teams: list[int]) -> ChanceBand:
    """How far from what is expected 95 % of runs fall by chance [DKK], by the twin's law.

    `reach` to either side, `low` and `high` with as many runs below as above; and the sd of the
    simulated chance beside that of the law.
    """
    law = found.expected.law(teams)
    low, high = law.band()
    chance = sum_over_teams(found.terms["chance"], teams)
    return {
        "reach": law.reach(),
        "low": low,
        "high": high,
        "sd": law.sd,
        "exact": not found.expected.leaves_out,
        "simulated_sd": float(np.std(chance, ddof=1)) if chance.size > 1 else None,
    }


def _funnel(run: FinishedRun, spread: Spread) -> Funnel:
    """Each team's deviation as a share of its revenue, and the limits at its size."""
    points = [_point(run, spread, place) for place in range(len(run.teams))]
    return {
        "reference_share": spread.share,
        **_one_citizen(spread),
        "limits": list(LIMITS),
        "teams": [point for point in points if point is not None],
    }


def _point(run: FinishedRun, spread: Spread, place: int) -> FunnelPoint | None:
    """A team's place in the funnel; None where it has no citizens or no revenue."""
    citizens = float(run.sums.citizens[:, place].mean())
    revenue, deviation = run.sums.revenue_ore[:, place], run.sums.deviation_ore[:, place]
    if citizens <= 0 or not (revenue > 0).all():
        return None
    share = float(deviation.sum() / revenue.sum())
    return {
        "team": run.teams[place],
        "citizens": citizens,
        "share": share,
        "single_runs": (deviation / revenue)[:MOST_RUNS].tolist(),
        "limits": [list(spread.limits(citizens, within)) for within in LIMITS],
        "outside": spread.outside(citizens, share),
    }


def _smallest(spread: Spread, reach: ChanceReach) -> SmallestTeam:
    return {
        "within": reach.within,
        "over_weeks": reach.over_weeks,
        "citizens": spread.smallest_team(reach.within),
        **_one_citizen(spread),
    }


def _one_citizen(spread: Spread) -> OneCitizen:
    """What one citizen's chance adds to a share of revenue; the cumulants are those of a law."""
    return {
        "sd_share_of_one_citizen": spread.sd_of_one_citizen,
        "variances_of_one_citizen": list(spread.variances),
        "thirds_of_one_citizen": list(spread.thirds),
        "means_of_one_citizen": list(spread.means),
    }
