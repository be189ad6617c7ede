"""Every figure of a summary, replication by replication, so that differences can be paired.

A figure that is a mean has its values. One made of sums over all replications (a mean stay, a
share) has those of the jackknife: what it gains by each replication. Either way their mean is the
summary's figure, so the mean of paired differences is the difference of what two summaries say.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from sim.experiments.documents.rows import Key
from sim.experiments.figure_names import figures_in
from sim.experiments.summary.adding import Tables
from sim.experiments.summary.scenario_facts import facts_of
from sim.experiments.summary.summary import summary_tree
from sim.experiments.summary.sums import Sums, sums_of_tables
from sim.model.parameters import Floats, Ints
from sim.scenario.reading import Scenario

Samples = dict[Key, Floats]
"""Values of each figure by replication [replications]; those that are unknown are left out."""

_NOT_COMPARED = "exits"


def samples(scenario: Scenario, tables: Tables, replications: Sequence[int]) -> Samples:
    """Figures of a run's tables, by those of its replications that are asked for."""
    facts = facts_of(scenario, "", "")
    every = sums_of_tables(facts, tables)
    wanted = some_replications(every, np.searchsorted(every.replications, replications))

    def means(sums: Sums) -> dict[Key, float | None]:
        return dict(_means(summary_tree(facts, sums)))

    whole = means(wanted)
    if len(replications) == 1:
        return {path: np.array([mean]) for path, mean in whole.items() if mean is not None}
    return _jackknifed(
        whole, [means(_without(wanted, place)) for place in range(len(replications))]
    )


def _jackknifed(
    whole: dict[Key, float | None], without: Sequence[dict[Key, float | None]]
) -> Samples:
    """Values of each figure by replication, from the figure of all and of all but one.

    value = figure + (n − 1) (mean of the figures without one − figure without this one)

    Source: Law, Simulation Modeling and Analysis, 5th ed., section 9.5.3 (jackknife for ratios);
    for a mean it is the value itself.
    """
    found: Samples = {}
    for path, mean in whole.items():
        others = [figures.get(path) for figures in without]
        if mean is not None and None not in others:
            left_out = np.array(others, dtype=np.float64)
            found[path] = mean + (left_out.size - 1) * (left_out.mean() - left_out)
    return found


def _means(tree: Mapping[str, Any]) -> Iterator[tuple[Key, float | None]]:
    """Mean of every figure of a summary that is compared, and the way to it."""
    for key, figure in figures_in(tree):
        if _NOT_COMPARED not in key[1:-1]:
            yield key, figure["mean"]


# Sums of some replications


def _without(sums: Sums, place: int) -> Sums:
    kept: Sums = some_replications(sums, np.delete(np.arange(sums.replications.size), place))
    return kept


def some_replications(part: Any, rows: Ints | Sequence[int]) -> Any:  # noqa: ANN401 - maps any nest of sums onto itself
    """Same sums of some replications; numbers that are of all of them stay as they are."""
    if isinstance(part, np.ndarray):
        return part[np.asarray(rows)]
    if isinstance(part, tuple):
        return type(part)(*(some_replications(one, rows) for one in part))
    if isinstance(part, dict):
        return {name: some_replications(one, rows) for name, one in part.items()}
    return part
