"""`forloeb check FILE...`: every fault of a scenario at once."""

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import Strict
from sim.model.version import DOCUMENT_VERSION

if TYPE_CHECKING:
    from sim.cli.documents import CheckTree
    from sim.scenario.faults.fault import Caution, Fault


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Scenarios to check.")],
    strict: Strict = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Say everything that is wrong with scenarios, support plans and reforms, with line and column.

    Each line is `file:line:column: key: what is wrong; what to do`. Leaves with 0 when every
    file can be run and with 2 when one cannot. Legal but implausible values are warnings.
    """
    faults = {file: _faults(file, quiet=as_json) for file in files}
    warned = {file: () if faults[file] else _warnings(file) for file in files}
    if strict:
        faults = {file: (*faults[file], *(one.fault for one in warned[file])) for file in files}
        warned = dict.fromkeys(files, ())
    if as_json:
        print(json.dumps(_tree(faults, warned)))
    else:
        for fault in (f for found in (*faults.values(), *warned.values()) for f in found):
            print(fault, file=sys.stderr)
    if any(faults.values()):
        raise typer.Exit(2)


def _tree(
    faults: "dict[str, tuple[Fault, ...]]", warned: "dict[str, tuple[Caution, ...]]"
) -> "CheckTree":
    from sim.experiments.warnings import warning_row

    return {
        "schema": DOCUMENT_VERSION,
        "files": [
            {
                "file": file,
                "faults": [warning_row(fault) for fault in faults[file]],
                "warnings": [warning_row(caution) for caution in warned[file]],
            }
            for file in faults
        ],
    }


def _warnings(file: str) -> "tuple[Caution, ...]":
    from sim.experiments.warnings import warnings_of
    from sim.scenario.forms import tables_of
    from sim.scenario.reading import load_scenario

    if {"reform", "plan"} & set(tables_of(file)):
        return ()
    return warnings_of(load_scenario(file))


def _faults(file: str, *, quiet: bool) -> "tuple[Fault, ...]":
    """Faults of a file; without any, a line that says what it holds."""
    from sim.scenario.faults.fault import ScenarioError

    try:
        held = _held(file)
    except ScenarioError as error:
        return error.faults
    if not quiet:
        print(f"{file}: ok, {held}")
    return ()


def _held(file: str) -> str:
    """What a file holds: a support plan, a reform or else a scenario."""
    from sim.scenario.forms import tables_of
    from sim.scenario.reading import load_scenario
    from sim.scenario.reform.file import load_reform
    from sim.scenario.reform.plan_file import load_plan

    tables = tables_of(file)
    if "reform" in tables:  # it may have a table plan as well
        reform = load_reform(file).periods[0][1]
        sizes = (_counted(len(reform.offer), "offer"), _counted(len(reform.contract), "contract"))
        return f"a reform, {', '.join(sizes)}"
    if "plan" in tables:
        return f"a support plan, {_counted(len(load_plan(file).periods[0][1].plan.theme), 'theme')}"
    values = load_scenario(file).values
    sizes = (_counted(len(values.team), "team"), _counted(len(values.course), "course"))
    return f"{', '.join(sizes)}, {_counted(values.run.weeks, 'week')}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
