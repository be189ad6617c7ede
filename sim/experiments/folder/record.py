"""What `run.json` says: what was run, by which versions, and which replications are there.

It holds no path of the machine, no time of day and nothing of how the work was shared out,
so that the same run gives the same bytes everywhere. The scenario in it is whole: `verify`
runs a replication again from nothing but this file.
"""

import hashlib
import json
import platform
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sim.experiments.folder.storage import ResultsError
from sim.model.version import MODEL_VERSION
from sim.scenario.faults.fault import ScenarioError
from sim.scenario.reading import Scenario, restored_scenario

RUN = "run.json"
RECORD_VERSION = 1
STARTS_AS = "starts_as"
"""Key of the scenario whose people are in care on the first day, where they are not the own."""
HEX_DIGITS = 8

Record = dict[str, Any]


def folder_name(scenario: Scenario) -> str:
    """Name of the results folder: the file's stem and what determines one replication."""
    determined = {"model_version": MODEL_VERSION} | _determinants(scenario)
    return f"{scenario.stem}-{digest_of(determined)}"


def digest_of(tree: object) -> str:
    """The eight hex digits that tell folders of one name apart."""
    return hashlib.sha256(canonical_json(tree).encode()).hexdigest()[:HEX_DIGITS]


def _determinants(scenario: Scenario) -> Record:
    """What determines one replication: the scenario, and whose people it begins with."""
    first = scenario.starts_as
    own: Record = {"determinants": scenario.determinants}
    return own if first is None else own | {STARTS_AS: first.determinants}


def canonical_json(tree: object) -> str:
    """A tree as JSON that is the same text whatever the order of its keys."""
    return json.dumps(tree, sort_keys=True, separators=(",", ":"), allow_nan=False)


def record_of(scenario: Scenario, engine: str) -> Record:
    """Everything `run.json` says before anything has been simulated."""
    run = scenario.values.run
    return {
        "record": RECORD_VERSION,
        "scenario": scenario.stem,
        "title": scenario.values.title,
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
        "determinants": scenario.determinants,
        "resolved": scenario.resolved,
        **_whose_people(scenario),
    }


def _whose_people(scenario: Scenario) -> Record:
    first = scenario.starts_as
    if first is None:
        return {}
    return {
        STARTS_AS: {
            "scenario": first.stem,
            "determinants": first.determinants,
            "resolved": first.resolved,
        }
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


def read_record(folder: Path) -> Record | None:
    """What `run.json` says; nothing where it is absent or unreadable."""
    try:
        record = json.loads((folder / RUN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return record if _is_record(record) else None


def recorded_scenario(record: Record) -> Scenario | None:
    """The scenario of a record, read again; nothing where this version cannot run it."""
    try:
        scenario = restored_scenario(record["resolved"], f"{record['scenario']}.toml")
    except (ScenarioError, KeyError, TypeError, AttributeError):
        return None
    if STARTS_AS not in record:
        return scenario
    first = recorded_scenario(record[STARTS_AS])
    return None if first is None else replace(scenario, starts_as=first)


def is_same_run(record: Record, scenario: Scenario) -> bool:
    """Claim that a record is of this scenario, begun with these people."""
    of_record = {key: record[key] for key in ("determinants", STARTS_AS) if key in record}
    if STARTS_AS in of_record:
        of_record[STARTS_AS] = of_record[STARTS_AS]["determinants"]
    return canonical_json(of_record) == canonical_json(_determinants(scenario))


def check_same_run(folder: Path, record: Record, scenario: Scenario) -> None:
    """Refuse a folder that another scenario made.

    Raises
    ------
    ResultsError
        When the folder's scenario is not this one.
    """
    if not is_same_run(record, scenario):
        message = (
            f"{folder}: holds the results of another scenario; remove it, or name another "
            "folder with --out"
        )
        raise ResultsError(message)


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "not installed"


def _is_record(record: object) -> bool:
    return (
        isinstance(record, dict)
        and record.get("record") == RECORD_VERSION
        and isinstance(record.get("replications"), list)
        and isinstance(record.get("files"), dict)
        and isinstance(record.get("determinants"), dict)
        and isinstance(record.get("versions"), dict)
        and _is_start(record.get(STARTS_AS))
    )


def _is_start(found: object) -> bool:
    is_whole = isinstance(found, dict) and isinstance(found.get("determinants"), dict)
    return found is None or is_whole
