"""`forloeb verify`: checks that a results folder still is what was simulated."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli import BAD_USAGE, CHECK_FAILED
from sim.cli.options import stopped
from sim.words import phrase

if TYPE_CHECKING:
    from sim.experiments.folder.reading import Check


def verify(
    results: Annotated[Path, typer.Argument(help="A results folder.", show_default=False)],
    replication: Annotated[
        list[int] | None,
        typer.Option(
            metavar="N",
            min=0,
            help="Run this replication again; may be given more than once. Default: one at random.",
            show_default=False,
        ),
    ] = None,
    every: Annotated[
        bool, typer.Option("--all", help="Run every replication again.", show_default=False)
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """Check a results folder: its bytes, its accounts, and a replication run again.

    Exit 0 when all is well, 1 when a check failed, 2 when the folder is damaged.
    """
    from sim.experiments.folder.storage import ResultsError, json_text
    from sim.experiments.verification.verify import Verification

    try:
        found = Verification(results, replication or (), every=every)
    except (ResultsError, ValueError) as fault:
        raise stopped(str(fault)) from fault
    for check in found.checks():
        if not as_json:
            print(_line(check), flush=True)
    if as_json:
        print(json_text(found.tree), end="")
    if found.fault:
        print(found.fault, file=sys.stderr)
        raise typer.Exit(BAD_USAGE)
    raise typer.Exit(0 if all(check.is_ok for check in found.seen) else CHECK_FAILED)


def _line(check: "Check") -> str:
    detail = f": {check.detail}" if check.detail else ""
    return f"{phrase('ok') if check.is_ok else phrase('FAILED'):6}  {check.check}{detail}"
