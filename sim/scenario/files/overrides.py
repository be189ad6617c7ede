"""`--set KEY=VALUE`: single values of a scenario changed from the command line, or from Python.

KEY is dotted as in TOML, with teams and courses by name and other lists by number from 0:
`team.Nord.inflow_per_week`, `course.development.exits[0].probability`. A course's exit may be
named by where it leads, `course.development.exits.stabilisation`; then the others keep their
proportions (`exits.py`). VALUE is TOML; from Python it is a number, a text, a list, an array or a
mapping (`given.py`). The place of a fault is `--set:N:C`, the Nth override and the character in it.
`@FILE` stands for every row of a sheet of keys and values (`tables/changes.py`).
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sim.scenario.faults.fault import Fault, ScenarioError, key_text, printable, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.documents import Document, Read
from sim.scenario.files.drafts import rows
from sim.scenario.files.exits import ExitRefused, exits_with
from sim.scenario.files.given import NotGiven, toml_value
from sim.scenario.files.toml_lines import Spot, TextPosition, spots
from sim.scenario.tables.changes import SIGN as AT_FILE
from sim.scenario.tables.changes import ValueChange, changes_in
from sim.words import known, phrase

OPTION: Final = "--set"
_PART: Final = re.compile(r"""\s*([\w-]+|"(?:[^"\\]|\\.)*"|'[^']*')((?:\[\d{1,9}\])*)\s*([.=]?)""")
_BARE_WORD: Final = re.compile(r"[^\W\d][\w .&()'-]*")


class _Refused(Exception):  # noqa: N818 - never leaves this module
    """An override that cannot be applied."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


class _Step(NamedTuple):
    """One part of a key and the place where it is written."""

    part: str | int
    place: TextPosition


Overrides = str | Sequence[str] | Mapping[str, object]
"""One text KEY=VALUE, several of them, or values by key."""


def overridden(read: Document, overrides: Overrides) -> Document:
    """Document with the overrides applied in turn."""
    try:
        each = [*_with_files(_each(overrides))]
    except ScenarioError as error:
        return read._replace(faults=(*read.faults, *error.faults))
    for number, one in enumerate(each, start=1):
        try:
            steps, own = _one(one, number)
            tree, spot = _put((read.tree, read.spot), steps, 0, own)
        except _Refused as refused:
            read = read._replace(faults=(*read.faults, refused.fault))
        else:
            read = read._replace(tree=tree, spot=spot)
    return read


_One = str | tuple[str, object] | ValueChange


def _with_files(overrides: Iterable[str | tuple[str, object]]) -> Iterator[_One]:
    """Overrides with the rows of the files that some of them name."""
    for one in overrides:
        if isinstance(one, str) and one.startswith(AT_FILE):
            yield from changes_in(one[len(AT_FILE) :])
        else:
            yield one


def _one(one: _One, number: int) -> tuple[list[_Step], Read]:
    if isinstance(one, str):
        return _parsed(one, number)
    if isinstance(one, ValueChange):
        return _of_row(one)
    return _given(*one, number)


def _of_row(change: ValueChange) -> tuple[list[_Step], Read]:
    """A key and a value from a sheet; faults have the place of their cells."""
    try:
        steps = [_Step(step.part, change.key_place) for step in _steps(change.key, 1)]
        _check_home(steps)
    except _Refused as refused:
        fault = refused.fault
        raise _refused(change.key_place, fault.key, fault.what, fault.remedy) from None
    return steps, (change.value, Spot(change.value_place))


def place_of(tree: dict[str, Any], key: str) -> tuple[str | int, ...] | None:
    """Way to a key's value in a tree, teams and courses by number; nothing where there is none.

    An exit that is named by where it leads stands for all exits of its course.
    """
    found: list[str | int] = []
    below: Any = tree
    try:
        steps = _steps(key, 1)
        for depth in range(len(steps)):
            if _is_exit(below, steps, depth):
                return tuple(found)
            found.append(_part(below, steps, depth))
            below = below[found[-1]]
    except (_Refused, KeyError, TypeError):
        return None
    return tuple(found)


def exit_named(key: str, place: tuple[str | int, ...]) -> str | None:
    """Name of the exit that a key ends in, where its place is that of all exits of a course."""
    steps = _steps(key, 1)
    return str(steps[-1].part) if len(steps) > len(place) else None


def _each(overrides: Overrides) -> Sequence[str | tuple[str, object]]:
    """Overrides one by one; whatever is given, a key is text."""
    if isinstance(overrides, Mapping):
        _check_texts(overrides)
        return list(overrides.items())
    several = isinstance(overrides, Iterable) and not isinstance(overrides, str)
    every: list[Any] = list(overrides) if several else [overrides]
    _check_texts(every)
    return every


def _check_texts(given: Iterable[Any]) -> None:
    faults = [
        Fault(OPTION, number, 1, printable(str(one)), phrase("is no text"), phrase(_NO_KEY[1]))
        for number, one in enumerate(given, start=1)
        if not isinstance(one, str)
    ]
    if faults:
        raise ScenarioError(faults)


def _given(key: str, value: object, number: int) -> tuple[list[_Step], Read]:
    """A key and a value from Python."""
    steps = _steps(key, number)
    _check_home(steps)
    try:
        return steps, (toml_value(value), Spot(steps[-1].place))
    except NotGiven as fault:
        raise _refused(steps[0].place, key, str(fault), _WHAT_MAY_BE_GIVEN) from None


_WHAT_MAY_BE_GIVEN: Final = known(
    "give a number, true, a date, a text, a list, an array or a mapping"
)


def _steps(key: str, number: int) -> list[_Step]:
    """Parts of a key that stands by itself."""
    steps, position, match = _scanned(key, number)
    if match is None or match[3] or position < len(key.rstrip()):
        place = TextPosition(OPTION, number, position + 1)
        raise _refused(place, printable(key), phrase("is not a key"), _SUCH_A_KEY)
    return steps


_SUCH_A_KEY: Final = known("write for example team.Nord.inflow_per_week")


def _parsed(text: str, number: int) -> tuple[list[_Step], Read]:
    steps, position, match = _scanned(text, number)
    if match is None or match[3] != "=":
        raise _refused(TextPosition(OPTION, number, position + 1), printable(text), *_NO_KEY)
    value = _value(text, position, steps)
    written = spots(f"value = {text[position:].strip()}", OPTION).parts["value"]
    return steps, (value, _placed(written, steps[-1].place))


def _placed(written: Spot, place: TextPosition) -> Spot:
    """Spots of a value, all of them at its key, with how its numbers are written."""
    parts = {part: _placed(below, place) for part, below in written.parts.items()}
    return Spot(place, parts, written.written)


def _scanned(text: str, number: int) -> tuple[list[_Step], int, re.Match[str] | None]:
    """Parts of a key, where it ends, and its last part with the sign after it."""
    steps: list[_Step] = []
    position = 0
    while match := _PART.match(text, position):
        place = TextPosition(OPTION, number, match.start(1) + 1)
        steps.append(_Step(_unquoted(match[1], place), place))
        steps += [_Step(int(n), place) for n in re.findall(r"\d+", match[2])]
        position = match.end()
        if match[3] != ".":
            return steps, position, match
    return steps, position, None


_NO_KEY: Final = (known("is not KEY=VALUE"), known("write for example team.Nord.inflow_per_week=5"))


def _unquoted(raw: str, place: TextPosition) -> str:
    if raw[0] not in {'"', "'"}:
        return raw
    try:
        return next(iter(tomllib.loads(raw + " = 0")))
    except ValueError:
        raise _refused(
            place, printable(raw), phrase("is not a TOML key"), phrase("correct the quotes")
        ) from None


def _value(text: str, position: int, steps: list[_Step]) -> Any:  # noqa: ANN401 - TOML
    written = text[position:].strip()
    key = key_text([step.part for step in steps])
    place = TextPosition(OPTION, steps[0].place.line, position + 1)
    _check_home(steps)
    if not written:
        raise _refused(
            place, key, phrase("has no value"), phrase("write --set {key}=VALUE", key=key)
        )
    try:
        parsed = tomllib.loads("value = " + written)
    except (ValueError, RecursionError):
        parsed = {}
    if list(parsed) == ["value"]:
        return parsed["value"]
    if _BARE_WORD.fullmatch(written):
        remedy = phrase("quote text: --set '{key}=\"{written}\"'", key=key, written=written)
        raise _refused(place, key, phrase("{written} is not a TOML value", written=written), remedy)
    remedy = phrase('write a number, true, a date, "text" in quotes, a [list] or a {table}')
    raise _refused(
        place, key, phrase("{written} is not a TOML value", written=shown(written)[1:-1]), remedy
    )


def _check_home(steps: list[_Step]) -> None:
    if steps[0].part in {"schema", "extends", "tables"}:
        key = key_text([step.part for step in steps])
        raise _refused(
            steps[0].place, key, phrase("belongs in the file"), phrase("leave it out of --set")
        )


def _refused(place: TextPosition, key: str, what: str, remedy: str) -> _Refused:
    return _Refused(Fault(*place, key, what, remedy))


def _put(read: Read, steps: list[_Step], depth: int, own: Read) -> Read:
    """Tree and spots with a value put at a key; what is not on the way is shared."""
    tree, spot = read
    if depth == len(steps):
        return own
    if _is_exit(tree, steps, depth):
        return _exits(tree, steps, own[0]), Spot(steps[-1].place)
    part = _part(tree, steps, depth)
    below = spot.parts.get(part, Spot(steps[depth].place))
    if isinstance(tree, list):
        inner, inner_spot = _put((tree[int(part)], below), steps, depth + 1, own)
        new: Any = [inner if number == part else item for number, item in enumerate(tree)]
    else:
        inner, inner_spot = _put((tree.get(part, {}), below), steps, depth + 1, own)
        new = {**tree, part: inner}
    return new, Spot(spot.place, {**spot.parts, part: inner_spot})


def _is_exit(tree: Any, steps: list[_Step], depth: int) -> bool:  # noqa: ANN401 - TOML
    """A key ends here with the name of an exit of a course."""
    kind = (steps[0].part, steps[depth - 1].part)
    is_there = depth == _EXIT_DEPTH and kind == ("course", "exits") and isinstance(tree, list)
    return is_there and isinstance(steps[depth].part, str) and depth + 1 == len(steps)


_EXIT_DEPTH: Final = 3


def _exits(ways: list[Any], steps: list[_Step], value: Any) -> list[Any]:  # noqa: ANN401 - TOML
    """Exits of a course with another probability of the one that leads to a name."""
    part, place = steps[-1]
    try:
        return exits_with(ways, str(part), value)
    except ExitRefused as fault:
        key = key_text([step.part for step in steps])
        raise _refused(place, key, fault.what, fault.remedy) from None


def _part(tree: Any, steps: list[_Step], depth: int) -> str | int:  # noqa: ANN401 - TOML
    """Part of the key at a depth, with the name of a team or course as its number."""
    part, place = steps[depth]
    above = [step.part for step in steps[:depth]]
    here = key_text([*above, part])
    if isinstance(tree, dict) and isinstance(part, str):
        return part
    if isinstance(tree, list) and isinstance(part, int):
        if part < len(tree):
            return part
        last = (
            phrase("the last one is {key_text}", key_text=key_text([*above, len(tree) - 1]))
            if tree
            else phrase("it is empty")
        )
        raise _refused(place, here, phrase("is not in the list"), last)
    if isinstance(tree, list) and above in (["team"], ["course"]):
        return _number_named(tree, steps, depth)
    kind = (
        phrase("a list")
        if isinstance(tree, list)
        else phrase("a table, is {tree}", tree=shown(tree))
    )
    what = (
        phrase("takes a number in brackets, as [0]")
        if isinstance(tree, list)
        else phrase("is not {kind}", kind=kind)
    )
    raise _refused(
        place, key_text(above), what, phrase("set {key_text} as a whole", key_text=key_text(above))
    )


_NOT_ONE: Final = {
    "team": known("is not a team of the scenario"),
    "course": known("is not a course of the scenario"),
}


def _number_named(tree: list[Any], steps: list[_Step], depth: int) -> int:
    part, place = steps[depth]
    names = [row.get("name") if isinstance(row, dict) else None for row in rows(tree)]
    if part in names:
        return names.index(part)
    kind = str(steps[depth - 1].part)
    known = [name for name in names if isinstance(name, str)]
    what = phrase(_NOT_ONE[kind])
    raise _refused(place, key_text([kind, part]), what, instead(str(part), known))
