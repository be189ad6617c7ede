"""`forloeb report`: the figures and the one-file report of results that are there already."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

BAD_USAGE = 2


class FirstLanguage(StrEnum):
    """Languages the report can open in."""

    en = "en"
    da = "da"


def report(
    results: Annotated[
        list[Path],
        typer.Argument(help="Results folders, of runs or comparisons.", show_default=False),
    ],
    language: Annotated[
        FirstLanguage, typer.Option(help="Language the report opens in; it holds both.")
    ] = FirstLanguage.en,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """Write figures and report.html again; several folders get a report each."""
    from sim.experiments.folder.storage import ResultsError, json_text

    written: list[str] = []
    failed = False
    for folder in results:
        try:
            path = _written(folder, language.value)
        except ResultsError as fault:
            print(fault, file=sys.stderr)
            failed = True
            continue
        written.append(path.as_posix())
        if not as_json:
            print(path.as_posix(), flush=True)
    if as_json:
        print(json_text({"reports": written}), end="")
    if failed:
        raise typer.Exit(BAD_USAGE)


def _written(folder: Path, language: str) -> Path:
    from sim.experiments.comparison.differences import COMPARISON
    from sim.experiments.expectation import known_chance
    from sim.experiments.folder.record import read_record, recorded_scenario
    from sim.reporting.comparison.report import write_comparison_report
    from sim.reporting.run.report import write_report

    if (folder / COMPARISON).exists():
        return write_comparison_report(folder, language=language)
    scenario = recorded_scenario(read_record(folder) or {})
    chance = None if scenario is None else known_chance(scenario)
    return write_report(folder, chance=chance, language=language)
