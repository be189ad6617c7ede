"""Where the scenario's numbers come from, and how many of them rest on assumptions.

Read from the scenario as the run resolved it, where a number is bare, or a table of value,
unit, source, status and range, or a list of such by date. A number without a status counts
as not stated. What every team says alike is one row.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sim.reporting.page.download import Table
from sim.scenario.schema.shapes import FROM
from sim.scenario.schema.wrapper import STATUSES, WRAPPER_KEYS

STATED_OR_NOT: Final = (*STATUSES, "")
"""In the order of falling support; the last is a number without a status."""

_WRAPPER: Final = frozenset({*WRAPPER_KEYS, FROM})
_SETTINGS: Final = frozenset({"schema", "title", "extends", "run"})


class SourcedValue(NamedTuple):
    """A number of the scenario and what stands behind it."""

    key: str
    value: tuple[float, ...]
    unit: str
    source: str
    status: str
    low: float | None
    high: float | None
    from_date: str


def sourced_values(scenario: Mapping[str, Any]) -> list[SourcedValue]:
    """List every number of a scenario; the settings of the run are none of the world's."""
    rows = [
        row for key, value in scenario.items() if key not in _SETTINGS for row in _walk(key, value)
    ]
    return _teams_together(rows)


def by_status(rows: Sequence[SourcedValue]) -> dict[str, int]:
    """How many numbers there are of each status, in the order of `STATED_OR_NOT`."""
    counted = Counter(row.status if row.status in STATED_OR_NOT else "" for row in rows)
    return {status: counted[status] for status in STATED_OR_NOT if counted[status]}


def values_table(rows: Sequence[SourcedValue]) -> Table:
    """The numbers with what is said of them, as a download has them."""
    columns = ("key", "value", "unit", "low", "high", "from", "status", "source")
    return columns, (
        (
            row.key,
            row.value[0] if len(row.value) == 1 else "; ".join(f"{one:g}" for one in row.value),
            *(row.unit, row.low, row.high, row.from_date, row.status, row.source),
        )
        for row in rows
    )


def _walk(key: str, value: object) -> Iterator[SourcedValue]:
    """Find the numbers below a key."""
    if _is_number(value):
        yield _row(key, {"value": value})
    elif isinstance(value, Mapping):
        if "value" in value and _WRAPPER.issuperset(value):
            yield from [_row(key, value)] if _numbers(value["value"]) else []
        else:
            for name, below in value.items():
                yield from _walk(f"{key}.{name}", below)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        yield from _walk_list(key, value)


def _walk_list(key: str, values: Sequence[Any]) -> Iterator[SourcedValue]:
    """Find the numbers in a list: plain, by date, or tables that have a name."""
    if values and all(_is_number(value) for value in values):
        yield _row(key, {"value": list(values)})
        return
    for number, value in enumerate(values):
        if isinstance(value, Mapping) and "from" in value:
            yield from _walk(key, value)
        else:
            yield from _walk(f"{key}.{_item_name(value, number)}", value)


def _item_name(item: object, number: int) -> str:
    """Name a table of a list by what the planner calls it."""
    if isinstance(item, Mapping):
        for naming in ("name", "to"):
            name = item.get(naming)
            if isinstance(name, str):
                return name
            if isinstance(name, Mapping):
                return " ".join(str(part) for part in name.values())
    return str(number + 1)


def _row(key: str, wrapper: Mapping[str, Any]) -> SourcedValue:
    """Lay out one number."""
    return SourcedValue(
        key=key,
        value=_numbers(wrapper["value"]),
        unit=str(wrapper.get("unit") or ""),
        source=str(wrapper.get("source") or ""),
        status=str(wrapper.get("status") or ""),
        low=wrapper.get("low"),
        high=wrapper.get("high"),
        from_date=str(wrapper.get("from") or ""),
    )


def _numbers(value: object) -> tuple[float, ...]:
    """Make one number or several out of a value; nothing of anything else."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return (value,)
    if isinstance(value, Sequence) and value and all(_is_number(one) for one in value):
        return tuple(value)
    return ()


def _is_number(value: object) -> bool:
    """Whether a value is a number; `true` is none."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _teams_together(rows: Sequence[SourcedValue]) -> list[SourcedValue]:
    """Make one row of what several teams say alike."""
    joined: dict[SourcedValue, list[SourcedValue]] = {}
    for row in rows:
        parts = row.key.split(".", 2)
        is_team = parts[0] == "team" and len(parts) == 3  # noqa: PLR2004 -- team, name, key
        shared = row._replace(key=f"team.*.{parts[2]}") if is_team else row
        joined.setdefault(shared, []).append(row)
    return [same[0] if len(same) == 1 else shared for shared, same in joined.items()]
