"""A scenario as JSON: all that was read, and what determines one replication.

Both are the same whatever the order of the keys; the second also whatever the order of the
teams, and whatever the title and the sources say.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

from pydantic import BaseModel

from sim.scenario.schema import SCHEMA_VERSION
from sim.scenario.schema.scenario import Values
from sim.scenario.schema.shapes import FROM

Periods = tuple[tuple[dt.date, Values], ...]

_DECIDE_NOTHING: Final = frozenset({"title", "search"})
_LABEL: Final = "label"
"""Keys for readers, and for a search around the run: they change nothing in it."""
_LABELLED: Final = ("course", "team")
_ROWS: Final = "rows"
"""Stands for a row, or a profession's table, that may have a label."""

_TELLS_OF_RUN: Final = frozenset({"replications"})


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


def determinants(periods: Periods) -> dict[str, Any]:
    """What decides one replication: in each period what is set, but for neutral values.

    A key that is left out and one that is set to its default are the same, so that a new optional
    key leaves the determinants of every scenario that does not use it as they were.
    """
    return {"schema": SCHEMA_VERSION, "periods": _changes(periods, _set)}


def plain_periods(periods: Periods) -> list[dict[str, Any]]:
    """Every plain value of each period, defaults among them, by the day from which they hold."""
    return _changes(periods, lambda values: values.model_dump(mode="json"))


def _changes(periods: Periods, tree_of: Callable[[Values], dict[str, Any]]) -> list[dict[str, Any]]:
    """Trees of the periods, those left out that say what the one before says."""
    found: list[dict[str, Any]] = []
    for day, values in periods:
        canonical = _canonical(tree_of(values))
        if not found or found[-1]["values"] != canonical:
            found.append({"from": day.isoformat(), "values": canonical})
    return found


def _set(value: Any) -> Any:  # noqa: ANN401 - any value of a scenario
    """A value without the keys of its tables that stand at their defaults."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        kept = {name: getattr(value, name) for name in fields}
        return {
            name: _set(of)
            for name, of in kept.items()
            if of != fields[name].get_default(call_default_factory=True)
        }
    if isinstance(value, dict):
        return {key: _set(below) for key, below in value.items()}
    return [_set(item) for item in value] if isinstance(value, list) else value


def _canonical(tree: dict[str, Any]) -> dict[str, Any]:
    """A day's tree with keys and teams in order, without what decides nothing."""
    told = _untold(tree)
    told["run"] = {key: value for key, value in told["run"].items() if key not in _TELLS_OF_RUN}
    told["team"] = sorted(told["team"], key=_who)
    ordered: dict[str, Any] = json_tree(told)
    return ordered


def _untold(tree: dict[str, Any]) -> dict[str, Any]:
    """A day's tree without its title, its search, and labels where there may be any."""
    told = {
        key: _unlabelled(key, value) for key, value in tree.items() if key not in _DECIDE_NOTHING
    }
    professions = (told.get("staff") or {}).get("professions")
    if professions:
        bare = {name: _unlabelled(_ROWS, terms) for name, terms in professions.items()}
        told["staff"] = {**told["staff"], "professions": bare}
    return told


def _unlabelled(key: str, value: Any) -> Any:  # noqa: ANN401 - any value of a scenario
    """The rows of a table that has labels, or the table itself, without them."""
    if isinstance(value, list) and key in _LABELLED:
        return [_unlabelled(_ROWS, row) for row in value]
    if isinstance(value, dict) and key in {_ROWS, "payers"}:
        return {name: of for name, of in value.items() if name != _LABEL}
    return value


def _who(team: dict[str, Any]) -> tuple[str, str, str]:
    key = team.get("key")
    return str(type(key)), str(key), team["name"]
