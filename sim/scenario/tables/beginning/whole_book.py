"""`new --from book.xlsx`: a whole workbook laid over a scenario to begin from.

Sheets are told by their names: teams (Hold), courses (Forløb), settings (Indstillinger) of keys and
values; others are passed over. A file of one sheet is told by its headings. Of a team with
counts of today and without inflow, the inflow is to be fitted to them.
"""

import tomllib
from pathlib import Path
from typing import Any, Final

from sim.scenario.faults.fault import Fault, ScenarioError
from sim.scenario.files.documents import Document
from sim.scenario.files.overrides import overridden
from sim.scenario.files.toml_lines import spots
from sim.scenario.reading import checked_document
from sim.scenario.schema.quantities import FIT
from sim.scenario.tables.beginning.as_text import text_with
from sim.scenario.tables.changes import SHEETS as SETTINGS
from sim.scenario.tables.column import KnownHeading, understood
from sim.scenario.tables.columns import COURSE_NAME
from sim.scenario.tables.named import laid_over_rows
from sim.scenario.tables.opening import SIGN, TableFile, opened_sheet, sheet_names, table_file
from sim.scenario.tables.rows import COURSE_ROWS, TEAM_ROWS, RowKind, rows_read
from sim.scenario.tables.sheet import CellSheet, Problem, UnreadSheet
from sim.words import phrase

_KEY: Final = "--from"


def begun_from(text: str, book: str, name: str) -> str:
    """A scenario's text with the rows of a book in it, its comments kept.

    Parameters
    ----------
    text
        The scenario to begin from.
    book
        The workbook or CSV file, with `#SHEET` or without.
    name
        The file's name, as faults outside the book have it.

    Raises
    ------
    ScenarioError
        With everything that is wrong in the book, or with what comes of it.
    """
    base = Document(tomllib.loads(text), spots(text, name))
    read = book_laid_over(base, book)
    if read.faults:
        raise ScenarioError(read.faults)
    checked_document(read, Path(name))
    schema, _, rest = text.partition("\n")  # an editor looks for it in the first line
    return text_with(f"{schema}\n# With the rows of {Path(book).name}.\n{rest}", read.tree)


def book_laid_over(base: Document, name: str) -> Document:
    """A scenario with the rows of a book laid over it; what is wrong is among its faults.

    Raises
    ------
    ScenarioError
        If the file cannot be read, or no sheet of it can be told.
    """
    try:
        table = table_file(name)
        kinds = _kinds(table)
        sheets = [
            (kind, opened_sheet(table._replace(sheet=sheet))) for sheet, kind in kinds.items()
        ]
    except UnreadSheet as unread:
        raise ScenarioError([Fault(unread.file, 1, 1, _KEY, *unread.problem)]) from None
    read = base
    for kind, sheet in sorted(sheets, key=lambda one: one[0] is TEAM_ROWS):
        part = rows_read(sheet, kind)
        read = laid_over_rows(read, _with_fit(part), kind)._replace(
            faults=(*read.faults, *part.faults)
        )
    settings = [f"@{table.name}{SIGN}{one}" for one in _settings(table)]
    return overridden(read, settings)


def _kinds(table: TableFile) -> dict[str, RowKind]:
    """What each sheet holds, of those that hold rows."""
    names = [table.sheet] if table.sheet else list(sheet_names(table))
    found = {
        name: kind
        for name in names
        for kind in (COURSE_ROWS, TEAM_ROWS)
        if name.casefold() in kind.sheets
    }
    if found or _settings(table):
        return found
    if len(names) == 1:
        return {names[0]: _by_headings(opened_sheet(table._replace(sheet=names[0])))}
    what = phrase("has no sheet called Hold (Teams), Forløb (Courses) or Indstillinger (Settings)")
    remedy = phrase("name the sheet so, or write {name}#SHEET", name=table.name)
    raise UnreadSheet(table.name, Problem(what, remedy))


def _by_headings(sheet: CellSheet) -> RowKind:
    """Rows of courses have a column called so; else they are of teams."""
    texts = [cell.value for line in sheet.rows for cell in line if isinstance(cell.value, str)]
    only = (COURSE_NAME._replace(also=()),)
    is_courses = any(understood(text, only) == KnownHeading(only[0]) for text in texts)
    return COURSE_ROWS if is_courses else TEAM_ROWS


def _settings(table: TableFile) -> list[str]:
    if not table.is_workbook or table.sheet:
        return []
    return [name for name in sheet_names(table) if name.casefold() in SETTINGS]


def _with_fit(part: Document) -> Document:
    """Teams with counts of today and no inflow have one that is to be fitted."""
    initial: dict[str, Any] = part.tree.get("run", {}).get("initial", {})
    teams = [
        {**row, "inflow_per_week": FIT}
        if row["name"] in initial and "inflow_per_week" not in row
        else row
        for row in part.tree.get("team", [])
    ]
    return part._replace(tree={**part.tree, "team": teams}) if teams else part
