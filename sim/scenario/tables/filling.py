"""Values of rows put at their keys, levels brought together, with the place of every cell."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from sim.model.terms import LEVELS
from sim.scenario.faults.fault import Fault, key_text
from sim.scenario.files.toml_lines import Spot, TextPosition
from sim.scenario.schema.wrapper import STATUSES
from sim.scenario.tables.column import NAME, OF, Holds, KnownHeading
from sim.scenario.tables.columns import NOTES
from sim.scenario.tables.sheet import Cell, CellSheet, Problem
from sim.scenario.tables.values import DOSED, SheetRow, destination, value_of
from sim.scenario.tables.words import OUTS, word_of
from sim.words import phrase

_NUMERIC: Final = (Holds.number, Holds.whole, Holds.numbers, Holds.fit, Holds.share)


class KindOfRows(Protocol):
    """What is asked of `RowKind`, which is made of this module's answers."""

    @property
    def table(self) -> str:
        """The scenario's list: team or course."""

    @property
    def key(self) -> str:
        """The key that named the sheet."""


class Filled:
    """A part of a scenario that grows by the rows of one team or course at a time."""

    def __init__(self, kind: KindOfRows, sheet: CellSheet, place: TextPosition) -> None:
        self.kind, self.sheet = kind, sheet
        self.tree: dict[str, Any] = {kind.table: []}
        self.spot = Spot(place, {kind.table: Spot(place)})
        self.faults: list[Fault] = []

    def add(self, entries: Sequence[SheetRow]) -> None:
        """Put the rows of one name into the tree."""
        rows, spots = self.tree[self.kind.table], self.spot.parts[self.kind.table].parts
        first = entries[0]
        rows.append({"name": first.name})
        at = self.sheet.place(first.named)
        spots[len(spots)] = Spot(at, {"name": Spot(at)})
        notes = self._notes(entries)
        headings = dict.fromkeys(heading for entry in entries for heading in entry.cells)
        for heading in headings:
            if heading.column not in NOTES and heading.column.key not in _TELL_ROWS:
                self._put(entries, heading, notes)

    def _put(
        self, entries: Sequence[SheetRow], heading: KnownHeading, notes: Mapping[str, Any]
    ) -> None:
        value, spot = self._value(entries, heading)
        if value is None:
            return
        if heading.column.key[2:] == ("exits", OF):
            self._put_exit(entries[0].name, heading, (value, spot), notes)
            return
        if heading.level is not None:
            value, spot = self._at_level(entries[0].name, heading, heading.level, (value, spot))
        if notes and heading.column.holds in _NUMERIC and not isinstance(value, str):
            value, spot = {"value": value, **notes}, Spot(spot.place, {"value": spot})
        self._put_at(self._path(entries[0].name, heading), value, spot)

    def _path(self, name: str, heading: KnownHeading) -> list[str]:
        of = word_of(heading.of, OUTS) or heading.of
        return [name if part == NAME else of if part == OF else part for part in heading.column.key]

    def _put_at(self, path: list[str], value: object, spot: Spot) -> None:
        tree, spots = self._home(path)
        rest = path[2:] if path[0] == self.kind.table else path
        for part in rest[:-1]:
            below = tree.setdefault(part, {})
            spots = spots.parts.setdefault(part, Spot(spot.place))
            if not isinstance(below, dict) or "value" in below:
                what = phrase("{part} stands in a column of its own too", part=part)
                problem = Problem(what, phrase("keep one number, or a number for each"))
                self.faults.append(Fault(*spot.place, key_text(path), *problem))
                return
            tree = below
        if isinstance(tree.get(rest[-1]), dict) and not isinstance(value, dict):
            what = phrase("{rest} stands in other columns too", rest=rest[-1])
            problem = Problem(what, phrase("keep one number, or a number for each"))
            self.faults.append(Fault(*spot.place, key_text(path), *problem))
            return
        tree[rest[-1]] = value
        spots.parts[rest[-1]] = spot

    def _home(self, path: list[str]) -> tuple[dict[str, Any], Spot]:
        """The row that is being filled, or the whole part."""
        if path[0] != self.kind.table:
            return self.tree, self.spot
        rows = self.tree[self.kind.table]
        return rows[-1], self.spot.parts[self.kind.table].parts[len(rows) - 1]

    def _put_exit(
        self, name: str, heading: KnownHeading, read: tuple[Any, Spot], notes: Mapping[str, Any]
    ) -> None:
        value, spot = read
        row, spots = self._home(["course", name])
        ways = row.setdefault("exits", [])
        place = spots.parts.setdefault("exits", Spot(spot.place))
        way: dict[str, Any] = {"to": destination(heading.of)}
        if DOSED not in (value if isinstance(value, list) else [value]):
            way["probability"] = {"value": value, **notes} if notes else value
        place.parts[len(ways)] = Spot(spot.place, {"to": Spot(spot.place), "probability": spot})
        ways.append(way)

    def _at_level(
        self, name: str, heading: KnownHeading, level: int, read: tuple[Any, Spot]
    ) -> tuple[list[Any], Spot]:
        """A count at one level among those of the others, 0 where none is given."""
        value, spot = read
        tree, spots = self._home([""])
        for part in self._path(name, heading):
            tree, spots = tree.get(part, {}), spots.parts.get(part, Spot(spot.place))
        so_far = tree["value"] if isinstance(tree, dict) and "value" in tree else tree
        counts = so_far if isinstance(so_far, list) else [0] * LEVELS
        if isinstance(so_far, int | float):
            problem = Problem(
                phrase("stands beside a count without a level"), phrase("keep one of the two")
            )
            key = key_text(self._path(name, heading))
            self.faults.append(Fault(*spot.place, key, *problem))
        parts = {**spots.parts.get("value", spots).parts, level: spot}
        levels = [value if n == level else one for n, one in enumerate(counts)]
        return levels, Spot(spot.place, parts)

    def _value(self, entries: Sequence[SheetRow], heading: KnownHeading) -> tuple[Any, Spot]:
        """One value of a column for a name, or one a level; nothing where every cell is empty."""
        cells = [(entry, entry.cells[heading]) for entry in entries if heading in entry.cells]
        read = {entry.level: (self._read(entry, cell, heading), cell) for entry, cell in cells}
        if not read or any(value is None for value, _ in read.values()):
            return None, self.spot
        if heading.column.by_level and any(entry.level is not None for entry in entries):
            return self._by_level(entries, heading, read)
        (value, first), *others = read.values()
        for other, cell in others:
            if other != value:
                what = phrase(
                    "differs from row {row}, and holds for the whole {table}",
                    row=first.row,
                    table=phrase(self.kind.table),
                )
                self._fault(entries[0], heading, cell, Problem(what, phrase("write it once")))
        return value, self._spot(first)

    def _by_level(
        self,
        entries: Sequence[SheetRow],
        heading: KnownHeading,
        read: Mapping[Any, tuple[Any, Cell]],
    ) -> tuple[Any, Spot]:
        """One value a level, from its own row, or from the row for every other level."""
        present = {entry.level for entry in entries}
        values: list[Any] = []
        parts: dict[str | int, Spot] = {}
        for level in range(LEVELS):
            found = read.get(level) or read.get(None)
            if found is None and heading.column.names_another and {level, None} & present:
                values.append(0)
            elif found is None:
                self._fault(entries[0], heading, *self._missing(entries, heading, level))
                return None, self.spot
            else:
                values.append(found[0])
                parts[level] = self._spot(found[1])
        place = self._spot(next(iter(read.values()))[1]).place
        if all(value == values[0] for value in values):
            return values[0], Spot(place)  # as a scenario says what is the same at every level
        return values, Spot(place, parts)

    def _missing(
        self, entries: Sequence[SheetRow], heading: KnownHeading, level: int
    ) -> tuple[Cell, Problem]:
        own = next((entry for entry in entries if entry.level in {level, None}), None)
        if own is None:
            what = phrase(
                "has no row for level {level}, and none for every other level", level=level
            )
            remedy = phrase(
                "add one; a row with an empty level holds for those without a row of their own"
            )
            return entries[0].named, Problem(what, remedy)
        column = next(
            cell.column for entry in entries for h, cell in entry.cells.items() if h == heading
        )
        empty = Cell(None, own.named.row, column)
        return empty, Problem(
            phrase("is empty, and other levels have a number"), phrase("write one; 0 counts")
        )

    def _read(self, entry: SheetRow, cell: Cell, heading: KnownHeading) -> Any:  # noqa: ANN401 - TOML
        value = value_of(cell, heading.column, self.sheet.decimal)
        if isinstance(value, Problem):
            self._fault(entry, heading, cell, value)
            return None
        return value

    def _spot(self, cell: Cell) -> Spot:
        return Spot(self.sheet.place(cell))

    def _fault(self, entry: SheetRow, heading: KnownHeading, cell: Cell, problem: Problem) -> None:
        key = key_text(self._path(entry.name, heading))
        fault = self.sheet.fault(cell, key, problem)
        if fault not in self.faults:
            self.faults.append(fault)

    def _notes(self, entries: Sequence[SheetRow]) -> dict[str, Any]:
        """What the rows of a name say of where their numbers come from, all of them together."""
        said: dict[str, list[Any]] = {}
        for entry in entries:
            for heading, cell in entry.cells.items():
                if (
                    heading.column in NOTES
                    and (value := self._read(entry, cell, heading)) is not None
                ):
                    said.setdefault(heading.column.key[0], []).append(value)
        return joined_notes(said)


_TELL_ROWS: Final = (("level",), ("team", NAME, "name"), ("course", NAME, "name"))


def joined_notes(said: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """What several numbers say of where they are from: sources, last year, weakest status."""
    return {key: _JOINED.get(key, max)(values) for key, values in said.items()}


def _joined(sources: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(sources))


def _weakest(statuses: Sequence[str]) -> str:
    return max(statuses, key=lambda one: STATUSES.index(one) if one in STATUSES else len(STATUSES))


_JOINED: Final = {"source": _joined, "status": _weakest}
