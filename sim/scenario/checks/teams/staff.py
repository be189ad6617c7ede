"""Staff: every profession has its terms, every service somebody, and every key a use."""

from collections.abc import Iterator
from typing import Final

from sim.model.terms import COURSE_KINDS, OUTS, PROFESSIONS, SERVICES
from sim.scenario.checks.care.nursing import doubled
from sim.scenario.checks.shares import astray
from sim.scenario.faults.fault import Fault, Path, shown
from sim.scenario.files.drafts import Draft, DraftRow, as_table, is_some, rows
from sim.scenario.files.presence import HOSPITAL_KIND, first_and_more, needing_service, no_course
from sim.words import known, phrase

_POSTS: Final = "full_time_equivalents"
_OWN_TERMS: Final = ("pay_per_hour_dkk", "absence_share", "user_facing_share")
"""Terms of a profession that a team may have of its own."""
_EFFECT: Final = ("staff", "effect")


def staff_faults(draft: Draft) -> Iterator[Fault]:
    """Faults of who works where and gives what."""
    if not draft.has("staff"):
        for team in draft.rows("team"):
            for key in (_POSTS, *_OWN_TERMS):
                if key in team.table:
                    what = phrase("is not used without [staff]")
                    path = ("team", team.number, key)
                    yield draft.fault(path, what, phrase("add [staff], or leave it out"))
    if not isinstance(draft.value("staff"), dict):
        return
    yield from _without_posts(draft)
    yield from _of_professions(draft)
    yield from _of_own_terms(draft)
    yield from _of_services(draft)
    yield from _of_supervision(draft)


def _without_posts(draft: Draft) -> Iterator[Fault]:
    bare = [team for team in draft.rows("team") if not draft.has("team", team.number, _POSTS)]
    if bare and not draft.has("staff", _POSTS):
        name = shown(bare[0].name or phrase("number {number}", number=bare[0].number + 1))
        what = phrase("is missing, and team {name} has none of its own", name=name)
        remedy = phrase("add { PROFESSION = NUMBER, ... }, or { } for a team without staff")
        yield draft.fault(("staff", _POSTS), what, remedy)


def _mentions(draft: Draft) -> Iterator[tuple[str, Path]]:
    """Professions that somebody has or that give a service, and where that is said."""
    teams = (("team", team.number, _POSTS) for team in draft.rows("team"))
    for path in (("staff", _POSTS), *teams):
        yield from ((profession, (*path, profession)) for profession in draft.table(*path))
    for service, professions in draft.table("staff", "gives").items():
        for number, profession in enumerate(rows(professions)):
            yield str(profession), ("staff", "gives", service, number)


def _of_professions(draft: Draft) -> Iterator[Fault]:
    terms = ("staff", "professions")
    mentions = list(_mentions(draft))
    wanting: dict[str, Path] = {}
    for profession, path in mentions:
        is_there = not draft.may_hold(*terms) or draft.has(*terms, profession)
        if profession in PROFESSIONS and draft.value(*path) != 0 and not is_there:
            wanting.setdefault(profession, path)
    for profession, path in wanting.items():
        what = phrase("{profession} has no terms of pay and time", profession=shown(profession))
        yield draft.fault(path, what, f"add [staff.professions.{profession}]")
    named = {profession for profession, _ in mentions}
    for profession in draft.table(*terms).keys() & {*PROFESSIONS} - named:
        if named <= {*PROFESSIONS}:
            what = phrase("is not used: no team has such staff, and no service is given by them")
            remedy = phrase("name it in {posts} or [staff.gives], or leave it out", posts=_POSTS)
            yield draft.fault((*terms, profession), what, remedy)


def _of_own_terms(draft: Draft) -> Iterator[Fault]:
    """A team's own terms of professions that have none in common."""
    terms = ("staff", "professions")
    for team in draft.rows("team") if draft.may_hold(*terms) else ():
        for key in _OWN_TERMS:
            for profession in as_table(team.table.get(key)):
                if profession in PROFESSIONS and not draft.has(*terms, profession):
                    what = phrase(
                        "{profession} has no terms of pay and time", profession=shown(profession)
                    )
                    path = ("team", team.number, key, profession)
                    remedy = phrase(
                        "add [staff.professions.{profession}], or leave it out",
                        profession=profession,
                    )
                    yield draft.fault(path, what, remedy)


def _of_services(draft: Draft) -> Iterator[Fault]:
    path = ("staff", "gives")
    if not draft.may_hold(*path):
        return
    for service in SERVICES:
        needed_by = needing_service(draft, service)
        if needed_by and not draft.has(*path, service):
            what = phrase(
                "nobody gives it, and {needed_by} needs it", needed_by=first_and_more(needed_by)
            )
            yield draft.fault(
                (*path, service), what, phrase('add a list, as ["helper", "assistant"]')
            )
        yield from doubled(draft, (*path, service), known("profession"))


def _of_supervision(draft: Draft) -> Iterator[Fault]:
    hours = draft.value("staff", "supervision_hours_per_week")
    path = ("staff", "supervision_cost_per_hour_dkk")
    if is_some(hours) and not draft.has(*path):
        what = phrase("is missing, and supervision takes hours")
        yield draft.fault(path, what, phrase("add its cost in DKK per hour"))
    if not draft.has("staff", "supervision_hours_per_week") and is_some(draft.value(*path)):
        what = phrase("is not used without supervision_hours_per_week")
        yield draft.fault(path, what, phrase("add the hours, or leave it out"))


def effect_faults(draft: Draft) -> Iterator[Fault]:
    """An effect without a dose to act on, a mix that is none, halves of a pair."""
    effect = draft.value(*_EFFECT)
    if effect is None:
        return
    if no_course(draft, lambda row: draft.has("course", row.number, "dose")):
        what = phrase("has nothing to act on: no course has a dose")
        yield draft.fault(_EFFECT, what, phrase("add a dose, or leave the table out"))
    mix = list(as_table(as_table(effect).get("recommended_mix")).values())
    if mix and (what_of_sum := astray(mix)):
        yield draft.fault(
            (*_EFFECT, "recommended_mix"),
            phrase("the shares {what_of_sum}", what_of_sum=what_of_sum),
            phrase("change them"),
        )
    yield from _pair(draft, "recommended_mix", "mix_loss")
    yield from _pair(draft, "supervision_gain", "supervision_tau_hours")
    hours = ("staff", "supervision_hours_per_week")
    if is_some(draft.value(*_EFFECT, "supervision_gain")) and not draft.has(*hours):
        what = phrase("is not used without supervision_hours_per_week")
        path = (*_EFFECT, "supervision_gain")
        yield draft.fault(path, what, phrase("add the hours to [staff], or leave it out"))


def _pair(draft: Draft, *keys: str) -> Iterator[Fault]:
    """Two keys of which neither means anything without the other."""
    for key, other in (keys, keys[::-1]):
        if draft.has(*_EFFECT, other) and not draft.has(*_EFFECT, key):
            what = phrase("is missing, and {other} needs it", other=other)
            yield draft.fault(
                (*_EFFECT, key), what, phrase("add it, or leave {other} out", other=other)
            )


def _may_admit(draft: Draft, row: DraftRow) -> bool:
    """Some hazard of a course leads to hospital, or where no course is known to be."""
    kinds = {other.name: other.table.get("kind") for other in draft.rows("course")}
    hazards = row.table.get("hazards_per_week", {})
    others = [kind for kind in COURSE_KINDS if kind != HOSPITAL_KIND]
    known = {*OUTS, *(name for name, kind in kinds.items() if kind in others)}
    return not isinstance(hazards, dict) or not hazards.keys() <= known


def consequence_faults(draft: Draft) -> Iterator[Fault]:
    """Consequences of unmet need for what never happens."""
    for key in ("staff", "behaviour"):
        yield from _unused_consequences(draft, (key, "unmet_raises"))


def _unused_consequences(draft: Draft, raises: tuple[str, ...]) -> Iterator[Fault]:
    path = (*raises, "admissions")
    if is_some(draft.value(*path)) and no_course(draft, lambda row: _may_admit(draft, row)):
        what = phrase("is not used: no hazard leads to hospital")
        remedy = phrase('add hazards_per_week to a course of kind "hospital", or leave it out')
        yield draft.fault(path, what, remedy)
    path = (*raises, "relapses")
    if is_some(draft.value(*path)) and not draft.has("relapse"):
        what = phrase("is not used without [relapse]")
        yield draft.fault(path, what, phrase("add [relapse], or leave it out"))
