"""A sweep in parts, for array jobs that know nothing of each other: prepared, worked on, gathered.

`prepared_study` writes a study into the sweep's folder and runs nothing. Each job does its share
of the settings and writes in a place of its own, so no two write the same file. The sweep's
own call gathers what they did, and does what is missing.
"""

from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple

from pydantic import Field, ValidationError

from sim.experiments.folder.contents import made
from sim.experiments.folder.documents import check_sum, read_document, summed_up
from sim.experiments.folder.lock import locked
from sim.experiments.folder.record import (
    Hash,
    RecordedScenario,
    Sha256,
    Versions,
    recorded_scenario,
    run_hash,
    versions,
)
from sim.experiments.folder.storage import ResultsError, json_text, writing_to
from sim.experiments.prepared.prepare import prepare
from sim.experiments.running.sharing import Machines
from sim.experiments.running.simulate import Progress
from sim.experiments.sweeps.design import SweepDesign
from sim.experiments.sweeps.store import SHARDS, SweepStore
from sim.experiments.sweeps.sweep import SweepPlan, run_into_store
from sim.experiments.sweeps.written import sweep_folder
from sim.scenario.files.canonical import json_tree, tree_of_json
from sim.scenario.reading import Scenario
from sim.scenario.schema.quantities import MAX_REPLICATIONS
from sim.words import known, phrase
from sim.writing import made_folder, replace_text

STUDY: Final = "study.json"
MOST_SHARDS: Final = 100_000


class SweepStudy(RecordedScenario):
    """What `study.json` says."""

    study: Literal[1]
    hash: Hash
    versions: Versions
    engine: Literal["compiled", "simpy"]
    replications: Annotated[int, Field(ge=1, le=MAX_REPLICATIONS)]
    factors: Annotated[list[str], Field(min_length=1)]
    settings: Annotated[list[dict[str, Any]], Field(min_length=1)]
    sum: Sha256


class Shard(NamedTuple):
    """A part of the settings: every `of`-th, from number `number` on, counted from 1."""

    number: int
    of: int

    @property
    def folder(self) -> str:
        """Where it writes, below the shards of a sweep's folder."""
        return f"{self.number}-of-{self.of}"


class ShardDone(NamedTuple):
    """What a job did of its share."""

    folder: Path
    settings: int
    simulated: int
    failed: dict[int, str]


def shard_of(text: str) -> Shard:
    """A shard from text such as 1/8.

    Raises
    ------
    ValueError
        When it is none.
    """
    numbers = text.split("/")
    if all(part.isascii() and part.isdecimal() for part in numbers) and len(numbers) == len(
        Shard._fields
    ):
        shard = Shard(*map(int, numbers))
        if 1 <= shard.number <= shard.of <= MOST_SHARDS:
            return shard
    raise ValueError(phrase("--shard {text}: write NUMBER/OF, from 1/8 to 8/8", text=text))


def prepared_study(plan: SweepPlan, out: Path) -> Path:
    """Folder of a sweep with all that a job needs to know; nothing is run.

    Raises
    ------
    ResultsError
        When the folder cannot be used.
    """
    return prepared_in(sweep_folder(plan.job.scenario, out), plan)


def prepared_in(folder: Path, plan: SweepPlan) -> Path:
    """The same in a folder of another name: a study whose settings were drawn.

    Raises
    ------
    ResultsError
        When the folder cannot be used.
    """
    scenario = plan.job.scenario
    tree = {
        "study": 1,
        "hash": run_hash(scenario),
        "versions": versions(),
        "scenario": scenario.stem,
        "determinants": scenario.determinants,
        "resolved": scenario.resolved,
        "engine": plan.job.engine,
        "replications": plan.replications,
        "factors": list(plan.design.factors),
        "settings": [json_tree(setting) for setting in plan.design.settings],
    }
    with locked(made(folder)), writing_to(folder):
        replace_text(json_text(summed_up(tree)), folder / STUDY)
    return folder


def work_on(
    folder: Path, shard: Shard, *, workers: int | None = None, progress: Progress | None = None
) -> ShardDone:
    """Run what is missing of a shard of a prepared sweep.

    Raises
    ------
    ResultsError
        When there is no study, it is of another version, or a folder cannot be used.
    ReplicationsFailed
        When not one setting of the shard finished.
    RuleError
        When a rule answers out of its range.
    """
    study, scenario = _study_in(folder)
    every = SweepDesign(
        tuple(study.factors), tuple(tree_of_json(setting) for setting in study.settings)
    )
    mine = every._replace(settings=every.settings[shard.number - 1 :: shard.of])
    place = folder / SHARDS / shard.folder
    with writing_to(folder):
        made_folder(folder / SHARDS)
    with locked(made(place)):
        store = SweepStore(folder, shard.folder)
        if not mine.settings:
            return ShardDone(place, 0, 0, {})
        job = prepare(scenario, engine=study.engine)
        plan = SweepPlan(job, mine, study.replications, Machines(workers), progress)
        return ShardDone(place, len(mine.settings), *run_into_store(plan, store))


def _study_in(folder: Path) -> tuple[SweepStudy, Scenario]:
    """A study and its scenario, if this version can go on with it."""
    path = folder / STUDY
    none = phrase("{path}: is no study of a sweep; {again}", path=path, again=phrase(_AGAIN))
    if not path.exists():
        raise ResultsError(none)
    tree = read_document(path)
    check_sum(path, tree)
    try:
        study = SweepStudy.model_validate(tree)
    except ValidationError as fault:
        raise ResultsError(none) from fault
    theirs, ours = study.versions.model_dump(), versions()
    other = [
        phrase("{name} {of} (here {ours})", name=name, of=of, ours=ours[name])
        for name, of in theirs.items()
        if of != ours[name]
    ]
    if other:
        raise ResultsError(
            phrase(
                "{path}: was prepared by another version: {other}; {again}",
                path=path,
                other=", ".join(other),
                again=phrase(_AGAIN),
            )
        )
    scenario = recorded_scenario(study)
    if scenario is None or run_hash(scenario) != study.hash:
        raise ResultsError(
            phrase("{path}: its scenario cannot be run; {again}", path=path, again=phrase(_AGAIN))
        )
    return study, scenario


_AGAIN: Final = known("prepare it again with `forloeb sweep ... --prepare-only`")
