"""Texts of cells into dates, numbers and codes; whatever cannot be read is a fault of its cell.

Marks of Statistics Denmark: `..`, `...` and `.` are missing, `-` is nothing, 0. A number may have
thousands separators where its decimal sign leaves no doubt; `1.234` under a decimal comma does, and
is a fault.
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from sim.calibration.reading.faults import Findings, RecordFault
from sim.calibration.reading.sheets import RecordSheet
from sim.calibration.reading.way import FileWay
from sim.scenario.faults.suggestions import listed
from sim.words import number_said, phrase

SUPPRESSED: Final = ("..", "...", "…", ".")
NOTHING: Final = ("-", "\N{EN DASH}", "\N{MINUS SIGN}")

_PLAIN: Final = re.compile(r"-?\d+([.]\d+)?")
_GROUPED: Final = re.compile(r"-?\d{1,3}( \d{3}|[.]\d{3}(?=.*,))+(,\d+)?")
_OTHER_SIGN: Final = re.compile(r"-?\d+,(\d{1,2}|\d{4,})")

T = TypeVar("T")


def days_of(sheet: RecordSheet, key: str, faults: list[RecordFault]) -> list[dt.date | None]:
    """Dates of a column; None where a cell is empty."""
    way = sheet.way.dates
    example = dt.date(2026, 1, 31).strftime(way)
    remedy = phrase(
        "dates are read as {example}; say dates = in the mapping where they are not",
        example=example,
    )
    return _each(sheet, key, lambda text: _date(text, way), (phrase("is no date"), remedy), faults)


def _date(text: str, way: str) -> dt.date | None:
    try:
        if way == "%Y-%m-%d":
            return dt.date.fromisoformat(text[:10]) if text[10:11] in {"", "T", " "} else None
        return dt.datetime.strptime(text, way).date()  # noqa: DTZ007 - a day
    except ValueError:
        return None


def numbers(
    sheet: RecordSheet,
    key: str,
    faults: list[RecordFault],
    findings: Findings,
    *,
    most: float = math.inf,
) -> list[float | None]:
    """Numbers of a column, 0 to `most`; None where a cell is empty or says that it is missing."""
    odd: list[int] = []
    found: list[float | None] = []
    for place, text in enumerate(sheet.cells[key]):
        number = None if text is None or text in SUPPRESSED else _number(text, sheet.way)
        if number is None and text is not None and text not in SUPPRESSED:
            number = _with_other_sign(text, sheet.way)
            if number is None:
                faults.append(_no_number(sheet, place, key))
            else:
                odd.append(sheet.rows[place])
        if number is not None and number < 0:
            remedy = phrase("correct it, or leave it empty")
            faults.append(sheet.fault(place, key, phrase("is below 0"), remedy))
        if number is not None and number > most:
            what = phrase("is above {most}, the hours or minutes of a week", most=number_said(most))
            remedy = phrase("look whether the column is the right one")
            faults.append(sheet.fault(place, key, what, remedy))
        found.append(number)
    missing = [r for r, t in zip(sheet.rows, sheet.cells[key], strict=True) if t in SUPPRESSED]
    findings.add("suppressed", sheet.at(key), missing, "taken as not known")
    findings.add("decimal comma", sheet.at(key), odd, "read as a decimal sign")
    return found


def _no_number(sheet: RecordSheet, place: int, key: str) -> RecordFault:
    example = "37,5" if sheet.way.decimal == "," else "37.5"
    remedy = phrase(
        "numbers are read as {example}; say decimal = in the mapping where they are not",
        example=example,
    )
    return sheet.fault(place, key, phrase("is no number"), remedy)


def _number(text: str, way: FileWay) -> float | None:
    """A number as the mapping says it is written."""
    if text in NOTHING:
        return 0.0
    if way.decimal == ",":
        if _GROUPED.fullmatch(text):
            text = text.replace(".", "").replace(" ", "")
        elif "." in text:
            return None
        text = text.replace(",", ".")
    return float(text) if _PLAIN.fullmatch(text) else None


def _with_other_sign(text: str, way: FileWay) -> float | None:
    """A decimal comma among decimal points, where it cannot be a thousands separator."""
    if way.decimal == "." and _OTHER_SIGN.fullmatch(text):
        return float(text.replace(",", "."))
    return None


class Codes(NamedTuple):
    """Codes that the mapping lists, and names that stand for themselves."""

    known: Mapping[str, str]
    names: Sequence[str]
    table: str
    """Where the mapping lists them."""


def known_codes(of: Codes) -> dict[str, str]:
    """What each code stands for; a name stands for itself where it is no code."""
    return {**{name: name for name in of.names}, **of.known}


def codes(sheet: RecordSheet, key: str, of: Codes, faults: list[RecordFault]) -> list[str | None]:
    """What the codes of a column stand for; a code that is not listed must be a name itself."""
    remedy = phrase(
        "list its code under [{table}], which knows {names}",
        table=of.table,
        names=listed([*of.known, *of.names]),
    )
    every = known_codes(of)
    what = phrase("is a code that the mapping does not know")
    return _each(
        sheet,
        key,
        lambda text: every.get(text),  # noqa: PLW0108 - mypy needs one signature
        (what, remedy),
        faults,
    )


def levels(
    sheet: RecordSheet, key: str, known: Mapping[str, int], faults: list[RecordFault]
) -> list[int | None]:
    """Functional levels of a column."""
    every = {**{str(level): level for level in range(5)}, **known}
    remedy = phrase("levels are 0 to 4; list other codes under the levels of the mapping")
    return _each(
        sheet,
        key,
        lambda text: every.get(text),  # noqa: PLW0108 - mypy needs one signature
        (phrase("is no functional level"), remedy),
        faults,
    )


def _each(
    sheet: RecordSheet,
    key: str,
    read: Callable[[str], T | None],
    said: tuple[str, str],
    faults: list[RecordFault],
) -> list[T | None]:
    """Read every cell that is not empty, each text once."""
    seen: dict[str, T | None] = {}
    found: list[T | None] = []
    for place, text in enumerate(sheet.cells[key]):
        if text is None:
            found.append(None)
            continue
        if text not in seen:
            seen[text] = read(text)
        if seen[text] is None:
            faults.append(sheet.fault(place, key, *said))
        found.append(seen[text])
    return found
