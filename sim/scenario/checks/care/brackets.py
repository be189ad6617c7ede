"""Brackets: a course by minutes a week holds its own mean need, and no minute of another."""

import math
from collections.abc import Iterator
from itertools import combinations
from typing import Final, NamedTuple

from sim.model.units import MINUTES_PER_HOUR
from sim.scenario.checks.care.hours import hours_by_level
from sim.scenario.checks.money.tariff_kinds import pays_by_plan
from sim.scenario.faults.fault import Fault, Path, shown
from sim.scenario.files.drafts import Draft, DraftRow, as_table
from sim.scenario.files.presence import HOSPITAL_KIND
from sim.scenario.files.values import is_number
from sim.scenario.schema import PER_PERSON_KINDS
from sim.scenario.tariffs.course_rates import PER_PERSON
from sim.words import phrase, plain_said

KEY: Final = "bracket"
_GRADING: Final = ("brackets",)
_FEWEST: Final = 2


class Bracket(NamedTuple):
    """Where a course begins and ends [minutes per week]."""

    row: DraftRow
    low: float
    high: float

    @property
    def path(self) -> Path:
        """Way to it."""
        return ("course", self.row.number, KEY)


def bracket_faults(draft: Draft) -> Iterator[Fault]:
    """Brackets without room, that overlap, or that the course's own mean need lies outside of."""
    brackets = [found for row in draft.rows("course") if (found := _bracket(row)) is not None]
    for one in brackets:
        yield from _of_one(draft, one)
    for one, other in combinations(sorted(brackets, key=lambda of: (of.low, of.high)), 2):
        if other.low < one.high:
            what = phrase(
                "overlaps with that of course {course}, which ends at {end}",
                course=shown(one.row.name),
                end=plain_said(one.high),
            )
            yield draft.fault(other.path, what, phrase("let each begin where the one before ends"))


def grading_faults(draft: Draft) -> Iterator[Fault]:
    """What does not go with courses that are granted by minutes a week."""
    bracketed = [row for row in draft.rows("course") if KEY in row.table]
    if not draft.has(*_GRADING):
        for row in bracketed:
            path = ("course", row.number, KEY, "paid_minutes")
            if draft.has(*path):
                what = phrase("is not used without {table}", table="[brackets]")
                yield draft.fault(path, what, phrase("add it, or leave this out"))
        return
    if len(bracketed) < _FEWEST:
        what = phrase("has nothing to grade by: fewer than two courses have a bracket")
        remedy = phrase("add bracket = { from_minutes = NUMBER } to each, or leave it out")
        yield draft.fault(_GRADING, what, remedy)
    yield from _beside(draft)
    yield from _of_pay(draft, {row.name for row in bracketed})


def _beside(draft: Draft) -> Iterator[Fault]:
    """Tables that look at the course that a citizen is in, and not at the one granted."""
    for path in (("behaviour", "relabel"), ("acceptance",)):
        if draft.has(*path):
            what = phrase("does not go with {table}, where minutes decide", table="[brackets]")
            yield draft.fault(path, what, phrase("leave one of them out"))
    if pays_by_plan(draft):
        what = phrase("is not used by a tariff that pays support plans")
        yield draft.fault(_GRADING, what, phrase("leave it out, or change tariff.kind"))


def _of_pay(draft: Draft, bracketed: set[str]) -> Iterator[Fault]:
    """A course granted by minutes is paid by the week, at a rate that is the same for all."""
    for course in draft.table("tariff", "lump_sum_dkk"):
        if course in bracketed:
            what = phrase("is granted by minutes a week, and has no lump sum")
            remedy = phrase("move it to [tariff.weekly_dkk]")
            yield draft.fault(("tariff", "lump_sum_dkk", course), what, remedy)
    if draft.value("tariff", "individual") == PER_PERSON:
        for row in draft.rows("course"):
            if row.name in bracketed and row.table.get("kind") in PER_PERSON_KINDS:
                what = phrase("is granted by minutes a week, and has no rate of each person's own")
                yield draft.fault(("course", row.number, KEY), what, phrase("leave it out"))


def _bracket(row: DraftRow) -> Bracket | None:
    """Bracket of a course; none where its ends cannot be read."""
    table = as_table(row.table.get(KEY))
    low, high = table.get("from_minutes"), table.get("below_minutes", math.inf)
    if not is_number(low) or not (high == math.inf or is_number(high)):
        return None
    return Bracket(row, float(low), float(high))


def _of_one(draft: Draft, one: Bracket) -> Iterator[Fault]:
    if one.row.table.get("kind") == HOSPITAL_KIND:
        what = phrase("is of no use in a course of kind {kind}", kind=shown(HOSPITAL_KIND))
        yield draft.fault(one.path, what, phrase("leave it out"))
    elif one.high <= one.low:
        what = phrase("ends at {end}, where it begins or before", end=plain_said(one.high))
        remedy = phrase("let it end above {start}", start=plain_said(one.low))
        yield draft.fault((*one.path, "below_minutes"), what, remedy)
    else:
        yield from _of_need(draft, one)


def _of_need(draft: Draft, one: Bracket) -> Iterator[Fault]:
    hours = hours_by_level(one.row) or []
    outside = [
        minutes
        for minutes in (MINUTES_PER_HOUR * hour for hour in hours)
        if minutes > 0 and not one.low <= minutes < one.high
    ]
    if outside:
        what = phrase(
            "does not hold the course's own mean need, {minutes} minutes a week",
            minutes=plain_said(outside[0]),
        )
        yield draft.fault(one.path, what, phrase("change the hours of the course, or its edges"))
