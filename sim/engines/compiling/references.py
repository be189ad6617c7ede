"""Tables handed to compiled code by address.

The model's tables are named tuples of arrays, some two hundred of them. Passed by value, as
numba passes tuples, they cost minutes of compilation; as a `Reference` they are one number. A
block of memory holds for each array its address and its extents, for each number the number, and
for each table in a table its own block. Compiled code reads `state.spells.course[row]` as it
stands in the source; `columns.py` says what an array is there.

The reference keeps the arrays alive. They must be in one piece; one of a table of constants that
is not is copied.
"""

import ctypes
import hashlib
from collections.abc import Callable
from typing import Any

import numpy as np
from llvmlite import ir
from numba.core import types
from numba.core.datamodel import models, register_default
from numba.core.extending import (
    NativeValue,
    infer_getattr,
    lower_getattr_generic,
    typeof_impl,
    unbox,
)
from numba.core.typing.templates import AttributeTemplate

from sim.engines.compiling.columns import ColumnShape, ColumnType, Known, unchanging
from sim.model.axes import closed_extents

_WORD = 8
_ELEMENTS = {"i": types.int64, "u": types.uint64, "f": types.float64}
"""Types of 64 bits by NumPy's letter for their kind."""


class ReferenceType(types.Type):
    """Type of a reference: the table's name, the types of its fields, and the numbers known."""

    def __init__(
        self, name: str, fields: tuple[tuple[str, types.Type], ...], known: dict[str, float]
    ) -> None:
        self.fields = fields
        self.known = known
        # The name becomes part of every symbol: the fields in full would make them endless.
        digest = hashlib.sha256(f"{fields}{known}".encode()).hexdigest()[:16]
        super().__init__(name=f"Reference({name}, {digest})")

    def place(self, attribute: str) -> tuple[int, types.Type]:
        """Offset [words] and type of a field."""
        offset = 0
        for name, kind in self.fields:
            if name == attribute:
                return offset, kind
            offset += _words(kind)
        raise AttributeError(attribute)


def _words(kind: types.Type) -> int:
    """Words that a field takes in a block."""
    if isinstance(kind, ReferenceType):
        return sum(_words(inner) for _, inner in kind.fields)
    return 1 + kind.shape.axes if isinstance(kind, ColumnType) else 1


@register_default(ReferenceType)
class _ReferenceModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: ReferenceType) -> None:
        super().__init__(manager, kind, ir.IntType(64))


Knowledge = Callable[[type, str, Any], Known | None]
"""What may be taken for granted of a field of a table, given its value."""


def nothing_known(_table: type, _field: str, _value: Any) -> Known | None:
    """Nothing: the code serves every table of these types."""
    return None


class Reference:
    """A named tuple of arrays, numbers and further named tuples, as compiled code sees it."""

    def __init__(
        self, table: tuple[Any, ...], *, is_constant: bool, known: Knowledge = nothing_known
    ) -> None:
        self.kept = leaves = _leaves(table)
        self.kind = _kind_of(table, leaves, is_constant, known)
        self.block = np.array(_words_of(leaves), np.int64)
        self.address = _address(self.block)


def _leaves(table: tuple[Any, ...]) -> list[Any]:
    """Arrays, each in one piece, and numbers in the order of the fields."""
    leaves: list[Any] = []
    for value in table:
        if type(value) is np.ndarray:
            leaves.append(value if value.flags.c_contiguous else np.ascontiguousarray(value))
        elif isinstance(value, tuple):
            leaves += _leaves(value)
        else:
            leaves.append(value)
    return leaves


_kinds: dict[Any, types.Type] = {}
"""Types by what decides them: working one out takes milliseconds."""


def _kind_of(
    table: tuple[Any, ...],
    leaves: list[Any],
    is_constant: bool,  # noqa: FBT001 - as the reference
    known: Knowledge,
) -> types.Type:
    """Type of a table; which fields are tables follows from its own type.

    A table that a run changes is made by its annotations, so its own type says it all.
    """
    forms: list[Any] = []
    if is_constant:
        forms = [(v.dtype.char, v.ndim) if type(v) is np.ndarray else type(v) for v in leaves]
    key = type(table), is_constant, tuple(forms), known
    if key not in _kinds or (is_constant and known is not nothing_known):
        _kinds[key] = _table_kind(table, type(table).__name__, is_constant, known)
    return _kinds[key]


def _table_kind(table: Any, name: str, is_constant: bool, known: Knowledge) -> types.Type:  # noqa: FBT001 - as the reference
    """Type of a table, worked out field by field; `name` is where it stands among the tables."""
    fields: list[tuple[str, types.Type]] = []
    numbers: dict[str, float] = {}
    for field, value in zip(table._fields, table, strict=True):
        path = f"{name}.{field}"
        if isinstance(value, tuple):
            kind = _table_kind(value, path, is_constant, known)
        elif isinstance(value, np.ndarray):
            shape = ColumnShape(value.ndim, closed_extents(type(table), field))
            taken = known(type(table), field, value)
            element = _ELEMENTS[value.dtype.kind]
            kind = ColumnType(element, shape, path, is_constant=is_constant, known=taken)
        else:
            kind = _ELEMENTS["f" if isinstance(value, float) else "i"]
            taken = known(type(table), field, value)
            if taken is not None:
                (numbers[field],) = taken.numbers
        fields.append((field, kind))
    return ReferenceType(name, tuple(fields), numbers)


def _words_of(leaves: list[Any]) -> list[int]:
    """A block: of each array its address and shape, of each number its bits."""
    words: list[int] = []
    for value in leaves:
        if type(value) is np.ndarray:
            words.append(_address(value))
            words += value.shape
        elif isinstance(value, float):
            words.append(int(np.float64(value).view(np.int64)))
        else:
            words.append(int(value))
    return words


def _address(array: Any) -> int:
    """Where an array's numbers lie; the way through `ctypes` takes a fifth of NumPy's own."""
    if array.size == 0:
        return 0
    try:
        return ctypes.addressof(ctypes.c_char.from_buffer(array))
    except TypeError:  # it may only be read
        return int(array.__array_interface__["data"][0])


@typeof_impl.register(Reference)
def _typeof_reference(value: Reference, _context: Any) -> types.Type:
    return value.kind


@unbox(ReferenceType)
def _unbox_reference(kind: ReferenceType, value: Any, c: Any) -> NativeValue:
    address = c.pyapi.object_getattr_string(value, "address")
    native = c.pyapi.long_as_longlong(address)
    c.pyapi.decref(address)
    return NativeValue(native)


@infer_getattr
class _ReferenceAttribute(AttributeTemplate):
    key = ReferenceType

    def generic_resolve(self, kind: ReferenceType, attribute: str) -> types.Type | None:
        return dict(kind.fields).get(attribute)


@lower_getattr_generic(ReferenceType)
def _read_field(context: Any, builder: Any, kind: ReferenceType, value: Any, attribute: str) -> Any:
    offset, field = kind.place(attribute)
    if attribute in kind.known:
        return ir.Constant(context.get_data_type(field), kind.known[attribute])
    address = builder.add(value, ir.Constant(ir.IntType(64), _WORD * offset))
    if isinstance(field, ReferenceType | ColumnType):
        return address
    pointer = builder.inttoptr(address, context.get_data_type(field).as_pointer())
    return unchanging(builder.load(pointer))
