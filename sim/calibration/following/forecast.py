"""Team-weeks of many replications as arrays, and their sums by period."""

import datetime as dt
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.calibration.reading.accounts import AccountPeriod
from sim.experiments.granted.courses import granted_courses_of
from sim.experiments.running.simulate import simulate
from sim.experiments.tables.job import Names
from sim.model.terms import SERVICES
from sim.model.units import DAYS_PER_WEEK
from sim.scenario.reading import Scenario

Floats = npt.NDArray[np.float64]

FIGURES: Final = ("citizens", "hours", "revenue_dkk", "cost_dkk")
REPLICATIONS: Final = 200
"""For a limit passed by 5 % of the runs: ten of them."""


class Forecast(NamedTuple):
    """Figures of a scenario [replications, teams, weeks]; citizens are citizen-weeks."""

    teams: tuple[str, ...]
    start: dt.date
    figures: dict[str, Floats]
    by_course: dict[str, Floats]
    """Citizen-weeks by course."""
    above_edge: Floats | None = None
    """Citizen-weeks written just above an edge, where courses are granted by minutes a week."""

    @property
    def weeks(self) -> int:
        """Length of the run [weeks]."""
        return int(self.figures["citizens"].shape[-1])

    @property
    def ends(self) -> dt.date:
        """Day after the last."""
        return self.start + dt.timedelta(weeks=self.weeks)

    def within(self, period: AccountPeriod) -> Floats:
        """Share of each week's days that lie in a period [weeks]."""
        monday = np.arange(self.weeks) * DAYS_PER_WEEK
        begins = (period.begins - self.start).days
        ends = (period.ends - self.start).days
        overlap = np.minimum(monday + DAYS_PER_WEEK, ends) - np.maximum(monday, begins)
        found: Floats = np.maximum(overlap, 0) / DAYS_PER_WEEK
        return found

    def by_period(self, figure: str, periods: Sequence[AccountPeriod]) -> Floats:
        """A figure by period [replications, teams, periods]."""
        weights = np.array([self.within(period) for period in periods]).T
        found: Floats = self.figures[figure] @ weights
        return found


def forecast(scenario: Scenario, replications: int, *, workers: int | None = None) -> Forecast:
    """Simulate a scenario in memory."""
    done = simulate(scenario, replications=replications, out=None, workers=workers)
    table = done.team_weeks()
    values = scenario.values
    names = Names(tuple(t.name for t in values.team), tuple(c.name for c in values.course))
    shape = (len(done.replications), len(names.teams), values.run.weeks)

    def cube(column: str) -> Floats:
        return np.asarray(table[column], dtype=float).reshape(shape)

    hours = np.sum([cube(f"{service}_hours") for service in SERVICES], axis=0)
    figures = {"hours": hours, **{name: cube(name) for name in FIGURES if name != "hours"}}
    courses = {name: cube(f"{name}_citizens") for name in names.courses}
    near = [cube(f"{one.name}_above_edge_citizens") for one in granted_courses_of(values)]
    above_edge = np.sum(near, axis=0) if near else None
    return Forecast(names.teams, values.run.start, figures, courses, above_edge)
