"""What differs between two scenarios, key by key, with the units and sources that they give.

What is compared is what decides a run: resolved values, defaults among them, teams and courses
by name and exits by where they lead. A title, a source alone or another order is no difference.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sim.scenario.faults.fault import key_text, named, row_names
from sim.scenario.files.canonical import plain_periods
from sim.scenario.files.values import LedgerRow
from sim.scenario.reading import Scenario

ABSENT = "-"
_BY_DOSE = "by the dose"
_ROW_NAMES = ("name", "to")
"""Keys that say which row of a list is meant, and so are no difference themselves."""


class KeyDifference(NamedTuple):
    """One key whose value differs; a value is null where a scenario has no such key."""

    key: str
    first: str | None
    other: str | None
    unit: str | None
    first_source: str | None
    other_source: str | None

    @property
    def source(self) -> str | None:
        """What either says of where its value comes from."""
        if self.first_source == self.other_source:
            return self.first_source
        return f"{self.first_source or ABSENT} -> {self.other_source or ABSENT}"

    @property
    def values(self) -> str:
        """Both values: `value -> value`."""
        return f"{self.first or ABSENT} -> {self.other or ABSENT}"

    def __str__(self) -> str:
        """One line: `key: value -> value (unit; source)`."""
        said = [self.unit, f"source: {self.source}" if self.source else None]
        beside = "; ".join(part for part in said if part)
        return f"{self.key}: {self.values}" + (f" ({beside})" if beside else "")


class _Found(NamedTuple):
    """A value over the run as text, and the key that the ledger has it under."""

    text: str
    ledger_key: str


def differences(first: Scenario, other: Scenario) -> list[KeyDifference]:
    """Every key in which two scenarios differ, in the order of the first's keys."""
    mine, theirs = _values(first), _values(other)
    return [
        _change(key, (mine.get(key), theirs.get(key)), (first, other))
        for key in [*mine, *(key for key in theirs if key not in mine)]
        if _text(mine.get(key)) != _text(theirs.get(key))
    ]


def _change(
    key: str, found: tuple[_Found | None, _Found | None], of: tuple[Scenario, Scenario]
) -> KeyDifference:
    rows = [_rows(one, scenario.ledger) for one, scenario in zip(found, of, strict=True)]
    return KeyDifference(
        key,
        _text(found[0]),
        _text(found[1]),
        _said([row.unit for row in (*rows[0], *rows[1])]),
        _said([row.source for row in rows[0]]),
        _said([row.source for row in rows[1]]),
    )


def _rows(found: _Found | None, ledger: Sequence[LedgerRow]) -> list[LedgerRow]:
    return [row for row in ledger if found is not None and row.key == found.ledger_key]


def _said(texts: Sequence[str | None]) -> str | None:
    """What was said, each thing once."""
    return "; ".join(dict.fromkeys(text for text in texts if text)) or None


def _text(found: _Found | None) -> str | None:
    return None if found is None else found.text


# Values by key


def _values(scenario: Scenario) -> dict[str, _Found]:
    """Value of every key over the run: the first one, and others by the date that begins them."""
    by_date: dict[str, dict[str, str]] = {}
    ledger_keys: dict[str, str] = {}
    for period in plain_periods(scenario.periods):
        names = row_names(period["values"])
        for key, path, text in _leaves(period["values"]):
            ledger_keys[key] = key_text(named(path, names))
            by_date.setdefault(key, {})[period["from"]] = text
    return {key: _Found(_series(texts), ledger_keys[key]) for key, texts in by_date.items()}


def _series(by_date: Mapping[str, str]) -> str:
    """The first text, and every other with the date from which it holds."""
    texts = list(by_date.values())
    later = [
        f", from {date} {text}"
        for (date, text), before in zip(list(by_date.items())[1:], texts, strict=False)
        if text != before
    ]
    return "".join([texts[0], *later])


Leaf = tuple[str, tuple[str | int, ...], str]
"""Key as it is shown, path in the tree, and value as text."""


def _leaves(tree: Mapping[str, Any]) -> Iterator[Leaf]:
    for key, value in tree.items():
        yield from _below(key, (key,), value)


def _below(shown: str, path: tuple[str | int, ...], value: Any) -> Iterator[Leaf]:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        for key, below in value.items():
            if key not in _ROW_NAMES or not isinstance(path[-1], int):
                yield from _below(f"{shown}.{key_text([key])}", (*path, key), below)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for number, name in enumerate(_names(value)):
            is_named = "name" in value[number]
            row = f"{shown}.{key_text([name])}" if is_named else f"{shown}[{name}]"
            yield from _below(row, (*path, number), value[number])
    elif value is not None:
        yield shown, path, _written(value)
    elif path[-1] == "probability":
        yield shown, path, _BY_DOSE


def _names(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """What each row is called; a second one of the same name gets a number."""
    names = [_name(row, number) for number, row in enumerate(rows)]
    return [
        name if name not in names[:number] else f"{name} ({names[:number].count(name) + 1})"
        for number, name in enumerate(names)
    ]


def _name(row: Mapping[str, Any], number: int) -> str:
    if "name" in row:
        return str(row["name"])
    return _destination(row["to"]) if "to" in row else str(number)


def _destination(to: str | Mapping[str, Any]) -> str:
    """Where an exit leads, as `stabilisation level 3`."""
    if isinstance(to, str):
        return to
    step = to.get("level_change")
    level = "" if to.get("level") is None else f"level {to['level']}"
    moved = "" if step is None else f"level {step:+d}"
    return " ".join(part for part in (to.get("course"), level, moved) if part) or "same course"


def _written(value: Any) -> str:  # noqa: ANN401 - JSON
    """Value as TOML writes it, whole numbers without a point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(_written(item) for item in value)}]"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
