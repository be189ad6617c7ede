"""The runs that an explanation compares: the actual one, each cause off alone, and all off.

Each counterfactual has a results folder of its own with the folder's seed and replications, so
that whatever ends an explanation, the next call of the same finishes it.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sim.economics.explanation.causes import REFERENCE, Cause, causes_of, without
from sim.economics.explanation.finished_run import FinishedRun
from sim.economics.explanation.run_sums import RunSums, run_sums
from sim.economics.explanation.without_causes import (
    FEWEST,
    ReferenceMoney,
    expected_by_mean,
    expected_by_twin,
    solved,
)
from sim.experiments.folder.contents import summary_in
from sim.experiments.running.engine_choice import Say
from sim.experiments.running.simulate import Progress, ReplicationsFailed, simulate
from sim.scenario.reading import Scenario
from sim.words import phrase

if TYPE_CHECKING:
    from sim.experiments.documents.summary import Outcomes, YardstickFigures
    from sim.experiments.results import Results
    from sim.experiments.summary.statistics import Figure


class CounterfactualOptions(NamedTuple):
    """How counterfactuals are run, as `simulate` takes it."""

    out: Path
    workers: int | None
    engine: str
    say: Say | None
    cluster: str | None = None


class Compared(NamedTuple):
    """Sums with each cause off alone, by cause and with its term; with all off; what to expect."""

    alone: dict[str, tuple[str, RunSums]]
    reference: RunSums
    expected: ReferenceMoney


class Counterfactuals:
    """Counterfactuals of a finished run; `results` by name once they have run."""

    def __init__(
        self, run: FinishedRun, options: CounterfactualOptions, progress: Progress | None
    ) -> None:
        self.run = run
        self.causes = causes_of(run.scenario)
        self.reference = without(run.scenario, self.causes, REFERENCE)
        self.by_twin = expected_by_twin(solved(self.reference))
        self.results: dict[str, Results] = {}
        self._options = options
        self._progress = progress
        self._done = 0

    def compared(self) -> Compared:
        """Run what is missing and add it up."""
        alone = {}
        if len(self.causes) > 1:  # a single cause is switched off in the reference already
            alone = {cause.name: (cause.term, self._without(cause)) for cause in self.causes}
        sums, expected = self._at_reference()
        if len(self.causes) == 1:
            alone[self.causes[0].name] = self.causes[0].term, sums
        return Compared(alone, sums, expected)

    def outcomes(self) -> "dict[str, Outcomes]":
        """How the citizens fare in the run and in the reference, as summaries have it."""
        actual = summary_in(self.run.folder)["outcomes"]
        without_any = self.results.get(REFERENCE)
        fares = actual if without_any is None else without_any.summary["outcomes"]
        return {"actual": actual, REFERENCE: fares}

    def bearers(self) -> "dict[str, Figure]":
        """What each bears outside the rate in the run, as its summary has it."""
        return summary_in(self.run.folder)["bearers"]

    def settled(self) -> "dict[str, list[YardstickFigures]]":
        """What the yardstick settles in the run, as its summary has it; empty without one."""
        summary = summary_in(self.run.folder)
        return {"yardstick": summary["yardstick"]} if "yardstick" in summary else {}

    @property
    def _wants_more(self) -> bool:
        """Whether the run has too few replications to take a mean from."""
        return not self.by_twin.is_exact and len(self.run.replications) < FEWEST

    @property
    def _enough(self) -> int:
        """Replications of the reference."""
        used = self.run.replications[-1] + 1
        return max(FEWEST, used) if self._wants_more else used

    @property
    def _planned(self) -> int:
        """Replications of all counterfactuals."""
        alone = len(self.causes) if len(self.causes) > 1 else 0
        has_reference = bool(self.causes) or self._wants_more
        return alone * (self.run.replications[-1] + 1) + has_reference * self._enough

    def _without(self, cause: Cause) -> RunSums:
        scenario = without(self.run.scenario, [cause], f"without_{cause.name}")
        return self._sums(scenario, self.run.replications)

    def _at_reference(self) -> tuple[RunSums, ReferenceMoney]:
        """Sums without any cause, and what is expected of them."""
        mine = self.run.replications
        if self._wants_more:
            every = self._sums(self.reference, range(self._enough))
            return every.of(mine), expected_by_mean(self.by_twin, every)
        sums = self._sums(self.reference, mine) if self.causes else self.run.sums
        if self.by_twin.is_exact:
            return sums, self.by_twin
        return sums, expected_by_mean(self.by_twin, sums)

    def _sums(self, scenario: Scenario, replications: Sequence[int]) -> RunSums:
        """Sums of a counterfactual by replication.

        Raises
        ------
        ReplicationsFailed
            When one of the replications does not finish.
        """
        wanted = max(replications) + 1
        results = simulate(
            scenario,
            replications=wanted,
            **self._options._asdict(),
            progress=self._counting(),
        )
        self.results[scenario.stem] = results
        self._done += wanted
        failed = sorted(set(replications) & set(results.failed))
        if failed:
            fault = results.failed[failed[0]]
            raise ReplicationsFailed(
                phrase(
                    "{stem}: replication {failed} failed: {fault}",
                    stem=scenario.stem,
                    failed=failed[0],
                    fault=fault,
                )
            )
        return run_sums(results.folder, self.run.teams, replications, self.run.weeks)

    def _counting(self) -> Progress | None:
        """Tell how many replications of all counterfactuals are finished."""
        progress, before, planned = self._progress, self._done, self._planned
        if progress is None:
            return None
        return lambda done, _of: progress(before + done, planned)
