"""Courses granted by minutes a week for a terminal, if there are any."""

from collections.abc import Iterator
from typing import Final

from rich.table import Table
from rich.text import Text

from sim.experiments.terminal import ABSENT, Tree, number, percent, table
from sim.words import known, phrase

TITLE: Final = known("Courses as granted; minutes of a citizen and week")
_COLUMNS: Final = (
    known("granted course"),
    known("citizens"),
    known("from"),
    known("below"),
    known("granted"),
    known("delivered"),
    known("course time"),
    known("balance"),
    known("planning"),
    known("to the next"),
    known("above the edge"),
    known("below the next"),
    known("helpers"),
)


def granted_tables(summary: Tree) -> Iterator[Table]:
    """A table of the courses as they are granted; none without any."""
    rows = summary.get("granted", [])
    if not rows:
        return
    made = table(phrase(TITLE), _COLUMNS)
    for row in rows:
        made.add_row(Text(row["course"]), *_cells(row))
    yield made


def _cells(row: Tree) -> Iterator[str]:
    yield number(row["citizens"]["mean"], 1)
    yield number(row["from_minutes"], 0)
    yield number(row["below_minutes"], 0)
    for key in ("granted_minutes", "delivered_minutes"):
        yield number(row[key]["mean"], 1)
    yield number(row["paid_minutes"], 1)
    yield number(row["balance_minutes"]["mean"], 1)
    share = percent(row["planning_share"]["mean"], 0)
    yield f"{share} {phrase(row['planning'])}" if row["planning"] else ABSENT
    yield number(row["to_next_minutes"]["mean"], 1)
    for key in ("above_edge_share", "below_edge_share"):
        yield percent(row[key]["mean"], 1)
    yield number(row["helpers_14_days"]["mean"], 1)
