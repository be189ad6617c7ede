"""Money: every paid course has a rate, every needed service a price, and nothing is unused."""

from collections.abc import Iterator
from typing import Any

from sim.model.terms import COURSE_KINDS, LEVELS, SERVICES
from sim.scenario.checks.exits import HOSPITAL_KIND
from sim.scenario.drafts import Draft, by_level, is_some, table
from sim.scenario.faults import Fault, shown
from sim.scenario.suggestions import instead, nearest

_BY_COURSE = ("weekly_dkk", "lump_sum_dkk", "step_down")


def spread_faults(draft: Draft) -> Iterator[Fault]:
    """A spread of the hours where there are no hours to spread."""
    for row in draft.rows("course"):
        hours = _hours(table(row.table.get("hours_per_week")))
        sd = row.table.get("hours_sd")
        spread = by_level(sd)
        if hours is None or spread is None:
            continue
        idle = [level for level in range(LEVELS) if spread[level] > 0 and hours[level] == 0]
        if idle and (isinstance(sd, list) or len(idle) == LEVELS):
            at = "" if len(idle) == LEVELS else f" at level {', '.join(map(str, idle))}"
            what = f"is more than 0 where the course has no hours{at}"
            path = ("course", row.number, "hours_sd")
            yield draft.fault(path, what, "give hours_per_week, or leave hours_sd out")


def _hours(by_service: dict[str, Any]) -> list[float] | None:
    """Sum over services at each level; None when any of them is no number."""
    each = [by_level(hours) for hours in by_service.values()]
    if any(hours is None for hours in each):
        return None
    return [sum(hours[level] for hours in each if hours) for level in range(LEVELS)]


def price_faults(draft: Draft) -> Iterator[Fault]:
    """A service that somebody needs and nobody has priced."""
    prices = draft.value("prices", "cost_per_hour_dkk")
    if not all(isinstance(value, dict | None) for value in (draft.value("prices"), prices)):
        return
    for service in SERVICES:
        needing = [
            row.name or f"number {row.number + 1}"
            for row in draft.rows("course")
            if is_some(table(row.table.get("hours_per_week")).get(service))
        ]
        if needing and service not in (prices or {}):
            more = f" and {len(needing) - 1} more" if len(needing) > 1 else ""
            what = f"has no price, and course {shown(needing[0])}{more} needs it"
            path = ("prices", "cost_per_hour_dkk", service)
            yield draft.fault(path, what, "add its cost in DKK per hour")


def tariff_faults(draft: Draft) -> Iterator[Fault]:
    """Rates for courses that are not there, courses without a rate, keys without effect."""
    tariff = draft.table("tariff")
    known = draft.names("course")
    for key in _BY_COURSE:
        for course in table(tariff.get(key)):
            if course not in known:
                what = f"{shown(course)} is not a course"
                yield draft.fault(("tariff", key, course), what, instead(course, known))
    if tariff and all(isinstance(tariff.get(key, {}), dict) for key in _BY_COURSE):
        yield from _without_rate(draft, tariff)
        yield from _without_effect(draft, tariff)


def _without_rate(draft: Draft, tariff: dict[str, Any]) -> Iterator[Fault]:
    paid = {*table(tariff.get("weekly_dkk")), *table(tariff.get("lump_sum_dkk"))}
    known = draft.names("course")
    paid |= {near for course in paid - {*known} if (near := nearest(course, known))}
    for row in draft.rows("course"):
        kind = row.table.get("kind")
        if row.name and row.name not in paid and kind in COURSE_KINDS and kind != HOSPITAL_KIND:
            remedy = "add it, or an entry in lump_sum_dkk; 0 counts as a rate"
            path = ("tariff", "weekly_dkk", row.name)
            yield draft.fault(path, f"course {shown(row.name)} has no rate", remedy)


def _without_effect(draft: Draft, tariff: dict[str, Any]) -> Iterator[Fault]:
    for course in table(tariff.get("step_down")):
        if course in draft.names("course") and course not in table(tariff.get("weekly_dkk")):
            what = "steps down from a weekly rate that is not there"
            path = ("tariff", "step_down", course)
            yield draft.fault(path, what, f"add {course} to weekly_dkk")
    if "reopen_within_weeks" in tariff and not table(tariff.get("lump_sum_dkk")):
        what = "is not used without lump_sum_dkk"
        yield draft.fault(("tariff", "reopen_within_weeks"), what, "leave it out")
