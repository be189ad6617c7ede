"""A scenario in, its results out: into a folder, or kept in memory.

Finished replications go to disk one by one, so that whatever ends a run, the next call of the same
run only does what is missing. `folder/contents.py` says what is there, `pool.py` shares out the
rest, `folder/merging.py` makes tables of it and `summary/summary.py` the answer.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sim.engines.compiled_engine import fold_if_it_pays
from sim.experiments.cluster.machines import check_cluster
from sim.experiments.cluster.outcomes import ClusterWork, all_of, cluster_outcomes
from sim.experiments.cluster.stack import rulebook_hash
from sim.experiments.cluster.task import Piece
from sim.experiments.folder.contents import FolderContents, made, made_whole, summary_in
from sim.experiments.folder.lock import locked
from sim.experiments.folder.merging import Merge, merge
from sim.experiments.folder.reading import remember
from sim.experiments.folder.record import RunRecord, folder_name, record_of
from sim.experiments.prepared.in_memory import replicate_in_memory
from sim.experiments.prepared.memory_tables import MemoryTables
from sim.experiments.prepared.state_sums import sums_together
from sim.experiments.results import MemoryResults, Results
from sim.experiments.running import pool
from sim.experiments.running.engine_choice import Say, engine_for
from sim.experiments.running.piecework import put_carried, replicate_into, replicate_to_carry
from sim.experiments.running.pool import check_workers
from sim.experiments.running.preparing import job
from sim.experiments.running.worker import Attempt, Work
from sim.experiments.summary.scenario_facts import facts_of, facts_with
from sim.experiments.summary.summary import summary_of, summary_tree
from sim.experiments.summary.sums import Sums
from sim.experiments.tables.job import Job
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
    """The run that is wanted, and where its results go."""

    scenario: Scenario
    engine: str
    rules: Rulebook
    replications: int
    workers: int | None
    start_rules: Rulebook | None = None
    cluster: str | None = None


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
    check_workers(workers)
    check_cluster(cluster)
    if seed is not None:
        scenario = changed_scenario(scenario, {"run.seed": seed})
    wanted = scenario.values.run.replications if replications is None else replications
    if wanted < 1:
        raise ValueError(phrase("replications must be at least 1, not {wanted}", wanted=wanted))
    plan = RunPlan(
        scenario,
        engine_for(engine, scenario, rules, wanted, say),
        rules,
        wanted,
        workers,
        start_rules,
        cluster,
    )
    if out is None:
        return run_in_memory(plan, progress, keep_log=log)
    return run_into_folder(plan, Path(out) / folder_name(scenario), progress)


def run_in_memory(
    plan: RunPlan, progress: Progress | None, *, keep_log: bool = False
) -> MemoryResults:
    """Run every replication and keep sums and tables in memory, and the event log if asked."""
    prepared = _prepared(plan, plan.replications)
    tables, sums = MemoryTables(), dict[int, Sums]()
    logs: dict[int, list[LogRow]] = {}
    facts = facts_with(plan.scenario, prepared.parameters, plan.engine, "")

    def keep(of: Attempt) -> None:
        sums[of.replication] = of.found.sums
        tables.add(of.replication, of.found.tables)
        if keep_log:
            logs[of.replication] = of.found.log

    work = partial(replicate_in_memory, prepared, facts, keep_log)
    _, failed = _run(plan, range(plan.replications), work, progress, keep)
    if not sums:
        raise ReplicationsFailed(_none_finished(failed))
    every = sums_together([sums[number] for number in sorted(sums)])
    results = MemoryResults(plan.scenario, tables, summary_tree(facts, every))
    results.simulated, results.failed = len(sums), failed
    if keep_log:
        results.log = [row for number in sorted(logs) for row in logs[number]]
    return results


def run_into_folder(plan: RunPlan, folder: Path, progress: Progress | None) -> Results:
    """Do what is missing, then make the folder's tables and summary."""
    with locked(made(folder)):
        record = record_of(plan.scenario, plan.engine)
        contents = made_whole(folder, plan.scenario, record)
        missing = [r for r in range(plan.replications) if r not in contents.finished]
        done, failed = _run_pieces(plan, folder, missing, progress)
        finished = contents._replace(pieces=contents.pieces | done)
        if not finished.finished:
            raise ReplicationsFailed(_none_finished(failed))
        said = {str(number): failed[number] for number in sorted(failed)}
        _merge(plan, folder, finished, record.model_copy(update={"failed": said}))
        results = Results(folder, summary_in(folder))
    results.simulated, results.failed = len(done), failed
    results.notes = [*contents.notes, *_notes(plan, folder, finished, len(done) + len(failed))]
    return results


def _run_pieces(
    plan: RunPlan, folder: Path, missing: Sequence[int], progress: Progress | None
) -> tuple[frozenset[int], dict[int, str]]:
    """Put the missing replications in the folder, as `_run` says what became of them."""
    if not missing:
        return _run(plan, missing, _nothing, progress)
    wanted = _prepared(plan, len(missing))
    if plan.cluster is None:
        return _run(plan, missing, partial(replicate_into, folder, wanted), progress)

    def keep(of: Attempt) -> None:
        put_carried(folder, wanted.run_hash, of.replication, of.found)

    return _run(plan, missing, partial(replicate_to_carry, wanted), progress, keep)


def _prepared(plan: RunPlan, replications: int) -> Job:
    """What a worker needs; where it pays, a loop of the scenario's structure is compiled first."""
    made = job(plan.scenario, engine=plan.engine, rules=plan.rules, start_rules=plan.start_rules)
    if plan.engine == "compiled" and plan.cluster is None:
        fold_if_it_pays(made.parameters, plan.rules, replications)
    return made


def _nothing(_: int) -> None:
    """The work where no replication is missing."""


def _merge(plan: RunPlan, folder: Path, finished: FolderContents, record: RunRecord) -> None:
    """Make tables and summary of what is there, unless they say it already."""
    here = folder.as_posix()
    if finished.pieces or not finished.says(record, here):
        facts = facts_of(plan.scenario, plan.engine, here)
        summarise = partial(summary_of, facts)
        merge(Merge(folder, finished.merged, finished.pieces, record, summarise))
        remember(folder)


def _run(
    plan: RunPlan,
    missing: Sequence[int],
    work: Work,
    progress: Progress | None,
    keep: Callable[[Attempt], None] | None = None,
) -> tuple[frozenset[int], dict[int, str]]:
    """Replications that finished, and what went wrong with the others."""
    done: set[int] = set()
    failed: dict[int, str] = {}
    before = plan.replications - len(missing)
    if progress:
        progress(before, plan.replications)
    for outcome in _outcomes(plan, missing, work):
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


def _outcomes(plan: RunPlan, missing: Sequence[int], work: Work) -> Iterable[Attempt]:
    if not missing:
        return ()
    if plan.cluster is not None:
        return _on_cluster(plan, plan.cluster, missing, work)
    workers = None if plan.workers is None else min(plan.workers, len(missing))
    return pool.outcomes(work, missing, workers)


def _on_cluster(
    plan: RunPlan, cluster: str, missing: Sequence[int], work: Work
) -> Iterable[Attempt]:
    flags = [given for given in getattr(work, "args", ()) if isinstance(given, bool)]
    begun = rulebook_hash(plan.start_rules or plan.rules)
    determinants = [all_of(plan.scenario), plan.engine, begun, flags]
    pieces = [Piece(number, str(number), (number,)) for number in missing]
    return cluster_outcomes(cluster, ClusterWork(work, plan.rules, determinants), pieces)


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
