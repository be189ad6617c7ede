"""Amounts that are legal and hardly meant: a thousands dot read as decimals, a rate far off.

In Danish 2.150 is two thousand one hundred and fifty; in TOML it is 2.15. Nothing is changed here:
the number stands as TOML reads it, and the planner is told.
"""

import re
from collections.abc import Iterator
from typing import Final

from sim.model.terms import LEVELS
from sim.scenario.faults.fault import Path
from sim.scenario.files.toml_lines import Spot
from sim.scenario.implausible.said import SaidCaution, at_each_level, plain
from sim.scenario.schema import CourseTable
from sim.scenario.schema.scenario import Values
from sim.words import phrase

_THOUSANDS_DOT: Final = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
_IN_KRONER: Final = re.compile(r"(^|_)dkk(_|$)")

FAR_TIMES: Final = 6.0
"""How far a weekly rate may lie from hours x price, either way, before it is said; real tariffs
lie within a third of cost (`docs/rates.md`), an average for all levels further off at each.
Source: assumption."""


def dot_cautions(spot: Spot) -> Iterator[SaidCaution]:
    """Amounts written with exactly three decimals, where they stand in the files."""
    for path, written in _written(spot, ()):
        in_kroner = any(_IN_KRONER.search(part) for part in path if isinstance(part, str))
        if in_kroner and _THOUSANDS_DOT.fullmatch(written):
            whole = written.replace(".", "")
            what = phrase(
                "{written} is {kroner} DKK here, and reads as {whole} in Danish",
                written=written,
                kroner=f"{float(written):g}",
                whole=whole,
            )
            remedy = phrase(
                "write {whole}, or {kroner} if that is meant",
                whole=whole,
                kroner=f"{float(written):g}",
            )
            yield SaidCaution(path[:-1] if path[-1] == "value" else path, what, remedy)


def _written(spot: Spot, path: Path) -> Iterator[tuple[Path, str]]:
    """Numbers as they are written, with the way to each."""
    if spot.written:
        yield path, spot.written
    for part, below in spot.parts.items():
        yield from _written(below, (*path, part))


def rate_cautions(values: Values) -> Iterator[SaidCaution]:
    """Weekly rates far from what the hours of their course cost."""
    rates: dict[str, float | list[float]] = getattr(values.tariff, "weekly_dkk", {})
    for course in values.course:
        costs = weekly_costs(values, course)
        for level, rate in enumerate(at_each_level(rates.get(course.name, 0.0))):
            cost = costs[level]
            if rate > 0 and cost > 0 and not 1 / FAR_TIMES <= rate / cost <= FAR_TIMES:
                at = (
                    phrase(" at level {level}", level=level)
                    if isinstance(rates[course.name], list)
                    else ""
                )
                what = phrase(
                    "pays {rate} DKK a week{at}, and the hours of the course cost about {cost} "
                    "(hours x price)",
                    rate=plain(rate),
                    at=at,
                    cost=plain(cost),
                )
                yield SaidCaution(
                    ("tariff", "weekly_dkk", course.name),
                    what,
                    phrase("check the unit and the decimals"),
                )
                break


def weekly_costs(values: Values, course: CourseTable) -> list[float]:
    """Cost of a citizen-week in a course by level, at multiplier 1 and profile 1 [DKK]."""
    totals = [0.0] * LEVELS
    for service, hours in course.hours_per_week.items():
        prices = _prices(values, service)
        for level, given in enumerate(at_each_level(hours)):
            totals[level] += given * prices[level]
    return totals


def _prices(values: Values, service: str) -> list[float]:
    """Price of an hour by level, day, evening and weekend weighed [DKK per hour]."""
    price = values.prices.cost_per_hour_dkk.get(service, 0.0)  # type: ignore[call-overload]
    if not isinstance(price, dict):
        return [price] * LEVELS
    day = price.get("day", 0.0)
    shares = values.times.get(service)  # type: ignore[call-overload]
    if shares is None:
        return [day] * LEVELS
    parts = [(time, at_each_level(getattr(shares, time))) for time in ("evening", "weekend")]
    return [
        day + sum(share[level] * (price.get(time, day) - day) for time, share in parts)
        for level in range(LEVELS)
    ]
