"""Tables handed to compiled code by address, and what that code may know of them beforehand.

The model's tables are named tuples of arrays, some two hundred of them. Passed by value, as
numba passes tuples, they cost minutes of compilation; as a `Reference` they are one number. A
block of memory holds for each array its address and its extents, for each number the number, and
for each table in a table its own block. `references.py` says how compiled code reads it.

The reference keeps the arrays alive. They must be in one piece; one of a table of constants that
is not is copied. Nothing here needs numba: what was compiled before runs without it.
"""

import ctypes
from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np


class Known(NamedTuple):
    """Numbers of a column's last axes, the same all along the others; of no axis: one number."""

    extents: tuple[int, ...]
    numbers: tuple[float, ...]


Knowledge = Callable[[type, str, Any], Known | None]
"""What may be taken for granted of a field of a table, given its value."""


Lengths = tuple[tuple[str, int], ...]
"""Axes whose lengths may be taken for granted, beside those that no scenario changes."""


def nothing_known(_table: type, _field: str, _value: Any) -> Known | None:
    """Nothing: the code serves every table of these types."""
    return None


class Reference:
    """A named tuple of arrays, numbers and further named tuples, as compiled code sees it."""

    def __init__(
        self,
        table: tuple[Any, ...],
        *,
        is_constant: bool,
        known: Knowledge = nothing_known,
        lengths: Lengths = (),
    ) -> None:
        self.table = table
        self.is_constant = is_constant
        self.known = known
        self.lengths = lengths
        self.leaves = _leaves(table)
        self.block = np.array(_words_of(self.leaves), np.int64)
        self.address = _address(self.block)

    @property
    def form(self) -> tuple[Any, ...]:
        """What decides the reference's type, besides what is known of its numbers.

        A table that a run changes is made by its annotations, so its own type says it all.
        """
        forms: list[Any] = []
        if self.is_constant:
            forms = [_form(leaf) for leaf in self.leaves]
        return type(self.table), self.is_constant, tuple(forms)

    @cached_property
    def layout(self) -> str:
        """The same, and all that is known, as a text that no other type has."""
        kind, is_constant, forms = self.form
        known = _all_known(self.table, self.known)
        return f"{kind.__name__} {is_constant} {forms} {known} {self.lengths}"


def _form(leaf: Any) -> tuple[str, int]:
    if type(leaf) is np.ndarray:
        return leaf.dtype.char, leaf.ndim
    return type(leaf).__name__, 0


def _all_known(table: Any, known: Knowledge) -> list[tuple[str, Known]]:
    """Fields of which something is known, with what it is."""
    if known is nothing_known:
        return []
    found: list[tuple[str, Known]] = []
    for field, value in zip(table._fields, table, strict=True):
        if isinstance(value, tuple):
            found += [(f"{field}.{name}", what) for name, what in _all_known(value, known)]
        elif (taken := known(type(table), field, value)) is not None:
            found.append((field, taken))
    return found


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
