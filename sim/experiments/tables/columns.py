"""Columns of a table: numbers or anything else, None for null."""

from collections.abc import Sequence

import numpy as np

from sim.model.parameters import Floats, Ints

Column = Sequence[object] | Floats | Ints
Columns = dict[str, Column]


def where_known(values: Floats | Ints, is_known: np.typing.NDArray[np.bool_]) -> list[object]:
    """The values, None where they are not known."""
    known = values.astype(object)
    known[~is_known] = None
    return list(known)
