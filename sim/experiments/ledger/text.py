"""The ledger for a terminal: every number on a line, then what is not said of some."""

from collections import Counter
from typing import Final

from sim.experiments.documents.sweeping import LedgerEntry, LedgerTree
from sim.experiments.terminal import ABSENT, WIDE, printed
from sim.experiments.terminal import table as new_table
from sim.words import known, phrase, words_of_files

_COLUMNS: Final = (
    known("key"),
    known("value"),
    known("unit"),
    known("range"),
    known("law"),
    known("status"),
    known("year"),
    known("used by"),
    known("source"),
)


def ledger_text(tree: LedgerTree, width: int | None = None) -> str:
    """`ledger_tree` as lines of text; `width` columns, or as long as they need to be."""
    made = new_table(
        phrase("{scenario}: {count} numbers", scenario=tree["scenario"], count=len(tree["rows"])),
        _COLUMNS,
    )
    for column in made.columns[1:]:
        column.justify = "left"
    for row in tree["rows"]:
        made.add_row(*_cells(row))
    return printed(made, width or 2 * WIDE) + _holes(tree)


def _cells(row: LedgerEntry) -> list[str]:
    key = (
        row["key"]
        if row["from"] is None
        else phrase("{key} from {from_}", key=row["key"], from_=row["from"])
    )
    low, high = row["low"], row["high"]
    between = None if low is None or high is None else phrase("{low} to {high}", low=low, high=high)
    said = (row["unit"], between, row["law"], row["status"], row["year"])
    words = [ABSENT if one is None else str(one) for one in said]
    used = ", ".join(row["used_by"]) or ABSENT
    return [key, str(row["value"]), *words, used, words_of_files(row["source"] or ABSENT)]


def _holes(tree: LedgerTree) -> str:
    missing = Counter(name for hole in tree["holes"] for name in hole["missing"])
    if not missing:
        return phrase("Nothing is left open.") + "\n"
    counted = ", ".join(
        phrase("{name} of {number}", name=name, number=number) for name, number in missing.items()
    )
    lines = [phrase("Not said: {counted}", counted=counted)]
    lines += [
        f"  {hole['key']}: {', '.join(hole['missing'])}"
        for hole in tree["holes"]
        if "source" in hole["missing"]
    ]
    return "\n".join(lines) + "\n"
