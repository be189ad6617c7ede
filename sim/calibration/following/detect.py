"""`sim.detect`: how many weeks until a chart shows that a team games, and which figure first.

The same citizens are simulated with and without the lever. Each figure has a CUSUM of its own whose
limit is set by the runs without; all figures together give the stated number of false alarms.
"""

import math
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.calibration.documents import DetectedFigure, DetectionTree, ReportingRow
from sim.calibration.fits.estimate import rate
from sim.calibration.following.charts import cusum, first_alarm, limit, standard
from sim.calibration.following.forecast import Forecast, forecast
from sim.model.units import WEEKS_PER_YEAR
from sim.model.version import DOCUMENT_VERSION
from sim.scenario.reading import Scenario, changed_scenario

Floats = npt.NDArray[np.float64]

PER_DECADE: Final = 1.0
REPLICATIONS: Final = 200
REPORTING: Final = (1, 4, 13)
"""Weeks from one report to the next: a week, a month, a quarter."""

_FEWEST_REPORTS: Final = 2


class _Found(NamedTuple):
    """Weeks until the alarm of each figure."""

    weeks: dict[str, DetectedFigure]

    @property
    def first(self) -> str:
        """Figure that shows it soonest."""
        return min(self.weeks, key=lambda name: self.weeks[name]["weeks"]["mean"])


def detect(  # noqa: PLR0913 - each is a choice of its own
    scenario: Scenario,
    lever: Mapping[str, Any],
    *,
    team: str | None = None,
    false_alarms_per_decade: float = PER_DECADE,
    replications: int = REPLICATIONS,
    workers: int | None = None,
) -> DetectionTree:
    """Weeks until the chart of a team shows that it moves a lever.

    Parameters
    ----------
    lever
        Value by lever, such as `{"relabel_share": 0.05}`.
    team
        Which team moves it; the first one unless it is said.

    Raises
    ------
    ScenarioError
        When the scenario has no such team or lever, or does not let it move.
    """
    name = team or scenario.values.team[0].name
    moved = {f"team.{name}.levers.{key}": value for key, value in lever.items()}
    gamed = changed_scenario(scenario, moved)
    without = forecast(scenario, replications, workers=workers)
    games = forecast(gamed, replications, workers=workers)
    row = without.teams.index(name)
    closer = {
        every: _found(without, games, row, every, false_alarms_per_decade)
        for every in REPORTING
        if without.weeks >= _FEWEST_REPORTS * every
    }
    first = closer[1].first
    return {
        "schema": DOCUMENT_VERSION,
        "scenario": scenario.stem,
        "team": name,
        "lever": dict(lever),
        "weeks": closer[1].weeks[first]["weeks"],
        "figure": first,
        "false_alarms_per_decade": false_alarms_per_decade,
        "figures": closer[1].weeks,
        "reporting": [_reported(every, of) for every, of in closer.items()],
    }


def _reported(every: int, of: _Found) -> ReportingRow:
    return {"every_weeks": every, "figure": of.first, "weeks": of.weeks[of.first]["weeks"]}


def _found(without: Forecast, games: Forecast, row: int, every: int, per_decade: float) -> _Found:
    figures = _figures(without, row, every), _figures(games, row, every)
    weeks = every * (without.weeks // every)
    share = _share(per_decade / len(figures[0]), weeks)
    return _Found(
        {name: _weeks(quiet, figures[1][name], share, every) for name, quiet in figures[0].items()}
    )


def _share(per_decade: float, weeks: int) -> float:
    """Share of runs of so many weeks that give a false alarm at a rate."""
    return -math.expm1(-per_decade * weeks / (10.0 * WEEKS_PER_YEAR))


def _figures(of: Forecast, row: int, every: int) -> dict[str, Floats]:
    """Figures of a team that a payer sees, by report [replications, reports]."""
    reports = of.weeks // every

    def summed(cube: Floats) -> Floats:
        kept = cube[:, row, : reports * every]
        found: Floats = kept.reshape(len(kept), reports, every).sum(axis=2)
        return found

    sums = {name: summed(cube) for name, cube in of.figures.items()}
    citizens = np.maximum(sums["citizens"], 1e-9)
    hours = np.maximum(sums["hours"], 1e-9)
    counted = of.by_course
    if of.above_edge is not None:
        counted = {"above_edge": of.above_edge, **counted}
    shares = {f"{name}_share": summed(cube) / citizens for name, cube in counted.items()}
    return {
        "citizens": sums["citizens"],
        "hours_per_citizen": sums["hours"] / citizens,
        "revenue_per_citizen_dkk": sums["revenue_dkk"] / citizens,
        "revenue_per_hour_dkk": sums["revenue_dkk"] / hours,
        "deviation_per_citizen_dkk": (sums["revenue_dkk"] - sums["cost_dkk"]) / citizens,
        **shares,
    }


def _weeks(quiet: Floats, games: Floats, share: float, every: int) -> DetectedFigure:
    """Weeks until the alarm of a figure; of runs without one, as long as they were watched."""
    known = standard(quiet)
    at = limit(cusum(known.of(quiet)).max(axis=1), share)
    alarm = first_alarm(cusum(known.of(games)), at)
    seen = alarm >= 0
    watched = np.where(seen, alarm + 1, games.shape[1]) * every
    if not seen.any():
        longest = float(watched.sum())
        return {
            "weeks": {"mean": longest, "low": float(watched.mean()), "high": None},
            "shown": 0.0,
        }
    per_week = rate(float(seen.sum()), float(watched.sum()))
    high = 1.0 / per_week.low if per_week.low > 0 else None
    return {
        "weeks": {"mean": 1.0 / per_week.value, "low": 1.0 / per_week.high, "high": high},
        "shown": float(seen.mean()),
    }
