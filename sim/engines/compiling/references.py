"""Blocks of memory read by compiled code: the types that numba knows them by.

Compiled code reads `state.spells.course[row]` as it stands in the source: each step is an offset
in a block of `blocks.py`. What an array is there is said in `columns.py`.
"""

import hashlib
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

from sim.engines.compiling.blocks import Reference
from sim.engines.compiling.columns import ColumnShape, ColumnType, unchanging
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


def kind_of(reference: Reference) -> types.Type:
    """Type of a reference; which fields are tables follows from its own type."""
    table = reference.table
    return _table_kind(reference, table, type(table).__name__)


def _table_kind(reference: Reference, table: Any, name: str) -> types.Type:
    """Type of a table, worked out field by field; `name` is where it stands among the tables."""
    known, lengths = reference.known, dict(reference.lengths)
    fields: list[tuple[str, types.Type]] = []
    numbers: dict[str, float] = {}
    for field, value in zip(table._fields, table, strict=True):
        path = f"{name}.{field}"
        if isinstance(value, tuple):
            kind = _table_kind(reference, value, path)
        elif isinstance(value, np.ndarray):
            shape = ColumnShape(value.ndim, closed_extents(type(table), field, lengths))
            taken = known(type(table), field, value)
            element = _ELEMENTS[value.dtype.kind]
            is_constant = reference.is_constant
            kind = ColumnType(element, shape, path, is_constant=is_constant, known=taken)
        else:
            kind = _ELEMENTS["f" if isinstance(value, float) else "i"]
            taken = known(type(table), field, value)
            if taken is not None:
                (numbers[field],) = taken.numbers
        fields.append((field, kind))
    return ReferenceType(name, tuple(fields), numbers)


@typeof_impl.register(Reference)
def _typeof_reference(value: Reference, _context: Any) -> types.Type:
    return kind_of(value)


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
