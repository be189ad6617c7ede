"""Needs assessment: courses that it may name, and milestones that take time."""

from collections.abc import Iterator

from sim.model.terms import COURSE_KINDS, INDIVIDUAL, STABILISATION
from sim.scenario.faults.fault import Fault, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.drafts import Draft
from sim.scenario.files.presence import HOSPITAL_KIND, no_course, of_kind


def assessment_faults(draft: Draft) -> Iterator[Fault]:
    """A threshold with nothing on one of its sides, milestones of no course or no hours."""
    path = ("needs_assessment", "individual_from_hours_per_week")
    for kind in (COURSE_KINDS[STABILISATION], COURSE_KINDS[INDIVIDUAL]):
        if draft.value(*path) is not None and no_course(draft, of_kind(kind)):
            what = f"is not used: no course is of kind {shown(kind)}"
            yield draft.fault(path, what, "add such a course, or leave it out")
    yield from _of_milestones(draft)


def _of_milestones(draft: Draft) -> Iterator[Fault]:
    weeks, hours = (("needs_assessment", f"milestone_{unit}") for unit in ("weeks", "hours"))
    known = draft.names("course")
    kinds = {row.name: row.table.get("kind") for row in draft.rows("course")}
    for course in draft.table(*weeks):
        if course not in known:
            what = f"{shown(course)} is not a course"
            yield draft.fault((*weeks, course), what, instead(course, known))
        elif kinds[course] == HOSPITAL_KIND:
            what = f"is of kind {shown(HOSPITAL_KIND)}, where nobody is assessed"
            yield draft.fault((*weeks, course), what, "leave it out")
    if draft.table(*weeks) and not draft.has(*hours):
        what = "is missing, and milestones take time"
        yield draft.fault(hours, what, "add the hours by service, as { home_care = 0.5 }")
    if draft.table(*hours) and not draft.has(*weeks):
        what = "is not used without milestone_weeks"
        yield draft.fault(hours, what, "add the weeks, or leave it out")
