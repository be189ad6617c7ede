"""What tables behind several figures share: columns of an estimate, and weeks of a fan."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from sim.experiments.periods.calendar import iso_week
from sim.reporting.figures.weekly import Series
from sim.reporting.page.download import Cell, Table
from sim.reporting.results.fans import fan
from sim.reporting.results.results import Array

ESTIMATE: Final = ("mean", "low", "high")
FIGURES: Final = 4
"""Figures of a weekly number: more than a drawing shows; the results folder has it all."""
FAN: Final = ("mean", "low_95", "low_50", "high_50", "high_95")


WEEK: Final = ("week", "iso_week")


def weekly_table(series: Sequence[Series], start: dt.date) -> Table:
    """A row a week, numbered as in the results folder, with its ISO year and week.

    Each series has a column a figure, `<series>_mean` and so on, so that no name is said weekly.
    """
    columns = tuple(f"{one.name}_{figure}" for one in series for figure in FAN)
    fans = [fan_rows(one.paths, 0, 2) for one in series]
    rows = (
        (
            *week_cells(start, week),
            *(float(f"{value:.{FIGURES}g}") for row in points for value in row[1:]),
        )
        for week, points in enumerate(zip(*fans, strict=True))
    )
    return (*WEEK, *columns), rows


def week_cells(start: dt.date, week: int) -> tuple[Cell, ...]:
    """A week's number in the run, and its ISO year and week."""
    return week, iso_week(start, week)


def fan_rows(paths: Array, first: int, decimals: int) -> Iterable[tuple[int, *tuple[float, ...]]]:
    """Points of a fan, rounded so that the page stays small."""
    one = fan(paths)
    fields = (one.mean, one.low95, one.low50, one.high50, one.high95)
    for point in range(one.mean.size):
        values = (round(float(field[point]), decimals) for field in fields)
        yield (first + point, *values)


def thrice(name: str) -> tuple[str, str, str]:
    """Columns of a mean and its interval."""
    return name, f"{name}_low", f"{name}_high"
