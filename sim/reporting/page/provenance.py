"""How many of the numbers that a page lists rest on what.

The rows are those of the ledger (`sim/experiments/ledger/rows.py`). A number without a status
counts as not stated.
"""

from collections import Counter
from typing import TYPE_CHECKING, Final

from sim.scenario.schema.wrapper import STATUSES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sim.experiments.documents.sweeping import LedgerEntry

STATED_OR_NOT: Final = (*STATUSES, "")
"""In the order of falling support; the last is a number without a status."""


def by_status(rows: "Sequence[LedgerEntry]") -> dict[str, int]:
    """How many numbers there are of each status, in the order of `STATED_OR_NOT`."""
    counted = Counter(row["status"] if row["status"] in STATUSES else "" for row in rows)
    return {status: counted[status] for status in STATED_OR_NOT if counted[status]}
