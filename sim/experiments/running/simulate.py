"""A scenario in, a results folder out: the one way that replications are run.

Finished replications go to disk one by one, so that whatever ends a run, the next call of the same
run only does what is missing. `folder/contents.py` says what is there, `pool.py` shares out the
rest, `folder/merging.py` makes tables of it and `summary/summary.py` the answer.
"""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from sim.engines.compiled_engine import (
    CannotCompile,
    can_be_kept,
    first_time,
    fold_if_it_pays,
    made_ready,
)
from sim.engines.rule_error import RuleError
from sim.experiments.folder.contents import FolderContents, made, made_whole, summary_in
from sim.experiments.folder.lock import locked
from sim.experiments.folder.merging import Merge, merge
from sim.experiments.folder.reading import remember
from sim.experiments.folder.record import RunRecord, folder_name, record_of
from sim.experiments.folder.storage import ResultsError
from sim.experiments.results import Results
from sim.experiments.running import pool
from sim.experiments.running.piecework import replicate_into
from sim.experiments.running.preparing import job
from sim.experiments.running.replication import ENGINES
from sim.experiments.running.worker import Attempt
from sim.experiments.summary.scenario_facts import facts_of
from sim.experiments.summary.summary import summary_of
from sim.model.parameters import Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.units import DAYS_PER_WEEK, WEEKS_PER_YEAR
from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.reading import Scenario

Progress = Callable[[int, int], None]
"""Told how many replications are finished, and of how many."""

Say = Callable[[str], None]
"""Told in words what takes time before the first replication."""

MAX_WORKERS = 1_024

_WORTH_COMPILING = 1_000_000
"""Citizen-weeks that take SimPy longer than compiling: a minute or two."""


class ReplicationsFailed(Exception):  # noqa: N818 - it states what happened
    """Not one replication finished."""


class RunPlan(NamedTuple):
    """What is to be run, and where it goes."""

    scenario: Scenario
    engine: str
    rules: Rulebook
    replications: int
    workers: int | None
    folder: Path
    start_rules: Rulebook | None = None


def simulate(  # noqa: PLR0913 - the front door: each has a default and all but one a keyword
    scenario: Scenario,
    *,
    replications: int | None = None,
    workers: int | None = None,
    out: str | Path | None = "results",
    engine: str = "auto",
    rules: Rulebook = STANDARD_RULES,
    start_rules: Rulebook | None = None,
    progress: Progress | None = None,
    say: Say | None = None,
) -> Results:
    """Simulate a scenario, or finish what an earlier call of the same began.

    Parameters
    ----------
    replications
        How many; left out, what the scenario says.
    workers
        Processes; left out, one for each CPU that is free to this process.
    out
        Parent of the results folder; None keeps the results only as long as the object.
    engine
        `auto`, `compiled` or `simpy`; they give the same figures.
    rules
        Own rules. They cannot be written in a results folder, so `out` must be None.
    start_rules
        Rules by which it is found who is there on the first day; left out, `rules`.
    progress
        Told how many replications are finished, and of how many.

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
        raise ValueError("own rules cannot be kept in a results folder: give out=None")
    if pool.starts_a_worker():
        raise RuntimeError('put simulate under `if __name__ == "__main__":`, or give workers=1')
    parent = Path(mkdtemp(prefix="forloeb-") if out is None else out)
    wanted = scenario.values.run.replications if replications is None else replications
    workers = _checked_workers(workers)
    plan = RunPlan(
        scenario,
        engine_for(engine, scenario, rules, wanted, say),
        rules,
        wanted,
        workers,
        parent / folder_name(scenario),
        start_rules,
    )
    results = run_plan(plan, progress)
    if out is None:
        results.lose_with(parent)
    return results


def engine_for(
    wanted: str, scenario: Scenario, rules: Rulebook, replications: int, say: Say | None
) -> str:
    """Name of the engine that will run, made ready.

    Raises
    ------
    ValueError
        When it is unknown, or cannot compile the rules and was asked for by name.
    """
    if wanted == "simpy":
        return wanted
    if wanted not in {"auto", *ENGINES}:
        raise ValueError(f"engine {wanted!r} is unknown; use auto, {' or '.join(ENGINES)}")
    told = first_time(rules)
    if told is None:
        return "compiled"
    parameters = parameters_of(scenario)
    if wanted == "auto" and not _pays_to_compile(parameters, rules, replications):
        return "simpy"
    if say:
        say(told)
    try:
        made_ready(parameters, rules)
    except CannotCompile as fault:
        if wanted == "compiled":
            raise
        if say:
            say(f"{fault}: simpy runs")
        return "simpy"
    return "compiled"


def _pays_to_compile(parameters: Parameters, rules: Rulebook, replications: int) -> bool:
    """Whether compiling takes less time than SimPy would.

    A citizen is taken to be in care for a year (assumption); the standard rules are compiled
    once for all, where they can be kept.
    """
    if rules == STANDARD_RULES and can_be_kept(rules):
        return True
    citizens = parameters.inflow.per_day[0].sum() * DAYS_PER_WEEK * WEEKS_PER_YEAR
    return bool(citizens * parameters.calendar.weeks * replications > _WORTH_COMPILING)


def run_plan(plan: RunPlan, progress: Progress | None) -> Results:
    """Do what is missing, then make the folder's tables and summary."""
    if plan.replications < 1:
        raise ValueError(f"replications must be at least 1, not {plan.replications}")
    with locked(made(plan.folder)):
        record = record_of(plan.scenario, plan.engine)
        contents = made_whole(plan.folder, plan.scenario, record)
        missing = [r for r in range(plan.replications) if r not in contents.finished]
        done, failed = _run_missing(plan, missing, progress)
        finished = contents._replace(pieces=contents.pieces | done)
        if not finished.finished:
            raise ReplicationsFailed(_none_finished(failed))
        said = {str(number): failed[number] for number in sorted(failed)}
        _merge(plan, finished, record.model_copy(update={"failed": said}))
        results = Results(plan.folder, summary_in(plan.folder))
    results.simulated, results.failed = len(done), failed
    results.notes = [*contents.notes, *_notes(plan, finished, len(done), len(failed))]
    return results


def _merge(plan: RunPlan, finished: FolderContents, record: RunRecord) -> None:
    """Make tables and summary of what is there, unless they say it already."""
    here = plan.folder.as_posix()
    if finished.pieces or not finished.says(record, here):
        facts = facts_of(plan.scenario, plan.engine, here)
        summarise = partial(summary_of, facts)
        merge(Merge(plan.folder, finished.merged, finished.pieces, record, summarise))
        remember(plan.folder)


def _run_missing(
    plan: RunPlan, missing: list[int], progress: Progress | None
) -> tuple[frozenset[int], dict[int, str]]:
    """Replications that finished, and what went wrong with the others."""
    done: set[int] = set()
    failed: dict[int, str] = {}
    before = plan.replications - len(missing)
    if progress:
        progress(before, plan.replications)
    for outcome in _outcomes(plan, missing):
        if outcome.unwritable:
            raise ResultsError(outcome.fault)
        if outcome.is_of_rules:
            raise RuleError(outcome.fault)
        if outcome.fault is None:
            done.add(outcome.replication)
        else:
            failed[outcome.replication] = outcome.fault
        if progress:
            progress(before + len(done) + len(failed), plan.replications)
    return frozenset(done), failed


def _outcomes(plan: RunPlan, missing: list[int]) -> Iterable[Attempt]:
    if not missing:
        return ()
    prepared = job(
        plan.scenario, engine=plan.engine, rules=plan.rules, start_rules=plan.start_rules
    )
    if plan.engine == "compiled":
        fold_if_it_pays(prepared.parameters, plan.rules, len(missing))
    work = partial(replicate_into, plan.folder, prepared)
    workers = plan.workers or pool.available_workers()
    # Unless workers were asked for, rules that cannot travel are run here.
    if plan.workers is None and workers > 1 and not pool.travels(work):
        workers = 1
    return pool.outcomes(work, missing, min(workers, len(missing)))


def _checked_workers(wanted: int | None) -> int | None:
    if wanted is not None and not 1 <= wanted <= MAX_WORKERS:
        raise ValueError(f"workers must be from 1 to {MAX_WORKERS}, not {wanted}")
    return wanted


def _none_finished(failed: dict[int, str]) -> str:
    number = min(failed)
    return f"none of {len(failed)} replications finished; replication {number}: {failed[number]}"


def _notes(plan: RunPlan, contents: FolderContents, simulated: int, failed: int) -> list[str]:
    held, asked = len(contents.finished), plan.replications
    notes = []
    if simulated == 0 and failed == 0:
        notes.append(f"complete: all {asked} replications are in {plan.folder} already")
    beyond = len([number for number in contents.finished if number >= asked])
    if beyond:
        notes.append(f"{plan.folder} holds {held} replications; the summary covers them all")
    return notes
