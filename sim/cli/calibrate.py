"""`forloeb calibrate RECORDS`: a scenario from a municipality's own records."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import stopped
from sim.words import phrase, spoken

if TYPE_CHECKING:
    from sim.calibration.calibrate import Calibration


def calibrate(  # noqa: PLR0917 - typer passes by name
    records: Annotated[
        Path, typer.Argument(help="Folder of the records, or one of them.", show_default=False)
    ],
    mapping: Annotated[
        Path | None,
        typer.Option("--map", metavar="FILE", help="mapping.toml; that of the folder without it."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The scenario to write, such as town.toml.")
    ] = None,
    smallest_cell: Annotated[
        int, typer.Option(min=1, max=1000, help="Fewest citizens that a number is said of.")
    ] = 5,
    expectation: Annotated[
        bool,
        typer.Option(
            "--expectation",
            help="Also say the scenario's expected deviation, with an interval over citizens.",
        ),
    ] = False,
    page: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Write report.html, with a figure of each course's fit, into this folder.",
            show_default=False,
        ),
    ] = None,
    template: Annotated[
        bool,
        typer.Option(
            "--template", help="Write a mapping and empty tables into the folder instead."
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """Estimate a scenario from records, and say what is odd in them by row and column.

    No row of a citizen is kept or shown, and no value of a cell.
    """
    if template:
        _write_template(records, as_json=as_json)
        return
    found = _calibrated(records, mapping, smallest_cell, expectation=expectation)
    if out is not None:
        _write(found.toml, out)
        found.tree["out"] = str(out)
    if page is not None:
        _write_page(found, page)
    if as_json:
        from sim.experiments.folder.storage import json_text

        print(json_text(found.tree), end="")
        return
    from sim.calibration.aggregates.documents import is_of_tables
    from sim.reporting.records.aggregates import aggregates_text
    from sim.reporting.records.calibration import calibration_text
    from sim.reporting.words.language import language as words_of

    words = words_of(spoken())
    if is_of_tables(found.tree):
        print(aggregates_text(found.tree, words), end="")
    else:
        print(calibration_text(found.tree, words), end="")


def _write_page(found: "Calibration", folder: Path) -> None:
    from sim.calibration.aggregates.documents import is_of_tables
    from sim.experiments.folder.storage import ResultsError
    from sim.reporting.records.page import write_calibration_page

    if is_of_tables(found.tree):
        raise stopped(
            phrase("--page: only with records of citizens; tables of counts have no stays to show")
        )
    try:
        written = write_calibration_page(found.tree, folder, language=spoken())
    except ResultsError as fault:
        raise stopped(f"forloeb calibrate: {fault}") from fault
    print(written.as_posix(), file=sys.stderr)


def _calibrated(
    records: Path, mapping: Path | None, smallest_cell: int, *, expectation: bool
) -> "Calibration":
    from sim.calibration.calibrate import calibrate as calibrated
    from sim.calibration.reading.faults import RecordsError

    try:
        return calibrated(records, mapping, smallest_cell=smallest_cell, expectation=expectation)
    except RecordsError as fault:
        raise stopped(str(fault)) from fault


def _write(text: str, out: Path) -> None:
    from sim.writing import replace_named

    try:
        replace_named(text, out)
    except FileNotFoundError as fault:
        raise stopped(
            phrase(
                "{file}: there is no folder {parent}; make it first", file=out, parent=out.parent
            )
        ) from fault


def _write_template(folder: Path, *, as_json: bool) -> None:
    from sim.calibration.templates import write_template

    written = [str(path) for path in write_template(folder, spoken())]
    if as_json:
        from sim.experiments.folder.storage import json_text

        print(json_text({"schema": 1, "written": written}), end="")
        return
    for path in written:
        print(path)
    following = phrase(
        "next: fill in {path}, then forloeb calibrate {folder}", path=written[0], folder=folder
    )
    print(following, file=sys.stderr)
