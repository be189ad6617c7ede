"""What the summary says besides money, for a terminal: only what the scenario models."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from rich.table import Table
from rich.text import Text

from sim.experiments.summary.statistics import UNKNOWN, Figure
from sim.experiments.terminal import ABSENT, Tree, money, number, percent, table


class OutcomeLine(NamedTuple):
    """One line of the block: what it is called, where it stands and how it is written."""

    title: str
    part: str
    key: str
    written: Callable[[float | None], str]


def _tenths(value: float | None) -> str:
    return number(value, 1)


def hundredths(value: float | None) -> str:
    """Number with two decimals."""
    return number(value, 2)


def _share(value: float | None) -> str:
    return percent(value, 1)


def _dkk(value: float | None) -> str:
    return money(value, 1)


LINES = (
    OutcomeLine("self-reliant a year", "outcomes", "self_reliant_per_year", _tenths),
    OutcomeLine("level-weeks gained a year", "outcomes", "level_weeks_gained_per_year", _tenths),
    OutcomeLine("unmet hours a week", "outcomes", "unmet_hours_per_week", _tenths),
    OutcomeLine("temporary hours a week", "outcomes", "temporary_hours_per_week", _tenths),
    OutcomeLine("nursing contacts at the clinic", "outcomes", "clinic_share", _share),
    OutcomeLine("days of wait for the clinic", "clinic", "wait_days", _tenths),
    OutcomeLine("bookings given nowhere, a week", "clinic", "lapsed_per_week", _tenths),
    OutcomeLine("helpers in 14 days", "outcomes", "helpers_14_days", _tenths),
    OutcomeLine("continuity index", "outcomes", "continuity_index", hundredths),
    OutcomeLine("self-determination", "outcomes", "self_determination", _share),
    OutcomeLine("admissions a year", "outcomes", "admissions_per_year", _tenths),
    OutcomeLine("waiting for a nursing home", "outcomes", "waiting_for_nursing_home", _tenths),
    OutcomeLine("waiting to be accepted", "outcomes", "waiting_to_be_accepted", _tenths),
    OutcomeLine("who give up waiting, a year", "outcomes", "gave_up_per_year", _tenths),
    OutcomeLine("refunded for outliers, DKK", "tariff", "refund_dkk", _dkk),
    OutcomeLine("evened out at year's end, DKK", "tariff", "true_up_dkk", _dkk),
    OutcomeLine("penalties, DKK", "tariff", "penalty_dkk", _dkk),
    OutcomeLine("outside the rate, DKK", "outside", "total_dkk", _dkk),
)
_NOWHERE = ""
_SWITCH = {
    "self_reliant_per_year": _NOWHERE,
    "level_weeks_gained_per_year": _NOWHERE,
    "admissions_per_year": _NOWHERE,
    "unmet_hours_per_week": "temporary_hours_per_week",
}
"""Figures that every summary has: a 0 is told only where this other one is known."""


def outcomes_table(summary: Tree) -> Table | None:
    """Outcomes besides money, one a row; nothing where nothing is modelled."""
    rows = [*_outcomes(summary), *_goals(summary)]
    if not rows:
        return None
    made = table("Besides money", ("", "mean", "95 % interval"))
    for title, figure, written in rows:
        made.add_row(Text(title), written(figure["mean"]), _bounds(figure, written))
    return made


Row = tuple[str, Figure, Callable[[float | None], str]]


def _outcomes(summary: Tree) -> Iterable[Row]:
    for line in LINES:
        figure = _figure(summary, line.part, line.key)
        switch = _figure(summary, line.part, _SWITCH.get(line.key, line.key))
        if figure["mean"] or switch["mean"] is not None:
            yield line.title, figure, line.written


def _figure(summary: Tree, part: str, key: str) -> Figure:
    """Figure of a summary; unknown in those of earlier versions, which lack some parts."""
    figure: Figure = summary.get(part, {}).get(key, UNKNOWN)
    return figure


def _goals(summary: Tree) -> Iterable[Row]:
    for goal in summary.get("goals", []):
        yield f"goals of {goal['kind']}, 0 to 1", goal["score"], hundredths


def _bounds(figure: Figure, written: Callable[[float | None], str]) -> str:
    if figure["low"] is None:
        return ABSENT
    return f"{written(figure['low'])} to {written(figure['high'])}"
