"""`--xlsx FILE`: what a command prints, as one workbook beside its other results."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from sim.cli.options import stopped

if TYPE_CHECKING:
    from sim.experiments.results import Results
    from sim.reporting.workbook.read_me import Origin

Xlsx = Annotated[
    Path | None,
    typer.Option(
        "--xlsx", metavar="FILE", help="Write everything as one workbook too.", show_default=False
    ),
]


def check_xlsx(path: Path | None) -> None:
    """Say at once, and not after an hour, that a workbook cannot be written."""
    if path is not None:
        from sim.reporting.workbook.book import check_book

        _or_stop(lambda: check_book(path))


def write_xlsx_of_run(results: "Results", path: Path | None) -> None:
    """The workbook of a run, where one is asked for."""
    if path is not None:
        from sim.reporting.workbook.books import write_run_book

        _or_stop(lambda: write_run_book(results, path))
        _say(path)


def write_xlsx(
    document: Mapping[str, Any], title: str, origin: "Callable[[], Origin]", path: Path | None
) -> None:
    """The workbook of a document, where one is asked for."""
    if path is not None:
        from sim.reporting.workbook.books import write_document_book

        _or_stop(lambda: write_document_book(document, title, origin(), path))
        _say(path)


def _say(path: Path) -> None:
    sys.stdout.flush()
    print(path.as_posix(), file=sys.stderr)


def _or_stop(act: Callable[[], None]) -> None:
    from sim.experiments.folder.storage import ResultsError

    try:
        act()
    except ResultsError as fault:
        raise stopped(f"forloeb: {fault}") from fault
