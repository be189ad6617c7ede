"""What `run.json` says: what was run, by which versions, and which replications are there.

It holds no path of the machine, no time of day and nothing of how the work was shared out,
so that the same run gives the same bytes everywhere. The scenario in it is whole: `verify`
runs a replication again from nothing but this file.
"""

import hashlib
import json
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from sim.experiments.storage import ResultsError
from sim.model.version import MODEL_VERSION
from sim.scenario.faults import ScenarioError
from sim.scenario.reading import Scenario, restored_scenario

RUN = "run.json"
RECORD_VERSION = 1
HEX_DIGITS = 8

Record = dict[str, Any]


def folder_name(scenario: Scenario) -> str:
    """Name of the results folder: the file's stem and what determines one replication."""
    determined = {"model_version": MODEL_VERSION, "determinants": scenario.determinants}
    digest = hashlib.sha256(canonical_json(determined).encode()).hexdigest()
    return f"{scenario.stem}-{digest[:HEX_DIGITS]}"


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
        return restored_scenario(record["resolved"], f"{record['scenario']}.toml")
    except (ScenarioError, KeyError, TypeError, AttributeError):
        return None


def check_same_run(folder: Path, record: Record, scenario: Scenario) -> None:
    """Refuse a folder that another scenario made.

    Raises
    ------
    ResultsError
        When the folder's scenario is not this one.
    """
    if canonical_json(record["determinants"]) != canonical_json(scenario.determinants):
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
    )
