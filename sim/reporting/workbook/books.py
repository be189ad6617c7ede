"""The workbook of each command: its first page, its document's sheets, and the tables behind."""

import datetime as dt
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from sim.experiments.folder.record import read_record, recorded_scenario, run_hash
from sim.experiments.folder.storage import sha256_of
from sim.experiments.periods.by_period import by_period
from sim.experiments.periods.calendar import with_iso_weeks
from sim.experiments.periods.period import Period
from sim.experiments.results import Results
from sim.reporting.workbook.book import BookSheet, write_book
from sim.reporting.workbook.headings import heading
from sim.reporting.workbook.read_me import Origin, read_me, source_sheet
from sim.reporting.workbook.sheets import Flat, sheet, sheet_name, sheets_of, single_values
from sim.scenario.reading import Scenario
from sim.words import known, phrase

MOST_SPELLS: Final = 100_000
"""Rows of spells that a workbook holds; more are exported as csv or parquet."""

_HASH_DIGITS: Final = 8


def write_run_book(results: Results, path: Path) -> None:
    """Everything that a run left: summary, quarters, team-weeks, spells and sources."""
    write_book(_run_sheets(results), path)


def _run_sheets(results: Results) -> Iterator[BookSheet]:
    record = read_record(results.folder)
    scenario = recorded_scenario(record)
    spells = len(results.query("SELECT 1 FROM spells LIMIT 100001").fetchall())
    lines = {
        "scenario": results.summary["scenario"],
        "title": record.title,
        "hash": results.folder.name.rpartition("-")[2],
        "first day of the run": record.start,
        "results": str(results.folder),
        **({"spells": phrase(_NO_SPELLS)} if spells > MOST_SPELLS else {}),
    }
    yield read_me(known("A run"), Origin(lines, scenario), single_values(results.summary))
    yield from sheets_of(results.summary)
    start = dt.date.fromisoformat(record.start)
    yield _quarters(results, start)
    yield _table("team_weeks", with_iso_weeks(results.team_weeks(), start))
    if spells <= MOST_SPELLS:
        yield _table("spells", results.spells())
    if scenario is not None:
        yield source_sheet(scenario)


_NO_SPELLS: Final = known(
    "more than 100,000 rows, too many for a workbook: forloeb export --as csv or parquet"
)


def _quarters(results: Results, start: dt.date) -> BookSheet:
    tree = by_period(results, start, Period.quarter)
    rows: list[Flat] = []
    for team in tree["teams"]:
        for account in team["periods"]:
            figures = {
                f"{key}.{end}": value
                for key in ("revenue_dkk", "cost_dkk", "deviation_dkk")
                for end, value in account[key].items()
            }
            name = team["team"] or "total"
            rows.append(
                {"team": name, "quarter": account["period"], "days": account["days"], **figures}
            )
    return sheet("quarters", rows)


def _table(name: str, table: Mapping[str, Any]) -> BookSheet:
    """A table of a results folder, row by row."""
    columns = [values.tolist() for values in table.values()]
    return BookSheet(sheet_name(name), [heading(key) for key in table], zip(*columns, strict=True))


def write_document_book(
    document: Mapping[str, Any], title: str, origin: Origin, path: Path
) -> None:
    """A document that a command prints, as a workbook."""
    first = read_me(title, origin, single_values(document))
    sources = [] if origin.scenario is None else [source_sheet(origin.scenario)]
    write_book([first, *sheets_of(document), *sources], path)


def origin_of_scenario(scenario: Scenario) -> Origin:
    """Where a workbook comes from that was computed from a scenario."""
    lines = {
        "scenario": scenario.stem,
        "title": scenario.title,
        "hash": run_hash(scenario),
        "first day of the run": scenario.values.run.start,
    }
    return Origin(lines, scenario)


def origin_of_file(file: Path, kind: str) -> Origin:
    """The same of a file of another form; the hash is that of its text."""
    return Origin({kind: file.stem, "hash": sha256_of(file)[:_HASH_DIGITS]})


def origin_of_folder(folder: Path) -> Origin:
    """The same of a comparison or an explanation in a folder."""
    return Origin({"folder": str(folder), "hash": folder.name.rpartition("-")[2]})
