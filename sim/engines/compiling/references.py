"""Tables handed to compiled code by address.

The model's tables are named tuples of arrays, some two hundred of them. Passed by value, as
numba passes tuples, they cost minutes of compilation; as a `Reference` they are one number. A
block of memory holds for each array its address and its extents, for each number the number, and
for each table in a table its own block. Compiled code reads `state.spells.course[row]` as it
stands in the source; `columns.py` says what an array is there.

The reference keeps the arrays alive. They must be in one piece; one of a table of constants that
is not is copied.
"""

import hashlib
from functools import lru_cache
from typing import Any, cast

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

from sim.engines.compiling.columns import ColumnType, unchanging

_WORD = 8
_ELEMENTS = {"i": types.int64, "u": types.uint64, "f": types.float64}
"""Types of 64 bits by NumPy's letter for their kind."""


class ReferenceType(types.Type):
    """Type of a reference: the table's name and the types of its fields."""

    def __init__(self, name: str, fields: tuple[tuple[str, types.Type], ...]) -> None:
        self.fields = fields
        # The name becomes part of every symbol: the fields in full would make them endless.
        digest = hashlib.sha256(repr(fields).encode()).hexdigest()[:16]
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
    return 1 + kind.axes if isinstance(kind, ColumnType) else 1


@register_default(ReferenceType)
class _ReferenceModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: ReferenceType) -> None:
        super().__init__(manager, kind, ir.IntType(64))


class Reference:
    """A named tuple of arrays, numbers and further named tuples, as compiled code sees it."""

    def __init__(self, table: tuple[Any, ...], *, is_constant: bool) -> None:
        self.kept = table = _contiguous(table)
        self.kind = _kind(_form(table), type(table).__name__, is_constant)
        self.block = np.array(_block(table), np.int64)
        self.address = self.block.ctypes.data


_constants: dict[int, tuple[Any, Reference]] = {}
"""The constants referred to last, by identity: replications share them."""


def constants(table: tuple[Any, ...]) -> Reference:
    """Reference to a table that no run changes."""
    if id(table) not in _constants:
        _constants.clear()
        _constants[id(table)] = table, Reference(table, is_constant=True)
    return _constants[id(table)][1]


def _contiguous(value: Any) -> Any:
    """Same table with every array in one piece; an array that is so already is itself."""
    if isinstance(value, tuple):
        return type(value)(*(_contiguous(part) for part in value))
    return np.ascontiguousarray(value) if isinstance(value, np.ndarray) else value


def _form(value: Any) -> Any:
    """What decides a type, small enough to be looked up: names, element types and dimensions."""
    if isinstance(value, tuple):
        names = cast("Any", value)._fields
        return tuple([(name, _form(part)) for name, part in zip(names, value, strict=True)])
    if isinstance(value, np.ndarray):
        return value.dtype.kind, value.ndim
    return "f" if isinstance(value, float) else "i"


@lru_cache(maxsize=1_024)
def _kind(form: Any, name: str, is_constant: bool) -> types.Type:  # noqa: FBT001 - as the reference
    """Type of a form; making one anew takes milliseconds."""
    if isinstance(form, str):
        return _ELEMENTS[form]
    if isinstance(form[0], str):
        return ColumnType(_ELEMENTS[form[0]], form[1], name, is_constant=is_constant)
    fields = tuple((field, _kind(part, f"{name}.{field}", is_constant)) for field, part in form)
    return ReferenceType(name, fields)


def _block(table: tuple[Any, ...]) -> list[int]:
    words: list[int] = []
    for value in table:
        if isinstance(value, tuple):
            words += _block(value)
        elif isinstance(value, np.ndarray):
            words += [value.__array_interface__["data"][0], *value.shape]
        else:
            words.append(
                int(np.float64(value).view(np.int64)) if isinstance(value, float) else int(value)
            )
    return words


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
    address = builder.add(value, ir.Constant(ir.IntType(64), _WORD * offset))
    if isinstance(field, ReferenceType | ColumnType):
        return address
    pointer = builder.inttoptr(address, context.get_data_type(field).as_pointer())
    return unchanging(builder.load(pointer))
