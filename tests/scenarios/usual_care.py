"""Development against usual care: who still needs care some time after beginning.

Usual care is `baseline_no_effect.toml`, in which a development course does no more for a citizen
than help without it would have. Both are solved by the renewal equations of the twin, so there is
no chance in the odds ratio.
"""

from functools import cache
from pathlib import Path

import numpy as np
from long_run import BASELINE, SCENARIOS

from sim.model.parameters import Floats
from sim.model.rulebook import STANDARD_RULES
from sim.model.terms import SOURCES, out_code
from sim.model.units import DAYS_PER_WEEK
from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.reading import load_scenario
from sim.theory.network.entries import Entries, entries_of, present_by_day
from sim.theory.network.stations import explored

NO_EFFECT = SCENARIOS / "baseline_no_effect.toml"
_ALL_NEW = (
    'run.initial="empty"',
    "run.weeks=53",
    *(f"intake.{source}={{development=1.0}}" for source in SOURCES[1:]),
)
"""Overrides: from empty, everybody who comes begins with development."""


def odds_ratio(weeks: int) -> float:
    """Odds of still needing care so many weeks after beginning, development over usual care."""
    return odds(BASELINE, weeks) / odds(NO_EFFECT, weeks)


def odds(path: Path, weeks: int) -> float:
    """Odds of needing care, at home or in a nursing home, rather than being self-reliant.

    Who died, moved or went over to the clinic is not counted.
    """
    needing, free = _chances(path)
    day = weeks * DAYS_PER_WEEK
    return float(needing[day] / free[day])


@cache
def _chances(path: Path) -> tuple[Floats, Floats]:
    """P(needs care) and P(self-reliant) by days since beginning, arrays [days].

    The numbers under a constant inflow from empty are the sums of these, so their differences
    from one day to the next are these.
    """
    parameters = parameters_of(load_scenario(path, _ALL_NEW))
    network = explored(STANDARD_RULES, parameters)
    entries = entries_of(network, parameters)
    a_day = float(parameters.inflow.per_day[0].sum())
    present = np.diff(present_by_day(network, entries).sum(axis=0), axis=1, prepend=0.0)
    in_care = np.array([station.course >= 0 for station in network.stations])
    needing = present[in_care].sum(axis=0) + _left(entries, "nursing_home")
    free = present[~in_care].sum(axis=0) + _left(entries, "self_reliant")
    return needing / a_day, free / a_day


def _left(entries: Entries, way_out: str) -> Floats:
    """Citizens a day who leave for good by a way out, array [days]."""
    code = out_code(way_out)
    flows = [f.daily for f in entries.flows if f.way.name == code and f.way.target < 0]
    return np.sum(flows, axis=(0, 1))
