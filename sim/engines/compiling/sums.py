"""Accounts added up and shared out in compiled code: number by number, without memory."""

from typing import Any

import numpy as np
from numba import njit
from numba.core import cgutils
from numba.extending import intrinsic


@intrinsic
def _added(_typing_context: Any, one: Any, other: Any) -> Any:
    """Sums of two named tuples of whole numbers, field by field."""
    if one != other:
        return None

    def code(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        fields = [cgutils.unpack_tuple(builder, argument, len(one)) for argument in arguments]
        return cgutils.pack_array(
            builder, [builder.add(a, b) for a, b in zip(*fields, strict=True)]
        )

    return one(one, other), code


@njit(forceinline=True)
def compiled_together(one, other):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """Two accounts as one, as `parts.together`."""
    return _added(one, other)


@njit(forceinline=True, error_model="numpy")
def compiled_whole_share(whole, part, of):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """A share, as `units.whole_share`: without a sign there is nothing to round the other way."""
    return np.int64(np.uint64(whole * part) // np.uint64(of))
