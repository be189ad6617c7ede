"""Arrays of the model's tables as compiled code reads and writes them.

A column is one number at run time: the address of its descriptor, which holds the address of the
data and the extent of each axis. Indices count from 0 upwards only; with NUMBA_BOUNDSCHECK=1 each
is checked. Two things are told to the compiler that it cannot see for itself: descriptors, and
all that a table of constants holds, stay the same while the loop runs, and no two columns share
memory. Without that knowledge it would read every address anew after every write.
"""

import operator
from typing import Any, NamedTuple

from llvmlite import ir
from numba import types
from numba.core import cgutils, config
from numba.core.datamodel import models, register_default
from numba.core.extending import infer_getattr, lower_builtin, lower_getattr
from numba.core.typing.templates import (
    AbstractTemplate,
    AttributeTemplate,
    infer_global,
    signature,
)

from sim.engines.compiling.blocks import Known

_INT = ir.IntType(64)
_OUT_OF_RANGE = ("index is out of range",)


class ColumnShape(NamedTuple):
    """A column's axes: how many there are, and the known lengths of the last ones."""

    axes: int
    closed: tuple[int, ...]


class ColumnType(types.Type):
    """Type of a column: what it holds, its axes, and its place in the tables.

    `known` is what it holds in all, where compiled code may take that for granted.
    """

    def __init__(
        self,
        element: types.Type,
        shape: ColumnShape,
        name: str,
        *,
        is_constant: bool,
        known: Known | None = None,
    ) -> None:
        self.element = element
        self.shape = shape
        self.label = name
        self.is_constant = is_constant
        self.known = known
        kind = "Constants" if is_constant else "Column"
        of = f"{name}, {element}, {shape.axes}, {shape.closed}"
        super().__init__(name=f"{kind}({of}, {tuple(known)})" if known else f"{kind}({of})")

    @property
    def index(self) -> types.Type:
        """Type of an index: a whole number, or one for each axis."""
        return types.int64 if self.shape.axes == 1 else types.UniTuple(types.int64, self.shape.axes)


@register_default(ColumnType)
class _ColumnModel(models.PrimitiveModel):
    def __init__(self, manager: Any, kind: ColumnType) -> None:
        super().__init__(manager, kind, _INT)


def unchanging(load: Any) -> Any:
    """Say of a load that it gives the same as long as the loop runs."""
    load.set_metadata("invariant.load", load.module.add_metadata([]))
    return load


def _word(builder: Any, column: Any, place: int) -> Any:
    """One word of a column's descriptor."""
    words = builder.inttoptr(column, _INT.as_pointer())
    return unchanging(builder.load(cgutils.gep_inbounds(builder, words, place)))


def _apart(access: Any, label: str) -> Any:
    """Say of an access that it never touches another column."""
    module = access.module
    root = module.add_metadata(["Forloeb's tables"])
    kind = module.add_metadata([label, root, ir.Constant(_INT, 0)])
    access.set_metadata("tbaa", module.add_metadata([kind, kind, ir.Constant(_INT, 0)]))
    return access


def _places(builder: Any, kind: ColumnType, index: Any) -> Any:
    """An index, axis by axis."""
    axes = kind.shape.axes
    return [index] if axes == 1 else cgutils.unpack_tuple(builder, index, axes)


def _element(context: Any, builder: Any, kind: ColumnType, arguments: Any) -> Any:
    """Pointer to the element at an index, in row-major order."""
    column, index = arguments
    places = _places(builder, kind, index)
    if config.BOUNDSCHECK:
        for axis, place in enumerate(places):
            _checked(context, builder, place, _word(builder, column, 1 + axis))
    row = places[0]
    for axis, place in enumerate(places[1:], start=1):
        row = builder.add(builder.mul(row, _extent(builder, kind, column, axis)), place)
    element = context.get_data_type(kind.element)
    start = builder.inttoptr(_word(builder, column, 0), element.as_pointer())
    return builder.gep(start, [row], inbounds=True)


def _known_element(context: Any, builder: Any, kind: ColumnType, known: Known, index: Any) -> Any:
    """The element at an index of a column whose numbers are known."""
    element = context.get_data_type(kind.element)
    extents, numbers = known.extents, [ir.Constant(element, number) for number in known.numbers]
    if not extents:
        return numbers[0]
    row = ir.Constant(_INT, 0)
    for extent, place in zip(extents, _places(builder, kind, index)[-len(extents) :], strict=True):
        row = builder.add(builder.mul(row, ir.Constant(_INT, extent)), place)
    held = ir.Constant(ir.ArrayType(element, len(numbers)), numbers)
    table = cgutils.global_constant(builder, f"known.{kind.label}", held)
    return builder.load(builder.gep(table, [ir.Constant(_INT, 0), row], inbounds=True))


def _extent(builder: Any, kind: ColumnType, column: Any, axis: int) -> Any:
    """Length of an axis: known beforehand, or a word of the descriptor."""
    shape = kind.shape
    closed = axis - shape.axes + len(shape.closed)
    if closed >= 0:
        return ir.Constant(_INT, shape.closed[closed])
    return _word(builder, column, 1 + axis)


def _checked(context: Any, builder: Any, place: Any, extent: Any) -> None:
    """Raise where an index is negative or beyond its axis."""
    with builder.if_then(builder.icmp_unsigned(">=", place, extent), likely=False):
        context.call_conv.return_user_exc(builder, IndexError, _OUT_OF_RANGE)


@infer_global(operator.getitem)
class _Reading(AbstractTemplate):
    def generic(self, arguments: Any, _keywords: Any) -> Any:
        if isinstance(arguments[0], ColumnType):
            column = arguments[0]
            return signature(column.element, column, column.index)
        return None


@lower_builtin(operator.getitem, ColumnType, types.Any)
def _read(context: Any, builder: Any, called: Any, arguments: Any) -> Any:
    kind = called.args[0]
    if kind.known and not config.BOUNDSCHECK:
        return _known_element(context, builder, kind, kind.known, arguments[1])
    value = _apart(builder.load(_element(context, builder, kind, arguments)), kind.label)
    return unchanging(value) if kind.is_constant else value


@infer_global(operator.setitem)
class _Writing(AbstractTemplate):
    def generic(self, arguments: Any, _keywords: Any) -> Any:
        column = arguments[0]
        if isinstance(column, ColumnType) and not column.is_constant:
            return signature(types.none, column, column.index, column.element)
        return None


@lower_builtin(operator.setitem, ColumnType, types.Any, types.Any)
def _write(context: Any, builder: Any, called: Any, arguments: Any) -> Any:
    kind = called.args[0]
    place = _element(context, builder, kind, arguments[:2])
    _apart(builder.store(arguments[2], place), kind.label)
    return context.get_dummy_value()


@infer_global(len)
class _Length(AbstractTemplate):
    def generic(self, arguments: Any, _keywords: Any) -> Any:
        if isinstance(arguments[0], ColumnType):
            return signature(types.intp, arguments[0])
        return None


@lower_builtin(len, ColumnType)
def _length(_context: Any, builder: Any, called: Any, arguments: Any) -> Any:
    kind = called.args[0]
    if kind.known and len(kind.known.extents) == kind.shape.axes:
        return ir.Constant(_INT, kind.known.extents[0])
    return _extent(builder, kind, arguments[0], 0)


@infer_getattr
class _ColumnAttributes(AttributeTemplate):
    key = ColumnType

    def resolve_shape(self, kind: ColumnType) -> types.Type:
        return types.UniTuple(types.intp, kind.shape.axes)


@lower_getattr(ColumnType, "shape")
def _shape(_context: Any, builder: Any, kind: ColumnType, column: Any) -> Any:
    return cgutils.pack_array(
        builder, [_extent(builder, kind, column, n) for n in range(kind.shape.axes)]
    )
