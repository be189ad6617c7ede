"""SQL put together from parts: the one place where a name gets into a statement.

A statement is written out with `{part}` where a part goes, and a part is SQL already: made here,
from a name by `quoted`, or from other SQL. A value never is a part; it reaches DuckDB as a
parameter (`$name`, see `database.py`), and so does a path.
"""

from collections.abc import Iterable


class Sql(str):
    """A text that is SQL, because it was written in the source or made by this module."""

    __slots__ = ()


def sql(text: str, /, **parts: Sql) -> Sql:
    """A statement, or a part of one, with its parts put in.

    Raises
    ------
    TypeError
        When a part is a text that nobody has made SQL.

    Examples
    --------
    >>> sql("SELECT {wanted} FROM team_weeks", wanted=quoted("day care"))
    'SELECT "day care" FROM team_weeks'
    """
    for part, value in parts.items():
        if not isinstance(value, Sql):
            raise TypeError(f"{part} is not SQL: give a name by quoted(), a value as a parameter")
    return Sql(text.format_map(parts))


def quoted(name: str) -> Sql:
    """A column's name as SQL writes it, whatever characters are in it."""
    return Sql('"' + name.replace('"', '""') + '"')


def put_together(parts: Iterable[Sql], by: str = ", ") -> Sql:
    """Parts one after the other."""
    return Sql(by.join(parts))


def own_number(value: int) -> Sql:
    """A whole number of the program's own."""
    return Sql(int(value))


def value(name: str) -> Sql:
    """Where a value is put in that is given by a name of the program's own."""
    if not name.isidentifier():
        raise ValueError(f"{name!r} cannot name a value")
    return Sql(f"${name}")
