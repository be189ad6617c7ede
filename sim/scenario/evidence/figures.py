"""The figures, read once from `figures.csv`: value, range, source, year and status of each."""

import csv
from importlib.resources import files
from typing import Final, NamedTuple


class UsualFigure(NamedTuple):
    """One figure; `low` and `high` are the ends of its plausible range."""

    key: str
    value: float
    unit: str
    low: float
    high: float
    source: str
    year: int
    status: str


def _read() -> dict[str, UsualFigure]:
    text = files(__package__).joinpath("figures.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {
        row["key"]: UsualFigure(
            row["key"],
            float(row["value"]),
            row["unit"],
            float(row["low"]),
            float(row["high"]),
            row["source"],
            int(row["year"]),
            row["status"],
        )
        for row in rows
    }


FIGURE: Final = _read()
"""Each figure by its key."""
