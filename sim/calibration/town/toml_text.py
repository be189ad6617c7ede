"""A scenario's tree as TOML text: tables with headers, numbers with their source on one line."""

import datetime as dt
import json
import math
from collections.abc import Iterator
from typing import Any, Final

from sim.scenario.schema.shapes import FROM
from sim.scenario.schema.wrapper import WRAPPER_KEYS

_ROWS: Final = ("team", "course", "exits")
"""Lists whose tables have headers of their own."""


def tree_toml(tree: dict[str, Any]) -> str:
    """A tree as TOML."""
    lines = list(_table(tree, ()))
    return "\n".join(lines).strip("\n") + "\n"


def _table(tree: dict[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    below = {key: value for key, value in tree.items() if _has_header(key, value)}
    for key, value in tree.items():
        if key not in below:
            yield from _line(key, value)
    for key, value in below.items():
        at = (*path, key)
        name = ".".join(map(_key, at))
        for row in value if isinstance(value, list) else [value]:
            header = f"[[{name}]]" if isinstance(value, list) else f"[{name}]"
            own = list(_table(row, at))
            if isinstance(value, list) or (own and not own[0].startswith(("\n", "["))) or not own:
                yield f"\n{header}"
            yield from own


def _line(key: str, value: Any) -> Iterator[str]:  # noqa: ANN401 - TOML
    """A key; values by date stand below each other."""
    if not (isinstance(value, list) and value and isinstance(value[0], dict) and FROM in value[0]):
        yield f"{_key(key)} = {inline(value)}"
        return
    yield f"{_key(key)} = ["
    yield from (f"  {inline(entry)}," for entry in value)
    yield "]"


def _has_header(key: str, value: object) -> bool:
    if isinstance(value, dict):
        return not _is_wrapper(value)
    return key in _ROWS and isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def _is_wrapper(value: dict[str, Any]) -> bool:
    """A number with its source, or where an exit leads."""
    return ("value" in value and all(key in WRAPPER_KEYS for key in value)) or (
        "level_change" in value or "level" in value
    )


def inline(value: Any) -> str:  # noqa: ANN401 - TOML
    """A value on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(k)} = {inline(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(inline, value)) + "]"
    if isinstance(value, dt.date):
        return value.isoformat()
    return _number(value)


def _number(value: float) -> str:
    if isinstance(value, int) or not math.isfinite(value):
        return str(value)
    return str(int(value)) if value.is_integer() and abs(value) < 10**15 else repr(value)


def _key(key: str) -> str:
    is_bare = key.isascii() and key.replace("_", "a").replace("-", "a").isalnum()
    return key if is_bare else json.dumps(key, ensure_ascii=False)
