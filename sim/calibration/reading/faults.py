"""What makes records unreadable, and what was odd in records that could be read.

A fault names file, row and column, and never the value: it may be a person's. Rows are counted as
a spreadsheet counts them, the headings being row 1.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from sim.words import number_said, phrase

MOST_ROWS_NAMED: Final = 20
"""Rows that a finding or an error names; the rest is counted."""


class RecordFault(NamedTuple):
    """One thing that makes a file unreadable."""

    file: str
    row: int
    """From 1; 0 where the whole file is meant."""
    column: str
    what: str
    remedy: str

    def __str__(self) -> str:
        """One line: `file: row 17, column Fra: what; remedy`."""
        places = [phrase("row {row}", row=self.row)] if self.row else []
        places += [phrase("column {column}", column=self.column)] if self.column else []
        where = f"{self.file}: {', '.join(places)}" if places else self.file
        return f"{where}: {self.what}; {self.remedy}"


class RecordsError(ValueError):
    """Records that cannot be used; `faults` holds all that is wrong, in the order of the rows."""

    def __init__(self, faults: Iterable[RecordFault]) -> None:
        self.faults: tuple[RecordFault, ...] = tuple(sorted(set(faults)))
        super().__init__(self.faults)

    def __str__(self) -> str:
        """One fault a line, at most 20 of a kind."""
        return "\n".join(_lines(self.faults))


def _lines(faults: Sequence[RecordFault]) -> list[str]:
    seen: dict[tuple[str, str, str], int] = {}
    lines = []
    for fault in faults:
        kind = (fault.file, fault.column, fault.what)
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= MOST_ROWS_NAMED:
            lines.append(str(fault))
    lines += [
        phrase(
            "{file}: column {column}: {what}, in {count} rows more",
            file=file,
            column=column,
            what=what,
            count=number_said(count - MOST_ROWS_NAMED),
        )
        for (file, column, what), count in seen.items()
        if count > MOST_ROWS_NAMED
    ]
    return lines


class Finding(NamedTuple):
    """What was odd in some rows, and what was done about it."""

    kind: str
    file: str
    column: str
    rows: tuple[int, ...]
    done: str


class Findings:
    """A data report as it grows."""

    def __init__(self) -> None:
        self.found: list[Finding] = []

    def add(self, kind: str, at: tuple[str, str], rows: Iterable[int], done: str) -> None:
        """Note rows of a file's column, if there are any."""
        numbers = tuple(sorted(int(row) for row in rows))
        if numbers:
            self.found.append(Finding(kind, *at, numbers, done))
