"""What must hold in the columns that a run's table of team-weeks has only for offers.

They are asked as those of `invariants.py` are; a table without a column is not asked about it.
"""

from collections.abc import Collection

from sim.experiments.folder.sql import Sql
from sim.experiments.verification.invariants import Invariant
from sim.words import known


def offer_invariants(columns: Collection[str]) -> list[Invariant]:
    """Rules of the columns that are there."""
    return [rule for column, rule in _RULES.items() if column in columns]


_RULES = {
    "places": Invariant(
        known("no team has more in care than it had places, or citizens at the start"),
        Sql(
            "SELECT count(*) FROM (SELECT citizens, max(places) OVER so_far AS most, "
            "first_value(citizens) OVER so_far AS at_first FROM team_weeks "
            "WINDOW so_far AS (PARTITION BY replication, team ORDER BY week)) "
            "WHERE most IS NOT NULL AND citizens > greatest(most, at_first)"
        ),
    ),
    "waiting": Invariant(
        known("citizens wait only where places are limited"),
        Sql(
            "SELECT count(*) FROM team_weeks WHERE (waiting IS NULL) <> (places IS NULL) "
            "OR (admitted IS NULL) <> (places IS NULL) OR (waited_weeks > 0 AND admitted = 0)"
        ),
    ),
    "basis_cost_dkk": Invariant(
        known("basis cost is a part of the cost"),
        Sql("SELECT count(*) FROM team_weeks WHERE basis_cost_dkk > cost_dkk"),
    ),
}
