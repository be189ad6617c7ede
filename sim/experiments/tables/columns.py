"""Columns of a table: arrays of numbers, masked where null, and of text, None where null."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.model.parameters import Floats, Ints

Column = Sequence[object] | npt.NDArray[Any]
Columns = dict[str, Column]
Text = npt.NDArray[np.object_]


def where_known(values: Floats | Ints, is_known: npt.NDArray[np.bool_]) -> Column:
    """The values, masked where they are not known."""
    return np.ma.masked_array(values, mask=~is_known)


def null_unless(values: Floats | Ints, *, is_known: bool) -> Column:
    """The values, or null throughout."""
    return values if is_known else np.ma.masked_array(values, mask=True)


def names_of_codes(codes: Ints, names: Sequence[str | None]) -> Text:
    """The name of each code, which is its place among them."""
    return np.array(names, dtype=object)[codes]
