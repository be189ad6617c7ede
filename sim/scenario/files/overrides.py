"""`--set KEY=VALUE`: single values of a scenario changed from the command line.

KEY is dotted as in TOML, with teams and courses by name and other lists by number from 0:
`team.Nord.inflow_per_week`, `course.development.exits[0].probability`. VALUE is TOML. The
place of a fault is `--set:N:C`, the Nth override and the character in it.
"""

import re
import tomllib
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sim.scenario.faults.fault import Fault, key_text, printable, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.documents import Document, Read
from sim.scenario.files.drafts import rows
from sim.scenario.files.toml_lines import Spot, TextPosition

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


def overridden(read: Document, overrides: Sequence[str]) -> Document:
    """Document with the overrides applied in turn."""
    for number, text in enumerate(overrides, start=1):
        try:
            steps, value = _parsed(text, number)
            tree, spot = _put((read.tree, read.spot), steps, 0, value)
        except _Refused as refused:
            read = read._replace(faults=(*read.faults, refused.fault))
        else:
            read = read._replace(tree=tree, spot=spot)
    return read


def _parsed(text: str, number: int) -> tuple[list[_Step], Any]:
    steps: list[_Step] = []
    position = 0
    while match := _PART.match(text, position):
        place = TextPosition(OPTION, number, match.start(1) + 1)
        steps.append(_Step(_unquoted(match[1], place), place))
        steps += [_Step(int(n), place) for n in re.findall(r"\d+", match[2])]
        position = match.end()
        if match[3] == "=":
            return steps, _value(text, position, steps)
        if not match[3]:
            break
    raise _refused(TextPosition(OPTION, number, position + 1), printable(text), *_NO_KEY)


_NO_KEY: Final = ("is not KEY=VALUE", "write for example team.Nord.inflow_per_week=5")


def _unquoted(raw: str, place: TextPosition) -> str:
    if raw[0] not in {'"', "'"}:
        return raw
    try:
        return next(iter(tomllib.loads(raw + " = 0")))
    except ValueError:
        raise _refused(place, printable(raw), "is not a TOML key", "correct the quotes") from None


def _value(text: str, position: int, steps: list[_Step]) -> Any:  # noqa: ANN401 - TOML
    written = text[position:].strip()
    key = key_text([step.part for step in steps])
    place = TextPosition(OPTION, steps[0].place.line, position + 1)
    if steps[0].part in {"schema", "extends"}:
        raise _refused(steps[0].place, key, "belongs in the file", "leave it out of --set")
    if not written:
        raise _refused(place, key, "has no value", f"write --set {key}=VALUE")
    try:
        parsed = tomllib.loads("value = " + written)
    except (ValueError, RecursionError):
        parsed = {}
    if list(parsed) == ["value"]:
        return parsed["value"]
    if _BARE_WORD.fullmatch(written):
        remedy = f"""quote text: --set '{key}="{written}"'"""
        raise _refused(place, key, f"{written} is not a TOML value", remedy)
    remedy = 'write a number, true, a date, "text" in quotes, a [list] or a {table}'
    raise _refused(place, key, f"{shown(written)[1:-1]} is not a TOML value", remedy)


def _refused(place: TextPosition, key: str, what: str, remedy: str) -> _Refused:
    return _Refused(Fault(*place, key, what, remedy))


def _put(read: Read, steps: list[_Step], depth: int, value: Any) -> Read:  # noqa: ANN401 - TOML
    """Tree and spots with a value put at a key; what is not on the way is shared."""
    tree, spot = read
    if depth == len(steps):
        return value, Spot(steps[-1].place)
    part = _part(tree, steps, depth)
    below = spot.parts.get(part, Spot(steps[depth].place))
    if isinstance(tree, list):
        inner, inner_spot = _put((tree[int(part)], below), steps, depth + 1, value)
        new: Any = [inner if number == part else item for number, item in enumerate(tree)]
    else:
        inner, inner_spot = _put((tree.get(part, {}), below), steps, depth + 1, value)
        new = {**tree, part: inner}
    return new, Spot(spot.place, {**spot.parts, part: inner_spot})


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
        last = f"the last one is {key_text([*above, len(tree) - 1])}" if tree else "it is empty"
        raise _refused(place, here, "is not in the list", last)
    if isinstance(tree, list) and above in (["team"], ["course"]):
        return _number_named(tree, steps, depth)
    kind = "a list" if isinstance(tree, list) else f"a table, is {shown(tree)}"
    what = "takes a number in brackets, as [0]" if isinstance(tree, list) else f"is not {kind}"
    raise _refused(place, key_text(above), what, f"set {key_text(above)} as a whole")


def _number_named(tree: list[Any], steps: list[_Step], depth: int) -> int:
    part, place = steps[depth]
    names = [row.get("name") if isinstance(row, dict) else None for row in rows(tree)]
    if part in names:
        return names.index(part)
    kind = str(steps[depth - 1].part)
    known = [name for name in names if isinstance(name, str)]
    what = f"is not a {kind} of the scenario"
    raise _refused(place, key_text([kind, part]), what, instead(str(part), known))
