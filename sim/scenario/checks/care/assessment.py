"""Needs assessment: courses that it may name, and milestones that take time."""

from collections.abc import Iterator

from sim.model.terms import COURSE_KINDS, INDIVIDUAL, STABILISATION
from sim.scenario.faults.fault import Fault, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.drafts import Draft
from sim.scenario.files.presence import HOSPITAL_KIND, no_course, of_kind
from sim.words import phrase


def assessment_faults(draft: Draft) -> Iterator[Fault]:
    """A threshold with nothing on one of its sides, milestones of no course or no hours."""
    path = ("needs_assessment", "individual_from_hours_per_week")
    for kind in (COURSE_KINDS[STABILISATION], COURSE_KINDS[INDIVIDUAL]):
        if draft.value(*path) is not None and no_course(draft, of_kind(kind)):
            what = phrase("is not used: no course is of kind {kind}", kind=shown(kind))
            yield draft.fault(path, what, phrase("add such a course, or leave it out"))
    yield from _of_milestones(draft)


def _of_milestones(draft: Draft) -> Iterator[Fault]:
    weeks, hours = (("needs_assessment", f"milestone_{unit}") for unit in ("weeks", "hours"))
    known = draft.names("course")
    kinds = {row.name: row.table.get("kind") for row in draft.rows("course")}
    for course in draft.table(*weeks):
        if course not in known:
            what = phrase("{name} is not a course", name=shown(course))
            yield draft.fault((*weeks, course), what, instead(course, known))
        elif kinds[course] == HOSPITAL_KIND:
            what = phrase(
                "is of kind {hospital_kind}, where nobody is assessed",
                hospital_kind=shown(HOSPITAL_KIND),
            )
            yield draft.fault((*weeks, course), what, phrase("leave it out"))
    if draft.table(*weeks) and not draft.has(*hours):
        what = phrase("is missing, and milestones take time")
        yield draft.fault(hours, what, phrase("add the hours by service, as { home_care = 0.5 }"))
    if draft.table(*hours) and not draft.has(*weeks):
        what = phrase("is not used without milestone_weeks")
        yield draft.fault(hours, what, phrase("add the weeks, or leave it out"))
