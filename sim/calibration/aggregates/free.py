"""Numbers of a scenario that may move to meet tables, in groups that move together.

Each group has one free factor, on the log scale, and how far it may lie from 1 before any table is
looked at: by the number's own low and high, or else by `aggregates.widest`.
"""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from sim.calibration.aggregates.grouped import StayFound
from sim.calibration.aggregates.targets import Target
from sim.calibration.fits.estimate import Z
from sim.model.terms import LEVELS
from sim.scenario.faults.fault import key_text
from sim.scenario.reading import Scenario

ANY_INFLOW: Final = math.log(100.0)
"""Standard deviation of the logarithm of an inflow of which nothing is known."""

Value = float | list[float]


class Free(NamedTuple):
    """Numbers by key that move by one factor, and the error of its logarithm beforehand."""

    name: str
    numbers: dict[str, Value]
    error: float
    is_share: bool = False
    """Shares beside it add up to 1 with it."""
    is_known: bool = False
    """A table says it by itself."""


def free_numbers(
    base: Scenario, targets: Sequence[Target], stays: Mapping[str, StayFound], widest: float
) -> list[Free]:
    """What the tables may move: only what some of them says something of."""
    numbers = {row.key: row.value for row in base.ledger}
    ranges = {row.key: (row.low, row.high) for row in base.ledger}
    asked = {target.figure for target in targets}

    def group(name: str, holds: Callable[[str], bool]) -> Iterator[Free]:
        found = {key: value for key, value in numbers.items() if holds(key) and _is_some(value)}
        if found:
            yield Free(name, found, _error(ranges[next(iter(found))], widest))

    found = [
        *_inflows(base, numbers),
        *_stays(base, stays, group),
        *(one for exit_ in _exits(targets) for one in group(exit_, _ends_so(exit_))),
        *(_shares(base, numbers, targets, widest)),
        *(_needs(base, group) if asked & {"granted", "delivered", "cost"} else []),
        *(group("prices", _starts("prices.cost_per_hour_dkk")) if "cost" in asked else []),
        *(group("rates", _starts("tariff.weekly_dkk")) if "revenue" in asked else []),
    ]
    shares = [key for of in found if of.is_share for key in of.numbers]
    alone = {keys[0] for keys in _together(shares) if len(keys) == 1}
    return [of for of in found if not of.is_share or not alone & set(of.numbers)]


NumbersOf = Callable[[str, Callable[[str], bool]], Iterator[Free]]


def _is_some(value: Any) -> bool:  # noqa: ANN401 - a number, or one a level
    return any(value) if isinstance(value, list) else bool(value)


def _starts(key: str) -> Callable[[str], bool]:
    return lambda other: other.startswith(f"{key}.") or other == key


def _ends_so(exit_: str) -> Callable[[str], bool]:
    return lambda key: key.endswith(f".hazards_per_week.{exit_}")


def _error(ends: tuple[Any, Any], widest: float) -> float:
    """Error of a logarithm by a number's own range, or by the widest."""
    low, high = (of[0] if isinstance(of, list) else of for of in ends)
    if low and high and high > low > 0:
        return math.log(high / low) / (2.0 * Z)
    return math.log(widest) / Z


def _inflows(base: Scenario, numbers: Mapping[str, Any]) -> Iterator[Free]:
    for team in base.values.team:
        key = key_text(("team", team.name, "inflow_per_week"))
        own = {k: v for k, v in numbers.items() if _starts(key)(k) and _is_some(v)}
        yield Free(key, own, ANY_INFLOW)


def _stays(base: Scenario, stays: Mapping[str, StayFound], group: NumbersOf) -> Iterator[Free]:
    for course in base.values.course:
        key = key_text(("course", course.name, "stay"))
        for free in group(key, _starts(key)):
            known = stays.get(course.name)
            if known is None:
                yield free
            else:
                yield free._replace(error=max(known.mean_error, 1e-3), is_known=True)


def _exits(targets: Sequence[Target]) -> list[str]:
    """Ways out of care whose hazards a table can tell."""
    return sorted({str(t.exit) for t in targets if t.figure == "ended"})


def _shares(
    base: Scenario, numbers: Mapping[str, Any], targets: Sequence[Target], widest: float
) -> Iterator[Free]:
    """Shares of first courses and levels, where a table tells courses or levels apart."""
    counted = [t for t in targets if t.figure in {"census", "new"}]
    error = math.log(widest) / Z
    if any(t.course is not None for t in counted):
        for course in base.values.course:
            last = f".{key_text((course.name,))}"
            own = {
                key: value
                for key, value in numbers.items()
                if key.startswith("intake.") and key.endswith(last) and value
            }
            if own:
                yield Free(f"intake.{course.name}", own, error, is_share=True)
    if any(t.level is not None for t in counted):
        for key, value in numbers.items():
            if key.startswith("citizen.start_level") and isinstance(value, list):
                places = [f"{key}[{level}]" for level in range(len(value))]
                for place, share in zip(places, value, strict=True):
                    if share > 0:
                        yield Free(place, {place: share}, error, is_share=True)


def _needs(base: Scenario, group: NumbersOf) -> Iterator[Free]:
    for course in base.values.course:
        for service in course.hours_per_week:
            key = key_text(("course", course.name, "hours_per_week", service))
            yield from group(key, _starts(key))


def moved_numbers(free: Sequence[Free], factors: Sequence[float]) -> dict[str, Value]:
    """Numbers by key once each group has its factor; shares add up to 1 again."""
    found: dict[str, Value] = {}
    for of, factor in zip(free, factors, strict=True):
        for key, value in of.numbers.items():
            found[key] = scaled_number(value, factor)
    shares = [key for of in free if of.is_share for key in of.numbers]
    for group in _together(shares):
        total = sum(_one(found[key]) for key in group)
        for key in group:
            found[key] = _one(found[key]) / total
    return _lists(found)


def scaled_number(value: Value, factor: float) -> Value:
    """A number, or one a level, times a factor."""
    return [one * factor for one in value] if isinstance(value, list) else value * factor


def _one(value: Value) -> float:
    return sum(value) if isinstance(value, list) else value


def share_of(free: Free) -> float:
    """Size of a share, of several sources their sum."""
    return sum(map(_one, free.numbers.values()))


def _together(keys: Sequence[str]) -> list[list[str]]:
    """Keys of shares that add up to 1: those of one table or list."""
    groups: dict[str, list[str]] = {}
    for key in keys:
        head = key.rpartition("[")[0] if key.endswith("]") else key.rpartition(".")[0]
        groups.setdefault(head, []).append(key)
    return list(groups.values())


def _lists(found: Mapping[str, Value]) -> dict[str, Value]:
    """Numbers of a list put together under its own key."""
    whole = {key: value for key, value in found.items() if not key.endswith("]")}
    for key in found.keys() - whole.keys():
        head = key.rpartition("[")[0]
        places = (f"{head}[{level}]" for level in range(LEVELS))
        whole[head] = [_one(found.get(place, 0.0)) for place in places]
    return whole
