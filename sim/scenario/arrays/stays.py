"""Stay distributions: from mean and sd in weeks to the form of their inverse."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.model import distributions as d
from sim.model.parameters import Floats, Ints, Stays
from sim.model.terms import LEVELS
from sim.model.units import DAYS_PER_WEEK
from sim.scenario.arrays.periods import by_level
from sim.scenario.schema import CourseTable, StayTable
from sim.scenario.schema.scenario import Values

_NONE = StayTable(distribution="fixed", mean_weeks=1.0)
_SMALLEST_VARIATION = 1e-3
"""A spread below 0.1 % of the mean is less than a day in any stay: taken as fixed."""


class _Form(NamedTuple):
    """One stay: kind, scale [days], shape, table and mean [days]."""

    kind: int
    scale_days: float
    shape: float
    table: Floats
    mean_days: float


def stays(periods: Sequence[Values]) -> Stays:
    """Arrays of every course's stay, of the delay before a relapse, and of single exits' stays."""
    tables = _Tables()
    rows = [
        [[tables.placed(_form(stay, level)) for level in range(LEVELS)] for stay in _given(values)]
        for values in periods
    ]
    columns = np.moveaxis(np.array(rows, float), -1, 0)
    kind, scale, shape, table, points, mean = columns
    row_of_exit = _row_of_exit(periods[0])
    return Stays(
        kind=kind.astype(np.int64),
        scale_days=scale,
        shape=shape,
        table=table.astype(np.int64),
        points=points.astype(np.int64),
        quantiles=np.concatenate(tables.kept),
        mean_days=_over_exits(periods, mean, row_of_exit),
        by_exit=np.array([has_stay_by_exit(course) for course in periods[0].course], np.int64),
        row_of_exit=row_of_exit,
    )


def has_stay_by_exit(course: CourseTable) -> bool:
    """Whether the length of a stay in a course hangs on the exit it takes."""
    return any(way.stay is not None for way in course.exits)


def _given(values: Values) -> list[StayTable]:
    """Stays in the order of their rows."""
    relapse = values.relapse.after if values.relapse else _NONE
    of_exits = [way.stay for course in values.course for way in course.exits if way.stay]
    return [*(course.stay or _NONE for course in values.course), relapse, *of_exits]


def _row_of_exit(values: Values) -> Ints:
    """Row of the stay that leads to each exit, array [C, K]: the course's, or its own."""
    courses = values.course
    most = max(1, *(len(course.exits) for course in courses))
    rows = np.repeat(np.arange(len(courses))[:, np.newaxis], most, axis=1)
    following = len(courses) + 1
    for c, course in enumerate(courses):
        for k, way in enumerate(course.exits):
            if way.stay:
                rows[c, k] = following
                following += 1
    return rows


def _over_exits(periods: Sequence[Values], mean: Floats, row_of_exit: Ints) -> Floats:
    """Mean of each course over its exits, and of the relapse delay, array [P, C+1, L]."""
    whole = mean[:, : len(row_of_exit) + 1].copy()
    for period, values in enumerate(periods):
        for c, course in enumerate(values.course):
            if has_stay_by_exit(course):
                shares = [by_level(way.probability) for way in course.exits]
                own = mean[period, row_of_exit[c, : len(shares)]]
                whole[period, c] = (np.array(shares) * own).sum(axis=0)
    return whole


class _Tables:
    """Quantile tables laid one after the other, equal ones once."""

    def __init__(self) -> None:
        self.kept: list[Floats] = [np.zeros(1)]
        self._place: dict[bytes, int] = {}
        self._next = 1

    def placed(self, form: _Form) -> tuple[float, ...]:
        """Columns of a form, its table put into the common one."""
        place = 0
        if len(form.table):
            name = form.table.tobytes()
            if name not in self._place:
                self._place[name] = self._next
                self.kept.append(form.table)
                self._next += len(form.table)
            place = self._place[name]
        return form.kind, form.scale_days, form.shape, place, len(form.table), form.mean_days


def _at(value: float | Sequence[float] | None, level: int) -> float:
    if value is None:
        return 0.0
    return float(value[level]) if isinstance(value, Sequence) else float(value)


def _form(stay: StayTable, level: int) -> _Form:
    """Inverse distribution function of a stay at a level."""
    none = np.zeros(0)
    if stay.distribution == "empirical":
        values = DAYS_PER_WEEK * np.sort(np.array(stay.values_weeks, float))
        mean = float(values.mean())
        return _Form(d.EMPIRICAL, mean, 0.0, values / mean, mean)
    mean = DAYS_PER_WEEK * _at(stay.mean_weeks, level)
    sd = DAYS_PER_WEEK * _at(stay.sd_weeks, level)
    if stay.distribution == "exponential":
        return _Form(d.EXPONENTIAL, mean, 1.0, none, mean)
    if stay.distribution == "fixed" or sd < _SMALLEST_VARIATION * mean:
        return _Form(d.FIXED, mean, 1.0, none, mean)
    if stay.distribution == "lognormal":
        sigma = d.lognormal_sigma(sd / mean)
        return _Form(d.LOGNORMAL, mean * np.exp(-0.5 * sigma**2), sigma, none, mean)
    if stay.distribution == "weibull":
        shape = d.weibull_shape(mean, sd)
        return _Form(d.WEIBULL, mean / d.weibull_mean(shape), shape, none, mean)
    shape = d.gamma_shape(mean, sd)
    return _Form(d.GAMMA, mean, shape, d.gamma_table(shape), mean)
