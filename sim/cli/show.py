"""`forloeb show RESULTS`: the summary of a results folder again."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli.options import stopped, terminal_width
from sim.experiments.periods.period import Period
from sim.words import phrase

if TYPE_CHECKING:
    from sim.experiments.documents.summary import Summary
    from sim.experiments.results import Results


def show(
    results: Annotated[Path, typer.Argument(help="A results folder.", show_default=False)],
    by: Annotated[
        Period | None, typer.Option(help="Print the accounts by period in place of the summary.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print summary.json and nothing else.")
    ] = False,
) -> None:
    """Print the summary of a results folder, as `run` did; the scenario file is not needed.

    Nothing is written, so that a folder on a read-only share can be shown too.
    """
    from sim.experiments.folder.merging import SUMMARY, newest
    from sim.experiments.folder.reading import is_unfinished
    from sim.experiments.folder.storage import ResultsError
    from sim.experiments.results import open_results
    from sim.experiments.summary.text import summary_text

    try:
        opened = open_results(results)
    except ResultsError as fault:
        raise stopped(str(fault)) from fault
    remarks = [*opened.notes]
    if is_unfinished(results):
        remarks.append(
            phrase("{results}: its run is not finished; run the scenario again", results=results)
        )
    for remark in remarks:
        print(remark, file=sys.stderr)
    if by is not None:
        _print_periods(opened, by, as_json=as_json)
    elif as_json:
        print(newest(results, SUMMARY).read_text(encoding="utf-8"), end="")
    else:
        _print_headline(opened)
        shown: Summary = {**opened.summary, "results": str(results)}
        print(summary_text(shown, terminal_width()), end="")


def _print_headline(opened: "Results") -> None:
    """Result, cause and risk, in the words of the page."""
    from sim.experiments.folder.reading import read_folder
    from sim.reporting.leaders.in_console import headline_of_run

    record = read_folder(opened.folder).record
    if record is not None:
        print(headline_of_run(opened, record.resolved), end="\n\n")


def _print_periods(opened: "Results", by: Period, *, as_json: bool) -> None:
    from sim.experiments.folder.storage import json_text
    from sim.experiments.periods.by_period import folder_by_period
    from sim.experiments.periods.text import periods_text

    tree = folder_by_period(opened, by)
    print(json_text(tree) if as_json else periods_text(tree, terminal_width()), end="")
