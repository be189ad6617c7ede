"""Rates from records: whole courses, shrunk, budget-neutral; before and after for each team."""

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.calibration.documents import EstimateRow, finding_rows
from sim.calibration.rates.cells import RatedCell, cell, credibility, simple, whole_of
from sim.calibration.rates.documents import BeforeAfterRow, RecordRateRow, RecordRatesTree
from sim.calibration.rates.resampled import drawn_again
from sim.calibration.rates.seen import SeenCare, seen
from sim.calibration.reading.faults import RecordFault, RecordsError
from sim.calibration.reading.records import Records, read_records
from sim.calibration.town.money import hour_prices, plain_price
from sim.calibration.town.numbers import Writer
from sim.model.terms import SERVICES
from sim.model.version import DOCUMENT_VERSION
from sim.words import phrase

Floats = npt.NDArray[np.float64]

YEAR_WEEKS: Final = 52


class RecordRatesAsked(NamedTuple):
    """How rates are to be set."""

    by: str = "auto"
    """"course", "level", or levels where the records have them."""
    total_dkk_per_year: float | None = None
    """What all rates together are to pay; what the care cost without it."""
    round_to_dkk: float | None = None
    smallest_cell: int = 5


class _Rated(NamedTuple):
    """A cell with what its records say."""

    at: RatedCell
    citizens: int
    simple: float | None
    weekly: EstimateRow | None
    course: EstimateRow | None
    weeks: float | None
    followed: int | None
    still: float | None
    weight: float
    shrunk: float


def rates_from_records(
    records: str | Path, mapping: str | Path | None = None, asked: RecordRatesAsked | None = None
) -> RecordRatesTree:
    """Set rates from a municipality's own records.

    Raises
    ------
    ScenarioError
        When the mapping is wrong.
    RecordsError
        When the files cannot be read, or hold no hours or no price of an hour.
    """
    asked = asked or RecordRatesAsked()
    read = read_records(records, mapping)
    prices = _prices(read, asked)
    known = seen(read, prices)
    if known is None:
        what = phrase("no hours lie beside the spells")
        remedy = phrase("add [weeks] with the hours of those who were there")
        raise RecordsError([RecordFault(read.mapping.path.name, 0, "", what, remedy)])
    rated = [one for course in known.stays for one in _of_course(known, course, asked)]
    total = asked.total_dkk_per_year
    yearly = YEAR_WEEKS / read.weeks_in_all
    paid = sum(of.shrunk * _present(known, of.at) for of in rated) * yearly
    cost = float(known.weeks.cost_dkk[known.weeks.course >= 0].sum()) * yearly
    factor = (cost if total is None else total) / paid if paid > 0 else 1.0
    rates = [_rounded(factor * of.shrunk, asked.round_to_dkk) for of in rated]
    return {
        "schema": DOCUMENT_VERSION,
        "records": str(records),
        "period": {
            "first_day": read.mapping.values.records.first_day.isoformat(),
            "last_day": read.mapping.values.records.last_day.isoformat(),
        },
        "price_dkk_per_hour": prices,
        "rates": [_row(known, of, rate, asked) for of, rate in zip(rated, rates, strict=True)],
        "total_dkk_per_year": sum(
            rate * _present(known, of.at) for of, rate in zip(rated, rates, strict=True)
        )
        * yearly,
        "factor": factor,
        "teams": list(_teams(read, known, rated, rates)),
        "findings": finding_rows(read.findings),
        "notes": list(_notes(rated, asked)),
    }


def _prices(read: Records, asked: RecordRatesAsked) -> dict[str, float]:
    write = Writer(read.mapping.values.records.source, read.period, asked.smallest_cell, (0,))
    found: Mapping[str, Any] = hour_prices(read, list(SERVICES), write)["cost_per_hour_dkk"]
    return {service: plain_price(price) for service, price in found.items()}


def _present(known: SeenCare, at: RatedCell) -> float:
    return float(known.weeks.part[at.rows].sum())


def _of_course(known: SeenCare, course: str, asked: RecordRatesAsked) -> Iterator[_Rated]:
    """Rates of a course: one, or one a level."""
    all_levels = cell(known, course, None)
    if not len(all_levels.rows):
        return
    levels = sorted(set(known.weeks.level[all_levels.rows].tolist()))
    if asked.by == "course" or (asked.by == "auto" and len(levels) == 1):
        yield _rated(known, all_levels, asked, None)
        return
    several = [cell(known, course, level) for level in levels]
    common = whole_of(known, all_levels, np.ones(known.citizens))
    mean = common.weekly_dkk if common is not None else simple(known, all_levels) or 0.0
    found = credibility(known, several)
    for place, at in enumerate(several):
        weight = 1.0 if found is None else float(found.weight[place])
        yield _rated(known, at, asked, (mean, weight))


def _rated(
    known: SeenCare, at: RatedCell, asked: RecordRatesAsked, beside: tuple[float, float] | None
) -> _Rated:
    """What the records of a cell say; `beside` is the whole course's, and the weight of its own."""
    citizens = len(np.unique(known.weeks.citizen[at.rows]))
    mean, weight = beside or (0.0, 1.0)
    if citizens < asked.smallest_cell and beside is not None:
        return _Rated(at, citizens, None, None, None, None, None, None, 0.0, mean)
    own, plain = whole_of(known, at, np.ones(known.citizens)), simple(known, at)
    if own is None:
        value = plain or 0.0
        shrunk = weight * value + (1.0 - weight) * mean
        return _Rated(at, citizens, plain, None, None, None, None, None, weight, shrunk)

    def answer(weights: Floats) -> Floats:
        again = whole_of(known, at, weights)
        return np.array([np.nan, np.nan] if again is None else [again.weekly_dkk, again.course_dkk])

    low, high = drawn_again(known.citizens, answer)
    return _Rated(
        at,
        citizens,
        plain,
        _estimate(own.weekly_dkk, low[0], high[0], citizens),
        _estimate(own.course_dkk, low[1], high[1], citizens),
        own.weeks,
        own.followed,
        own.still,
        weight,
        weight * own.weekly_dkk + (1.0 - weight) * mean,
    )


def _estimate(value: float, low: float, high: float, n: int | None) -> EstimateRow:
    ends = [float(end) if math.isfinite(end) else None for end in (low, high)]
    return {"value": value, "low": ends[0], "high": ends[1], "n": n}


def _rounded(rate: float, step: float | None) -> float:
    return rate if step is None else round(rate / step) * step


def _row(known: SeenCare, of: _Rated, rate: float, asked: RecordRatesAsked) -> RecordRateRow:
    is_few = of.citizens < asked.smallest_cell
    return {
        "course": of.at.course,
        "level": of.at.level,
        "citizens": None if is_few else of.citizens,
        "citizen_weeks": None if is_few else _present(known, of.at),
        "hours": None if is_few else float(known.weeks.hours[of.at.rows].sum()),
        "simple_dkk": None if is_few else of.simple,
        "weekly_dkk": None if is_few else of.weekly,
        "course_dkk": None if is_few else of.course,
        "course_weeks": None if is_few else of.weeks,
        "followed_weeks": None if is_few else of.followed,
        "still": None if is_few else of.still,
        "weight": of.weight,
        "shrunk_dkk": of.shrunk,
        "rate_dkk": rate,
    }


def _teams(
    read: Records, known: SeenCare, rated: Sequence[_Rated], rates: Sequence[float]
) -> Iterator[BeforeAfterRow]:
    """Each team's own last year: what it had, and what the rates pay for the same weeks."""
    last = int(known.weeks.week.max())
    first = max(0, last - YEAR_WEEKS + 1)
    paid = np.zeros(len(known.weeks.part))
    for of, rate in zip(rated, rates, strict=True):
        paid[of.at.rows] = rate * known.weeks.part[of.at.rows]
    is_late = known.weeks.week >= first
    for place, team in enumerate(known.teams):
        rows = np.flatnonzero(is_late & (known.weeks.team == place) & (known.weeks.course >= 0))
        if not len(rows):
            continue
        had = _had(read, team, (first, last))
        cost = known.weeks.cost_dkk[rows]
        yield _team(known, team, rows, (paid[rows], cost, had), last - first + 1)


def _team(
    known: SeenCare,
    team: str,
    rows: npt.NDArray[np.int64],
    money: tuple[Floats, Floats, float | None],
    weeks: int,
) -> BeforeAfterRow:
    after, cost, had = money
    who = known.weeks.citizen[rows]
    before = float(cost.sum()) if had is None else had
    # Revenue is known of all together: of citizens drawn again it is what their weeks had.
    then = cost if had is None else had * known.weeks.part[rows] / known.weeks.part[rows].sum()

    def answer(weights: Floats) -> Floats:
        own = weights[who]
        return np.array([own @ after, own @ (after - then)])

    low, high = drawn_again(known.citizens, answer)
    total = float(after.sum())
    return {
        "team": team,
        "weeks": float(weeks),
        "citizen_weeks": float(known.weeks.part[rows].sum()),
        "before_dkk": before,
        "before_is": "hours x price" if had is None else "revenue",
        "after_dkk": _estimate(total, low[0], high[0], None),
        "change_dkk": _estimate(total - before, low[1], high[1], None),
    }


def _had(read: Records, team: str, weeks: tuple[int, int]) -> float | None:
    """Revenue of the weeks by the accounts, where each of them is said."""
    import datetime as dt

    from sim.calibration.reading.weeks import monday_of

    monday = monday_of(read.first_day)
    begins, ends = (monday + dt.timedelta(weeks=week) for week in (weeks[0], weeks[1] + 1))
    inside = [
        (part.amounts.get("revenue_dkk"), (part.period.ends - part.period.begins).days)
        for part in read.accounts
        if part.team == team and begins <= part.period.begins and part.period.ends <= ends
    ]
    is_whole = sum(days for _, days in inside) == (ends - begins).days
    amounts = [amount for amount, _ in inside if amount is not None]
    return sum(amounts) if is_whole and len(amounts) == len(inside) else None


def _notes(rated: Sequence[_Rated], asked: RecordRatesAsked) -> Iterator[str]:
    few = sum(1 for of in rated if of.citizens < asked.smallest_cell)
    if few:
        yield phrase(
            "{count} rates rest on fewer than {smallest} citizens: theirs is that of the course",
            count=few,
            smallest=asked.smallest_cell,
        )
