"""Every figure of a summary, and the way to it; `documents/rows.py` names them."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sim.experiments.documents.rows import Key
from sim.experiments.summary.statistics import Figure

_NAMED_BY: Final = ("team", "course", "kind", "payer")


def figures_in(tree: Mapping[str, Any], above: Key = ()) -> Iterator[tuple[Key, Figure]]:
    """Every figure of a summary, and the way to it."""
    for key, below in tree.items():
        if isinstance(below, dict) and "mean" in below:
            yield (*above, key), below  # type: ignore[misc] # it has the keys of one
        elif isinstance(below, dict):
            yield from figures_in(below, (*above, key))
        elif isinstance(below, list):
            for row in below:
                name = next(row[by] for by in _NAMED_BY if by in row)
                yield from figures_in(row, (*above, key, name))
