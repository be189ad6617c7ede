"""`forloeb work`: one part of a prepared sweep, for array jobs."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sim.cli import CHECK_FAILED
from sim.cli.carrying_out import carried_out
from sim.cli.options import Workers
from sim.words import phrase

if TYPE_CHECKING:
    from sim.experiments.sweeps.shards import ShardDone


def work(
    study: Annotated[
        Path,
        typer.Argument(
            help="The folder that `forloeb sweep ... --prepare-only` made.", show_default=False
        ),
    ],
    shard: Annotated[
        str, typer.Option(metavar="NUMBER/OF", help="Which part of the settings, as 1/8.")
    ] = "1/1",
    workers: Workers = None,
) -> None:
    """Run a part of a prepared sweep, in a place of its own.

    Any number of these may run at once, on any machines that see the folder; the same command again
    does what is missing. `forloeb sweep` as it was prepared gathers all.
    """
    done = _worked(study, shard, workers)
    print(
        phrase(
            "shard {shard}: {settings} settings, {simulated} new replications, in {folder}",
            shard=shard,
            settings=done.settings,
            simulated=done.simulated,
            folder=done.folder,
        )
    )
    for number, fault in sorted(done.failed.items()):
        print(
            phrase("setting {number} of the shard failed: {fault}", number=number, fault=fault),
            file=sys.stderr,
        )
    if done.failed:
        raise typer.Exit(CHECK_FAILED)


def _worked(study: Path, text: str, workers: int | None) -> "ShardDone":
    from sim.experiments.sweeps.shards import shard_of, work_on

    with carried_out() as progress:
        return work_on(study, shard_of(text), workers=workers, progress=progress)
