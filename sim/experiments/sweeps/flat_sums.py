"""Sums of replications as flat columns of whole numbers, and back, so that they can be kept.

A column is called by the way to its number among the sums. A replication that lacks a way out
lacks its column, which is then 0.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from sim.experiments.prepared.prepare import PreparedJob
from sim.experiments.summary.sums import Sums
from sim.model.parameters import Ints

Way = tuple[str | int, ...]
FlatSums = dict[Way, Ints]


def flattened(sums: Sums) -> FlatSums:
    """Columns [replications] by the way to them."""
    return dict(_columns(sums, ()))


def _columns(part: Any, way: Way) -> Iterator[tuple[Way, Ints]]:  # noqa: ANN401 - any nest
    if isinstance(part, np.ndarray) and part.ndim == 1:
        yield way, part
    elif isinstance(part, np.ndarray):
        yield from (((*way, place), part[:, place]) for place in range(part.shape[1]))
    elif part is not None:
        named = part if isinstance(part, dict) else part._asdict()
        for name, below in named.items():
            yield from _columns(below, (*way, name))


def restored_sums(job: PreparedJob, flat: Mapping[Way, Ints]) -> Sums:
    """Sums of a job's replications from their columns."""
    sums: Sums = _restored(job.nothing, (), flat)
    return sums


def _restored(shape: Any, way: Way, flat: Mapping[Way, Ints]) -> Any:  # noqa: ANN401 - any nest
    if isinstance(shape, np.ndarray) and shape.ndim == 1:
        return flat[way]
    if isinstance(shape, np.ndarray):
        return np.stack([flat[*way, place] for place in range(shape.shape[1])], axis=1)
    if isinstance(shape, dict):
        names = dict.fromkeys([*shape, *_names_below(way, flat)])
        return {name: _restored(shape.get(name, _NUMBER), (*way, name), flat) for name in names}
    if shape is None:
        return None
    return type(shape)(
        *(_restored(below, (*way, name), flat) for name, below in shape._asdict().items())
    )


_NUMBER = np.zeros(1, np.int64)


def _names_below(way: Way, flat: Mapping[Way, Ints]) -> list[str]:
    """Names that stand below a way, in their order."""
    depth = len(way)
    return [str(key[depth]) for key in flat if len(key) > depth and key[:depth] == way]
