"""CSV as records: its text, its delimiter, and the row in which either fails."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sim.calibration.reading.faults import RecordFault, RecordsError
from sim.calibration.reading.mapping import FileTable
from sim.calibration.reading.way import FileWay, Record, of_whole_file
from sim.words import phrase

_DELIMITERS: Final = ";,\t|"


def record_text(path: Path, file: FileTable, way: FileWay) -> str:
    """Text of a CSV file.

    Raises
    ------
    RecordsError
        When it is not written in the encoding said, with the row where that shows.
    """
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig" if way.encoding == "utf-8" else way.encoding)
    except UnicodeDecodeError as wrong:
        lines = raw[: wrong.start].decode(way.encoding, "replace").split("\n")
        remedy = phrase('say encoding = "latin-1" or "utf-16"')
        rows = raw.decode("latin-1").split("\n")
        headings = "".join(rows[file.headings_row - 1 : file.headings_row])
        column = "" if "\0" in headings else _column_at(headings, lines[-1], way)
        what = phrase("is not {encoding}", encoding=way.encoding)
        fault = RecordFault(file.file, len(lines), column, what, remedy)
        raise RecordsError([fault]) from wrong
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        raise of_whole_file(
            file.file,
            phrase("is no text"),
            phrase('say encoding = "utf-16", or give a CSV file'),
            row,
        )
    return text


def _column_at(headings: str, before: str, way: FileWay) -> str:
    """Heading of the cell that stands after some text of a line."""
    delimiter = delimiter_of(headings, way)
    names = [name.strip().strip('"') for name in headings.split(delimiter)]
    return names[min(before.count(delimiter), len(names) - 1)]


def delimiter_of(line: str, way: FileWay) -> str:
    """What separates columns: as said, or what there is most of in the line of headings."""
    return way.delimiter or max(_DELIMITERS, key=line.count)


def csv_records(path: Path, file: FileTable, way: FileWay) -> Iterator[Record]:
    """Rows of a CSV file."""
    text = record_text(path, file, way)
    lines = text.split("\n", file.headings_row)
    line = lines[min(file.headings_row, len(lines)) - 1]
    reader = csv.reader(
        text.splitlines(keepends=True), delimiter=delimiter_of(line, way), strict=True
    )
    number = 0
    try:
        for record in reader:
            number += 1
            yield number, [*record]
    except csv.Error as wrong:
        what = phrase("cannot be read as CSV: {wrong}", wrong=wrong)
        row = text.split("\n")[number : number + 1]
        column = _column_at(line, "".join(row).partition('"')[0], way)
        remedy = phrase("look for a quote that is not closed")
        raise RecordsError([RecordFault(file.file, number + 1, column, what, remedy)]) from wrong
