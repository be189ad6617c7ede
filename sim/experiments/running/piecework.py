"""What a worker is given to do: one replication into the results folder.

It is a module of its own so that a worker process imports nothing that only the parent uses.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from sim.experiments.folder.pieces import SPELLS, TEAM_WEEKS, files_of, piece, writing_piece
from sim.experiments.folder.states import STATE, state_in_bytes
from sim.experiments.folder.storage import Sorted, write_columns
from sim.experiments.running.replication import run_to_end
from sim.experiments.tables.job import Job
from sim.experiments.tables.tables import (
    reported_rows,
    spell_numbers,
    spells_table,
    team_weeks_table,
)
from sim.model.state import State
from sim.writing import write_bytes


def replicate_into(folder: Path, wanted: Job, replication: int) -> None:
    """Run one replication and put the state in which it ends in the folder.

    Of a run too large to be kept at hand, spells go to the disk as soon as they are finished, and
    the piece holds tables.
    """
    with writing_piece(folder, wanted.run_hash, replication) as part:
        spells = Sorted(part / SPELLS, folder)

        def keep(state: State) -> None:
            spells.add(spells_table(wanted, state, replication), spell_numbers(wanted, state))

        state = run_to_end(wanted, replication, finished=keep)
        if not spells.has_rows:
            put_state(wanted, state, part)
            return
        write_columns(team_weeks_table(wanted, state, replication), part / TEAM_WEEKS, folder)
        keep(state)
        spells.finish()


def put_state(wanted: Job, state: State, part: Path) -> None:
    """Write what is kept of the state in which a replication ended."""
    write_bytes(state_in_bytes(state, reported_rows(wanted, state)), part / STATE)


# Where the folder is on another machine


def replicate_to_carry(wanted: Job, replication: int) -> dict[str, bytes]:
    """Run one replication; the files of its piece, as they would lie in the folder."""
    with TemporaryDirectory(prefix="forloeb-") as place:
        replicate_into(Path(place), wanted, replication)
        made = piece(Path(place), replication)
        return {name: (made / name).read_bytes() for name in files_of(made)}


def put_carried(folder: Path, run: str, replication: int, files: dict[str, bytes]) -> None:
    """Put the piece of a replication that ran elsewhere in the folder; `run` is the run's hash."""
    with writing_piece(folder, run, replication) as part:
        for name, written in files.items():
            write_bytes(written, part / name)
