"""`forloeb check FILE...`: every fault of a scenario at once."""

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import Strict, terminal_width
from sim.model.version import DOCUMENT_VERSION
from sim.words import phrase, phrase_count, speaking_of_offers

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sim.cli.documents import CheckedFile, CheckTree
    from sim.experiments.documents.meaning import MeaningTree
    from sim.scenario.faults.fault import Caution, Fault
    from sim.scenario.reading import Scenario


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Scenarios to check.")],
    strict: Strict = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Say everything that is wrong with scenarios, support plans and reforms, with line and column.

    Each line is `file:line:column: key: what is wrong; what to do`. Leaves with 0 when every
    file can be run and with 2 when one cannot. Legal but implausible values are warnings.
    What a sound scenario means comes last: citizens, hours, money and posts by team.
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
        _print_meanings([file for file in files if not faults[file]])
    if any(faults.values()):
        raise typer.Exit(2)


def _tree(
    faults: "dict[str, tuple[Fault, ...]]", warned: "dict[str, tuple[Caution, ...]]"
) -> "CheckTree":
    from sim.experiments.warnings import warning_row

    listed: list[CheckedFile] = []
    for file, found in faults.items():
        one: CheckedFile = {
            "file": file,
            "faults": [warning_row(fault) for fault in found],
            "warnings": [warning_row(caution) for caution in warned[file]],
        }
        meant = None if found else _meaning(file)
        listed.append(one if meant is None else {**one, "meaning": meant})
    return {"schema": DOCUMENT_VERSION, "files": listed}


def _print_meanings(files: list[str]) -> None:
    from sim.experiments.meaning.text import meaning_text

    for file in files:
        meant = _meaning(file)
        if meant is not None:
            with _in_words_of(file):
                print(f"\n{file}\n{meaning_text(meant, terminal_width())}", end="")


def _in_words_of(file: str) -> "AbstractContextManager[None]":
    """A block in which the teams of a sound scenario are called offers, where they are some."""
    from sim.scenario.tariffs.listed import pays_offers

    scenario = _scenario(file)
    return speaking_of_offers(is_so=scenario is not None and pays_offers(scenario.resolved))


def _meaning(file: str) -> "MeaningTree | None":
    """What a sound scenario means; a support plan or a reform says it with its own command."""
    from sim.experiments.meaning.meaning import meaning

    scenario = _scenario(file)
    return None if scenario is None else meaning(scenario)


def _warnings(file: str) -> "tuple[Caution, ...]":
    from sim.experiments.warnings import warnings_of

    scenario = _scenario(file)
    return () if scenario is None else warnings_of(scenario)


def _scenario(file: str) -> "Scenario | None":
    """A sound scenario; nothing where the file is a support plan or a reform."""
    from sim.scenario.forms import tables_of
    from sim.scenario.reading import load_scenario

    return None if {"reform", "plan"} & tables_of(file) else load_scenario(file)


def _faults(file: str, *, quiet: bool) -> "tuple[Fault, ...]":
    """Faults of a file; without any, a line that says what it holds."""
    from sim.scenario.faults.fault import ScenarioError

    try:
        _held(file)
    except ScenarioError as error:
        return error.faults
    if not quiet:
        with _in_words_of(file):
            print(phrase("{file}: ok, {held}", file=file, held=_held(file)))
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
        sizes = (
            phrase_count("{count} offer", "{count} offers", len(reform.offer)),
            phrase_count("{count} contract", "{count} contracts", len(reform.contract)),
        )
        return phrase("a reform, {sizes}", sizes=", ".join(sizes))
    if "plan" in tables:
        themes = len(load_plan(file).periods[0][1].plan.theme)
        counted = phrase_count("{count} theme", "{count} themes", themes)
        return phrase("a support plan, {counted}", counted=counted)
    values = load_scenario(file).values
    counts = (
        phrase_count("{count} team", "{count} teams", len(values.team)),
        phrase_count("{count} course", "{count} courses", len(values.course)),
        phrase_count("{count} week", "{count} weeks", values.run.weeks),
    )
    return ", ".join(counts)
