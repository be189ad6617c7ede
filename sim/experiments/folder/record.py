"""What `run.json` says: what was run, by which versions, and which replications are there.

It holds no path of the machine, no time of day and nothing of how the work was shared out,
so that the same run gives the same bytes everywhere. The scenario in it is whole: `verify`
runs a replication again from nothing but this file. Every field is checked before anything is
done with it, for the folder may come from anybody; `reading.py` looks at the rest of the folder.
"""

import datetime as dt
import hashlib
import platform
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from sim.experiments.folder.documents import (
    Tree,
    canonical_json,
    check_sum,
    read_document,
    summed_up,
)
from sim.experiments.folder.storage import ResultsError
from sim.model.version import MODEL_VERSION
from sim.scenario.faults.fault import ScenarioError
from sim.scenario.reading import Scenario, restored_scenario
from sim.scenario.schema.quantities import MAX_NAME, MAX_REPLICATIONS, MAX_SEED, MAX_WEEKS
from sim.words import known, phrase

RUN: Final = "run.json"
RECORD_VERSION: Final = 2
FIRST_VERSION: Final = 1
"""Of the folders that Forløb 0.1.0 wrote: they are read, and never extended."""

STARTS_AS: Final = "starts_as"
"""Key of the scenario whose people are in care on the first day, where they are not the own."""
HEX_DIGITS: Final = 8

MOST_LETTERS_OF_A_FILE: Final = 255

AGAIN: Final = known(
    "remove the folder and run the scenario again, or name another folder with --out"
)
"""What to do about a folder that cannot be trusted."""


def _distinct(values: list[Any]) -> list[Any]:
    if len(set(values)) != len(values):
        raise ValueError(phrase("an entry is there twice"))
    return values


def _day(text: str) -> str:
    dt.date.fromisoformat(text)
    return text


Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME)]
Stem = Annotated[str, Field(max_length=MOST_LETTERS_OF_A_FILE, pattern=r"^[^/\x00]+$")]
ReplicationNumber = Annotated[int, Field(ge=0, lt=2 * MAX_REPLICATIONS)]
NumberAsText = Annotated[str, Field(pattern=r"^[0-9]{1,7}$")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Hash = Annotated[str, Field(pattern=rf"^[0-9a-f]{{{HEX_DIGITS}}}$")]
FileName = Annotated[str, Field(pattern=r"^(team_weeks\.parquet|spells\.parquet|summary\.json)$")]


class Checked(BaseModel):
    """A table of a document: exactly these fields, each of its type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Versions(Checked):
    """What the numbers were made by."""

    forloeb: str
    model: Annotated[int, Field(ge=0, lt=2**31)]
    python: str
    numpy: str
    simpy: str


class RecordedScenario(Checked):
    """A scenario as it is kept: its name, what decides a replication, and all that was read."""

    scenario: Stem
    determinants: Tree
    resolved: Tree


class RecordedRun(RecordedScenario):
    """What every version of `run.json` says."""

    title: str
    seed: Annotated[int, Field(ge=0, le=MAX_SEED)]
    weeks: Annotated[int, Field(ge=1, le=MAX_WEEKS)]
    start: Annotated[str, AfterValidator(_day)]
    teams: Annotated[list[Name], Field(min_length=1, max_length=5_000), AfterValidator(_distinct)]
    courses: Annotated[list[Name], Field(min_length=1, max_length=200), AfterValidator(_distinct)]
    engine: Literal["compiled", "simpy"]
    versions: Versions
    replications: Annotated[
        list[ReplicationNumber], Field(max_length=MAX_REPLICATIONS), AfterValidator(_distinct)
    ]
    failed: dict[NumberAsText, str]
    files: dict[FileName, Sha256]
    starts_as: RecordedScenario | None = None


class FirstRecord(RecordedRun):
    """What it said in 0.1.0."""

    record: Literal[1]


class RunRecord(RecordedRun):
    """What it says: also which run it is, and its own sum."""

    record: Literal[2]
    hash: Hash
    sum: Sha256 = "0" * 64

    @property
    def tree(self) -> Tree:
        """The record as JSON has it, with its sum."""
        plain = self.model_dump()
        if self.starts_as is None:
            del plain[STARTS_AS]
        return summed_up({"record": self.record, "hash": self.hash} | plain)


Record = FirstRecord | RunRecord


def folder_name(scenario: Scenario) -> str:
    """Name of the results folder: the file's stem and what determines one replication."""
    return f"{scenario.stem}-{run_hash(scenario)}"


def run_hash(scenario: Scenario) -> str:
    """What tells a run from every other of this model; replications are told apart by number."""
    return _hash_of(MODEL_VERSION, _determinants(scenario))


def _hash_of(model: int, determined: Tree) -> str:
    return digest_of({"model_version": model} | determined)


def digest_of(tree: object) -> str:
    """The eight hex digits that tell folders of one name apart."""
    return hashlib.sha256(canonical_json(tree).encode()).hexdigest()[:HEX_DIGITS]


def _determinants(scenario: Scenario) -> Tree:
    """What determines one replication: the scenario, and whose people it begins with."""
    first = scenario.starts_as
    own: Tree = {"determinants": scenario.determinants}
    return own if first is None else own | {STARTS_AS: first.determinants}


def _recorded_determinants(record: Record) -> Tree:
    first = record.starts_as
    own: Tree = {"determinants": record.determinants}
    return own if first is None else own | {STARTS_AS: first.determinants}


def record_of(scenario: Scenario, engine: str) -> RunRecord:
    """Everything `run.json` says before anything has been simulated."""
    run = scenario.values.run
    return RunRecord.model_validate(
        {
            "record": RECORD_VERSION,
            "hash": run_hash(scenario),
            **_kept(scenario),
            "title": scenario.title,
            "seed": run.seed,
            "weeks": run.weeks,
            "start": run.start.isoformat(),
            "teams": [team.name for team in scenario.values.team],
            "courses": [course.name for course in scenario.values.course],
            "engine": engine,
            "versions": versions(),
            "replications": [],
            "failed": {},
            "files": {},
            **({} if scenario.starts_as is None else {STARTS_AS: _kept(scenario.starts_as)}),
        }
    )


def _kept(scenario: Scenario) -> Tree:
    return {
        "scenario": scenario.stem,
        "determinants": scenario.determinants,
        "resolved": scenario.resolved,
    }


def versions() -> dict[str, str | int]:
    """What the numbers were made by."""
    return {
        "forloeb": _version("forloeb"),
        "model": MODEL_VERSION,
        "python": platform.python_version(),
        "numpy": _version("numpy"),
        "simpy": _version("simpy"),
    }


def read_record(folder: Path) -> Record:
    """What `run.json` says.

    Raises
    ------
    ResultsError
        When it is absent, or not what a run writes, naming the file and what is wrong.
    """
    path = folder / RUN
    tree = read_document(path)
    kind = _KINDS.get(_whole_number(tree.get("record")))
    if kind is None:
        raise ResultsError(phrase("{path}: is of a version that this one does not know", path=path))
    try:
        record = kind.model_validate(tree)
    except ValidationError as fault:
        raise ResultsError(f"{path}: {_first_of(fault)}") from fault
    if isinstance(record, RunRecord):
        check_sum(path, tree)
        if record.hash != _hash_of(record.versions.model, _recorded_determinants(record)):
            raise ResultsError(
                phrase("{path}: hash is not that of the scenario it holds", path=path)
            )
    return record


_KINDS: Final[Mapping[int, type[Record]]] = {FIRST_VERSION: FirstRecord, RECORD_VERSION: RunRecord}


def _whole_number(value: object) -> int:
    return value if type(value) is int else -1


def _first_of(fault: ValidationError) -> str:
    """The first thing that is wrong, with the key at which it is."""
    error = fault.errors(include_url=False, include_input=False)[0]
    key = ".".join(str(part)[:MAX_NAME] for part in error["loc"])
    return f"{key}: {error['msg']}"


def recorded_scenario(record: RecordedScenario) -> Scenario | None:
    """The scenario of a record, read again; nothing where this version cannot run it."""
    try:
        scenario = restored_scenario(record.resolved, f"{record.scenario}.toml")
    except (ScenarioError, KeyError, TypeError, AttributeError, ValueError, OverflowError):
        return None
    first = getattr(record, STARTS_AS, None)
    if first is None:
        return scenario
    theirs = recorded_scenario(first)
    return None if theirs is None else replace(scenario, starts_as=theirs)


def is_same_run(record: Record, scenario: Scenario) -> bool:
    """Whether a record is of this scenario, begun with these people."""
    mine, theirs = _determinants(scenario), _recorded_determinants(record)
    return canonical_json(mine) == canonical_json(theirs)


def says_the_same(record: Record, scenario: Scenario) -> bool:
    """Whether what a record says of its run is what its scenario says."""
    fresh = record_of(scenario, record.engine)
    names = ("scenario", "title", "seed", "weeks", "start", "teams", "courses")
    return all(getattr(record, name) == getattr(fresh, name) for name in names)


def check_extendable(folder: Path, record: Record, scenario: Scenario) -> RunRecord:
    """The record of a folder to which more replications of this scenario can be added.

    Raises
    ------
    ResultsError
        When an earlier version or another scenario made it.
    """
    made_by = record.versions
    if not isinstance(record, RunRecord):
        raise ResultsError(
            phrase(
                "{folder}: made by {forloeb}; run again: {again}",
                folder=folder,
                forloeb=made_by.forloeb,
                again=phrase(AGAIN),
            )
        )
    if not is_same_run(record, scenario) or made_by.model != MODEL_VERSION:
        message = phrase(
            "{folder}: holds the results of another scenario; remove it, or name another folder "
            "with --out",
            folder=folder,
        )
        raise ResultsError(message)
    return record


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "not installed"
