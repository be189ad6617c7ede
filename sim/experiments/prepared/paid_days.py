"""Citizen-days by the rate that paid them, and what a run would be paid at other rates.

Where nobody's life and no team's habits hang on pay, revenue is linear in the weekly rates: days ×
rate ÷ 7, each part of a week rounded to whole øre. The days are counted by the engine itself, under
rates of which each is a power of two: what is paid then is the days, one after the other in
the digits of one number. So no rule of pay is said a second time, and days in hospital,
re-labelling and steps down count as the model has them.
"""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import numpy as np

from sim.experiments.folder.storage import Columns
from sim.experiments.prepared.prepare import PreparedJob
from sim.experiments.running.replication import run_to_end
from sim.experiments.tables.tables import weeks_by_team
from sim.model.parameters import Ints, Parameters, Tariff
from sim.model.rulebook import STANDARD_RULES
from sim.model.structure import NEEDS_LED
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK
from sim.scenario.patching.shared_arrays import same_numbers

PAID_DAYS: Final = "paid_days.parquet"
"""Where a results folder has them, beside its tables."""

WEEKLY: Final = "weekly"
STEP_DOWN: Final = "step_down"
_TABLES: Final = {WEEKLY: "weekly_ore", STEP_DOWN: "step_down_weekly_ore"}

_BITS_OF_SUMS: Final = 62
_BITS_OF_PARTS: Final = 53 - 6
"""A part's pay is a real number of seven days at seven times a power of two."""


class RateGroup(NamedTuple):
    """Rates of one table, period and course that are the same at each of its levels.

    Where teams differ in their terms, a period has a row for each kind of them.
    """

    table: str
    row: int
    course: int
    levels: tuple[int, ...]
    ore: float  # a week

    @property
    def cells(self) -> tuple[Any, ...]:
        """Where its rates stand in their array [PxF C L]."""
        return self.row, self.course, list(self.levels)


class PaidDays(NamedTuple):
    """Days by rate in one replication [teams in the order of the file, weeks, groups]."""

    groups: tuple[RateGroup, ...]
    days: Ints


def pays_linearly(prepared: PreparedJob) -> bool:
    """Whether revenue is linear in the weekly rates, and nothing else hangs on them."""
    tariff, behaviour = prepared.parameters.tariff, prepared.parameters.behaviour
    return (
        prepared.rules == STANDARD_RULES
        and not tariff.is_by_plan
        and not tariff.settled_days
        and not prepared.parameters.state_refund.is_on
        and not tariff.refunded_share.any()
        and not tariff.trued_up_share.any()
        and not behaviour.may_decline
        and not behaviour.may_discharge
        and bool((behaviour.when_spent < 0).all())
        and prepared.parameters.yardstick.every_weeks == 0
        and bool((behaviour.policy == NEEDS_LED).all())
    )


def differs_in_rates_alone(one: Parameters, other: Parameters) -> bool:
    """Whether two scenarios have the same days and differ in weekly rates at most."""
    if one.calendar is not other.calendar and not same_numbers(one.calendar, other.calendar):
        return False
    others = [name for name in Parameters._fields if name not in {"tariff", "calendar"}]
    if not all(same_numbers(getattr(one, name), getattr(other, name)) for name in others):
        return False
    moved = {*_TABLES.values()}
    return all(
        same_numbers(getattr(one.tariff, name), getattr(other.tariff, name))
        for name in Tariff._fields
        if name not in moved
    )


def rate_groups(tariff: Tariff) -> tuple[RateGroup, ...]:
    """Every rate that somebody may be paid, those of courses without any left out."""
    return tuple(group for table in _TABLES for group in _groups(tariff, table))


def _groups(tariff: Tariff, table: str) -> Iterator[RateGroup]:
    rates = getattr(tariff, _TABLES[table])
    for row, course in np.argwhere(rates.any(axis=2)):
        by_level = rates[row, course]
        for ore in np.unique(by_level):
            levels = tuple(int(level) for level in np.flatnonzero(by_level == ore))
            yield RateGroup(table, int(row), int(course), levels, float(ore))


class DayCount:
    """The count of one replication's days, a few rates at a time."""

    def __init__(self, prepared: PreparedJob, replication: int) -> None:
        """Nothing is counted yet."""
        self._job, self._replication = prepared.job, replication
        self._groups = rate_groups(prepared.parameters.tariff)
        self._bits, self._found = _FEWEST_BITS, list[Ints]()

    @property
    def counted(self) -> PaidDays | None:
        """All of them, once they are counted."""
        done = sum(found.shape[-1] for found in self._found)
        if done < len(self._groups):
            return None
        return PaidDays(self._groups, np.concatenate(self._found, axis=-1))

    def step(self) -> None:
        """Run the replication once, and count as many rates as one number has digits for."""
        done, bits = sum(found.shape[-1] for found in self._found), self._bits
        at_once = max(1, min(_BITS_OF_SUMS // bits, _BITS_OF_PARTS // bits))
        asked = self._groups[done : done + at_once]
        probe = self._job._replace(parameters=_with_rates(self._job.parameters, asked, bits))
        weeks = weeks_by_team(probe, run_to_end(probe, self._replication).weeks)
        most = int(weeks.days.sum(axis=2).max())
        if most >= 1 << bits:
            self._bits, self._found = most.bit_length(), []
            return
        digits = weeks.revenue_ore[..., np.newaxis] >> (bits * np.arange(len(asked)))
        self._found.append(digits & ((1 << bits) - 1))


_FEWEST_BITS: Final = 11
"""Room for the days of a team of 292 in a week; larger teams are counted again with more."""


def paid_days(prepared: PreparedJob, replication: int) -> PaidDays:
    """Count the days of one replication by the rate that paid them."""
    count = DayCount(prepared, replication)
    while (found := count.counted) is None:
        count.step()
    return found


def _with_rates(parameters: Parameters, groups: tuple[RateGroup, ...], bits: int) -> Parameters:
    """The same people and care, each group paid a power of two øre a day, and nothing else."""
    tariff, behaviour = parameters.tariff, parameters.behaviour
    tables: dict[str, Any] = {name: np.zeros_like(tariff.weekly_ore) for name in _TABLES.values()}
    for place, group in enumerate(groups):
        tables[_TABLES[group.table]][group.cells] = DAYS_PER_WEEK * 2.0 ** (bits * place)
    nothing = ("lump_sum_ore", "course_share", "hourly_ore", "budget_ore")
    none: dict[str, Any] = {name: np.zeros_like(getattr(tariff, name)) for name in nothing}
    return parameters._replace(
        tariff=tariff._replace(**tables, **none),
        behaviour=behaviour._replace(penalty_ore=np.zeros_like(behaviour.penalty_ore)),
    )


def added_revenue(paid: PaidDays, tariff: Tariff) -> Ints | None:
    """What other rates pay more [øre, teams × weeks], rounded; None where the days do not tell.

    They do not where levels that had one rate have several now, or a rate was not there before.
    """
    more, unseen = [], {name: getattr(tariff, name).copy() for name in _TABLES.values()}
    for group in paid.groups:
        table = _TABLES[group.table]
        rates = getattr(tariff, table)[group.cells]
        if (rates != rates[0]).any():
            return None
        more.append((float(rates[0]) - group.ore) / DAYS_PER_WEEK)
        unseen[table][group.cells] = 0.0
    if any(rates.any() for rates in unseen.values()):
        return None
    added: Ints = np.round(paid.days @ np.array(more)).astype(np.int64)
    return added


def paid_days_table(prepared: PreparedJob, counted: dict[int, PaidDays]) -> Columns:
    """One row a replication, team and rate, as `paid_days.parquet` has it; days over all weeks."""
    rows = [row for number in sorted(counted) for row in _rows(prepared, number, counted[number])]
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


def _rows(prepared: PreparedJob, replication: int, paid: PaidDays) -> Iterator[tuple[object, ...]]:
    names, calendar = prepared.job.names, prepared.parameters.calendar
    begins = [0, *(int(day) for day in calendar.period_end[:-1])]
    totals, kinds = paid.days.sum(axis=1), prepared.parameters.terms.kinds
    for team, days in zip(names.teams, totals, strict=True):
        for group, number in zip(paid.groups, days.tolist(), strict=True):
            for level in group.levels if len(group.levels) == 1 else (None,):
                yield (
                    replication,
                    team,
                    names.courses[group.course],
                    level,
                    group.table,
                    begins[group.row // kinds],
                    group.ore / ORE_PER_DKK,
                    number,
                )
