"""The tariff: every paid course has a rate, and no key of the tariff is there for nothing."""

from collections.abc import Iterator
from typing import Any, Final

from sim.model.terms import COURSE_KINDS
from sim.scenario.checks.money.tariff_kinds import pays_by_course
from sim.scenario.faults.fault import Fault, shown
from sim.scenario.faults.suggestions import instead, nearest_name
from sim.scenario.files.drafts import Draft, as_table, is_some, rows
from sim.scenario.files.presence import HOSPITAL_KIND, no_course, of_kind
from sim.scenario.schema import PER_PERSON_KINDS

_BY_COURSE: Final = ("weekly_dkk", "lump_sum_dkk", "step_down")
_AVERAGE: Final = "average"
_PER_PERSON: Final = "per_person"


def tariff_faults(draft: Draft) -> Iterator[Fault]:
    """Rates for courses that are not there, courses without a rate, keys without effect."""
    tariff = draft.table("tariff")
    known = draft.names("course")
    for key in _BY_COURSE:
        for course in as_table(tariff.get(key)):
            if course not in known:
                what = f"{shown(course)} is not a course"
                yield draft.fault(("tariff", key, course), what, instead(course, known))
    if not pays_by_course(tariff):
        return
    if tariff and all(isinstance(tariff.get(key, {}), dict) for key in _BY_COURSE):
        yield from _without_rate(draft, tariff)
        yield from _without_effect(draft, tariff)


def _may_be_per_person(draft: Draft) -> set[str]:
    """Courses that could be paid each citizen's own expected cost."""
    courses = draft.rows("course")
    return {row.name for row in courses if row.table.get("kind") in PER_PERSON_KINDS}


def _without_rate(draft: Draft, tariff: dict[str, Any]) -> Iterator[Fault]:
    paid = {*as_table(tariff.get("weekly_dkk")), *as_table(tariff.get("lump_sum_dkk"))}
    known = draft.names("course")
    paid |= {near for course in paid - {*known} if (near := nearest_name(course, known))}
    if tariff.get("individual", _AVERAGE) != _AVERAGE:
        paid |= _may_be_per_person(draft)
    for row in draft.rows("course"):
        kind = row.table.get("kind")
        if row.name and row.name not in paid and kind in COURSE_KINDS and kind != HOSPITAL_KIND:
            remedy = "add it, or an entry in lump_sum_dkk; 0 counts as a rate"
            path = ("tariff", "weekly_dkk", row.name)
            yield draft.fault(path, f"course {shown(row.name)} has no rate", remedy)


def _without_effect(draft: Draft, tariff: dict[str, Any]) -> Iterator[Fault]:
    own = _may_be_per_person(draft) if tariff.get("individual") == _PER_PERSON else set()
    for key in ("weekly_dkk", "step_down"):
        for course in own & as_table(tariff.get(key)).keys():
            what = "is not used: each citizen's own expected cost is paid"
            remedy = 'leave it out, or write individual = "average"'
            yield draft.fault(("tariff", key, course), what, remedy)
    for course in as_table(tariff.get("step_down")).keys() - own:
        if course in draft.names("course") and course not in as_table(tariff.get("weekly_dkk")):
            what = "steps down from a weekly rate that is not there"
            path = ("tariff", "step_down", course)
            yield draft.fault(path, what, f"add {course} to weekly_dkk")
    if "reopen_within_weeks" in tariff and not as_table(tariff.get("lump_sum_dkk")):
        what = "is not used without lump_sum_dkk"
        yield draft.fault(("tariff", "reopen_within_weeks"), what, "leave it out")


def unused_pay_faults(draft: Draft) -> Iterator[Fault]:
    """Pay for courses or days that the scenario does not have."""
    path = ("tariff", "individual")
    if draft.value(*path) == _PER_PERSON and no_course(draft, of_kind(*PER_PERSON_KINDS)):
        what = 'is not used: no course is of kind "individual" or "waiting"'
        yield draft.fault(path, what, "add such a course, or leave it out")
    path = ("tariff", "paid_days_away")
    if is_some(draft.value(*path)) and no_course(draft, of_kind(HOSPITAL_KIND)):
        what = 'is not used: no course is of kind "hospital"'
        yield draft.fault(path, what, "add such a course, or leave it out")


def unpaid_away_faults(draft: Draft) -> Iterator[Fault]:
    """Exits into hospital where days away are paid: an exit interrupts nothing that is kept."""
    if not is_some(draft.value("tariff", "paid_days_away")):
        return
    kinds = {row.name: row.table.get("kind") for row in draft.rows("course")}
    for row in draft.rows("course"):
        for number, way in enumerate(rows(row.table.get("exits"))):
            to, is_taken = as_table(way).get("to"), is_some(as_table(way).get("probability", 1.0))
            name = as_table(to).get("course", to)
            if isinstance(name, str) and is_taken and kinds.get(name) == HOSPITAL_KIND:
                what = "ends the course, and tariff.paid_days_away pays only for one interrupted"
                remedy = (
                    f"make it a hazard, hazards_per_week = {{ {name} = … }}, or pay no days away"
                )
                yield draft.fault(("course", row.number, "exits", number, "to"), what, remedy)
