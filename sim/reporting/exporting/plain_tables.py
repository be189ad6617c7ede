"""The two tables and the summary's figures as CSV, and the tables as Parquet."""

import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from sim.experiments.csv_text import csv_text
from sim.experiments.folder.merging import newest
from sim.experiments.folder.pieces import SPELLS, TEAM_WEEKS
from sim.experiments.folder.record import read_record
from sim.experiments.periods.calendar import with_iso_weeks
from sim.experiments.results import Results
from sim.reporting.exporting.kind import ExportKind
from sim.writing import in_one_stroke, made_folder

_FIGURES: Final = ("part", "name", "figure", "mean", "low", "high")
_ROWS_AT_A_TIME: Final = 10_000


def _write_csv(results: Results, folder: Path) -> list[Path]:
    """The tables, and every figure of the summary, one a line."""
    made_folder(folder)
    tables = {TEAM_WEEKS: lambda: team_weeks_by_name(results), SPELLS: results.spells}
    made = [
        _written(folder / Path(name).with_suffix(".csv"), _lines_of(table))
        for name, table in tables.items()
    ]
    figures = csv_text(_FIGURES, ([dict(row)[key] for key in _FIGURES] for row in results.rows()))
    return [*made, _written(folder / "summary.csv", lambda: iter([figures]))]


def team_weeks_by_name(results: Results) -> dict[str, Any]:
    """The table of team-weeks, each week with its ISO year and number."""
    start = dt.date.fromisoformat(read_record(results.folder).start)
    return with_iso_weeks(results.team_weeks(), start)


def _lines_of(table: Callable[[], Mapping[str, Any]]) -> Callable[[], Iterator[str]]:
    def lines() -> Iterator[str]:
        columns = table()
        yield csv_text(list(columns), ())
        size = len(next(iter(columns.values())))
        for start in range(0, size, _ROWS_AT_A_TIME):
            some = [one[start : start + _ROWS_AT_A_TIME].tolist() for one in columns.values()]
            rows = csv_text((), zip(*some, strict=True))
            yield rows.partition("\n")[2]

    return lines


def _written(path: Path, lines: Callable[[], Iterator[str]]) -> Path:
    with in_one_stroke(path) as part, part.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines())
    return path


def _write_parquet(results: Results, folder: Path) -> list[Path]:
    """The tables as they lie in the results folder."""
    made_folder(folder)
    made = []
    for name in (TEAM_WEEKS, SPELLS):
        with in_one_stroke(folder / name) as part:
            shutil.copyfile(newest(results.folder, name), part)
        made.append(folder / name)
    return made


CSV: Final = ExportKind("csv", "a folder of team_weeks.csv, spells.csv, summary.csv", _write_csv)
PARQUET: Final = ExportKind(
    "parquet", "a folder of team_weeks.parquet and spells.parquet", _write_parquet
)
