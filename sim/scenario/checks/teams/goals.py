"""Continuity, self-determination and goals: the tables that each of them hangs on."""

from collections.abc import Iterator
from typing import Final

from sim.model.terms import COURSE_KINDS, GOALS
from sim.scenario.checks.shares import astray
from sim.scenario.faults.fault import Fault, shown
from sim.scenario.files.drafts import Draft, as_table, is_some
from sim.scenario.files.presence import REHABILITATING, no_course, nobody_needs, of_kind
from sim.scenario.files.values import is_number
from sim.words import phrase

_WITH_TABLES: Final = tuple(goal for goal in GOALS if goal in {"continuity", "self_determination"})
"""Goals that are computed only where a table of the same name says how."""


def continuity_faults(draft: Draft) -> Iterator[Fault]:
    """Visits that nobody shares, or that nobody gets."""
    if not isinstance(draft.value("continuity"), dict):
        return
    if nobody_needs(draft, REHABILITATING):
        what = phrase(
            "no course has hours of {rehabilitating} to visit for", rehabilitating=REHABILITATING
        )
        yield draft.fault(
            ("continuity",), what, phrase("give a course such hours, or leave it out")
        )
    path = ("continuity", "staff")
    if not draft.has(*path) and not draft.has("staff"):
        what = phrase("is missing: without [staff] nothing says how many share a citizen's visits")
        yield draft.fault(path, what, phrase("add how many do"))
    yield from _of_shifts(draft)


def _of_shifts(draft: Draft) -> Iterator[Fault]:
    """Staff by shift that are not asked for, or that do not add up."""
    path = ("continuity", "shift_staff")
    shares = draft.value(*path)
    if not isinstance(shares, dict):
        return
    if draft.value("continuity", "by") in (None, "team"):
        what = phrase("is not used where all of the team share a citizen's visits")
        yield draft.fault(path, what, phrase('write by = "shift", or leave it out'))
    if what_of_sum := astray(list(shares.values())):
        what = phrase("the shares {what_of_sum}", what_of_sum=what_of_sum)
        yield draft.fault(path, what, phrase("change them"))


def self_determination_faults(draft: Draft) -> Iterator[Fault]:
    """A curve over the use of a capacity that is not there, or that rises with it."""
    name = "self_determination"
    if draft.value(name) is None:
        return
    if not draft.has("staff"):
        what = phrase("falls with the use of the team's capacity, which [staff] gives")
        yield draft.fault((name,), what, phrase("add [staff], or leave the table out"))
    idle, full = draft.value(name, "idle_share"), draft.value(name, "full_share")
    if is_number(idle) and is_number(full) and idle < full:
        what = phrase("is below full_share {full}", full=shown(full))
        yield draft.fault((name, "idle_share"), what, phrase("let idle_share >= full_share"))


def goal_faults(draft: Draft) -> Iterator[Fault]:
    """Weights of goals that nothing computes, in kinds of course that nobody is in."""
    for kind, given in draft.table("goals").items():
        if kind in COURSE_KINDS and no_course(draft, of_kind(kind)):
            what = phrase("no course is of kind {kind}", kind=shown(kind))
            yield draft.fault(("goals", kind), what, phrase("add such a course, or leave it out"))
        if isinstance(given, dict) and not any(is_some(weight) for weight in given.values()):
            what = phrase("no goal has a weight above 0")
            yield draft.fault(
                ("goals", kind), what, phrase("weigh one of {goals}", goals=", ".join(GOALS))
            )
        for goal in _WITH_TABLES:
            if is_some(as_table(given).get(goal)) and not draft.has(goal):
                what = phrase("is not computed without [{goal}]", goal=goal)
                yield draft.fault(
                    ("goals", kind, goal), what, phrase("add [{goal}], or leave it out", goal=goal)
                )
