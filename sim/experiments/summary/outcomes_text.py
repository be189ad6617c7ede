"""The outcomes other than money, for a terminal: only what the scenario models."""

from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from rich.table import Table
from rich.text import Text

from sim.experiments.summary.statistics import UNKNOWN, Bounds, Figure
from sim.experiments.terminal import ABSENT, OF_MEAN, OF_RUNS, Tree, money, number, percent, table
from sim.model.state import SUM
from sim.words import known, phrase


class OutcomeLine(NamedTuple):
    """One line of a block: what it is called, its unit, where it stands and how it is written."""

    title: str
    unit: str
    part: str
    key: str
    written: Callable[[float | None], str]


A_YEAR: Final = known("a year")
A_WEEK: Final = known("a week")
LEVEL_WEEKS: Final = known("level-weeks a year")
HOURS: Final = known("hours a week")
AT_A_TIME: Final = known("citizens at a time")
SHARES: Final = known("per cent")
DAYS: Final = known("days")
PERSONS: Final = known("persons in 14 days")
ZERO_TO_ONE: Final = known("0 to 1")
DKK: Final = known("DKK in all")


def _tenths(value: float | None) -> str:
    return number(value, 1)


def hundredths(value: float | None) -> str:
    """Number with two decimals."""
    return number(value, 2)


def _share(value: float | None) -> str:
    return percent(value, 1)


def _dkk(value: float | None) -> str:
    return money(value, 1)


_UNITS: Final = (
    *(A_YEAR, LEVEL_WEEKS, A_WEEK, HOURS, AT_A_TIME),
    *(SHARES, DAYS, PERSONS, ZERO_TO_ONE, DKK),
)
"""In the order of their blocks."""
_OF_SUMS: Final = tuple(
    OutcomeLine(one.figure.said, one.figure.unit, "outcomes", one.figure.key, _tenths)
    for one in SUM.values()
    if one.figure
)
_LINES: Final = (
    OutcomeLine(known("self-reliant"), A_YEAR, "outcomes", "self_reliant_per_year", _tenths),
    OutcomeLine(known("admissions"), A_YEAR, "outcomes", "admissions_per_year", _tenths),
    OutcomeLine(
        known("better levels"), LEVEL_WEEKS, "outcomes", "level_weeks_gained_per_year", _tenths
    ),
    OutcomeLine(
        known("clinic bookings given nowhere"), A_WEEK, "clinic", "lapsed_per_week", _tenths
    ),
    OutcomeLine(known("unmet need"), HOURS, "outcomes", "unmet_hours_per_week", _tenths),
    OutcomeLine(known("temporary staff"), HOURS, "outcomes", "temporary_hours_per_week", _tenths),
    OutcomeLine(
        known("waiting for a nursing home"),
        AT_A_TIME,
        "outcomes",
        "waiting_for_nursing_home",
        _tenths,
    ),
    OutcomeLine(
        known("nursing contacts at the clinic"), SHARES, "outcomes", "clinic_share", _share
    ),
    OutcomeLine(known("self-determination"), SHARES, "outcomes", "self_determination", _share),
    OutcomeLine(known("wait for the clinic"), DAYS, "clinic", "wait_days", _tenths),
    OutcomeLine(known("different helpers"), PERSONS, "outcomes", "helpers_14_days", _tenths),
    OutcomeLine(known("continuity index"), ZERO_TO_ONE, "outcomes", "continuity_index", hundredths),
    OutcomeLine(known("refunded of costly weeks"), DKK, "tariff", "refund_dkk", _dkk),
    OutcomeLine(known("evened out at year's end"), DKK, "tariff", "true_up_dkk", _dkk),
    OutcomeLine(known("penalties"), DKK, "tariff", "penalty_dkk", _dkk),
    OutcomeLine(known("settled by the yardstick"), DKK, "tariff", "yardstick_dkk", _dkk),
    OutcomeLine(known("outside the rate"), DKK, "outside", "total_dkk", _dkk),
    OutcomeLine(known("  borne by the municipality"), DKK, "bearers", "municipality_dkk", _dkk),
    OutcomeLine(known("  borne by the region"), DKK, "bearers", "region_dkk", _dkk),
    OutcomeLine(known("  borne by the state"), DKK, "bearers", "state_dkk", _dkk),
    OutcomeLine(known("  borne by citizens"), DKK, "bearers", "citizen_dkk", _dkk),
    OutcomeLine(known("the municipality, in all"), DKK, "bearers", "municipality_net_dkk", _dkk),
)
LINES: Final = tuple(sorted((*_LINES, *_OF_SUMS), key=lambda line: _UNITS.index(line.unit)))
"""By unit, so that each block of lines has one."""

_NOWHERE = ""
_SWITCH = {
    "self_reliant_per_year": _NOWHERE,
    "level_weeks_gained_per_year": _NOWHERE,
    "admissions_per_year": _NOWHERE,
    "unmet_hours_per_week": "temporary_hours_per_week",
}
"""Figures that every summary has: a 0 is told only where this other one is known."""


TITLE: Final = known("Other outcomes")


def outcome_tables(summary: Tree) -> Iterator[Table]:
    """Outcomes other than money, a table for each unit; none if none is known."""
    by_unit: dict[str, list[Row]] = {}
    for unit, row in (*_outcomes(summary), *_goals(summary)):
        by_unit.setdefault(unit, []).append(row)
    over = {DKK: phrase("DKK over {weeks} weeks", weeks=summary["weeks"])}
    for number_of, (unit, rows) in enumerate(by_unit.items()):
        yield _block("" if number_of else TITLE, over.get(unit, unit), rows)


Row = tuple[str, Figure, Callable[[float | None], str]]


def _block(title: str, unit: str, rows: list[Row]) -> Table:
    has_runs = any("runs" in figure for _, figure, _ in rows)
    made = table(title, (unit, known("mean"), OF_MEAN, *((OF_RUNS,) if has_runs else ())))
    for name, figure, written in rows:
        bounds: list[Figure | Bounds | None] = [figure]
        bounds += [figure.get("runs")] if has_runs else []
        made.add_row(
            Text(phrase(name)), written(figure["mean"]), *(_bounds(of, written) for of in bounds)
        )
    return made


def _outcomes(summary: Tree) -> Iterator[tuple[str, Row]]:
    for line in LINES:
        figure = _figure(summary, line.part, line.key)
        switch = _figure(summary, line.part, _SWITCH.get(line.key, line.key))
        if figure["mean"] or switch["mean"] is not None:
            yield line.unit, (line.title, figure, line.written)


def _figure(summary: Tree, part: str, key: str) -> Figure:
    """Figure of a summary; unknown in those of earlier versions, which lack some parts."""
    figure: Figure = summary.get(part, {}).get(key, UNKNOWN)
    return figure


def _goals(summary: Tree) -> Iterator[tuple[str, Row]]:
    for goal in summary.get("goals", []):
        yield (
            ZERO_TO_ONE,
            (phrase("goals of {kind}", kind=phrase(goal["kind"])), goal["score"], hundredths),
        )


def _bounds(of: Figure | Bounds | None, written: Callable[[float | None], str]) -> str:
    if of is None or of["low"] is None:
        return ABSENT
    return phrase(
        "{written} to {written_2}", written=written(of["low"]), written_2=written(of["high"])
    )
