"""Checks of a value's source, unit and dates.

The numbers themselves are left to the schema; here it is the tables around them: unknown
keys, a status that is none, a value outside its own range, dates out of order.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from sim.scenario.checks.units import contradiction
from sim.scenario.faults.fault import Fault, Path, row_names, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.drafts import Draft
from sim.scenario.files.toml_lines import Spot
from sim.scenario.files.values import (
    Leaf,
    is_date,
    is_number,
    leaves,
    plain_values,
)
from sim.scenario.schema.scenario import Values
from sim.scenario.schema.shapes import FROM, is_dated
from sim.scenario.schema.wrapper import BEARER_KEY, BEARERS_KEY, PROVENANCE, SUPPORT, WRAPPER_KEYS
from sim.words import phrase


def wrapper_faults(tree: dict[str, Any], spot: Spot, form: type[BaseModel] = Values) -> set[Fault]:
    """Faults of all tables around numbers."""
    draft = Draft(tree, spot, row_names(tree), form)
    start = plain_values({"run": tree.get("run")}, spot, None, form)[0]["run"]
    first_day = start.get("start") if isinstance(start, dict) else None
    found: set[Fault] = set(_of_bearers(draft))
    for leaf in leaves(tree, spot, form):
        if is_dated(leaf.shape, leaf.raw):
            found.update(_of_dated(draft, leaf, first_day))
        elif isinstance(leaf.raw, dict):
            found.update(_of_wrapper(draft, leaf, leaf.path, leaf.raw, WRAPPER_KEYS))
    return found


def _of_bearers(draft: Draft) -> Iterator[Fault]:
    """Bearers that stand apart from the prices that they bear."""
    path = ("prices", "outside", BEARERS_KEY)
    if draft.value(*path) is not None:
        remedy = phrase(
            'write it beside the price: hospital_day_dkk = { value = 5000, bearer = "region" }'
        )
        yield draft.fault(path, phrase("is not a key of a file"), remedy)


def _of_wrapper(
    draft: Draft, leaf: Leaf, path: Path, raw: dict[str, Any], known: tuple[str, ...]
) -> Iterator[Fault]:
    if leaf.shape.is_borne:
        known = (*known, BEARER_KEY.name)
    for key in raw.keys() - set(known):
        remedy = phrase("write a list of such tables, [{ ... }, { ... }]") if key == FROM else None
        yield draft.fault((*path, key), phrase("is not known here"), remedy or instead(key, known))
    if "value" not in raw:
        if not raw.keys() - set(known):
            yield draft.fault(path, phrase("has no value"), phrase("add value = and the number"))
    else:
        yield from _of_value(draft, leaf, (*path, "value"), raw["value"])
    yield from _of_provenance(draft, path, raw)
    yield from _of_unit(draft, path, raw)
    yield from _of_range(draft, path, raw)
    yield from _of_support(draft, path, raw)


def _of_unit(draft: Draft, path: Path, raw: dict[str, Any]) -> Iterator[Fault]:
    """A unit text beside the unit that the key says."""
    unit = raw.get("unit")
    keys = [part for part in path if isinstance(part, str)]
    own = contradiction(keys, unit) if isinstance(unit, str) else None
    if own is not None:
        what = phrase("{unit} is not the unit of this key, {own}", unit=shown(unit), own=own)
        yield draft.fault((*path, "unit"), what, phrase("convert the number, or correct the text"))


def _of_value(draft: Draft, leaf: Leaf, path: Path, value: object) -> Iterator[Fault]:
    """What stands inside a table around numbers: a number, or a list whose items have sources."""
    if isinstance(value, dict) or is_dated(leaf.shape, value):
        what = phrase("must be a number or a list of numbers")
        yield draft.fault(path, what, phrase("give source and dates once, around it"))
        return
    for number, item in enumerate(value if isinstance(value, list) else ()):
        if isinstance(item, dict):
            yield from _of_wrapper(draft, leaf, (*path, number), item, WRAPPER_KEYS)
        elif isinstance(item, list) and any(isinstance(entry, dict) for entry in item):
            yield draft.fault(
                (*path, number),
                phrase("must be a number, is {item}", item=shown(item)),
                phrase("write one"),
            )


def _of_provenance(draft: Draft, path: Path, raw: dict[str, Any]) -> Iterator[Fault]:
    for key in (*PROVENANCE, BEARER_KEY):
        if key.name in raw and not key.is_right(raw[key.name]):
            said = key.wrong(raw[key.name], shown(raw[key.name]))
            yield draft.fault((*path, key.name), *said)


def _of_range(draft: Draft, path: Path, raw: dict[str, Any]) -> Iterator[Fault]:
    for key, low, high in (
        ("low", "low", "value"),
        ("high", "value", "high"),
        ("low", "low", "high"),
    ):
        if "value" in raw and "value" not in {low, high}:
            continue
        if low in raw and high in raw and _is_above(raw[low], raw[high]):
            what = phrase(
                "{low} {raw} is above {high} {raw_2}",
                low=low,
                raw=shown(raw[low]),
                high=high,
                raw_2=shown(raw[high]),
            )
            yield draft.fault((*path, key), what, phrase("let low <= value <= high"))


def _of_support(draft: Draft, path: Path, raw: dict[str, Any]) -> Iterator[Fault]:
    """An end of the range that the law beside it never gives: no study could draw from it."""
    law = raw.get("law")
    if not isinstance(law, str) or law not in SUPPORT:
        return
    least, greatest = SUPPORT[law]
    for key in ("low", "high"):
        if _is_above(least, raw.get(key)) or _is_above(raw.get(key), greatest):
            lies = (
                phrase("a {law} law gives numbers from 0 to 1 only", law=law)
                if greatest == 1
                else phrase("a {law} law gives no numbers below 0", law=law)
            )
            remedy = phrase('write another range, or law = "triangular"')
            yield draft.fault((*path, key), f"{shown(raw[key])}: {lies}", remedy)


def _numbers(value: object) -> list[Any]:
    """Numbers of a value: itself or its items; none when anything else is among them."""
    values = value if isinstance(value, list) else [value]
    return values if all(map(is_number, values)) else []


def _is_above(low: object, high: object) -> bool:
    """Some number is above the other, item by item where they are lists."""
    left, right = _numbers(low), _numbers(high)
    longest = max(len(left), len(right))
    left, right = (v * (longest if len(v) == 1 else 1) for v in (left, right))
    return any(a > b for a, b in zip(left, right, strict=False))


def _of_dated(draft: Draft, leaf: Leaf, first_day: object) -> Iterator[Fault]:
    if not leaf.shape.may_be_dated:
        yield draft.fault(
            leaf.path, phrase("cannot change by date"), phrase("give one value for the whole run")
        )
        return
    last: dt.date | None = None
    for number, entry in enumerate(leaf.raw):
        path = (*leaf.path, number)
        if not isinstance(entry, dict):
            what = phrase("must be a table with from and value, is {entry}", entry=shown(entry))
            yield draft.fault(
                path,
                what,
                phrase("write {{ from = 2026-01-05, value = {entry} }}", entry=shown(entry)),
            )
            continue
        yield from _of_wrapper(draft, leaf, path, entry, (FROM, *WRAPPER_KEYS))
        yield from _of_date(draft, (*path, FROM), entry, last)
        if is_date(entry.get(FROM)):
            if last is None:
                yield from _of_first_date(draft, (*path, FROM), entry[FROM], first_day)
            last = entry[FROM]


def _of_date(
    draft: Draft, path: Path, entry: dict[str, Any], last: dt.date | None
) -> Iterator[Fault]:
    date = entry.get(FROM)
    if FROM not in entry:
        yield draft.fault(path, phrase("is missing"), phrase("say from which date the value holds"))
    elif not is_date(date):
        what = phrase("must be a date, is {date}", date=shown(date))
        yield draft.fault(
            path, what, phrase("write it as 2026-01-05, without quotes or time of day")
        )
    elif isinstance(date, dt.date) and last is not None and date <= last:
        what = phrase("{date} does not come after {last}", date=date, last=last)
        yield draft.fault(path, what, phrase("put the dates in order, each once"))


def _of_first_date(draft: Draft, path: Path, date: dt.date, first_day: object) -> Iterator[Fault]:
    if isinstance(first_day, dt.date) and is_date(first_day) and date > first_day:
        what = phrase(
            "{date} leaves the first days of the run, from {first_day}, without a value",
            date=date,
            first_day=first_day,
        )
        yield draft.fault(
            path,
            what,
            phrase("let the first value hold from {first_day} or before", first_day=first_day),
        )
