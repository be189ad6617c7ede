"""`[tables]` of a scenario: sheets whose rows are its teams and courses.

The sheet of teams is the list of teams: those that the files name and the sheet does not are left
out. Of a team that both name, the sheet's cells hold, and the files' keys where the sheet has
none. Courses are merged in the same way, and none is left out, for they lead to one another.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sim.scenario.faults.fault import Fault, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.documents import Document, merged
from sim.scenario.files.toml_lines import Spot
from sim.scenario.schema.scenario import Values
from sim.scenario.schema.shapes import shape_of
from sim.scenario.tables.opening import opened_sheet, table_file
from sim.scenario.tables.rows import COURSE_ROWS, TEAM_ROWS, RowKind, rows_read
from sim.scenario.tables.sheet import UnreadSheet
from sim.words import phrase

TABLES: Final = "tables"
KINDS: Final[dict[str, RowKind]] = {"courses": COURSE_ROWS, "teams": TEAM_ROWS}
"""What `[tables]` may name; courses first, for teams refer to them."""


def with_tables(read: Document) -> Document:
    """A document with the rows of its sheets in it, and without `[tables]`."""
    if TABLES not in read.tree:
        return read
    given, spot = read.tree[TABLES], read.spot.parts.get(TABLES, read.spot)
    read = _without(read)
    if not isinstance(given, dict):
        fault = Fault(
            *spot.place,
            TABLES,
            phrase("must be a table, is {given}", given=shown(given)),
            phrase('write [tables] and under it teams = "teams.xlsx"'),
        )
        return read._replace(faults=(*read.faults, fault))
    faults = [*_unknown(given, spot)]
    for key, kind in KINDS.items():
        if key in given:
            part = _part(given[key], spot.parts.get(key, spot), kind)
            faults += part.faults
            if part.tree:
                read = laid_over_rows(read, part, kind)
    return read._replace(faults=(*read.faults, *faults))


def laid_over_rows(read: Document, part: Document, kind: RowKind) -> Document:
    """A document with the rows of a sheet laid over it."""
    tree, spot = merged(shape_of(Values), "", (read.tree, read.spot), (part.tree, part.spot))
    laid = read._replace(tree=tree, spot=Spot(read.spot.place, spot.parts))
    return _of_the_sheet(laid, part) if kind is TEAM_ROWS else laid


def _without(read: Document) -> Document:
    tree = {key: value for key, value in read.tree.items() if key != TABLES}
    parts = {key: value for key, value in read.spot.parts.items() if key != TABLES}
    return read._replace(tree=tree, spot=Spot(read.spot.place, parts))


def _of_the_sheet(laid: Document, part: Document) -> Document:
    """A document with those of its teams only that the sheet names, in the sheet's order."""
    rows, spots = laid.tree["team"], laid.spot.parts["team"]
    if not isinstance(rows, list):
        return laid
    place = {row.get("name"): n for n, row in enumerate(rows) if isinstance(row, dict)}
    kept = [place[row["name"]] for row in part.tree["team"]]
    parts: dict[str | int, Spot] = {
        new: spots.parts.get(old, spots) for new, old in enumerate(kept)
    }
    tree = {**laid.tree, "team": [rows[old] for old in kept]}
    below = {**laid.spot.parts, "team": Spot(spots.place, parts)}
    return laid._replace(tree=tree, spot=Spot(laid.spot.place, below))


def _unknown(given: dict[str, Any], spot: Spot) -> Iterator[Fault]:
    for key in given:
        if key not in KINDS:
            place = spot.deepest([key])
            yield Fault(
                *place,
                f"{TABLES}.{key}",
                phrase("{key} is not a known key", key=shown(key)),
                instead(key, KINDS),
            )


def _part(named: object, spot: Spot, kind: RowKind) -> Document:
    """The rows of a sheet named in a file; the file is sought beside that one."""
    place, key = spot.place, kind.key
    remedy = phrase("name a sheet, as seen from {name}", name=Path(place.file).name)
    if not isinstance(named, str):
        what = phrase("must be the name of a file, is {named}", named=shown(named))
        return Document(
            {}, spot, (Fault(*place, key, what, phrase('write it as "teams.xlsx#Hold"')),)
        )
    beside = str(Path(place.file).parent / named)
    try:
        return rows_read(opened_sheet(table_file(beside), kind.sheets), kind)
    except UnreadSheet as unread:
        what, better = unread.problem
        said = remedy if what == phrase("does not exist") else better
        return Document({}, spot, (Fault(*place, key, f"{shown(named)} {what}", said),))
