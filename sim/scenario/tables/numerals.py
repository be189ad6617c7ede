"""A number as people write it in a cell: decimal commas, thousands, per cent.

Text that could mean two numbers is refused: 1.234 may be one and a bit, or more than a thousand.
"""

import datetime as dt
import math
import re
from decimal import Decimal
from typing import Final

from sim.scenario.faults.fault import shown
from sim.scenario.tables.sheet import Problem
from sim.words import phrase

_BLANKS: Final = re.compile(r"(?<=\d)[ \u00a0\u2007\u2009\u202f'](?=\d{3}(?!\d))")
_PER_CENT: Final = re.compile(r"\s*%$")
_PLAIN: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?")
_ONE_GROUP: Final = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}")
_GROUPS: Final = re.compile(r"[+-]?[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)[.,]\d+)?")


def number_of(value: object, decimal: str) -> float | Problem:
    """A cell's number; whole ones as `int`.

    Parameters
    ----------
    value
        What stands in the cell: a number, text, a date, or a problem already.
    decimal
        The decimal sign of the sheet's text, "," or ".".
    """
    if isinstance(value, Problem):
        return value
    if isinstance(value, bool):
        return Problem(
            phrase("must be a number, is {value}", value=shown(value)), phrase("write a number")
        )
    if isinstance(value, int | float):
        return _whole(value)
    if isinstance(value, str):
        return _of_text(value, decimal)
    return _of_date(value)


def _whole(value: float) -> float | Problem:
    if not math.isfinite(value):
        return Problem(
            phrase("must be a number, is {value}", value=value), phrase("write a number")
        )
    return int(value) if float(value).is_integer() else value


def _of_date(value: object) -> Problem:
    """A spreadsheet has made a date or a time of day of what was typed."""
    if isinstance(value, dt.time | dt.timedelta):
        what = phrase("is a time of day, {value}, and must be a number", value=value)
        return Problem(what, phrase("format the cell as a number, and write hours as 37.5"))
    what = phrase("is a date, {value}, and must be a number", value=str(value)[:10])
    return Problem(what, phrase("format the cell as a number first, then type the number again"))


def _of_text(text: str, decimal: str) -> float | Problem:
    written = text.strip().replace("\N{MINUS SIGN}", "-")
    per_cent = _PER_CENT.search(written)
    bare = _BLANKS.sub("", written[: per_cent.start()] if per_cent else written)
    number = _bare(bare, decimal)
    if isinstance(number, Problem) or not per_cent:
        return number
    return _whole(float(Decimal(repr(number)) / 100))


def _bare(text: str, decimal: str) -> float | Problem:
    one_group = _ONE_GROUP.fullmatch(text)
    if one_group and one_group[1] != decimal:
        without = text.replace(one_group[1], "")
        what = phrase(
            "{text} may be {without}, or {other}",
            text=text,
            without=without,
            other=text.replace(one_group[1], decimal),
        )
        return Problem(
            what,
            phrase("write {without}, or one more decimal as {text}0", without=without, text=text),
        )
    if _PLAIN.fullmatch(text):
        return _whole(float(text.replace(",", ".")))
    groups = _GROUPS.fullmatch(text)
    if groups:
        return _whole(float(text.replace(groups[1], "").replace(",", ".")))
    return Problem(
        phrase("must be a number, is {text}", text=shown(text)),
        phrase("write a number, without its unit"),
    )
