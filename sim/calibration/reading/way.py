"""How a file is written, and a fault of a whole file."""

from typing import Final, NamedTuple, Self

from sim.calibration.reading.faults import RecordFault, RecordsError
from sim.calibration.reading.mapping import FileTable, RecordsTable
from sim.scenario.tables.sheet import Problem

Record = tuple[int, list[str | None]]
"""Number of a row, and its cells."""


class UnreadCell(str):
    """An empty text where a cell cannot be read: why, told where somebody asks for its column."""

    __slots__ = ("problem",)

    def __new__(cls, problem: Problem) -> Self:
        """A cell of no text."""
        made = super().__new__(cls, "")
        made.problem = problem
        return made

    problem: Problem


class FileWay(NamedTuple):
    """How a file's dates, numbers and letters are written."""

    delimiter: str | None
    decimal: str
    dates: str
    encoding: str


PLAIN: Final = FileWay(None, ".", "%Y-%m-%d", "utf-8")
"""Where nobody says how."""


def way_of(file: FileTable, common: RecordsTable) -> FileWay:
    """How a file is written: as it says itself, or as all are."""
    return FileWay(
        file.delimiter or common.delimiter,
        file.decimal or common.decimal,
        file.dates or common.dates,
        file.encoding or common.encoding,
    )


def of_whole_file(name: str, what: str, remedy: str, row: int = 0) -> RecordsError:
    """Fault of a whole file, or of a whole row."""
    return RecordsError([RecordFault(name, row, "", what, remedy)])
