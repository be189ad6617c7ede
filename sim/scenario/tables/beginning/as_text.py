"""A scenario's text with other values in it, its comments and its order kept."""

import tomllib
from collections.abc import Mapping
from typing import Any, Final

import tomlkit
from tomlkit.items import AoT, Array, InlineTable

from sim.scenario.schema.wrapper import WRAPPER_KEYS

_ROWS: Final = ("team", "course")
_NAME: Final = "name"


def text_with(text: str, tree: Mapping[str, Any]) -> str:
    """TOML text that says a tree, from one that says another.

    What is the same stays as it is written, comments too. Teams are written anew.
    """
    document = tomlkit.parse(text)
    old = tomllib.loads(text)
    _change(document, old, {key: tree[key] for key in tree if key != "team"})
    if tree.get("team") != old.get("team"):
        document["team"] = _rows(tree["team"])
    written = tomlkit.dumps(document)
    return written if _says(written, tree) else tomlkit.dumps(dict(tree))


def _says(text: str, tree: Mapping[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == tree
    except ValueError:
        return False


def _change(node: Any, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:  # noqa: ANN401
    """Put what differs into a table of the document."""
    for key, value in new.items():
        if key in old and old[key] == value:
            continue
        if key == "course":
            _change_rows(node, old.get(key, []), value)
        elif _is_table(value) and _is_table(old.get(key)):
            _change(node[key], old[key], value)
        else:
            if key in node:
                del node[key]
            node[key] = _item(value)


def _change_rows(node: Any, old: list[Any], new: list[Any]) -> None:  # noqa: ANN401 - tomlkit's
    """Courses by name: those that are there changed in place, the others added."""
    place = {row[_NAME]: number for number, row in enumerate(old)}
    for row in new:
        if row[_NAME] in place:
            number = place[row[_NAME]]
            _change(node["course"][number], old[number], row)
        else:
            node["course"].append(_table(row))


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) and not _is_wrapped(value)


def _is_wrapped(value: Mapping[str, Any]) -> bool:
    return "value" in value and value.keys() <= set(WRAPPER_KEYS)


def _rows(rows: list[Any]) -> AoT:
    made = tomlkit.aot()
    for row in rows:
        made.append(_table(row))
    return made


def _table(row: Mapping[str, Any]) -> Any:  # noqa: ANN401 - tomlkit's table
    """A table with its plain keys first, then the tables in it."""
    made = tomlkit.table()
    for key, value in sorted(row.items(), key=lambda pair: _is_table(pair[1])):
        made[key] = _item(value)
    return made


def _item(value: Any) -> Any:  # noqa: ANN401 - TOML
    if isinstance(value, Mapping):
        return _table(value) if _is_table(value) else _inline(value)
    if isinstance(value, list):
        return _array(value)
    return tomlkit.item(value)


def _inline(value: Mapping[str, Any]) -> InlineTable:
    made = tomlkit.inline_table()
    for key, one in value.items():
        made[key] = _inline(one) if isinstance(one, Mapping) else _item(one)
    return made


def _array(values: list[Any]) -> Array:
    made = tomlkit.array()
    for one in values:
        made.append(_inline(one) if isinstance(one, Mapping) else _item(one))
    return made.multiline(len(values) > 1 and any(isinstance(one, Mapping) for one in values))
