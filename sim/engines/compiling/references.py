"""Tables handed to compiled code by address.

The model's tables are named tuples of arrays, some two hundred of them. Passed by value, as
numba passes tuples, they cost minutes of compilation; as a `Reference` they are one number. A
block of memory holds for each array its address and its shape, and for each table in a table its
own block. Compiled code reads `state.spells.course[row]` as it stands in the source.

The reference keeps the arrays alive. Compiled code writes into an array that is in one piece, as
those of the state are; of another it reads a copy.
"""

import hashlib
from functools import lru_cache
from typing import Any, cast

import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.core.datamodel import models, register_default
from numba.core.extending import (
    NativeValue,
    infer_getattr,
    lower_getattr_generic,
    typeof_impl,
    unbox,
)
from numba.core.typing.templates import AttributeTemplate
from numba.np import arrayobj

_WORD = 8
_ELEMENTS = {"int64": types.int64, "uint64": types.uint64, "float64": types.float64}


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
    return 1 + kind.ndim if isinstance(kind, types.Array) else 1


@register_default(ReferenceType)
class _ReferenceModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: ReferenceType) -> None:
        super().__init__(manager, kind, ir.IntType(64))


class Reference:
    """A named tuple of arrays, numbers and further named tuples, as compiled code sees it."""

    def __init__(self, table: tuple[Any, ...]) -> None:
        self.kept = table = _contiguous(table)
        self.kind = _kind_of(table)
        self.block = np.array(_block(table), np.int64)
        self.address = self.block.ctypes.data


def _contiguous(value: Any) -> Any:
    """Same table with every array in one piece; an array that is so already is itself."""
    if isinstance(value, tuple):
        return type(value)(*(_contiguous(part) for part in value))
    return np.ascontiguousarray(value) if isinstance(value, np.ndarray) else value


def _kind_of(table: Any) -> types.Type:
    return _kind(_form(table))


def _form(value: Any) -> Any:
    """What decides a type, small enough to be looked up: names, element types and dimensions."""
    if isinstance(value, tuple):
        fields = cast("Any", value)._asdict()
        return type(value).__name__, tuple((name, _form(part)) for name, part in fields.items())
    if isinstance(value, np.ndarray):
        return value.dtype.name, value.ndim
    return "float64" if isinstance(value, float) else "int64"


@lru_cache(maxsize=64)
def _kind(form: Any) -> types.Type:
    """Type of a form; making one anew takes milliseconds."""
    if isinstance(form, str):
        return _ELEMENTS[form]
    name, rest = form
    if isinstance(rest, int):
        return types.Array(_ELEMENTS[name], rest, "C")
    return ReferenceType(name, tuple((field, _kind(part)) for field, part in rest))


def _block(table: tuple[Any, ...]) -> list[int]:
    words: list[int] = []
    for value in table:
        if isinstance(value, tuple):
            words += _block(value)
        elif isinstance(value, np.ndarray):
            words += [value.ctypes.data, *value.shape]
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
    if isinstance(field, ReferenceType):
        return address
    words = builder.inttoptr(address, ir.IntType(64).as_pointer())
    if not isinstance(field, types.Array):
        loaded = builder.load(words)
        return builder.bitcast(loaded, ir.DoubleType()) if field is types.float64 else loaded
    return _array(context, builder, field, words)


def _array(context: Any, builder: Any, field: types.Array, words: Any) -> Any:
    """Array struct made from an address and a shape; nobody owns the memory."""

    def word(n: int) -> Any:
        return builder.load(cgutils.gep_inbounds(builder, words, n))

    array = arrayobj.make_array(field)(context, builder)
    data = builder.inttoptr(word(0), array.data.type)
    shape = [word(1 + axis) for axis in range(field.ndim)]
    itemsize = ir.Constant(ir.IntType(64), _WORD)
    strides, stride = [], itemsize
    for extent in reversed(shape):
        strides.append(stride)
        stride = builder.mul(stride, extent)
    arrayobj.populate_array(
        array, data=data, shape=shape, strides=strides[::-1], itemsize=itemsize, meminfo=None
    )
    return array._getvalue()  # noqa: SLF001 - how numba's own code ends
