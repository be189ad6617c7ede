"""Rates that are one team's own: they name teams, courses and services that are there."""

from collections.abc import Iterator
from typing import Any, Final

from sim.model.terms import SERVICES
from sim.scenario.faults.fault import Fault, Path, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.drafts import Draft, as_table
from sim.scenario.files.presence import nobody_needs
from sim.scenario.schema import PER_PERSON_KINDS
from sim.scenario.tariffs.activity import VISIT
from sim.scenario.tariffs.course_rates import BY_COURSE, PER_PERSON
from sim.scenario.tariffs.listed import KIND
from sim.words import phrase

_OWN: Final = ("tariff", "team")
_BY_SERVICE: Final = ("hourly_on_top", "hourly_dkk")
RATE: Final = "rate"
"""A team's own weekly rates by course, said beside its name."""


def own_rate_faults(draft: Draft) -> Iterator[Fault]:
    """Faults of the rates that are a team's own, wherever they are said."""
    known = draft.names("team")
    for name in draft.table(*_OWN):
        if name not in known:
            what = phrase("{name} is not a team", name=shown(name))
            yield draft.fault((*_OWN, name), what, instead(name, known))
        else:
            yield from _of_table(draft, name)
    for row in draft.rows("team"):
        if RATE in row.table:
            yield from _of_rate(draft, row.number, row.name)


def _of_table(draft: Draft, name: str) -> Iterator[Fault]:
    """Faults of the table of a team's rates."""
    own = draft.table(*_OWN, name)
    yield from _of_kind(draft, own, (*_OWN, name))
    for key in BY_COURSE:
        yield from _of_courses(draft, as_table(own.get(key)), (*_OWN, name, key))
    for key in _BY_SERVICE:
        for service in as_table(own.get(key)):
            if service in SERVICES and nobody_needs(draft, service):
                what = phrase("no course has hours of {service}", service=service)
                remedy = phrase("give {service} hours, or leave it out", service=service)
                yield draft.fault((*_OWN, name, key, service), what, remedy)
    rated = {*draft.table("tariff", "weekly_dkk"), *as_table(own.get("weekly_dkk"))}
    for course in as_table(own.get("step_down")):
        if course in draft.names("course") and course not in rated:
            what = phrase("steps down from a weekly rate that is not there")
            path = (*_OWN, name, "step_down", course)
            yield draft.fault(path, what, phrase("add {course} to weekly_dkk", course=course))


def _of_kind(draft: Draft, own: dict[str, Any], path: Path) -> Iterator[Fault]:
    """Keys that the tariff's kind does not pay by."""
    named = draft.value("tariff", "kind")
    kind = KIND.get(named) if isinstance(named, str) else None
    if kind is None or "team" not in kind.key_names:
        return
    for key in own:
        if key in (*BY_COURSE, *_BY_SERVICE) and key not in kind.key_names:
            what = phrase("is not used by a tariff of kind {name}", name=shown(kind.name))
            yield draft.fault((*path, key), what, phrase("leave it out, or change the kind"))
    if draft.value("tariff", "per") == VISIT and "hourly_dkk" in own:
        what = phrase("is not used where the tariff pays per = {per}", per=shown(VISIT))
        yield draft.fault((*path, "hourly_dkk"), what, phrase("leave it out, or change per"))


def _of_courses(draft: Draft, rates: dict[str, Any], path: Path) -> Iterator[Fault]:
    """Rates of courses that are not there, or that pay each citizen's own expected cost."""
    known = draft.names("course")
    is_own = draft.value("tariff", "individual") == PER_PERSON and path[-1] != "lump_sum_dkk"
    kinds = {row.name: row.table.get("kind") for row in draft.rows("course")}
    for course in rates:
        if course not in known:
            what = phrase("{name} is not a course", name=shown(course))
            yield draft.fault((*path, course), what, instead(course, known))
        elif is_own and kinds[course] in PER_PERSON_KINDS:
            what = phrase("is not used: each citizen's own expected cost is paid")
            remedy = phrase('leave it out, or write individual = "average"')
            yield draft.fault((*path, course), what, remedy)


def _of_rate(draft: Draft, number: int, name: str) -> Iterator[Fault]:
    """Faults of the rates beside a team's name, which are weekly ones."""
    path, own = ("team", number, RATE), draft.table("team", number, RATE)
    named = draft.value("tariff", "kind")
    kind = KIND.get(named) if isinstance(named, str) else None
    if kind is not None and "weekly_dkk" not in kind.key_names:
        what = phrase("is not used by a tariff of kind {name}", name=shown(kind.name))
        yield draft.fault(path, what, phrase("leave it out, or change the kind"))
        return
    yield from _of_courses(draft, own, path)
    for course in own:
        if course in draft.table(*_OWN, name, "weekly_dkk"):
            what = phrase(
                "is said twice: tariff.team.{name} has a weekly rate of {course} too",
                name=name,
                course=course,
            )
            yield draft.fault((*path, course), what, phrase("leave one of them out"))
