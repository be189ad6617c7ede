"""What replications in memory came to: every figure of a summary, and its value in each of them."""

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from sim.experiments.documents.summary import Summary
from sim.experiments.figure_names import figure_name, figures_in
from sim.experiments.summary.scenario_facts import ScenarioFacts
from sim.experiments.summary.statistics import Figure, SampledFigure
from sim.experiments.summary.summary import summary_tree
from sim.experiments.summary.sums import Sums
from sim.experiments.summary.text import summary_text
from sim.model.parameters import Floats
from sim.scenario.faults.suggestions import instead


class Figures:
    """Figures of some replications of one scenario, made of whole-number sums.

    `sums` holds those, by replication; `summary` is what `summary.json` would say.

    Examples
    --------
    >>> figures = prepare("scenarios/three_courses.toml").replicate(10)
    >>> figures["total.deviation_dkk"]
    >>> figures.interval("team.Nord.deviation_dkk")
    """

    def __init__(self, facts: ScenarioFacts, sums: Sums) -> None:
        self.facts = facts
        self.sums = sums

    @property
    def replications(self) -> list[int]:
        """Numbers of the replications."""
        return [int(number) for number in self.sums.replications]

    @cached_property
    def summary(self) -> Summary:
        """What `summary.json` would say."""
        return summary_tree(self.facts, self.sums)

    @cached_property
    def intervals(self) -> dict[str, Figure]:
        """Every figure by its name: mean, low and high."""
        return {figure_name(key): figure for key, figure in figures_in(self.summary)}

    @cached_property
    def by_replication(self) -> dict[str, Floats]:
        """Values by replication of every figure that is known; NaN where one does not show it."""
        return {
            name: figure.by_replication
            for name, figure in self.intervals.items()
            if isinstance(figure, SampledFigure)
        }

    def __getitem__(self, figure: str) -> Floats:
        """Values of a figure by replication.

        Raises
        ------
        KeyError
            When there is no such figure, or nothing shows it.
        """
        return self.by_replication[self._known(figure)]

    def interval(self, figure: str) -> Figure:
        """Mean of a figure with its 95 % interval.

        Raises
        ------
        KeyError
            When there is no such figure, or nothing shows it.
        """
        return self.intervals[self._known(figure)]

    def rows(self) -> Iterator[dict[str, float | int | None]]:
        """One flat row a replication, ready for a table of pandas or polars."""
        names = list(self.by_replication)
        values = np.array([self.by_replication[name] for name in names]).T.tolist()
        for number, row in zip(self.replications, values, strict=True):
            known = (None if value != value else value for value in row)  # noqa: PLR0124 - NaN
            yield {"replication": number, **dict(zip(names, known, strict=True))}

    def __repr__(self) -> str:
        """The summary as text, as `forloeb run` prints it."""
        return summary_text(self.summary)

    def _known(self, figure: str) -> str:
        if figure not in self.by_replication:
            raise KeyError(unknown_figure(figure, list(self.by_replication)))
        return figure


def unknown_figure(figure: str, known: list[str]) -> str:
    """What to say where there is no such figure."""
    return f"{figure} is not a figure of the summary; {instead(figure, known, verb='name')}"
