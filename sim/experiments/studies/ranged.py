"""The numbers of a scenario that have a range, each with its law, and settings made of them.

A `Factor` is a number whose place in its law is drawn by itself, in 0-1. Shares that add up to 1
(law `dirichlet`) hang together: of those with a range each is drawn as a share of what the ones
before it leave, and those without one divide the rest as they do in the scenario. So the shares
are Dirichlet, and one share with a range alone is beta, the others in their proportions. What has
no range is held fixed.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final, NamedTuple, Protocol

import numpy as np
from scipy import optimize, special

from sim.experiments.ledger.rows import law_of
from sim.experiments.studies.laws import HIGH_POINT, LOW_POINT, NoLawError, Range, law_points
from sim.model.parameters import Floats
from sim.scenario.files.overrides import place_of
from sim.scenario.files.values import LedgerRow, is_number
from sim.scenario.reading import Scenario
from sim.scenario.schema.scenario import Values
from sim.scenario.schema.shapes import shape_at
from sim.words import phrase

_OF_RUN: Final = "run."
UNSTATED: Final = "unstated"
"""Status of a number whose status is not said."""


class Factor(NamedTuple):
    """A number with a range: its key, status and unit, and how many observations it is from."""

    key: str
    status: str
    unit: str | None
    n: int | None = None


class _Points(Protocol):
    def __call__(self, at: Sequence[float]) -> dict[str, Any]:
        """Values by key of places in the laws."""


class _Drawn(NamedTuple):
    """Factors that are drawn together, and the values by key that they make."""

    factors: tuple[Factor, ...]
    values: _Points


class RangedNumbers:
    """Every number of a scenario that has a range.

    `factors` are those that are drawn, in the scenario's order; `numbers` counts all numbers of the
    world, `ranged` those with a range.
    """

    def __init__(self, scenario: Scenario, only: Sequence[str] = ()) -> None:
        """Find them, or those of some keys alone.

        Raises
        ------
        ValueError
            When a range fits no law of its kind, or a key has no range; all of them at once.
        """
        rows = [row for row in scenario.ledger if not row.key.startswith(_OF_RUN)]
        self.numbers = len({row.key for row in rows})
        every = {row.key for row in rows if _is_ranged(row)}
        unknown = [key for key in only if key not in every]
        if unknown:
            raise ValueError(_without_range(unknown))
        chosen = set(only) or every
        self.ranged = len(chosen)
        self._drawn = list(_drawn(scenario, rows, chosen))
        if not self._drawn:
            raise ValueError(
                phrase(
                    "{scenario}: no number has a range; write low and high beside a value, as in "
                    "{{ value = 450, low = 400, high = 520 }}",
                    scenario=scenario.stem,
                )
            )

    @property
    def factors(self) -> tuple[Factor, ...]:
        """What is drawn."""
        return tuple(factor for one in self._drawn for factor in one.factors)

    @property
    def fixed(self) -> int:
        """Numbers that are held fixed."""
        return self.numbers - self.ranged

    def setting(self, at: Sequence[float]) -> dict[str, Any]:
        """Values by key of a place in each factor's law."""
        found: dict[str, Any] = {}
        first = 0
        for one in self._drawn:
            last = first + len(one.factors)
            found |= one.values(at[first:last])
            first = last
        return found


def _without_range(keys: Sequence[str]) -> str:
    return "\n".join(
        phrase("{key}: has no range in this scenario; `forloeb ledger` lists those", key=key)
        for key in keys
    )


def _drawn(scenario: Scenario, rows: Sequence[LedgerRow], chosen: set[str]) -> Iterator[_Drawn]:
    """What is drawn together, in the order of the scenario; every range without a law is told."""
    faults: list[str] = []
    by_key: dict[str, list[LedgerRow]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(row)
    met: set[str] = set()
    for key, entries in by_key.items():
        if key not in chosen or key in met:
            continue
        shared = _sharing(key, entries, by_key)
        met |= set(shared)
        try:
            if shared:
                yield from _shares(shared, chosen)
            else:
                yield _single(scenario, key, entries)
        except NoLawError as fault:
            faults.append(f"{key}: {fault}")
    if faults:
        raise ValueError("\n".join(faults))


def _is_ranged(row: LedgerRow) -> bool:
    return law_of(row) is not None and row.low is not None and row.low != row.high


def _entry_of(row: LedgerRow, value: Any) -> Any:  # noqa: ANN401 - a number or several
    """A value as the scenario takes it, with its date where it has one."""
    return value if row.from_date is None else {"from": row.from_date, "value": value}


def _whole(entries: Sequence[LedgerRow], values: Iterable[Any]) -> Any:  # noqa: ANN401 - as above
    made = [_entry_of(row, value) for row, value in zip(entries, values, strict=True)]
    return made[0] if entries[0].from_date is None else made


# A number by itself


def _single(scenario: Scenario, key: str, entries: Sequence[LedgerRow]) -> _Drawn:
    place = place_of(scenario.tree, key)
    is_whole = place is not None and shape_at(place, Values).is_whole
    points = [_points_of(row) for row in entries]
    return _Drawn((_factor(entries[0]),), partial(_at, (key, tuple(entries)), points, is_whole))


def _at(
    of: tuple[str, tuple[LedgerRow, ...]],
    points: Sequence[Sequence[Any]],
    is_whole: bool,  # noqa: FBT001 - bound by position in a partial
    at: Sequence[float],
) -> dict[str, Any]:
    key, entries = of
    values = [[_value(point, at[0], is_whole) for point in some] for some in points]
    plain = [
        value if isinstance(row.value, list) else value[0]
        for row, value in zip(entries, values, strict=True)
    ]
    return {key: _whole(entries, plain)}


def _value(point: Any, at: float, is_whole: bool) -> float | int:  # noqa: ANN401, FBT001 - as above
    found = float(point(np.float64(at))) if callable(point) else point
    return math.floor(found + 0.5) if is_whole else found


def _points_of(row: LedgerRow) -> list[Any]:
    """Percent points of each of a row's values; the value itself where it has no range."""
    values = row.value if isinstance(row.value, list) else [row.value]
    law = law_of(row)
    if law is None or row.low is None or row.high is None:
        return values
    return [
        law_points(Range(value, low, high, law))
        for value, low, high in zip(
            values, _each(row.low, values), _each(row.high, values), strict=True
        )
    ]


def _each(bound: Any, values: Sequence[Any]) -> list[Any]:  # noqa: ANN401 - one number or several
    found = bound if isinstance(bound, list) else [bound] * len(values)
    if len(found) != len(values):
        raise NoLawError(phrase("low and high must be as many as the values"))
    return found


def _factor(row: LedgerRow, key: str | None = None) -> Factor:
    return Factor(key or row.key, row.status or UNSTATED, row.unit, row.n)


# Shares that add up to 1


_EXIT: Final = re.compile(r"^(.*\.exits)\[\d+\]\.probability$")


def _sharing(
    key: str, entries: Sequence[LedgerRow], by_key: Mapping[str, list[LedgerRow]]
) -> dict[str, list[LedgerRow]]:
    """Keys whose shares add up to 1 with that of a key; none where it stands by itself."""
    if all(law_of(row) != "dirichlet" for row in entries):
        return {}
    if isinstance(entries[0].value, list) and not _EXIT.match(key):
        return {key: list(entries)}
    found = {other: rows for other, rows in by_key.items() if _group(other) == _group(key)}
    dates = {tuple(row.from_date for row in rows) for rows in found.values()}
    if len(dates) > 1:
        raise NoLawError(phrase("shares that add up to 1 must change on the same dates"))
    return found


def _group(key: str) -> str:
    way = _EXIT.match(key)
    return way[1] if way else key.rpartition(".")[0]


def _shares(group: Mapping[str, list[LedgerRow]], chosen: set[str]) -> Iterator[_Drawn]:
    """Shares that are drawn together: cells [shares, dates, levels] as the scenario has them."""
    keys = list(group)
    if len(keys) == 1 and isinstance(group[keys[0]][0].value, list):
        yield _list_of_shares(group[keys[0]])
        return
    drawn = [key for key in keys if key in chosen]
    factors = [_factor(group[key][0]) for key in drawn]
    dates = range(len(group[keys[0]]))
    sticks = [
        _sticks_of([group[key][n] for key in keys], [key in chosen for key in keys]) for n in dates
    ]
    is_all = len(drawn) == len(keys)
    yield _Drawn(tuple(factors[:-1] if is_all else factors), partial(_shares_at, group, sticks))


def _list_of_shares(entries: Sequence[LedgerRow]) -> _Drawn:
    """A list of shares under one key, as those of start levels: a factor a share but the last."""
    count = len(entries[0].value)
    sticks = [_sticks_of(_as_rows(row), [True] * count) for row in entries]
    factors = tuple(_factor(entries[0], f"{entries[0].key}[{n}]") for n in range(count - 1))

    def values(at: Sequence[float]) -> dict[str, Any]:
        made = [[float(share) for share in _cut(stick[0], at)] for stick in sticks]
        return {entries[0].key: _whole(entries, made)}

    return _Drawn(factors, values)


def _as_rows(row: LedgerRow) -> list[LedgerRow]:
    lows, highs = _each(row.low, row.value), _each(row.high, row.value)
    return [
        row._replace(value=value, low=low, high=high)
        for value, low, high in zip(row.value, lows, highs, strict=True)
    ]


def _shares_at(
    group: Mapping[str, list[LedgerRow]], sticks: Sequence[Sequence["_Stick"]], at: Sequence[float]
) -> dict[str, Any]:
    cells = [np.array([_cut(stick, at) for stick in some]) for some in sticks]
    found = {}
    for number, (key, entries) in enumerate(group.items()):
        plain = [
            [float(share) for share in cell[:, number]]
            if isinstance(row.value, list)
            else float(cell[0, number])
            for row, cell in zip(entries, cells, strict=True)
        ]
        found[key] = _whole(entries, plain)
    return found


class _Stick(NamedTuple):
    """How 1 is divided: which shares are drawn, by which beta laws, and how the rest is divided."""

    drawn: tuple[int, ...]
    shapes: tuple[tuple[float, float], ...]
    rest: tuple[float, ...]
    """Of each share its part of what is left; 0 of those that are drawn."""


def _cut(stick: _Stick, at: Sequence[float]) -> Floats:
    """Shares of places in the laws: each a beta part of what the ones before it left."""
    found = np.zeros(len(stick.rest))
    left = 1.0
    for share, shapes, place in zip(stick.drawn, stick.shapes, at, strict=False):
        found[share] = left * float(special.betaincinv(*shapes, place))
        left -= found[share]
    return found + left * np.array(stick.rest)


def _sticks_of(rows: Sequence[LedgerRow], drawn: Sequence[bool]) -> list[_Stick]:
    """One division of 1, or one a level."""
    longest = max(len(row.value) if isinstance(row.value, list) else 1 for row in rows)
    return [_stick([_level_of(row, n) for row in rows], drawn) for n in range(longest)]


def _level_of(row: LedgerRow, level: int) -> LedgerRow:
    def one(value: Any) -> Any:  # noqa: ANN401 - a number or several
        return value[level] if isinstance(value, list) else value

    return row._replace(value=one(row.value), low=one(row.low), high=one(row.high))


def _stick(rows: Sequence[LedgerRow], drawn: Sequence[bool]) -> _Stick:
    for row in rows:
        if not is_number(row.value) or not 0 <= row.value <= 1:
            raise NoLawError(phrase("shares that add up to 1 must be numbers in 0-1"))
    every = [n for n, is_drawn in enumerate(drawn) if is_drawn]
    others = [n for n, is_drawn in enumerate(drawn) if not is_drawn]
    rest = np.zeros(len(rows))
    if others:
        rest[others] = [rows[n].value for n in others]
        rest[others] = rest[others] / rest.sum() if rest.sum() else 1 / len(others)
        cut = every
    else:
        rest[every[-1]] = 1.0
        cut = every[:-1]
    return _Stick(tuple(cut), tuple(_shapes([rows[n] for n in every], bool(others))), tuple(rest))


def _shapes(rows: Sequence[LedgerRow], has_rest: bool) -> Iterator[tuple[float, float]]:  # noqa: FBT001 - of two callers
    """Beta shapes of each part of what is left, from the Dirichlet law nearest to the ranges.

    Of one share and the rest both points are met. Of several the law has one more number than
    shares and their ranges two each, so it is fitted by least squares of the points' log odds.
    """
    alphas = _alphas(rows, has_rest)
    for number in range(len(alphas) - 1):
        yield float(alphas[number]), float(alphas[number + 1 :].sum())


def _alphas(rows: Sequence[LedgerRow], has_rest: bool) -> Floats:  # noqa: FBT001 - as above
    for row in rows:
        law_points(Range(row.value, row.low, row.high, "beta"))
    values = np.array([row.value for row in rows])
    means = np.append(values, max(1 - values.sum(), _LEAST)) if has_rest else values
    means = np.maximum(means, _LEAST) / np.maximum(means, _LEAST).sum()
    bounds = np.array([(row.low, row.high) for row in rows])
    spread = np.maximum((bounds[:, 1] - bounds[:, 0]) / 4, _LEAST)
    total = float(np.median(means[: len(rows)] * (1 - means[: len(rows)]) / spread**2))
    wanted = special.logit(np.clip(bounds, _LEAST, 1 - _LEAST))
    counted = (bounds > 0) & (bounds < 1)

    def short(logs: Floats) -> Floats:
        alphas = np.exp(np.clip(logs, -30, 30))
        of = alphas[: len(rows), None]
        points = special.betaincinv(of, alphas.sum() - of, np.array([[LOW_POINT, HIGH_POINT]]))
        off = special.logit(np.clip(points, 1e-12, 1 - 1e-12)) - wanted
        at_end = ~counted.all(axis=1)
        away = special.logit(np.clip(of[:, 0] / alphas.sum(), 1e-12, 1 - 1e-12)) - special.logit(
            np.clip(values, _LEAST, 1 - _LEAST)
        )
        return np.concatenate([off[counted], away[at_end]])

    found = optimize.least_squares(short, np.log(means * total), xtol=1e-12, ftol=1e-12, gtol=1e-12)
    alphas: Floats = np.exp(found.x)
    return alphas


_LEAST: Final = 1e-6
