"""Citizen-days by the rate that paid them, as `paid_days.parquet` has them.

The rules of pay are asked what a part of each kind is paid where each rate is a power of eight øre
a day: what is paid then is the days, up to seven of each, in the digits of one number. So days in
hospital, re-labelling and steps down count as the model has them.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

import numpy as np

from sim.experiments.folder.storage import Columns
from sim.experiments.repaid.counting import CountedLives, Tally
from sim.experiments.repaid.kinds import KnownKinds
from sim.experiments.repaid.rates import RATES
from sim.experiments.tables.job import Job
from sim.model.parameters import Ints, Parameters, Tariff
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK

PAID_DAYS: Final = "paid_days.parquet"
"""Where a results folder has them, beside its tables."""

_TABLES: Final = {"weekly": "weekly_ore", "step_down": "step_down_weekly_ore"}

_BASE: Final = DAYS_PER_WEEK + 1
_DIGITS: Final = 15
"""So many rates at once: seven days at seven times the largest are exact as a real number."""


class RateGroup(NamedTuple):
    """Rates of one table, period and course that are the same at each of its levels.

    Where teams differ in their terms, a period has a row for each kind of them.
    """

    rate: str
    row: int
    course: int
    levels: tuple[int, ...]
    ore: float  # a week

    @property
    def cells(self) -> tuple[Any, ...]:
        """Where its rates stand in their array [PxF C L]."""
        return self.row, self.course, list(self.levels)


def rate_groups(tariff: Tariff) -> tuple[RateGroup, ...]:
    """Every rate that somebody may be paid, those of courses without any left out."""
    return tuple(group for rate in _TABLES for group in _groups(tariff, rate))


def _groups(tariff: Tariff, rate: str) -> Iterator[RateGroup]:
    rates = getattr(tariff, _TABLES[rate])
    for row, course in np.argwhere(rates.any(axis=2)):
        by_level = rates[row, course]
        for ore in np.unique(by_level):
            levels = tuple(int(level) for level in np.flatnonzero(by_level == ore))
            yield RateGroup(rate, int(row), int(course), levels, float(ore))


def days_of_kinds(kinds: KnownKinds, parameters: Parameters, groups: tuple[RateGroup, ...]) -> Ints:
    """Days of a part of each kind by the rate that pays them [kinds, groups]."""
    found = [np.zeros((len(kinds), 0), np.int64)]
    for first in range(0, len(groups), _DIGITS):
        asked = groups[first : first + _DIGITS]
        pay_ore = kinds.pay_ore(_with_rates(parameters, asked))
        assert pay_ore is not None  # noqa: S101 - powers of eight lie in the range of rates
        found.append(pay_ore[:, np.newaxis] // _BASE ** np.arange(len(asked)) % _BASE)
    return np.concatenate(found, axis=1)


def _with_rates(parameters: Parameters, groups: tuple[RateGroup, ...]) -> Parameters:
    """The same, each group paid a power of eight øre a day, and nothing else."""
    tables = {name: np.zeros_like(getattr(parameters.tariff, name)) for name in RATES}
    for place, group in enumerate(groups):
        tables[_TABLES[group.rate]][group.cells] = DAYS_PER_WEEK * float(_BASE**place)
    return parameters._replace(tariff=parameters.tariff._replace(**tables))


def days_by_group(tally: Tally, days: Ints) -> Ints:
    """Days by group of a tally and by rate [groups, rates]."""
    found = np.zeros((tally.rest_ore.size, days.shape[1]), np.int64)
    np.add.at(found, tally.group, tally.number[:, np.newaxis] * days[tally.kind])
    return found


def paid_days_table(job: Job, kinds: KnownKinds, counted: Mapping[int, CountedLives]) -> Columns:
    """One row a replication, team and rate, as `paid_days.parquet` has it; days over all weeks."""
    groups = rate_groups(job.parameters.tariff)
    days = days_of_kinds(kinds, job.parameters, groups)
    rows = [
        row
        for number in sorted(counted)
        for row in _rows(job, number, groups, days_by_group(counted[number].by_team, days))
    ]
    return {name: [row[place] for row in rows] for place, name in enumerate(_COLUMNS)}


_COLUMNS: Final = (
    "replication",
    "team",
    "paid_course",
    "level",
    "rate",
    "from_day",
    "weekly_rate_dkk",
    "citizen_days",
)


def _rows(
    job: Job, replication: int, groups: tuple[RateGroup, ...], days: Ints
) -> Iterator[tuple[object, ...]]:
    names, kinds = job.names, job.parameters.terms.kinds
    begins = [0, *(int(day) for day in job.parameters.calendar.period_end[:-1])]
    for team, of_team in zip(names.teams, days.tolist(), strict=True):
        for group, number in zip(groups, of_team, strict=True):
            for level in group.levels if len(group.levels) == 1 else (None,):
                yield (
                    replication,
                    team,
                    names.courses[group.course],
                    level,
                    group.rate,
                    begins[group.row // kinds],
                    group.ore / ORE_PER_DKK,
                    number,
                )
