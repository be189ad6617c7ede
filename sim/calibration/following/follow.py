"""`sim.follow`: is this chance? Actual figures beside the band of the forecast, all year round."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.calibration.documents import (
    FollowedPeriod,
    FollowedTeam,
    FollowTree,
    ForecastRow,
    SplitRow,
)
from sim.calibration.following.actuals import read_actuals
from sim.calibration.following.charts import cusum, limit, standard
from sim.calibration.following.forecast import REPLICATIONS, Forecast, forecast
from sim.calibration.reading.accounts import AccountPart, AccountPeriod
from sim.model.version import DOCUMENT_VERSION
from sim.scenario.reading import Scenario

Floats = npt.NDArray[np.float64]

_TAIL: Final = 0.025
FALSE_ALARMS: Final = 0.05
"""Chance of any alarm of any team in the time followed, where nothing is wrong."""


class _Told(NamedTuple):
    """A figure of all teams as it was and as it was forecast, [teams, periods] and a draw each."""

    actual: Floats
    drawn: Floats


def follow(
    scenario: Scenario,
    actuals: str | Path,
    *,
    false_alarms: float = FALSE_ALARMS,
    replications: int = REPLICATIONS,
    workers: int | None = None,
) -> FollowTree:
    """Set actual figures beside the forecast, and say whether they are chance.

    Parameters
    ----------
    actuals
        CSV or a spreadsheet: month or week, team, and any of citizens, hours, revenue_dkk and
        cost_dkk.
    false_alarms
        Chance that any team gives an alarm in all the time followed, where nothing is wrong.

    Raises
    ------
    RecordsError
        When the file cannot be read: with every row and column.
    """
    known = forecast(scenario, replications, workers=workers)
    parts = read_actuals(Path(actuals), known)
    periods = list(dict.fromkeys(part.period for part in parts))
    told = {name: _told(name, parts, periods, known) for name in known.figures}
    what, deviation = _followed_figure(told)
    z = standard(deviation.drawn).of(np.concatenate([deviation.drawn, deviation.actual[None]]))
    charts = cusum(np.nan_to_num(z))
    at = limit(charts[:-1].max(axis=(1, 2)), false_alarms)
    return {
        "schema": DOCUMENT_VERSION,
        "scenario": scenario.stem,
        "figure": what,
        "false_alarms": false_alarms,
        "limit": at,
        "teams": [
            _team(row, known, periods, deviation, charts[-1, row] > at, told)
            for row in range(len(known.teams))
            if np.isfinite(deviation.actual[row]).any()
        ],
    }


def _told(
    name: str, parts: Sequence[AccountPart], periods: Sequence[AccountPeriod], known: Forecast
) -> _Told:
    """A figure: as given, NaN where it is not; citizens as a mean over the period."""
    actual = np.full((len(known.teams), len(periods)), np.nan)
    for part in parts:
        amount = part.amounts.get(name)
        if amount is not None:
            actual[known.teams.index(part.team), periods.index(part.period)] = amount
    drawn = known.by_period(name, periods)
    if name == "citizens":
        drawn = drawn / np.array([known.within(period).sum() for period in periods])
    return _Told(actual, drawn)


def _followed_figure(told: dict[str, _Told]) -> tuple[str, _Told]:
    """What is followed: revenue less cost, or the one of the figures that there is."""
    revenue, cost = told["revenue_dkk"], told["cost_dkk"]
    both = _Told(revenue.actual - cost.actual, revenue.drawn - cost.drawn)
    if np.isfinite(both.actual).any():
        return "deviation_dkk", both
    name = next(name for name, of in told.items() if np.isfinite(of.actual).any())
    return name, told[name]


def _team(  # noqa: PLR0913, PLR0917 - a team's row of each
    row: int,
    known: Forecast,
    periods: Sequence[AccountPeriod],
    of: _Told,
    alarms: npt.NDArray[np.bool_],
    told: dict[str, _Told],
) -> FollowedTeam:
    low, high = np.quantile(of.drawn[:, row], [_TAIL, 1.0 - _TAIL], axis=0)
    there = [int(t) for t in np.flatnonzero(np.isfinite(of.actual[row]))]
    rows: list[FollowedPeriod] = [
        {
            "period": periods[t].name,
            "actual_dkk": float(of.actual[row, t]),
            "expected_dkk": float(of.drawn[:, row, t].mean()),
            "low": float(low[t]),
            "high": float(high[t]),
            "alarm": bool(alarms[t]),
        }
        for t in there
    ]
    first = next((one["period"] for one in rows if one["alarm"]), None)
    return {
        "team": known.teams[row],
        "periods": rows,
        "first_alarm": first,
        "forecast_dkk": _updated(row, known, [periods[t] for t in there], of, there),
        "split": _split(
            {
                name: _Told(f.actual[row, there], f.drawn[:, row][:, there])
                for name, f in told.items()
            }
        ),
    }


def _updated(
    row: int,
    known: Forecast,
    periods: Sequence[AccountPeriod],
    of: _Told,
    there: list[int],
) -> ForecastRow:
    """The whole run's deviation: so far as it was, the rest as runs that began so went on.

    The rest is regressed on what had come so far and on the last period over the replications; the
    band is that of the residuals.
    """
    whole = known.figures["revenue_dkk"][:, row] - known.figures["cost_dkk"][:, row]
    seen = np.clip(np.sum([known.within(period) for period in periods], axis=0), 0.0, 1.0)
    rest = whole @ (1.0 - seen)
    drawn, actual = of.drawn[:, row][:, there], of.actual[row, there]
    begun = np.column_stack([np.ones(len(rest)), drawn.sum(axis=1), drawn[:, -1]])
    slope, *_ = np.linalg.lstsq(begun, rest, rcond=None)
    so_far = np.array([1.0, actual.sum(), actual[-1]])
    left = rest - begun @ slope
    mean = float(actual.sum() + so_far @ slope)
    low, high = np.quantile(left, [_TAIL, 1.0 - _TAIL])
    return {"mean": mean, "low": mean + float(low), "high": mean + float(high)}


def _split(of: dict[str, _Told]) -> SplitRow | None:
    """Difference from the forecast so far, by cause; the parts add up to it.

    Volume: more citizens, at the forecast's deviation each. Case mix: what the pay of a citizen
    says of need, its cost taken off. Behaviour: hours a citizen beyond that. Price: what an hour
    costs. None where a figure is missing. Capacity cannot be told from price without temporary
    hours.
    """
    if any(not np.isfinite(f.actual).all() for f in of.values()):
        return None
    was = {name: float(f.actual.sum()) for name, f in of.items()}
    due = {name: float(f.drawn.mean(axis=0).sum()) for name, f in of.items()}
    if min(was["citizens"], was["hours"], due["citizens"], due["hours"], due["revenue_dkk"]) <= 0:
        return None
    grown = was["citizens"] / due["citizens"]
    mix = was["revenue_dkk"] / (due["revenue_dkk"] * grown)
    hour = due["cost_dkk"] / due["hours"]
    as_mix = due["hours"] * grown * mix
    expected = due["revenue_dkk"] - due["cost_dkk"]
    return {
        "volume": (grown - 1.0) * expected,
        "case_mix": grown * (mix - 1.0) * expected,
        "behaviour": -(was["hours"] - as_mix) * hour,
        "price": -(was["cost_dkk"] - was["hours"] * hour),
        "capacity": None,
        "total": was["revenue_dkk"] - was["cost_dkk"] - expected,
    }
