"""Numbers with a source and numbers by date, resolved to the plain numbers of one day.

A number may be bare, or a table of it and its source (`schema/wrapper.py`), or a list of such
tables, each with the date `from` which it holds. Here they are found (`leaves`), checked
(`wrapper_faults`), listed (`ledger`) and taken off (`plain_values`). The tree that is left, and the
spots beside it, are what the schema and `checks/` see.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NamedTuple, TypeGuard

from pydantic import BaseModel

from sim.scenario.faults.fault import Path, key_text, named, row_names
from sim.scenario.files.toml_lines import Spot
from sim.scenario.schema.shapes import FROM, KeyShape, is_dated, is_wrapped, shape_of
from sim.scenario.schema.wrapper import BEARER_KEY, BEARERS_KEY, PROVENANCE


class Unreadable:
    """Stands in a plain tree for a number that has a fault already."""


UNREADABLE: Final = Unreadable()


class Leaf(NamedTuple):
    """A number, or a list of numbers, as it stands in the file."""

    path: Path
    raw: Any
    spot: Spot
    shape: KeyShape


class LedgerRow(NamedTuple):
    """One number of the scenario and where it comes from. What was not said is None."""

    key: str
    value: Any
    unit: str | None
    source: str | None
    year: int | None
    status: str | None
    low: Any
    high: Any
    law: str | None
    from_date: dt.date | None
    n: int | None = None
    period: str | None = None


def is_date(value: object) -> TypeGuard[dt.date]:
    """A day without a time of day."""
    return isinstance(value, dt.date) and not isinstance(value, dt.datetime)


def is_number(value: object) -> TypeGuard[float]:
    """A finite number; `true` is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isinstance(value, int) or math.isfinite(value)


def leaves(tree: dict[str, Any], spot: Spot, form: type[BaseModel]) -> Iterator[Leaf]:
    """All places of a tree where numbers may stand and something does."""
    yield from _leaves(Leaf((), tree, spot, shape_of(form)))


def _leaves(at: Leaf) -> Iterator[Leaf]:
    key = at.path[-1] if at.path else ""
    if is_dated(at.shape, at.raw) or is_wrapped(at.shape, key, at.raw):
        yield at
    elif isinstance(at.raw, dict):
        for part, value in at.raw.items():
            yield from _below(at, part, value)
    elif isinstance(at.raw, list) and not _is_bare_list(at.raw):
        for number, value in enumerate(at.raw):
            yield from _below(at, number, value)
    elif at.shape.is_numeric:
        yield at


def _is_bare_list(raw: list[Any]) -> bool:
    return not any(isinstance(item, dict | list) for item in raw)


def _below(at: Leaf, part: str | int, value: Any) -> Iterator[Leaf]:  # noqa: ANN401 - TOML
    shape = at.shape.below(part)
    if shape is not None:
        spot = at.spot.parts.get(part, Spot(at.spot.place))
        yield from _leaves(Leaf((*at.path, part), value, spot, shape))


def dates(tree: dict[str, Any], spot: Spot, form: type[BaseModel]) -> set[dt.date]:
    """Every date from which some number holds."""
    return set(date_counts(tree, spot, form))


def date_counts(tree: dict[str, Any], spot: Spot, form: type[BaseModel]) -> Counter[dt.date]:
    """How many numbers hold from each date on."""
    entries = (e for at in leaves(tree, spot, form) if is_dated(at.shape, at.raw) for e in at.raw)
    return Counter(e[FROM] for e in entries if isinstance(e, dict) and is_date(e.get(FROM)))


def plain_values(
    tree: dict[str, Any], spot: Spot, day: dt.date | None, form: type[BaseModel]
) -> tuple[dict[str, Any], Spot]:
    """Tree of bare values as they hold on a day, its keys in order, and its spots.

    Before its first date a number has its first value. The order of keys in the file is
    dropped here, so that nothing can hang on it.
    """
    return _plain(Leaf((), tree, spot, shape_of(form)), day)


def _plain(at: Leaf, day: dt.date | None) -> tuple[Any, Spot]:
    key = at.path[-1] if at.path else ""
    if is_dated(at.shape, at.raw):
        return _unwrapped(_entry_on(at, day), day)
    if is_wrapped(at.shape, key, at.raw):
        return _unwrapped(at, day)
    if not isinstance(at.raw, dict | list):
        return at.raw, at.spot
    pairs = sorted(at.raw.items()) if isinstance(at.raw, dict) else list(enumerate(at.raw))
    parts = {part: _plain(_part(at, part, value), day) for part, value in pairs}
    spot = Spot(at.spot.place, {part: below for part, (_, below) in parts.items()})
    values = {part: value for part, (value, _) in parts.items()}
    if isinstance(at.raw, dict) and (bearers := _bearers(at, day)):
        values[BEARERS_KEY] = bearers
    return (values if isinstance(at.raw, dict) else list(values.values())), spot


def _bearers(at: Leaf, day: dt.date | None) -> dict[str, dict[str, float]]:
    """Who bears each price of a table on a day, where its own table says it."""
    found = {}
    for key, value in at.raw.items():
        leaf = _part(at, key, value)
        if not leaf.shape.is_borne:
            continue
        entry = _entry_on(leaf, day) if is_dated(leaf.shape, value) else leaf
        said = entry.raw.get(BEARER_KEY.name) if isinstance(entry.raw, dict) else None
        if BEARER_KEY.is_right(said):
            found[key] = {said: 1.0} if isinstance(said, str) else dict(said or {})
    return dict(sorted(found.items()))


def _part(at: Leaf, part: str | int, value: Any) -> Leaf:  # noqa: ANN401 - TOML
    spot = at.spot.parts.get(part, Spot(at.spot.place))
    return Leaf((*at.path, part), value, spot, at.shape.below(part) or KeyShape())


def _entry_on(at: Leaf, day: dt.date | None) -> Leaf:
    """The entry of a dated list that holds on a day."""
    readable = [
        _part(at, number, entry)
        for number, entry in enumerate(at.raw)
        if isinstance(entry, dict) and is_date(entry.get(FROM))
    ]
    if not readable or not at.shape.may_be_dated:
        return at._replace(raw={})
    begun = [entry for entry in readable if day is not None and entry.raw[FROM] <= day]
    return (begun[-1] if begun else readable[0])._replace(path=at.path, shape=at.shape)


def _unwrapped(at: Leaf, day: dt.date | None) -> tuple[Any, Spot]:
    value = at.raw.get("value", UNREADABLE)
    if isinstance(value, dict) or is_dated(at.shape, value):
        value = UNREADABLE
    inner = at._replace(raw=value, spot=at.spot.parts.get("value", at.spot))
    return _plain(inner, day)


def ledger(tree: dict[str, Any], spot: Spot, form: type[BaseModel]) -> tuple[LedgerRow, ...]:
    """Every number of a scenario, with its source where the scenario says it."""
    names = row_names(tree)
    found = ((at, key_text(named(at.path, names))) for at in leaves(tree, spot, form))
    return tuple(row for at, key in found for row in _rows(at, key))


def _rows(at: Leaf, key: str) -> Iterator[LedgerRow]:
    entries = at.raw if is_dated(at.shape, at.raw) else [at.raw]
    for entry in entries:
        said = entry if isinstance(entry, dict) else {"value": entry}
        yield LedgerRow(
            key,
            _unwrapped(at._replace(raw=said, spot=Spot(at.spot.place)), None)[0],
            **{key.name: said.get(key.name) for key in PROVENANCE},
            from_date=said.get(FROM),
        )
