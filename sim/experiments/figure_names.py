"""Figures of a summary by one name each: `total.deviation_dkk`, `team.Nord.deviation_dkk`.

A name is written as a key of the scenario is: teams and courses by name, in quotes where a name is
more than letters, digits, - and _.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sim.experiments.summary.statistics import Figure
from sim.scenario.faults.fault import key_text

Key = tuple[str, ...]
"""Way to a figure in the summary; teams, courses and kinds of course by name."""

_NAMED_BY: Final = ("team", "course", "kind", "payer")

_ONE_OF: Final = {"teams": "team", "courses": "course", "offers": "offer", "payers": "payer"}
"""What one row of a section is called."""


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


def figure_name(key: Key) -> str:
    """Name of a figure by its way in the summary."""
    return key_text((_ONE_OF.get(key[0], key[0]), *key[1:]))
