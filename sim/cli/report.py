"""`forloeb report`: the figures and the one-file report of results that are there already."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli import BAD_USAGE
from sim.model.version import DOCUMENT_VERSION
from sim.words import spoken

if TYPE_CHECKING:
    from sim.cli.documents import ReportTree


def report(
    results: Annotated[
        list[Path],
        typer.Argument(help="Results folders, of runs or comparisons.", show_default=False),
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """Write figures and report.html again; several folders get a report each.

    A report holds both languages and opens in the one that is asked for.
    """
    from sim.experiments.folder.storage import ResultsError, json_text

    written: list[str] = []
    failed = False
    for folder in results:
        try:
            path = _written(folder, spoken())
        except ResultsError as fault:
            print(fault, file=sys.stderr)
            failed = True
            continue
        written.append(path.as_posix())
        if not as_json:
            print(path.as_posix(), flush=True)
    if as_json:
        document: ReportTree = {"schema": DOCUMENT_VERSION, "reports": written}
        print(json_text(document), end="")
    if failed:
        raise typer.Exit(BAD_USAGE)


def _written(folder: Path, language: str) -> Path:
    from sim.economics.explanation.terms import EXPLANATION
    from sim.experiments.comparison.differences import COMPARISON
    from sim.reporting.comparison.report import write_comparison_report
    from sim.reporting.explanation.report import write_explanation_report
    from sim.reporting.page.laying_out import laying_out

    for document, write in (
        (COMPARISON, write_comparison_report),
        (EXPLANATION, write_explanation_report),
    ):
        if (folder / document).exists():
            with laying_out(folder / document):
                return write(folder, language=language)
    return _written_of_run(folder, language)


def _written_of_run(folder: Path, language: str) -> Path:
    from sim.experiments.expectation import known_chance
    from sim.experiments.folder.merging import SUMMARY
    from sim.experiments.folder.reading import FolderState, read_folder
    from sim.reporting.page.laying_out import laying_out
    from sim.reporting.run.report import write_report

    reading = read_folder(folder)
    if reading.state is FolderState.CONSISTENT and reading.scenario is not None:
        for remark in reading.remarks:
            print(remark, file=sys.stderr)
        return write_report(folder, chance=known_chance(reading.scenario), language=language)
    with laying_out(folder / SUMMARY):  # of another version, whose twin is not this one's
        return write_report(folder, language=language)
