"""What a draft has and needs, as several checks ask it.

A claim that something is nowhere is made only of what can be read: a kind that is none may be
any kind, an amount that is no number is above 0. So one mistake is not told twice.
"""

from collections.abc import Callable
from typing import Final

from sim.model.terms import COURSE_KINDS, HOME_CARE, HOSPITAL, SERVICES
from sim.scenario.faults.fault import shown
from sim.scenario.files.drafts import Draft, DraftRow, as_table, is_some, rows
from sim.words import phrase

HOSPITAL_KIND: Final = COURSE_KINDS[HOSPITAL]
REHABILITATING: Final = SERVICES[HOME_CARE]
"""The service that gives everyday rehabilitation."""

Claim = Callable[[DraftRow], bool]


def no_course(draft: Draft, is_meant: Claim) -> bool:
    """There are courses, all can be read, and none is meant."""
    found = list(draft.rows("course"))
    is_readable = len(found) == len(rows(draft.value("course")))
    return bool(found) and is_readable and not any(map(is_meant, found))


def of_kind(*kinds: str) -> Claim:
    """Whether a course is of one of the kinds, or of a kind that cannot be read."""
    return lambda row: row.table.get("kind") in kinds or row.table.get("kind") not in COURSE_KINDS


def stating(key: str, what: str) -> Claim:
    """Whether a course gives a number under a key, or has a table that cannot be read.

    The number may be 0: for now, or to see what that does.
    """

    def states(row: DraftRow) -> bool:
        given = row.table.get(key, {})
        return not isinstance(given, dict) or what in given

    return states


def first_of_kind(draft: Draft, kind: str) -> str | None:
    """Name of the first course of a kind, or else of a kind that cannot be read."""
    courses = [row for row in draft.rows("course") if of_kind(kind)(row)]
    courses.sort(key=lambda row: row.table.get("kind") != kind)
    return courses[0].name if courses else None


# Who needs what


def needing(draft: Draft, key: str, what: str) -> list[str]:
    """Courses that have hours of something, under one of their keys for hours by name."""
    courses = draft.rows("course")
    return [_text(row) for row in courses if is_some(as_table(row.table.get(key)).get(what))]


def needing_service(draft: Draft, service: str) -> list[str]:
    """Who needs a service: courses, their everyday rehabilitation, milestones."""
    found = needing(draft, "hours_per_week", service)
    if service == REHABILITATING:
        found += needing(draft, "everyday_rehabilitation", "hours_per_week")
    if is_some(draft.table("needs_assessment", "milestone_hours").get(service)):
        found.append("needs_assessment.milestone_hours")
    return list(dict.fromkeys(found))


def nobody_needs(draft: Draft, service: str) -> bool:
    """No course and no milestone has hours of a service."""
    if needing_service(draft, service):
        return False
    return no_course(draft, stating("hours_per_week", service))


def _text(row: DraftRow) -> str:
    """A course as a fault names it."""
    return phrase(
        "course {name}", name=shown(row.name or phrase("number {number}", number=row.number + 1))
    )


def first_and_more(names: list[str]) -> str:
    """The first of several names, and how many more there are."""
    return names[0] + (phrase(" and {count} more", count=len(names) - 1) if len(names) > 1 else "")
