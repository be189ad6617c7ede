"""`forloeb list [DIR]`: the runs in a folder, and what sets each apart."""

from pathlib import Path
from typing import Annotated

import typer

from sim.cli.options import stopped, terminal_width


def list(  # noqa: A001 - the command's name
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="The folder that holds results folders.")
    ] = Path("results"),
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """List the runs in a folder: title, time, state, and what differs from an earlier run.

    A run stands beside the earlier one that it is most like. Tables are not read: `verify` does.
    """
    from sim.experiments.folder.storage import ResultsError, json_text
    from sim.experiments.listing.runs import listing
    from sim.experiments.listing.text import list_text

    try:
        tree = listing(folder)
    except ResultsError as fault:
        raise stopped(str(fault)) from fault
    print(json_text(tree) if as_json else list_text(tree, terminal_width()), end="")
