"""The ledger for a terminal: every number on a line, then what is not said of some."""

from collections import Counter
from typing import Final

from sim.experiments.documents.sweeping import LedgerEntry, LedgerTree
from sim.experiments.terminal import ABSENT, WIDE, printed
from sim.experiments.terminal import table as new_table

_COLUMNS: Final = ("key", "value", "unit", "range", "law", "status", "year", "used by", "source")


def ledger_text(tree: LedgerTree, width: int | None = None) -> str:
    """`ledger_tree` as lines of text; `width` columns, or as long as they need to be."""
    made = new_table(f"{tree['scenario']}: {len(tree['rows'])} numbers", _COLUMNS)
    for column in made.columns[1:]:
        column.justify = "left"
    for row in tree["rows"]:
        made.add_row(*_cells(row))
    return printed(made, width or 2 * WIDE) + _holes(tree)


def _cells(row: LedgerEntry) -> list[str]:
    key = row["key"] if row["from"] is None else f"{row['key']} from {row['from']}"
    low, high = row["low"], row["high"]
    between = None if low is None or high is None else f"{low} to {high}"
    said = (row["unit"], between, row["law"], row["status"], row["year"])
    words = [ABSENT if one is None else str(one) for one in said]
    used = ", ".join(row["used_by"]) or ABSENT
    return [key, str(row["value"]), *words, used, row["source"] or ABSENT]


def _holes(tree: LedgerTree) -> str:
    missing = Counter(name for hole in tree["holes"] for name in hole["missing"])
    if not missing:
        return "Nothing is left open.\n"
    counted = ", ".join(f"{name} of {number}" for name, number in missing.items())
    lines = [f"Not said: {counted}"]
    lines += [
        f"  {hole['key']}: {', '.join(hole['missing'])}"
        for hole in tree["holes"]
        if "source" in hole["missing"]
    ]
    return "\n".join(lines) + "\n"
