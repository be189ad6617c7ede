"""Nursing contacts, the clinic and the nursing home: what they need to be there for."""

from collections.abc import Iterator, Sequence
from typing import Final

from sim.model.terms import COURSE_KINDS, NURSING, NURSING_HOME, SERVICES, WAITING, out_name
from sim.scenario.checks.care.exits import leads_to
from sim.scenario.faults.fault import Fault, shown
from sim.scenario.files.drafts import Draft, is_some, rows
from sim.scenario.files.presence import no_course, of_kind, stating
from sim.scenario.files.values import is_number
from sim.words import known, phrase

NURSING_HOME_NAME: Final = out_name(NURSING_HOME)


def clinic_faults(draft: Draft) -> Iterator[Fault]:
    """A clinic without contacts, a day named twice, slots that are paid for but not counted."""
    if draft.has("nursing") and no_course(draft, stating("hours_per_week", SERVICES[NURSING])):
        what = phrase("no course has hours of nursing to give as contacts")
        yield draft.fault(("nursing",), what, phrase("give a course such hours, or leave it out"))
    if draft.value("clinic") is None:
        return
    if not draft.has("nursing"):
        what = phrase("gives nursing contacts, and without [nursing] there are none")
        remedy = phrase("add [nursing] with contact_minutes, or leave the clinic out")
        yield draft.fault(("clinic",), what, remedy)
    yield from doubled(draft, ("clinic", "open_days"), known("day"))
    path = ("clinic", "cost_per_slot_dkk")
    if is_some(draft.value(*path)) and not draft.has("clinic", "slots_per_day"):
        what = phrase("is not used without slots_per_day")
        yield draft.fault(path, what, phrase("add slots_per_day, or leave it out"))


def doubled(draft: Draft, path: Sequence[str], noun: str) -> Iterator[Fault]:
    """Items of a list that are there twice."""
    seen: list[object] = []
    for number, item in enumerate(rows(draft.value(*path))):
        if item in seen:
            what = phrase("{item} is there twice", item=shown(item))
            yield draft.fault(
                (*path, number), what, phrase("name each {noun} once", noun=phrase(noun))
            )
        seen.append(item)


def nursing_home_faults(draft: Draft) -> Iterator[Fault]:
    """A nursing home that nobody moves into, or that leaves those who wait nowhere to be."""
    if draft.value("nursing_home") is None:
        return
    if no_course(draft, lambda row: leads_to(row, NURSING_HOME_NAME)):
        what = phrase("nobody moves in: no exit or hazard leads there")
        remedy = phrase(
            'add one that leads to "{nursing_home_name}", or leave the table out',
            nursing_home_name=NURSING_HOME_NAME,
        )
        yield draft.fault(("nursing_home",), what, remedy)
    if draft.has("nursing_home", "places"):
        if no_course(draft, of_kind(COURSE_KINDS[WAITING])):
            what = phrase('has a limit, and no course of kind "waiting" takes those who wait')
            remedy = phrase("add such a course, or leave places out")
            yield draft.fault(("nursing_home", "places"), what, remedy)
    elif is_some(draft.value("nursing_home", "occupied")):
        what = phrase("is not used without places")
        yield draft.fault(("nursing_home", "occupied"), what, phrase("add places, or leave it out"))


def occupied_faults(first: Draft) -> Iterator[Fault]:
    """More places taken on the first day than there are."""
    path = ("nursing_home", "occupied")
    occupied, places = first.value(*path), first.value("nursing_home", "places")
    if is_number(occupied) and is_number(places) and occupied > places:
        what = phrase(
            "{occupied} are more than the {places} places", occupied=occupied, places=places
        )
        yield first.fault(path, what, phrase("check both"))
