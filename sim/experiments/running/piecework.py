"""What a worker is given to do: one replication into the results folder.

It is a module of its own so that a worker process imports nothing that only the parent uses.
"""

from pathlib import Path

from sim.experiments.folder.pieces import SPELLS, TEAM_WEEKS, writing_piece
from sim.experiments.folder.storage import Sorted, write_columns
from sim.experiments.running.replication import run_to_end
from sim.experiments.tables.job import Job
from sim.experiments.tables.tables import spell_numbers, spells_table, team_weeks_table
from sim.model.state import State


def replicate_into(folder: Path, wanted: Job, replication: int) -> None:
    """Run one replication and put its tables in the folder.

    Of a run too large to be kept at hand, spells go to the disk as soon as they are finished.
    """
    with writing_piece(folder, wanted.run_hash, replication) as part:
        spells = Sorted(part / SPELLS, folder)

        def keep(state: State) -> None:
            spells.add(spells_table(wanted, state, replication), spell_numbers(wanted, state))

        state = run_to_end(wanted, replication, finished=keep)
        write_columns(team_weeks_table(wanted, state, replication), part / TEAM_WEEKS, folder)
        keep(state)
        spells.finish()
