"""Residents who could live in a less specialised offer: who moves there, and on which day.

A move waits for a place: the other offer's places less those enrolled in it on the day, where a
place that somebody leaves or moves out of counts from that day. Of those who wait, the move that
saves most a day goes first, of equal ones the contract that is first by name. Two who wait for
each other's place do not change.

Source: Region Midtjylland, "OBS på kapacitetsudfordringer – vi har borgere i vores tilbud, som
godt kan fungere i en mindre specialiseret ramme"; the order is an assumption.
"""

import datetime as dt
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from sim.economics.reform.contract_year import YearPart
from sim.economics.reform.plan_changes import DaySpan, enrolled, hours_inside, span_of
from sim.economics.reform.structure import contracts_by_offer
from sim.scenario.schema.reform import ContractTable, ReformFile

Moves = dict[str, dt.date]
"""Day of the move, by contract."""
PaidSpans = dict[str, DaySpan]
"""Days on which the new hours are paid, by contract."""


class Moving(NamedTuple):
    """Who could live in a less specialised offer, who moves, and who finds no place."""

    is_on: bool
    could: list[ContractTable]
    moved: Moves
    for_want_of_places: int  # who would find no place if moves were on, where they are off


def moving(
    contracts: Sequence[ContractTable], parts: Sequence[YearPart], changed: PaidSpans
) -> Moving:
    """Moves of a year; where they are off, only who would find no place if they were on."""
    is_on = any(_moves(part.stretch.values) for part in parts)
    open_parts = [part for part in parts if _moves(part.stretch.values) or not is_on]
    year = span_of([part.stretch for part in parts])
    could = [of for of in contracts if could_span(of, year).days_in(year)]
    asked = [
        of
        for of in could
        if any(could_span(of, year).days_in(part.stretch.span) for part in open_parts)
    ]
    moves = _moved(contracts, asked, open_parts, changed)
    return Moving(is_on, could, moves if is_on else {}, len(asked) - len(moves))


def could_span(of: ContractTable, year: DaySpan) -> DaySpan:
    """Days of the year on which a citizen could live in the other offer."""
    if of.could_live_in is None:
        return DaySpan(year.first, year.first)
    return enrolled(of).within(year).within(DaySpan(of.could_move_on or year.first, year.beyond))


def _moves(values: ReformFile) -> bool:
    return values.less_specialised.moves


def _moved(
    contracts: Sequence[ContractTable],
    asked: Sequence[ContractTable],
    parts: Sequence[YearPart],
    changed: PaidSpans,
) -> Moves:
    """Day by day: first who leaves, then who moves."""
    places = Places(contracts, parts[0].stretch.values)
    leaving = deque(sorted(_leavers(contracts), key=_leaving_day))
    for part, day in _days(contracts, parts):
        while leaving and _leaving_day(leaving[0]) <= day:
            places.leave(leaving.popleft())
        ranked = sorted(
            (of for of in asked if places.may_move(of, day)), key=_rank(part, day, changed)
        )
        places.fill(ranked, day)
    return places.moves


def _leavers(contracts: Iterable[ContractTable]) -> Iterator[ContractTable]:
    return (of for of in contracts if of.leaves_on is not None)


def _leaving_day(of: ContractTable) -> dt.date:
    return enrolled(of).beyond


def _days(
    contracts: Sequence[ContractTable], parts: Sequence[YearPart]
) -> Iterator[tuple[YearPart, dt.date]]:
    """Days on which a place or a wish for one may be new."""
    new = {day for of in contracts for day in (of.leaves_on, of.could_move_on) if day is not None}
    for part in parts:
        first, beyond = part.stretch.span
        for day in sorted({first, *(day for day in new if first < day < beyond)}):
            yield part, day


def _rank(
    part: YearPart, day: dt.date, changed: PaidSpans
) -> Callable[[ContractTable], tuple[Fraction, str]]:
    """What comes first: the largest saving a day, at the rates and hours of the day."""

    def rank(of: ContractTable) -> tuple[Fraction, str]:
        span = changed[of.contract]
        before, after = hours_inside(of, part.stretch.values)
        hours = after if span.first <= day < span.beyond else before
        there = part.rates.new_rate(of.could_live_in or of.offer, hours)
        return there - part.rates.new_rate(of.offer, hours), of.contract

    return rank


class Places:
    """Free places, and who has moved or left."""

    def __init__(self, contracts: Sequence[ContractTable], values: ReformFile) -> None:
        taken = contracts_by_offer(contracts)
        self.free = {of.name: of.places - len(taken[of.name]) for of in values.offer}
        self.moves: Moves = {}
        self.gone: set[str] = set()

    def may_move(self, of: ContractTable, day: dt.date) -> bool:
        """The citizen is there, has not moved, and could."""
        is_here = of.contract not in self.moves and of.contract not in self.gone
        return is_here and (of.could_move_on is None or of.could_move_on <= day)

    def leave(self, of: ContractTable) -> None:
        """Give back the place where the citizen lives."""
        self.gone.add(of.contract)
        self.free[_elsewhere(of) if of.contract in self.moves else of.offer] += 1

    def fill(self, ranked: Sequence[ContractTable], day: dt.date) -> None:
        """Move the first in rank for whom there is a place, again and again.

        A move leaves a place behind, which may be what somebody waits for who ranks higher, so
        each offer's first in rank is kept at hand.
        """
        waiting: dict[str, deque[int]] = defaultdict(deque)
        for rank, of in enumerate(ranked):
            waiting[_elsewhere(of)].append(rank)
        ready = [ranks[0] for offer, ranks in waiting.items() if self.free[offer]]
        heapify(ready)
        while ready:
            of = ranked[heappop(ready)]
            waiting[_elsewhere(of)].popleft()
            self.moves[of.contract] = day
            self.free[_elsewhere(of)] -= 1
            self.free[of.offer] += 1
            for offer in self._with_a_new_first(of):
                if self.free[offer] and waiting[offer]:
                    heappush(ready, waiting[offer][0])

    def _with_a_new_first(self, moved: ContractTable) -> Iterator[str]:
        """Offers that are not at hand: the one moved to, and the one left if it was full."""
        yield _elsewhere(moved)
        if self.free[moved.offer] == 1:
            yield moved.offer


def _elsewhere(of: ContractTable) -> str:
    return of.could_live_in or of.offer
