"""Options of the commands that run scenarios, and how such a command ends early."""

import shutil
import sys
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from sim.cli import BAD_USAGE

Overrides = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="KEY=VALUE", help="Set a value; may be repeated."),
]
Replications = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="Number of replications.")
]
Weeks = Annotated[int | None, typer.Option(metavar="N", min=1, help="Reported weeks.")]
Seed = Annotated[int | None, typer.Option(metavar="S", min=0, help="Seed of all draws.")]
Engine = Annotated[str, typer.Option(metavar="auto|compiled|simpy", help="Engine.")]
Workers = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, max=1_024, help="Processes; default: one a free CPU."),
]
Cluster = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS|local:N",
        help="A Dask scheduler whose workers do it, or N workers of this machine.",
    ),
]
Out = Annotated[Path, typer.Option(metavar="DIR", help="Where the results folder is made.")]
Strict = Annotated[
    bool, typer.Option("--strict", help="Take warnings for faults: leave with 2, run nothing.")
]
NoReport = Annotated[bool, typer.Option("--no-report", help="Write no figures and no report.html.")]


class Wanted(NamedTuple):
    """How scenarios are to be run, as the library takes it."""

    engine: str
    workers: int | None
    out: Path
    cluster: str | None = None


def with_short_options(overrides: list[str] | None, **run: int | None) -> list[str]:
    """Every override: those of --set, and then the options that stand for keys of [run]."""
    given = [f"run.{key}={value}" for key, value in run.items() if value is not None]
    return [*(overrides or []), *given]


def terminal_width() -> int | None:
    """Columns of the terminal; None where the output goes elsewhere."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def stopped(message: str, code: int = BAD_USAGE) -> typer.Exit:
    """The end of the command, said on stderr as plain, unwrapped lines."""
    print(message, file=sys.stderr)
    return typer.Exit(code)
