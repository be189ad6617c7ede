"""A scenario in, its results out: into a folder, or kept in memory.

Finished replications go to disk one by one, so that whatever ends a run, the next call of the same
run only does what is missing. `folder/contents.py` says what is there, `sharing.py` shares out the
rest, `folder/merging.py` makes tables of it and `summary/summary.py` the answer.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sim.experiments.fitting.inflow import with_fitted_inflow
from sim.experiments.folder.contents import FolderContents, made, made_whole, summary_in
from sim.experiments.folder.lock import locked
from sim.experiments.folder.record import folder_name, record_of, run_hash
from sim.experiments.prepared.in_memory import replicate_in_memory
from sim.experiments.prepared.memory_tables import MemoryTables
from sim.experiments.prepared.prepare import PreparedJob, prepare
from sim.experiments.prepared.state_sums import sums_together
from sim.experiments.results import MemoryResults, Results
from sim.experiments.running.engine_choice import Say
from sim.experiments.running.finishing import finish
from sim.experiments.running.piecework import put_carried, replicate_into, replicate_to_carry
from sim.experiments.running.sharing import Machines, SharedWork, replications_of, shared_out
from sim.experiments.running.worker import Attempt, Work
from sim.experiments.summary.summary import summary_tree
from sim.experiments.summary.sums import Sums
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.scenario.reading import Scenario, changed_scenario
from sim.words import phrase

if TYPE_CHECKING:
    from sim.model.log import LogRow

Progress = Callable[[int, int], None]
"""Told how many replications are finished, and of how many."""


class ReplicationsFailed(Exception):  # noqa: N818 - it states what happened
    """Not one replication finished."""


class RunPlan(NamedTuple):
    """Replications of a prepared job, and who makes them."""

    job: PreparedJob
    replications: int
    machines: Machines = Machines()
    progress: Progress | None = None


def simulate(  # noqa: PLR0913 - the front door: each has a default and all but one a keyword
    scenario: Scenario,
    *,
    replications: int | None = None,
    seed: int | None = None,
    workers: int | None = None,
    out: str | Path | None = "results",
    log: bool = False,
    engine: str = "auto",
    rules: Rulebook = STANDARD_RULES,
    start_rules: Rulebook | None = None,
    progress: Progress | None = None,
    say: Say | None = None,
    cluster: str | None = None,
) -> Results:
    """Simulate a scenario, or finish what an earlier call of the same began.

    Parameters
    ----------
    replications
        How many; left out, what the scenario says.
    seed
        Of all draws; left out, what the scenario says.
    workers
        Processes; left out, none until what is left would take them less time, then one for each
        CPU that is free to this process.
    out
        Parent of the results folder; None keeps the results in memory, as long as the object.
    log
        Keep the event log of every replication in `results.log`; `out` must then be None.
    engine
        `auto`, `compiled` or `simpy`; they give the same figures.
    rules
        Own rules. They cannot be written in a results folder, so `out` must be None.
    start_rules
        Rules by which it is found who is there on the first day; left out, `rules`.
    progress
        Told how many replications are finished, and of how many.
    cluster
        Address of a Dask scheduler whose workers do it, or `local:N` for N workers here. What they
        find is carried back, and written here.

    Raises
    ------
    ResultsError
        When the folder cannot be used.
    ReplicationsFailed
        When not one replication finished.
    RuleError
        When a rule answers out of its range.
    ValueError
        When an argument makes no sense.
    """
    if {rules, start_rules or rules} != {STANDARD_RULES} and out is not None:
        raise ValueError(phrase("own rules cannot be kept in a results folder: give out=None"))
    if log and out is not None:
        raise ValueError(phrase("an event log is kept in memory only: give out=None"))
    machines = Machines(workers, cluster)
    machines.check()
    if seed is not None:
        scenario = changed_scenario(scenario, {"run.seed": seed})
    scenario = with_fitted_inflow(scenario, start_rules or rules)
    wanted = scenario.values.run.replications if replications is None else replications
    if wanted < 1:
        raise ValueError(phrase("replications must be at least 1, not {wanted}", wanted=wanted))
    prepared = prepare(
        scenario,
        engine=engine,
        rules=rules,
        start_rules=start_rules,
        replications=wanted,
        say=say,
    )
    plan = RunPlan(prepared, wanted, machines, progress)
    return run_in_memory(plan, keep_log=log) if out is None else run_into_folder(plan, Path(out))


def run_in_memory(plan: RunPlan, *, keep_log: bool = False) -> MemoryResults:
    """Run every replication and keep sums and tables in memory, and the event log if asked."""
    tables, sums = MemoryTables(), dict[int, Sums]()
    logs: dict[int, list[LogRow]] = {}
    facts = plan.job.facts

    def keep(of: Attempt) -> None:
        sums[of.replication] = of.found.sums
        tables.add(of.replication, of.found.tables)
        if keep_log:
            logs[of.replication] = of.found.log

    work = partial(replicate_in_memory, plan.job.job, facts, keep_log)
    every_one, several = range(plan.replications), plan.job.runs_side_by_side
    _, failed = _run(plan, every_one, work, keep, side_by_side=several)
    if not sums:
        raise ReplicationsFailed(_none_finished(failed))
    every = sums_together([sums[number] for number in sorted(sums)])
    results = MemoryResults(plan.job.scenario, tables, summary_tree(facts, every))
    results.simulated, results.failed = len(sums), failed
    if keep_log:
        results.log = [row for number in sorted(logs) for row in logs[number]]
    return results


def run_into_folder(plan: RunPlan, parent: Path) -> Results:
    """Do what is missing of a results folder, then make its tables and summary."""
    scenario = plan.job.scenario
    folder = parent / folder_name(scenario)
    with locked(made(folder)):
        record = record_of(scenario, plan.job.engine)
        contents = made_whole(folder, scenario, record)
        missing = [r for r in range(plan.replications) if r not in contents.finished]
        done, failed = _run_pieces(plan, folder, missing)
        finished = contents._replace(pieces=contents.pieces | done)
        if not finished.finished:
            raise ReplicationsFailed(_none_finished(failed))
        said = {str(number): failed[number] for number in sorted(failed)}
        said_of_run = record.model_copy(update={"failed": said})
        finish(plan.job.scenario, folder, finished, said_of_run, lambda: plan.job.job)
        results = Results(folder, summary_in(folder))
    results.simulated, results.failed = len(done), failed
    results.notes = [*contents.notes, *_notes(plan, folder, finished, len(done) + len(failed))]
    return results


def _run_pieces(
    plan: RunPlan, folder: Path, missing: Sequence[int]
) -> tuple[frozenset[int], dict[int, str]]:
    """Put the missing replications in the folder, as `_run` says what became of them."""
    if not missing:
        return _run(plan, missing, _nothing)
    wanted = plan.job.job._replace(run_hash=run_hash(plan.job.scenario))
    if plan.machines.cluster is None:
        return _run(plan, missing, partial(replicate_into, folder, wanted))

    def keep(of: Attempt) -> None:
        put_carried(folder, wanted.run_hash, of.replication, of.found)

    return _run(plan, missing, partial(replicate_to_carry, wanted), keep)


def _nothing(_: int) -> None:
    """The work where no replication is missing."""


def _run(
    plan: RunPlan,
    missing: Sequence[int],
    function: Work,
    keep: Callable[[Attempt], None] | None = None,
    *,
    side_by_side: bool = False,
) -> tuple[frozenset[int], dict[int, str]]:
    """Replications that finished, and what went wrong with the others."""
    done: set[int] = set()
    failed: dict[int, str] = {}
    before, progress = plan.replications - len(missing), plan.progress
    if progress:
        progress(before, plan.replications)
    for outcome in _outcomes(plan, missing, function, side_by_side):
        outcome.stop_if_it_ends_all()
        if outcome.fault is None:
            done.add(outcome.replication)
            if keep:
                keep(outcome)
        else:
            failed[outcome.replication] = outcome.fault
        if progress:
            progress(before + len(done) + len(failed), plan.replications)
    return frozenset(done), failed


def _outcomes(
    plan: RunPlan,
    missing: Sequence[int],
    function: Work,
    side_by_side: bool,  # noqa: FBT001 - handed on
) -> Iterable[Attempt]:
    if not missing:
        return ()
    if plan.machines.cluster is None:
        plan.job.fold_if_it_pays(len(missing))
    flags = [given for given in getattr(function, "args", ()) if isinstance(given, bool)]
    determinants = [plan.job.determinants, flags]
    work = SharedWork(function, plan.job.rules, determinants, side_by_side)
    return shared_out(work, replications_of(missing), plan.machines)


def _none_finished(failed: dict[int, str]) -> str:
    number = min(failed)
    return phrase(
        "none of {count} replications finished; replication {number}: {failed}",
        count=len(failed),
        number=number,
        failed=failed[number],
    )


def _notes(plan: RunPlan, folder: Path, contents: FolderContents, new: int) -> list[str]:
    held, asked = len(contents.finished), plan.replications
    notes = []
    if new == 0:
        notes.append(
            phrase(
                "complete: all {asked} replications are in {folder} already",
                asked=asked,
                folder=folder,
            )
        )
    beyond = len([number for number in contents.finished if number >= asked])
    if beyond:
        notes.append(
            phrase(
                "{folder} holds {held} replications; the summary covers them all",
                folder=folder,
                held=held,
            )
        )
    return notes
