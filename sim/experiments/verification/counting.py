"""SQL that counts what breaks a rule, in whole øre, minutes and days."""

from sim.experiments.folder.sql import Sql, quoted, sql
from sim.experiments.summary.adding import in_whole_units
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, ORE_PER_DKK


def known_ore(column: str) -> Sql:
    """SQL for kroner in øre; 0 where they are null."""
    return known_whole(quoted(column), ORE_PER_DKK)


def known_days(column: str) -> Sql:
    """SQL for weeks in days; 0 where they are null."""
    return known_whole(quoted(column), DAYS_PER_WEEK)


def known_minutes(column: str) -> Sql:
    """SQL for hours in minutes; 0 where they are null."""
    return known_whole(quoted(column), MINUTES_PER_HOUR)


def known_whole(amount: Sql, per_unit: int) -> Sql:
    """SQL for an amount in its whole-number unit; 0 where it is null."""
    return sql("coalesce({each}, 0)", each=in_whole_units(amount, per_unit))


def less(amount: Sql, part: Sql) -> Sql:
    """SQL for an amount without a part of it."""
    return sql("{amount} - {part}", amount=amount, part=part)


def rows_where(table: str, broken: Sql) -> Sql:
    """SQL that counts the rows of a table in which something is broken."""
    return sql("SELECT count(*) FROM {table} WHERE {broken}", table=quoted(table), broken=broken)
