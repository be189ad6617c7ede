"""What must hold within single rows of the two tables, each as SQL that counts what breaks it."""

from sim.experiments.folder.sql import Sql, put_together, quoted, sql
from sim.experiments.verification.counting import rows_where
from sim.model.state import SUM
from sim.model.terms import SERVICES


def _added(counts: tuple[Sql, ...]) -> Sql:
    """SQL for the sum of several counts."""
    each = put_together((sql("({counted})", counted=counted) for counted in counts), " + ")
    return sql("SELECT {each}", each=each)


_WAITS = Sql(
    "(clinic_longest_wait_days IS NULL) <> (clinic_visits = 0) "
    "OR clinic_wait_days > clinic_visits * coalesce(clinic_longest_wait_days, 0)"
)
_HELPERS = Sql(
    "coalesce(continuity_index, 0) NOT BETWEEN 0 AND 1 "
    "OR (helpers_14_days IS NULL) <> (coalesce(visited_days, 0) = 0) "
    "OR (continuity_index IS NULL) <> (helpers_14_days IS NULL)"
)
VISITS = _added(
    (
        rows_where("team_weeks", _WAITS),
        rows_where("team_weeks", _HELPERS),
        rows_where("spells", _HELPERS),
    )
)


MAY_BE_NEGATIVE = (
    *("deviation_dkk", "level_weeks_gained"),
    *(one.column for one in SUM.values() if one.may_be_negative),  # a surplus is paid back
    # The state bears in the municipality's place what it refunds of its pay to the teams.
    *("borne_by_municipality_dkk", "borne_by_state_dkk"),
)

_EVERY = Sql("COLUMNS(lambda c: NOT list_contains($odd, c))")
_UNSIGNED = Sql("COLUMNS(lambda c: NOT list_contains($odd, c) AND NOT list_contains($signed, c))")


def _odd_amounts(table: str) -> tuple[Sql, ...]:
    """SQL that counts the amounts that no model gives."""
    asked = (
        (sql("greatest(*{every})", every=_EVERY), Sql("NOT isfinite(amount)")),
        (sql("least(*{every})", every=_EVERY), Sql("NOT isfinite(amount)")),
        (sql("least(*{unsigned})", unsigned=_UNSIGNED), Sql("amount < 0")),
    )
    return tuple(
        sql(
            "SELECT count(*) FROM (SELECT {amount} AS amount FROM {table}) WHERE {fault}",
            amount=amount,
            table=quoted(table),
            fault=fault,
        )
        for amount, fault in asked
    )


AMOUNTS = _added((*_odd_amounts("team_weeks"), *_odd_amounts("spells")))

_ALWAYS_KNOWN = {
    "team_weeks": (
        *(one.column for one in SUM.values() if not one.known),
        *(f"{service}_hours" for service in SERVICES),
        *("citizens", "deviation_dkk", "evening_hours", "weekend_hours", "outside_dkk"),
    ),
    "spells": (
        *("revenue_dkk", "cost_dkk", "unmet_hours", "clinic_visits", "outside_dkk"),
        *("citizen", "course", "level", "start_day", "drawn_days", "entry"),
        *("delivered_hours", "level_weeks_gained", "paid_course"),
    ),
}


def _rows_without(table: str) -> Sql:
    """SQL that counts the rows in which something is absent that never is."""
    absent = (sql("{name} IS NULL", name=quoted(name)) for name in _ALWAYS_KNOWN[table])
    return rows_where(table, put_together(absent, " OR "))


ABSENT = _added(
    (
        _rows_without("team_weeks"),
        _rows_without("spells"),
        rows_where("spells", Sql("(end_day IS NULL) <> (exit IS NULL)")),
    )
)

# What waited when the reported weeks began is not told, so the first week is left out.
CONTACTS = Sql(
    "SELECT count(*) FROM (SELECT *, lag(clinic_waiting) OVER "
    "(PARTITION BY replication, team ORDER BY week) AS waited FROM team_weeks) "
    "WHERE week > 0 AND nursing_contacts + coalesce(waited, 0) <> clinic_visits + home_visits "
    "+ unmet_visits + coalesce(clinic_lapsed, 0) + coalesce(clinic_waiting, 0)"
)
