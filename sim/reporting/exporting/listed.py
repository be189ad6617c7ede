"""Every kind of export, in the order in which they are offered. A new kind is a line here."""

from pathlib import Path
from typing import Final

from sim.experiments.results import Results
from sim.reporting.exporting.event_logs import EVENTS_CSV, OCEL, XES
from sim.reporting.exporting.kind import ExportKind
from sim.reporting.exporting.plain_tables import CSV, PARQUET
from sim.reporting.workbook.books import write_run_book


def _write_xlsx(results: Results, path: Path) -> list[Path]:
    write_run_book(results, path)
    return [path]


XLSX: Final = ExportKind("xlsx", "one workbook with everything", _write_xlsx)

EXPORTS: Final = {kind.name: kind for kind in (CSV, XLSX, PARQUET, XES, OCEL, EVENTS_CSV)}
"""Each kind by its name."""
