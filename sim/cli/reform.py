"""`forloeb reform`: before and after for each payer."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from sim.cli.options import stopped
from sim.cli.workbooks import Xlsx, check_xlsx, write_xlsx
from sim.words import known

_AMOUNT: Final = re.compile(r"-?\d+\.\d\d")

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.economics.reform.reform import Reformed


def reform(
    file: Annotated[Path, typer.Argument(help="The reform, a TOML file.", show_default=False)],
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Write report.html, payers, contracts and offers as CSV, and the figure, here.",
            show_default=False,
        ),
    ] = None,
    xlsx: Xlsx = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """Before and after for each payer: structure, changed plans, indexation, occupancy.

    The structure effect sums to zero, and the parts add up to the change, to the krone.
    """
    from sim.economics.reform.reform import reform as reformed
    from sim.economics.reform.reform import reform_tree
    from sim.economics.reform.text import reform_text
    from sim.experiments.folder.storage import json_text
    from sim.scenario.reform.file import load_reform

    check_xlsx(xlsx)
    found = reformed(load_reform(file))
    print(json_text(reform_tree(found)) if as_json else reform_text(found), end="")
    sys.stdout.flush()
    if xlsx is not None:
        _write_book(found, file, xlsx)
    if out is not None:
        _write(found, out)


def _write_book(found: "Reformed", file: Path, xlsx: Path) -> None:
    """Payers, contracts and offers, as the CSV files have them."""
    from sim.economics.reform.tables import reform_tables
    from sim.reporting.workbook.books import origin_of_file

    tables = {
        table.name: [dict(zip(table.columns, _numbers(row), strict=True)) for row in table.rows]
        for table in reform_tables(found)
    }
    write_xlsx(tables, known("A reform"), lambda: origin_of_file(file, "reform"), xlsx)


def _numbers(row: "Sequence[object]") -> list[object]:
    """A row whose amounts are numbers; files of text have two decimals."""
    return [float(one) if isinstance(one, str) and _AMOUNT.fullmatch(one) else one for one in row]


def _write(found: "Reformed", folder: Path) -> None:
    from sim.economics.reform.tables import write_tables
    from sim.experiments.folder.storage import ResultsError
    from sim.reporting.reform.payers import write_payer_figures
    from sim.reporting.reform.report import write_reform_page
    from sim.words import spoken

    try:
        tables, figures = write_tables(found, folder), write_payer_figures(found, folder)
        written = [*tables, *figures, write_reform_page(found, folder, language=spoken())]
    except ResultsError as fault:
        raise stopped(f"forloeb reform: {fault}") from fault
    print("\n".join(path.as_posix() for path in written), file=sys.stderr)
