"""What single cells mean: names, levels, words of closed lists, numbers of every sort."""

import re
from typing import Any, Final, NamedTuple

from sim.model.terms import LEVELS
from sim.scenario.faults.fault import shown
from sim.scenario.tables.column import Column, Holds, KnownHeading
from sim.scenario.tables.numerals import number_of
from sim.scenario.tables.sheet import Cell, Problem
from sim.scenario.tables.words import DOSE, OUTS, word_in, word_of
from sim.words import phrase

DOSED: Final = "dose"
_BETWEEN: Final = re.compile(r"[;\s]+")
_TO_LEVEL: Final = re.compile(
    r"^(?:(?P<course>.+?)(?:,\s*|\s+))?(?:level|niveau)\s*(?P<sign>[+\-\u2212]?)(?P<level>[0-4])$",
    re.IGNORECASE,
)


class SheetRow(NamedTuple):
    """A row: whose it is, at which level (None for all), the cell of its name, and its cells."""

    name: str
    level: "int | Problem | None"
    named: Cell
    cells: dict[KnownHeading, Cell]


def name_of(value: object) -> str:
    """A name, which a spreadsheet may hold as a number; empty where it is none."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def given_level(value: object, decimal: str) -> "int | Problem":
    """A functional level, 0 to 4."""
    level = number_of(value, decimal)
    if isinstance(level, int) and 0 <= level < LEVELS:
        return level
    what = phrase(
        "must be a level from 0 to 4, is {value}",
        value=shown(value) if _is_plain(value) else phrase("none"),
    )
    return Problem(
        what, phrase("write one, or leave it empty for every level without a row of its own")
    )


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int | float)


def value_of(cell: Cell, column: Column, decimal: str) -> Any:  # noqa: ANN401 - TOML, or a Problem
    """A cell's value as the scenario has it, or what is wrong with it."""
    if isinstance(cell.value, Problem):
        return cell.value
    return _READ[column.holds](cell.value, column, decimal)


def _number(value: object, _column: Column, decimal: str) -> float | Problem:
    return number_of(value, decimal)


def _several(value: object, _column: Column, decimal: str) -> list[float] | Problem:
    parts = _BETWEEN.split(value.strip()) if isinstance(value, str) else [value]
    numbers = [number_of(part, decimal) for part in parts]
    wrong = [number for number in numbers if isinstance(number, Problem)]
    return wrong[0] if wrong else [n for n in numbers if not isinstance(n, Problem)]


def _text(value: object, _column: Column, _decimal: str) -> str | Problem:
    text = name_of(value)
    return text or Problem(
        phrase("must be text"), phrase("format the cell as text, and type it again")
    )


def _word(value: object, column: Column, decimal: str) -> str | Problem:
    text = _text(value, column, decimal)
    if isinstance(text, Problem):
        return text
    return word_of(text, column.words) or text  # of an unknown word the schema speaks


def _fit(value: object, column: Column, decimal: str) -> float | str | Problem:
    word = word_of(value, column.words) if isinstance(value, str) else None
    return word or number_of(value, decimal)


def _share(value: object, _column: Column, decimal: str) -> float | str | Problem:
    word = word_of(value, DOSE) if isinstance(value, str) else None
    return word or number_of(value, decimal)


_READ: Final = {
    Holds.number: _number,
    Holds.whole: _number,
    Holds.numbers: _several,
    Holds.text: _text,
    Holds.word: _word,
    Holds.fit: _fit,
    Holds.share: _share,
}


def destination(named: str) -> str | dict[str, str | int]:
    """Where an exit leads, from what its heading names.

    Examples
    --------
    >>> destination("selvhjulpen"), destination("level -1")
    ('self_reliant', {'level_change': -1})
    >>> destination("stabilisation, level 3")
    {'course': 'stabilisation', 'level': 3}
    """
    to_level = _TO_LEVEL.match(named)
    if to_level is None:
        return word_of(named, OUTS) or named
    level = int(to_level["level"])
    way: dict[str, str | int] = {"course": to_level["course"]} if to_level["course"] else {}
    if to_level["sign"]:
        return {**way, "level_change": level if to_level["sign"] == "+" else -level}
    return {**way, "level": level}


def destination_named(to: str | dict[str, Any], language: str) -> str:
    """What a heading says of where an exit leads; the way back of `destination`."""
    if isinstance(to, str):
        return word_in(to, OUTS, language)
    word = "niveau" if language == "da" else "level"
    level = f"{to['level_change']:+d}" if "level_change" in to else f"{to.get('level', '')}"
    return f"{to['course']}, {word} {level}" if "course" in to else f"{word} {level}"
