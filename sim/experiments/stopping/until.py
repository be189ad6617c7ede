"""Replications until a figure is known closely enough, in memory or into a results folder.

The rule is in `precision.py`. The same numbers of replications are looked at wherever they run and
on however many workers, so the answer is one.
"""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

from sim.experiments.comparison.samples import some_replications
from sim.experiments.documents.sweeping import UntilTree
from sim.experiments.folder.storage import ResultsError
from sim.experiments.prepared.figures import Figures, unknown_figure
from sim.experiments.prepared.in_memory import sums_of_replication
from sim.experiments.prepared.prepare import PreparedJob, prepare
from sim.experiments.prepared.state_sums import sums_together
from sim.experiments.results import Results
from sim.experiments.running.engine_choice import Say
from sim.experiments.running.sharing import Machines, SharedWork, replications_of, shared_out
from sim.experiments.running.simulate import (
    Progress,
    ReplicationsFailed,
    RunPlan,
    run_into_folder,
)
from sim.experiments.stopping.precision import (
    Precision,
    in_an_hour,
    is_enough,
    next_number,
    precision_of,
)
from sim.experiments.summary.statistics import Figure
from sim.experiments.summary.sums import Sums, sums_of_tables
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.scenario.reading import Scenario
from sim.words import phrase

AT_MOST: Final = 1_000
"""Replications unless more are allowed."""


class Until(NamedTuple):
    """What was reached; `results` is the folder's, null in memory."""

    precision: Precision
    enough: bool
    figures: Figures
    results: Results | None
    hour: str
    """What an hour more would buy, in words."""

    @property
    def kept(self) -> Results:
        """Results of the folder.

        Raises
        ------
        ResultsError
            When they are in memory only.
        """
        if self.results is None:
            raise ResultsError(
                phrase("these results are in memory only: give out=FOLDER to keep them")
            )
        return self.results

    @property
    def interval(self) -> Figure:
        """The figure with its interval."""
        return self.figures.intervals[self.precision.figure]

    @property
    def tree(self) -> UntilTree:
        """What `run --until --json` says of it under `until`."""
        return {
            "figure": self.precision.figure,
            "asked": self.precision.amount,
            "of_mean": self.precision.is_share,
            "reached": self.precision.reached(self.interval),
            "replications": len(self.figures.replications),
            "enough": self.enough,
        }


def until(  # noqa: PLR0913 - the front door: all but two are keywords with defaults
    scenario: Scenario | str | Path,
    asked: str,
    *,
    at_most: int = AT_MOST,
    out: str | Path | None = None,
    workers: int | None = None,
    engine: str = "auto",
    rules: Rulebook = STANDARD_RULES,
    progress: Progress | None = None,
    say: Say | None = None,
    cluster: str | None = None,
) -> Until:
    """Run replications until a figure is known as closely as is asked.

    Parameters
    ----------
    scenario
        A checked scenario, or a file.
    asked
        A figure and how far its 95 % interval may reach: "total.deviation_dkk ± 150000" in its
        unit, or "total.cost_dkk ± 2 %" of |mean|; `+-` does for `±`.
    at_most
        Replications after which it ends whatever is reached.
    out, workers, engine, rules, progress, say, cluster
        As in `simulate`; without a folder everything is kept in memory.

    Raises
    ------
    ScenarioError
        With every fault of a file.
    ResultsError
        When the folder cannot be used.
    ReplicationsFailed
        When not one replication finished.
    RuleError
        When a rule answers out of its range.
    ValueError
        When it is not a figure of the summary, or an argument makes no sense.
    """
    precision = precision_of(asked)
    machines = Machines(workers, cluster)
    machines.check()
    if at_most < 1:
        raise ValueError(phrase("at_most must be at least 1, not {at_most}", at_most=at_most))
    job = prepare(scenario, engine=engine, rules=rules, say=say)
    _check_known(precision.figure, Figures(job.facts, job.nothing))
    look = _in_memory(job, machines) if out is None else _in_folder(job, machines, Path(out))
    with machines.held():
        return _looked(look, precision, at_most, progress)


def _looked(look: "_Look", precision: Precision, at_most: int, progress: Progress | None) -> Until:
    """Look at more and more replications until they are enough, or as many as are allowed."""
    began, new, number = time.monotonic(), 0, min(at_most, next_number(0))
    while True:
        if progress:
            progress(new, number)
        seen = look(number)
        new += seen.new
        held = len(seen.figures.replications)
        enough = is_enough(precision, held, _figure_of(seen.figures, precision.figure))
        if enough or number >= at_most:
            break
        number = min(at_most, next_number(max(number, held)))
    if progress:
        progress(held, held)
    interval = seen.figures.intervals[precision.figure]
    hour = in_an_hour(precision, interval, held, (time.monotonic() - began) / max(1, new))
    return Until(precision, enough, seen.figures, seen.results, hour)


class _Seen(NamedTuple):
    """What some replications came to, and how many of them were not there before."""

    figures: Figures
    results: Results | None
    new: int


_Look = Callable[[int], _Seen]
"""Gives what so many replications come to."""


def _figure_of(figures: Figures, name: str) -> Callable[[int], Figure]:
    """A figure of the first so many of some replications."""
    known = [one for one, figure in figures.intervals.items() if figure["mean"] is not None]
    if name not in known:
        raise ValueError(unknown_figure(name, known))

    def of(number: int) -> Figure:
        if number == len(figures.replications):
            return figures.intervals[name]
        return Figures(figures.facts, some_replications(figures.sums, range(number))).intervals[
            name
        ]

    return of


def _check_known(name: str, nothing: Figures) -> None:
    """Refuse a figure that no summary of the scenario has; which exits are taken is not known."""
    if name not in nothing.intervals and _EXITS not in name:
        raise ValueError(unknown_figure(name, list(nothing.intervals)))


_EXITS: Final = ".exits."


def _in_memory(job: PreparedJob, machines: Machines) -> _Look:
    sums: dict[int, Sums] = {}

    def look(number: int) -> _Seen:
        new = range(len(sums), number)
        sums.update(_replicated(job, new, machines))
        every = sums_together([sums[n] for n in sorted(sums)])
        return _Seen(Figures(job.facts, every), None, len(new))

    return look


def _in_folder(job: PreparedJob, machines: Machines, out: Path) -> _Look:
    def look(number: int) -> _Seen:
        results = run_into_folder(RunPlan(job, number, machines), out)
        figures = Figures(job.facts, sums_of_tables(job.facts, results.tables))
        return _Seen(figures, results, results.simulated)

    return look


def _replicated(job: PreparedJob, numbers: range, machines: Machines) -> Iterator[tuple[int, Sums]]:
    work = SharedWork(
        partial(sums_of_replication, job.job, job.facts),
        job.rules,
        job.determinants,
        job.runs_side_by_side,
    )
    for attempt in shared_out(work, replications_of(numbers), machines):
        attempt.stop_if_it_ends_all()
        if attempt.fault is not None:
            raise ReplicationsFailed(
                phrase(
                    "replication {replication}: {fault}",
                    replication=attempt.replication,
                    fault=attempt.fault,
                )
            )
        yield attempt.replication, attempt.found
