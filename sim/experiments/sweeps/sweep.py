"""Many settings of one scenario under the same chance: a grid or a design in, figures out.

Every setting has the same seed and replications, so the same citizens live under all of them and a
difference between settings is never luck. Settings are checked before the first one runs. With a
folder what is run is kept (`store.py`), so a sweep that is killed is finished by the same call and
more settings or replications extend it; its rows go to Parquet a few settings at a time.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

from sim.experiments.cluster.task import Piece, Pieces
from sim.experiments.folder.contents import made
from sim.experiments.folder.lock import locked
from sim.experiments.folder.record import digest_of
from sim.experiments.prepared.figures import Figures
from sim.experiments.prepared.prepare import PreparedJob, prepare
from sim.experiments.running.engine_choice import Say
from sim.experiments.running.sharing import Machines, SharedWork, shared_out
from sim.experiments.running.simulate import Progress, ReplicationsFailed
from sim.experiments.running.worker import Attempt
from sim.experiments.sweeps.design import SweepDesign, SweepHeading, Vary, design_of, setting_name
from sim.experiments.sweeps.flat_sums import restored_sums
from sim.experiments.sweeps.found import Row, Sweep, setting_row, setting_rows
from sim.experiments.sweeps.store import SweepStore
from sim.experiments.sweeps.written import SweepTables, sweep_folder
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.scenario.reading import Scenario
from sim.words import phrase

MOST_SETTINGS: Final = 100
MOST_REPLICATIONS: Final = 1_000
"""Settings, and replications of them, in memory together where they are kept in a folder."""

_LOOKED_AT = 9
"""Settings by which it is told how many of them have lives of their own."""


class SweepPlan(NamedTuple):
    """What is to be run."""

    job: PreparedJob
    design: SweepDesign
    replications: int
    machines: Machines = Machines()
    progress: Progress | None = None

    @property
    def heading(self) -> SweepHeading:
        """What heads the answer."""
        run = self.job.scenario.values.run
        return SweepHeading(
            self.job.scenario.stem, run.seed, run.weeks, self.replications, self.design.factors
        )


def sweep(  # noqa: PLR0913 - the front door: all but two are keywords with defaults
    scenario: Scenario | str | Path,
    vary: Vary,
    replications: int | None = None,
    *,
    out: str | Path | None = None,
    workers: int | None = None,
    engine: str = "auto",
    rules: Rulebook = STANDARD_RULES,
    progress: Progress | None = None,
    say: Say | None = None,
    cluster: str | None = None,
) -> Sweep:
    """Run every setting of a grid or a design, or finish what an earlier call began.

    Parameters
    ----------
    scenario
        A checked scenario, or a file.
    vary
        Values by key, every combination of which is run, as
        `{"team.Nord.inflow_per_week": [3, 4, 5]}`; or one mapping of values by key a setting.
    replications
        How many of each; left out, as many as the scenario says.
    out
        Parent of the sweep's folder; None keeps everything in memory.
    workers, engine, rules, progress, say
        As in `simulate`; progress counts the replications of all settings.
    cluster
        Address of a Dask scheduler whose workers do it, or `local:N` for N workers here.

    Raises
    ------
    ScenarioError
        With every fault of a file or of the first setting that has some.
    ResultsError
        When a folder cannot be used.
    ReplicationsFailed
        When not one setting finished.
    RuleError
        When a rule answers out of its range.
    ValueError
        When an argument makes no sense.
    """
    if rules != STANDARD_RULES and out is not None:
        raise ValueError(phrase("own rules cannot be kept in a folder: give out=None"))
    machines = Machines(workers, cluster)
    machines.check()
    job = prepare(scenario, engine=engine, rules=rules, say=say)
    plan = plan_of(job, vary, replications)
    plan = plan._replace(machines=machines, progress=progress)
    return _in_memory(plan) if out is None else _into_folder(plan, Path(out))


def plan_of(job: PreparedJob, vary: Vary, replications: int | None) -> SweepPlan:
    """Which replications of which settings, every setting checked.

    Raises
    ------
    ScenarioError
        With every fault of the first setting that has some.
    ValueError
        When there is no setting or no replication.
    """
    design = design_of(vary)
    for setting in design.settings:
        job.with_values(setting)
    wanted = job.scenario.values.run.replications if replications is None else replications
    if wanted < 1:
        raise ValueError(phrase("replications must be at least 1, not {wanted}", wanted=wanted))
    return SweepPlan(job, design, wanted)


def replicate_setting(
    job: PreparedJob, setting: dict[str, Any], replications: Sequence[int]
) -> Figures:
    """Run some replications of a setting: what a worker does."""
    return job.with_checked(setting).replicate(replications)


def _outcomes(plan: SweepPlan, missing: Sequence[Sequence[int]]) -> Iterable[Attempt]:
    """What becomes of each setting of which replications are missing."""
    numbers = [n for n, some in enumerate(missing) if some]
    job = plan.job
    if numbers and plan.machines.cluster is None:
        job.fold_if_it_pays(_lived(plan, numbers, sum(map(len, missing))))
    work = SharedWork(
        partial(replicate_setting, job), job.rules, job.determinants, job.runs_side_by_side
    )
    pieces = Pieces(numbers, partial(_piece, plan.design.settings, missing))
    return shared_out(work, pieces, plan.machines)


def _lived(plan: SweepPlan, numbers: Sequence[int], missing: int) -> int:
    """About how many of the missing replications the engine runs, by a few of the settings.

    Settings that differ in rates alone are paid anew for the lives of the first of them.
    """
    some = numbers[:: -(-len(numbers) // _LOOKED_AT)]
    first, *others = (plan.job.with_checked(plan.design.settings[number]) for number in some)
    alone = sum(not other.shares_lives_with(first) for other in others)
    return max(plan.replications, missing * alone // max(1, len(others)))


def _piece(
    settings: Sequence[dict[str, Any]], missing: Sequence[Sequence[int]], number: int
) -> Piece:
    setting, wanted = settings[number], list(missing[number])
    return Piece(number, f"{setting_name(setting)}-{digest_of(wanted)}", (setting, wanted))


def run_settings(
    plan: SweepPlan, missing: Sequence[Sequence[int]], keep: Callable[[int, Figures], None]
) -> dict[int, str]:
    """Run what is missing of each setting; what went wrong, by setting."""
    failed: dict[int, str] = {}
    of = plan.replications * len(missing)
    done = of - sum(map(len, missing))
    if plan.progress:
        plan.progress(done, of)
    for attempt in _outcomes(plan, missing):
        attempt.stop_if_it_ends_all()
        if attempt.fault is None:
            keep(attempt.replication, attempt.found)
        else:
            failed[attempt.replication] = attempt.fault
        done += len(missing[attempt.replication])
        if plan.progress:
            plan.progress(done, of)
    if len(failed) == len(missing):
        raise ReplicationsFailed(
            phrase("no setting finished; setting 0: {failed}", failed=failed[0])
        )
    return failed


# In memory


def _in_memory(plan: SweepPlan) -> Sweep:
    found: dict[int, Figures] = {}
    every = [range(plan.replications)] * len(plan.design.settings)
    failed = run_settings(plan, every, found.__setitem__)
    values = plan.design.settings

    def rows() -> Iterator[Row]:
        for number in sorted(found):
            yield from setting_rows(number, values[number], found[number])

    def settings() -> Iterator[Row]:
        return (setting_row(number, values[number], found[number]) for number in sorted(found))

    sweep = Sweep(plan.heading, rows, settings)
    sweep.failed, sweep.simulated = failed, plan.replications * len(found)
    return sweep


# In a folder


def _into_folder(plan: SweepPlan, parent: Path) -> Sweep:
    folder = sweep_folder(plan.job.scenario, parent)
    with locked(made(folder)):
        store = SweepStore(folder)
        simulated, failed = run_into_store(plan, store)
        tables = SweepTables(folder, plan.job.scenario, plan.heading)
        for numbers in numbers_at_a_time(plan):
            tables.add(kept_figures(plan, store, [n for n in numbers if n not in failed]))
        sweep = tables.finish()
    sweep.failed, sweep.simulated = failed, simulated
    return sweep


def run_into_store(plan: SweepPlan, store: SweepStore) -> tuple[int, dict[int, str]]:
    """Run what is not in the store yet; how many replications that was, and what went wrong."""
    settings = plan.design.settings
    missing = store.missing(map(setting_name, settings), plan.replications)

    def keep(number: int, figures: Figures) -> None:
        store.add(setting_name(settings[number]), figures.sums)

    try:
        failed = run_settings(plan, missing, keep)
    finally:
        store.put_down()
    return sum(len(some) for n, some in enumerate(missing) if n not in failed), failed


def kept_figures(
    plan: SweepPlan, store: SweepStore, numbers: Sequence[int]
) -> Iterator[tuple[int, dict[str, Any], Figures]]:
    """Number, values and figures of some settings, from their sums on the disk."""
    names = {n: setting_name(plan.design.settings[n]) for n in numbers}
    kept = store.sums(list(names.values()), plan.replications) if names else {}
    for number, name in names.items():
        values = plan.design.settings[number]
        job = plan.job.with_checked(values)
        yield number, values, Figures(job.facts, restored_sums(job, kept[name]))


def numbers_at_a_time(plan: SweepPlan) -> Iterator[range]:
    """Numbers of as many settings as may be in memory together."""
    many = len(plan.design.settings)
    at_a_time = min(MOST_SETTINGS, max(1, MOST_REPLICATIONS // plan.replications))
    for first in range(0, many, at_a_time):
        yield range(first, min(many, first + at_a_time))
