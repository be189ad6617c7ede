"""What tables say that a scenario must meet: counts, hours and money, each with its own error."""

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple

from sim.calibration.aggregates.grouped import MEAN_ERROR, StayFound, stays_found
from sim.calibration.aggregates.leads import transitions
from sim.calibration.aggregates.long import AggregateRow, aggregate_rows
from sim.calibration.reading.accounts import AccountPeriod, read_accounts
from sim.calibration.reading.faults import Findings, RecordFault, RecordsError
from sim.calibration.reading.mapping import AGGREGATES, AggregateTable, Mapping
from sim.model.units import DAYS_PER_WEEK
from sim.words import phrase

MONEY_ERROR: Final = 0.01
"""Relative standard error of hours and money of a whole period. Source: assumption."""

UNITS: Final = {
    "census": "citizens",
    "new": "citizens per week",
    "granted": "hours per week",
    "delivered": "hours per week",
    "ended": "citizens per week",
    "cost": "DKK per week",
    "revenue": "DKK per week",
}


class Target(NamedTuple):
    """A number of a table: what of, how much a week (a census: at once), and its error."""

    figure: str
    """A key of UNITS."""
    team: str | None
    course: str | None
    level: int | None
    service: str | None
    exit: str | None
    value: float
    error: float
    n: float
    """Citizens or events that it counts; 0 of hours and money."""


class TablesRead(NamedTuple):
    """All tables of a mapping read."""

    targets: list[Target]
    stays: dict[str, StayFound]
    leads: dict[str, dict[str, float]]
    """Probability by course and exit."""
    findings: Findings
    rows: dict[str, int]
    teams: list[str]


def read_tables(mapping: Mapping) -> TablesRead:
    """Read the tables.

    Raises
    ------
    RecordsError
        When cells cannot be read.
    """
    findings, values = Findings(), mapping.values
    read = {
        name: aggregate_rows(mapping, table, findings)
        for name in AGGREGATES
        if (table := getattr(values, name)) is not None
    }
    _demanded(mapping)
    weeks = ((values.records.last_day - values.records.first_day).days + 1) / DAYS_PER_WEEK
    targets = [
        *_census(read.get("census", [])),
        *_counted("new", read.get("new", []), weeks),
        *_intervals(read.get("new", [])),
        *_counted("ended", read.get("ended", []), weeks),
        *_hours(read.get("hours", []), weeks),
        *_accounts(mapping, findings),
    ]
    stays: dict[str, StayFound] = {}
    if values.stays is not None:
        stays = stays_found(read["stays"], values.stays)
    leads: dict[str, dict[str, float]] = {}
    if values.transitions is not None:
        leads = transitions(read["transitions"], values.transitions, findings)
    teams = sorted({target.team for target in targets if target.team is not None})
    rows = {name: len(of) for name, of in read.items()}
    return TablesRead(targets, stays, leads, findings, rows, teams)


_NEEDED: Final = {
    "census": (("citizens",),),
    "new": (("citizens", "interval_days"),),
    "hours": (("granted_hours", "delivered_hours"),),
    "ended": (("exit",), ("citizens",)),
    "stays": (("course",), ("length", "mean")),
    "transitions": (("course",), ("exit",), ("share", "citizens")),
}
"""Columns that a table must have: one of each group."""


def _demanded(mapping: Mapping) -> None:
    faults = []
    for name, groups in _NEEDED.items():
        table: AggregateTable | None = getattr(mapping.values, name)
        if table is None:
            continue
        said = {*table.columns.model_dump(exclude_none=True), table.across}
        said |= {table.amount} if table.across else set()
        said |= {"course"} if table.course else set()
        for group in groups:
            if not said & set(group):
                what = phrase(
                    "[{table}] names no column for {keys}", table=name, keys=" / ".join(group)
                )
                remedy = phrase("add it under [{table}.columns]", table=name)
                faults.append(RecordFault(mapping.path.name, 0, "", what, remedy))
    if faults:
        raise RecordsError(faults)


Place = tuple[str | None, str | None, int | None, str | None, str | None]


def _place(row: AggregateRow) -> Place:
    return row.team, row.course, row.level, row.service, row.exit


def _census(rows: Iterable[AggregateRow]) -> list[Target]:
    """Mean over the days counted; a census hangs together over time, so its error is of one day."""
    seen: dict[Place, list[float]] = defaultdict(list)
    for row in rows:
        if "citizens" in row.amounts:
            seen[_place(row)].append(row.amounts["citizens"])
    return [
        Target("census", *place, sum(of) / len(of), _poisson(sum(of) / len(of)), sum(of) / len(of))
        for place, of in seen.items()
    ]


def _poisson(count: float) -> float:
    return math.sqrt(max(count, 1.0))


def _by_place(
    rows: Iterable[AggregateRow], key: str, weeks: float
) -> dict[Place, tuple[float, float]]:
    """Sum of an amount and the weeks it was added up over, by what it is of."""
    sums: dict[Place, float] = defaultdict(float)
    when: dict[Place, set[AccountPeriod]] = defaultdict(set)
    for row in rows:
        if key in row.amounts:
            sums[_place(row)] += row.amounts[key]
            if row.period is not None:
                when[_place(row)].add(row.period)
    return {
        place: (total, _weeks(when[place]) if when[place] else weeks)
        for place, total in sums.items()
    }


def _weeks(periods: Iterable[AccountPeriod]) -> float:
    return sum((of.ends - of.begins).days for of in periods) / DAYS_PER_WEEK


def _counted(figure: str, rows: list[AggregateRow], weeks: float) -> list[Target]:
    """Events: Poisson counts."""
    return [
        Target(figure, *place, count / over, _poisson(count) / over, count)
        for place, (count, over) in _by_place(rows, "citizens", weeks).items()
    ]


def _intervals(rows: list[AggregateRow]) -> list[Target]:
    """New citizens by the mean days between them, which come without a count."""
    found = []
    for row in rows:
        if row.amounts.get("interval_days"):
            value = DAYS_PER_WEEK / row.amounts["interval_days"]
            found.append(Target("new", *_place(row), value, MEAN_ERROR * value, 0.0))
    return found


def _hours(rows: list[AggregateRow], weeks: float) -> list[Target]:
    found = []
    for figure in ("granted", "delivered"):
        for place, (total, over) in _by_place(rows, f"{figure}_hours", weeks).items():
            value = total / over
            found.append(Target(figure, *place, value, max(value, 1.0) * MONEY_ERROR, 0.0))
    return found


def _accounts(mapping: Mapping, findings: Findings) -> list[Target]:
    """Cost and revenue a week, by team."""
    sums: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    for part in read_accounts(mapping, findings):
        for figure, key in (("cost", "cost_dkk"), ("revenue", "revenue_dkk")):
            amount = part.amounts.get(key)
            if amount is not None:
                days = (part.period.ends - part.period.begins).days
                sums[figure, part.team].append((amount, days / DAYS_PER_WEEK))
    found = []
    for (figure, team), parts in sums.items():
        value = sum(amount for amount, _ in parts) / sum(over for _, over in parts)
        error = max(abs(value), 1.0) * MONEY_ERROR
        found.append(Target(figure, team, None, None, None, None, value, error, 0.0))
    return found
