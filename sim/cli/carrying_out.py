"""How a command that runs replications is carried out, and how it ends early."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sim.cli import CHECK_FAILED
from sim.cli.options import stopped
from sim.scenario.faults.fault import ScenarioError
from sim.words import phrase

if TYPE_CHECKING:
    from sim.cli.progress import ReplicationProgress


def finished_are_kept() -> str:
    """What is said of an interruption where the command knows no more."""
    return phrase("interrupted: what is finished is kept; run the same command again to finish")


@contextmanager
def carried_out(kept: Callable[[], str] = finished_are_kept) -> "Iterator[ReplicationProgress]":
    """A block in which replications run; whatever ends it is said in one line.

    Bad input leaves with 2, a run of which nothing finished with 1, a signal with the shell's
    code; `kept` then says what is kept. Faults of a scenario are said by `sim.cli.status`.
    """
    from sim.cli.freed_memory import keep_freed_memory
    from sim.cli.interruption import interruptible
    from sim.cli.progress import ReplicationProgress
    from sim.experiments.folder.storage import ResultsError
    from sim.experiments.running.simulate import ReplicationsFailed

    keep_freed_memory()
    with interruptible() as interruption, ReplicationProgress() as progress:
        try:
            yield progress
        except ScenarioError:
            raise
        except (ResultsError, ValueError) as fault:
            raise stopped(str(fault)) from fault
        except ReplicationsFailed as fault:
            raise stopped(str(fault), CHECK_FAILED) from fault
        except KeyboardInterrupt as fault:
            raise stopped(kept(), interruption.exit_code) from fault
