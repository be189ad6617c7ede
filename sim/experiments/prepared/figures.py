"""What replications in memory came to: every figure of a summary, and its value in each of them."""

from collections.abc import Iterator
from functools import cached_property

import numpy as np

from sim.experiments.documents.rows import figure_name, in_short, key_of
from sim.experiments.documents.summary import Summary
from sim.experiments.figure_names import figures_in
from sim.experiments.summary.scenario_facts import ScenarioFacts
from sim.experiments.summary.statistics import Figure, SampledFigure
from sim.experiments.summary.summary import summary_tree
from sim.experiments.summary.sums import Sums
from sim.experiments.summary.text import summary_in_short, summary_text
from sim.model.parameters import Floats
from sim.scenario.faults.suggestions import instead
from sim.words import phrase


class Figures:
    """Figures of some replications of one scenario, made of whole-number sums.

    `sums` holds those, by replication; `summary` or `tree` is what `summary.json` would say.

    Examples
    --------
    >>> import sim
    >>> scenario = sim.load_scenario("scenarios/three_courses.toml", ["run.weeks=2"])
    >>> figures = sim.prepare(scenario, engine="simpy").replicate(2)
    >>> len(figures["total.deviation_dkk"])
    2
    >>> sorted(figures.interval("team.Nord.deviation_dkk"))
    ['high', 'low', 'mean']
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

    @property
    def tree(self) -> Summary:
        """The summary, as every result has its document."""
        return self.summary

    @cached_property
    def intervals(self) -> dict[str, Figure]:
        """Every figure by its name: mean, low and high."""
        return {figure_name(key): figure for key, figure in figures_in(self.summary)}

    @cached_property
    def values(self) -> dict[str, Floats]:
        """Values by replication of every figure that is known; NaN where one does not show it."""
        return {
            name: figure.by_replication
            for name, figure in self.intervals.items()
            if isinstance(figure, SampledFigure)
        }

    def by_replication(self, *figure: str) -> Floats:
        """Values of a figure [replications], named as in `Results.by_replication`.

        Raises
        ------
        KeyError
            When there is no such figure, or several are meant.
        """
        return self[figure_name(key_of(figure, (key for key, _ in figures_in(self.summary))))]

    def __getitem__(self, figure: str) -> Floats:
        """Values of a figure by replication.

        Raises
        ------
        KeyError
            When there is no such figure, or nothing shows it.
        """
        return self.values[self._known(figure)]

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
        names = list(self.values)
        values = np.array([self.values[name] for name in names]).T.tolist()
        for number, row in zip(self.replications, values, strict=True):
            known = (None if value != value else value for value in row)  # noqa: PLR0124 - NaN
            yield {"replication": number, **dict(zip(names, known, strict=True))}

    def __repr__(self) -> str:
        """One line; `print` shows the summary."""
        return in_short(self, self.summary["scenario"], *summary_in_short(self.summary))

    def __str__(self) -> str:
        """The summary as text, as `forloeb run` prints it."""
        return summary_text(self.summary)

    def _known(self, figure: str) -> str:
        if figure not in self.values:
            raise KeyError(unknown_figure(figure, list(self.values)))
        return figure


def unknown_figure(figure: str, known: list[str]) -> str:
    """What to say where there is no such figure."""
    return phrase(
        "{figure} is not a figure of the summary; {remedy}",
        figure=figure,
        remedy=instead(figure, known, verb="name"),
    )
