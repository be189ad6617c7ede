"""`forloeb export RESULTS --as KIND --to PATH`: a run's tables for other programs."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sim.cli.options import stopped
from sim.words import phrase, spoken

if TYPE_CHECKING:
    from sim.experiments.results import Results

_SCENARIO: Final = ".toml"


def export(
    results: Annotated[
        Path,
        typer.Argument(help="A results folder, or a scenario file (as xlsx).", show_default=False),
    ],
    kind: Annotated[
        str,
        typer.Option("--as", metavar="KIND", help="csv, xlsx or parquet.", show_default=False),
    ],
    to: Annotated[
        Path,
        typer.Option("--to", metavar="PATH", help="The file or folder to write."),
    ],
) -> None:
    """Write a run's summary and tables as a workbook, or as CSV or Parquet in a folder.

    Of a scenario, xlsx holds its teams and courses as [tables] reads them, to be filled in and
    given to `new --from`. The results folder stays as it is.
    """
    from sim.reporting.exporting.listed import EXPORTS
    from sim.scenario.faults.suggestions import instead

    if kind not in EXPORTS:
        raise stopped(
            phrase(
                'forloeb export: --as "{kind}" is not known; {remedy}',
                kind=kind,
                remedy=instead(kind, EXPORTS),
            )
        )
    if results.suffix.lower() == _SCENARIO:
        _export_scenario(results, kind, to)
        return
    from sim.experiments.folder.storage import ResultsError, writing_to

    try:
        opened = _opened(results)
        with writing_to(to):
            made = EXPORTS[kind].write(opened, to)
    except ResultsError as fault:
        raise stopped(f"forloeb export: {fault}") from fault
    print("\n".join(path.as_posix() for path in made))


def _opened(folder: Path) -> "Results":
    """The run, with its remarks on stderr."""
    from sim.experiments.results import open_results

    opened = open_results(folder)
    for remark in opened.notes:
        print(remark, file=sys.stderr)
    return opened


def _export_scenario(file: Path, kind: str, to: Path) -> None:
    from sim.experiments.folder.storage import ResultsError
    from sim.reporting.workbook.scenario_book import write_scenario_book
    from sim.scenario.reading import load_scenario

    if kind != "xlsx":
        raise stopped(
            phrase("forloeb export: a scenario is exported --as xlsx; a results folder as any")
        )
    try:
        left_out = write_scenario_book(load_scenario(file), to, spoken())
    except ResultsError as fault:
        raise stopped(f"forloeb export: {fault}") from fault
    for key in left_out:
        print(phrase("{key}: has no place in a sheet and is left out", key=key), file=sys.stderr)
    print(to.as_posix())
