"""A scenario as JSON: all that was read, and what determines one replication.

Both are the same whatever the order of the keys; the second also whatever the order of the
teams, and whatever the title and the sources say.
"""

import datetime as dt
from typing import Any, Final

from sim.scenario.schema import SCHEMA_VERSION, Values
from sim.scenario.schema.shapes import FROM

_NOT_DETERMINING: Final[dict[str, Any]] = {"title": True, "run": {"replications": True}}


def json_tree(value: Any) -> Any:  # noqa: ANN401 - any TOML value
    """Value with dates as text and keys in order."""
    if isinstance(value, dict):
        return {key: json_tree(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [json_tree(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def tree_of_json(value: Any, key: str = "") -> Any:  # noqa: ANN401 - any JSON value
    """Value of `json_tree` with its dates as dates again."""
    if isinstance(value, dict):
        return {part: tree_of_json(below, part) for part, below in value.items()}
    if isinstance(value, list):
        return [tree_of_json(item) for item in value]
    if isinstance(value, str) and key in {"start", FROM}:
        return _date(value)
    return value


def _date(text: str) -> dt.date | str:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text


def determinants(periods: tuple[tuple[dt.date, Values], ...]) -> dict[str, Any]:
    """What decides one replication: the plain values of each period, and nothing else."""
    found: list[dict[str, Any]] = []
    for day, values in periods:
        canonical = _canonical(values)
        if not found or found[-1]["values"] != canonical:
            found.append({"from": day.isoformat(), "values": canonical})
    return {"schema": SCHEMA_VERSION, "periods": found}


def _canonical(values: Values) -> dict[str, Any]:
    tree = values.model_dump(mode="json", exclude=_NOT_DETERMINING)
    tree["team"].sort(key=lambda team: (str(type(team["key"])), str(team["key"]), team["name"]))
    ordered: dict[str, Any] = json_tree(tree)
    return ordered
