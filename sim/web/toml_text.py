"""Values as TOML on one line, as `--set` takes them."""

import datetime as dt
import json
import re
import tomllib
from decimal import Decimal
from typing import Any, Final

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


def toml_text(value: Any) -> str:  # noqa: ANN401 - any TOML value
    """Write a value: numbers as short as they can be, tables inline."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return number_text(value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, list):
        return "[" + ", ".join(toml_text(item) for item in value) + "]"
    if isinstance(value, dict):
        pairs = (f"{_key(key)} = {toml_text(below)}" for key, below in value.items())
        return "{ " + ", ".join(pairs) + " }"
    return json.dumps(value, ensure_ascii=False)


def number_text(value: float | Decimal) -> str:
    """Write a number without needless digits: 2600, 0.175."""
    plain = format(Decimal(str(value)).normalize(), "f")
    return "0" if plain in {"-0", ""} else plain


def toml_read(text: str) -> Any:  # noqa: ANN401 - any TOML value
    """Value of a text; None where it is not one TOML value."""
    try:
        found = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        return None
    return found["value"] if [*found] == ["value"] else None


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)
