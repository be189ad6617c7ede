"""What a worker is given to do: one replication into the results folder.

It is a module of its own so that a worker process imports nothing that only the parent uses.
"""

from pathlib import Path

from sim.experiments.pieces import write_piece
from sim.experiments.replication import Job, replicated


def replicate_into(folder: Path, wanted: Job, replication: int) -> None:
    """Run one replication and put its tables in the folder."""
    tables = replicated(wanted, replication)
    write_piece(folder, replication, tables.team_weeks, tables.spells)
