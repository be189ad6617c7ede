"""What is known of a run at a moment."""

from pathlib import Path
from typing import Literal, NamedTuple

from sim.experiments.documents.summary import Summary
from sim.reporting.leaders.screen import Screen

How = Literal["preparing", "provisional", "rounded", "complete", "failed"]


class RunView(NamedTuple):
    """What is known of a run at a moment."""

    how: How
    summary: Summary | None
    done: int
    wanted: int
    folder: Path | None = None
    fault: str = ""  # of the run, or of its folder while the numbers are kept in memory
    screen: Screen | None = None
    expected_dkk: float | None = None  # deviation of all teams by the twin, where it is exact
    is_whole: bool = False  # nothing more will be learned

    @property
    def is_final(self) -> bool:
        """Whether nothing more will come."""
        return self.how == "failed" or (self.is_kept and self.is_whole)

    @property
    def is_kept(self) -> bool:
        """Whether all replications are there, and written if they can be."""
        is_kept = self.folder is not None or bool(self.fault)
        return self.how == "complete" and is_kept
