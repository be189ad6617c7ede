"""Where in a scenario numbers may stand, read off the schema.

A number may come with its source or change by date (`files/values.py`), a table of names may not,
and in the file both are tables. The shape of the place tells them apart.
"""

import types
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sim.model.terms import Source
from sim.scenario.faults.suggestions import nearest_name
from sim.scenario.schema import UNDATED, DestinationTable, RunTable
from sim.scenario.schema.quantities import BORNE, SWITCHED
from sim.scenario.schema.wrapper import BEARERS_KEY, ONE_LETTER, WRAPPER_KEYS

FROM: Final = "from"
SOURCE_NAMES: Final[tuple[str, ...]] = get_args(Source)


@dataclass(frozen=True)
class KeyShape:
    """What may stand at a place of the file."""

    keys: "dict[str, KeyShape]" = field(default_factory=dict)  # of a table with fixed keys
    required: tuple[str, ...] = ()
    entries: "KeyShape | None" = None  # of a table keyed by names
    entry_names: tuple[str, ...] = ()  # the names, where they are a closed list
    items: "KeyShape | None" = None  # of a list
    is_number: bool = False  # or a switch that may be turned on a date
    is_whole: bool = False  # a number without decimals
    may_be_dated: bool = True
    is_borne: bool = False  # its table may say who bears it

    @property
    def names(self) -> tuple[str, ...]:
        """Keys that a table may have here, where they are a closed list."""
        return (*self.keys, *self.entry_names)

    @property
    def is_numeric(self) -> bool:
        """A number or a list of numbers may stand here."""
        return self.is_number or (self.items is not None and self.items.is_number)

    def below(self, part: str | int) -> "KeyShape | None":
        """Shape of what a key or a list number leads to."""
        if isinstance(part, int):
            return self.items
        return self.keys.get(part, self.entries)


def is_dated(shape: KeyShape | None, value: object) -> bool:
    """The value is a list of values by date."""
    if shape is None or not shape.is_numeric or not isinstance(value, list):
        return False
    return any(isinstance(item, dict) and FROM in item for item in value)


def is_wrapped(shape: KeyShape | None, key: str | int, value: object) -> bool:
    """The value is a table of one number, its unit, source and range.

    Where a table of numbers by name may stand too, the keys tell, even misspelt ones; one that is
    right tells more than one that is not.
    """
    if shape is None or not shape.is_numeric or not isinstance(value, dict):
        return False
    if shape.entries is None:
        return True
    if key in SOURCE_NAMES or all(name in shape.entry_names for name in value):
        return False
    long = [key for key in WRAPPER_KEYS if key not in ONE_LETTER]
    if any(name in long for name in value):
        return True
    if any(name in shape.entry_names for name in value):
        return False
    return any(nearest_name(name, long) for name in value)


@cache
def shape_of(form: type[BaseModel]) -> KeyShape:
    """Shape of a whole file: of a scenario, or of another form (`forms.py`)."""
    return _of(form, may_be_dated=True)


def shape_at(path: Sequence[str | int], form: type[BaseModel]) -> KeyShape:
    """Shape of a place in a form; an empty one where nothing is known."""
    shape: KeyShape | None = shape_of(form)
    for part in path:
        shape = shape.below(part) if shape is not None else None
    return shape or KeyShape()


def _of(annotation: Any, *, may_be_dated: bool) -> KeyShape:  # noqa: ANN401 - a type
    origin = get_origin(annotation)
    if origin is Annotated:
        kind, *marks = get_args(annotation)
        said = {key for mark in marks if isinstance(mark, FieldInfo) for key in _marks(mark)}
        shape = _of(kind, may_be_dated=may_be_dated and UNDATED not in said)
        return replace(shape, is_borne=True) if BORNE in said else shape
    if origin in {Union, types.UnionType}:
        branches = [_of(a, may_be_dated=may_be_dated) for a in get_args(annotation)]
        return _merged(branches, is_name=str in map(_plain, get_args(annotation)))
    if origin is dict:
        names, entry = get_args(annotation)
        closed = get_args(names) if get_origin(names) is Literal else ()
        below = _of(entry, may_be_dated=may_be_dated)
        return KeyShape(entries=below, entry_names=closed, may_be_dated=may_be_dated)
    if origin is list:
        below = _of(get_args(annotation)[0], may_be_dated=may_be_dated)
        return KeyShape(items=below, may_be_dated=may_be_dated)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _of_table(annotation, may_be_dated=may_be_dated)
    return KeyShape(
        is_number=annotation in {int, float},
        is_whole=annotation is int,
        may_be_dated=may_be_dated,
    )


def _of_table(table: type[BaseModel], *, may_be_dated: bool) -> KeyShape:
    may_be_dated = may_be_dated and table not in {RunTable, DestinationTable}
    fields = {key: of for key, of in table.model_fields.items() if key != BEARERS_KEY}
    return KeyShape(
        keys={k: _of_field(f, may_be_dated=may_be_dated) for k, f in fields.items()},
        required=tuple(k for k, f in fields.items() if f.is_required()),
        may_be_dated=may_be_dated,
    )


def _of_field(of: FieldInfo, *, may_be_dated: bool) -> KeyShape:
    """Shape of a key; a switch that may be turned on a date is written as a number may be."""
    marks = _marks(of)
    shape = _of(of.annotation, may_be_dated=may_be_dated and UNDATED not in marks)
    return replace(shape, is_number=True) if SWITCHED in marks else shape


def _marks(field_info: FieldInfo) -> dict[str, Any]:
    """Marks of a field for readers of its schema."""
    marks = field_info.json_schema_extra
    return marks if isinstance(marks, dict) else {}


def _plain(annotation: Any) -> Any:  # noqa: ANN401 - a type
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation


def _merged(branches: list[KeyShape], *, is_name: bool) -> KeyShape:
    """Shape of a choice. A number that may be a name instead is not a quantity."""
    entries = next((b for b in branches if b.entries), KeyShape())
    return KeyShape(
        keys=next((b.keys for b in branches if b.keys), {}),
        required=next((b.required for b in branches if b.required), ()),
        entries=entries.entries,
        entry_names=entries.entry_names,
        items=next((b.items for b in branches if b.items), None),
        is_number=any(b.is_number for b in branches) and not is_name,
        is_whole=any(b.is_whole for b in branches) and not is_name,
        may_be_dated=all(b.may_be_dated for b in branches),
        is_borne=any(b.is_borne for b in branches),
    )
