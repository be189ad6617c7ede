"""Prices: every needed hour has one, at every time of day, and none is there for nothing."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, Final

from sim.model.terms import HOME_CARE, LEVELS, OUTSIDE_DAYS, OUTSIDE_HOURS, SERVICES, TIMES
from sim.model.units import DAYS_PER_WEEK
from sim.scenario.arrays.money import PRICE_KEYS
from sim.scenario.checks.care.hours import TIMES_BESIDE_DAY
from sim.scenario.checks.shares import TOLERANCE
from sim.scenario.faults.fault import Fault, Path
from sim.scenario.files.drafts import Draft, as_table, draft_levels, is_some
from sim.scenario.files.presence import (
    HOSPITAL_KIND,
    first_and_more,
    needing,
    needing_service,
    no_course,
    nobody_needs,
    of_kind,
    stating,
)
from sim.scenario.files.values import is_number
from sim.scenario.schema.wrapper import BEARERS_KEY
from sim.words import known, phrase

_PER_HOUR = ("prices", "cost_per_hour_dkk")
_OUTSIDE = ("prices", "outside")
_PRACTICAL = ("practical_help",)


def price_faults(draft: Draft) -> Iterator[Fault]:
    """A service that somebody needs and nobody has priced, at some time of day."""
    if not draft.may_hold(*_PER_HOUR):
        return
    prices = draft.table(*_PER_HOUR)
    for service in SERVICES:
        needed_by = needing_service(draft, service)
        given = prices.get(service)
        if isinstance(given, dict):
            yield from _of_times(draft, (*_PER_HOUR, service), given, is_needed=bool(needed_by))
        elif needed_by and service not in prices:
            what = phrase(
                "has no price, and {needed_by} needs it", needed_by=first_and_more(needed_by)
            )
            yield draft.fault((*_PER_HOUR, service), what, phrase("add its cost in DKK per hour"))


def practical_faults(draft: Draft) -> Iterator[Fault]:
    """Practical help that is more than the home care, or has no price when it is given."""
    given = draft.table(*_PRACTICAL)
    if not given:
        return
    home_care = SERVICES[HOME_CARE]
    if nobody_needs(draft, home_care):
        what = phrase("is not used: no course has hours of {service}", service=home_care)
        remedy = phrase("give {service} hours, or leave it out", service=home_care)
        yield draft.fault(_PRACTICAL, what, remedy)
        return
    yield from _practical_times(draft, given)
    prices = given.get(_PER_HOUR[-1])
    for time in TIMES if isinstance(prices, dict) else ():
        is_used = time == TIMES[0] or is_some(given.get(time))
        path = (*_PRACTICAL, _PER_HOUR[-1], time)
        if is_used and time not in as_table(prices):
            what = phrase("has no price, and some practical help is given then")
            yield draft.fault(path, what, phrase("add its cost in DKK per hour"))
        elif not is_used and time in as_table(prices):
            what = phrase("is not used: no practical help is given then")
            yield draft.fault(path, what, phrase("say how much, or leave it out"))


def _practical_times(draft: Draft, given: dict[str, Any]) -> Iterator[Fault]:
    """At each time of day there is as much home care as practical help, at least."""
    shares = draft_levels(given.get("share"))
    own = {time: given.get(time, 0) for time in TIMES_BESIDE_DAY}
    all_of_it = {time: draft_levels(draft.value("times", "home_care", time) or 0) for time in own}
    if shares is None or None in all_of_it.values() or not all(map(is_number, own.values())):
        return
    own["day"] = 1.0 - sum(own.values())
    if own["day"] < -TOLERANCE:
        what = phrase("evening and weekend add up to more than 1")
        yield draft.fault(_PRACTICAL, what, phrase("change them"))
        return
    for level in range(LEVELS):
        there = {time: float((of or [0] * LEVELS)[level]) for time, of in all_of_it.items()}
        there["day"] = 1.0 - sum(there.values())
        over = [time for time in own if shares[level] * own[time] > there[time] + TOLERANCE]
        if over:
            what = phrase(
                "is more practical help than home care by {time} at level {level}",
                time=phrase(over[0]),
                level=level,
            )
            yield draft.fault((*_PRACTICAL, "share"), what, phrase("change one of them"))
            return


def own_price_faults(draft: Draft) -> Iterator[Fault]:
    """Prices of a team's own for hours that nobody needs, or without one of a time of day."""
    for team in draft.rows("team"):
        for service, given in as_table(team.table.get(_PER_HOUR[-1])).items():
            path = ("team", team.number, _PER_HOUR[-1], service)
            if service in SERVICES and nobody_needs(draft, service):
                what = phrase("is not used: no course has hours of {service}", service=service)
                remedy = phrase("give {service} hours, or leave it out", service=service)
                yield draft.fault(path, what, remedy)
            elif service in SERVICES and isinstance(given, dict):
                yield from _of_times(draft, path, given, is_needed=True)


def _of_times(draft: Draft, at: Path, given: dict[str, Any], *, is_needed: bool) -> Iterator[Fault]:
    service = str(at[-1])
    shares = draft.table("times", service)
    used = [time for time in TIMES_BESIDE_DAY if is_some(shares.get(time))]
    for time in ("day", *used) if _some_by_day(shares) else used:
        path = (*at, time)
        if is_needed and not draft.has(*path):
            what = phrase(
                "has no price, and some hours of {service} are given then", service=service
            )
            yield draft.fault(path, what, phrase("add its cost in DKK per hour"))
    for time in TIMES_BESIDE_DAY:
        is_given = draft.has("times", service, time) or not draft.may_hold("times", service)
        if time in given and not is_given:
            what = phrase("is not used: no hours of {service} are given then", service=service)
            remedy = phrase(
                "add [times] {service} = {{ {time} = SHARE }}, or leave it out",
                service=service,
                time=time,
            )
            yield draft.fault((*at, time), what, remedy)


def _some_by_day(shares: dict[str, Any]) -> bool:
    """Some hours are given by day at some level, or the shares cannot be read."""
    each = [draft_levels(shares.get(time, 0)) for time in TIMES_BESIDE_DAY]
    if any(share is None for share in each):
        return True
    return any(
        sum(share[level] for share in each if share) < 1 - TOLERANCE for level in range(LEVELS)
    )


_ADD_COST: Final = {
    "hour": known("add its cost in DKK per hour"),
    "day": known("add its cost in DKK per day"),
}
_GIVE_SUCH: Final = {
    "hour": known("give a course such hours, or leave it out"),
    "day": known("give a course such days, or leave it out"),
}
_UNITS: Final = (("hour", OUTSIDE_HOURS), ("day", OUTSIDE_DAYS))
"""In what each need outside the rate is counted."""


def outside_faults(draft: Draft) -> Iterator[Fault]:
    """Needs outside the rate without a price, and prices of what is not there."""
    for unit, kinds in _UNITS:
        for kind in kinds:
            yield from _of_need(draft, unit, kind)
    yield from _of_days(draft)


def _of_need(draft: Draft, unit: str, kind: str) -> Iterator[Fault]:
    path, key = (*_OUTSIDE, PRICE_KEYS[kind]), f"outside_{unit}s_per_week"
    needed_by = needing(draft, key, kind)
    if needed_by and not draft.has(*path) and draft.may_hold(*_OUTSIDE):
        what = phrase("is missing, and {needed_by} needs it", needed_by=first_and_more(needed_by))
        yield draft.fault(path, what, phrase(_ADD_COST[unit]))
    if is_some(draft.value(*path)) and no_course(draft, stating(key, kind)):
        what = phrase("is not used: no course has {key} of {kind}", key=key, kind=kind)
        yield draft.fault(path, what, phrase(_GIVE_SUCH[unit]))


def handover_faults(days: Sequence[tuple[dt.date, Draft]]) -> Iterator[Fault]:
    """Bearers that change twice within a week of the run: its accounts are kept in two parts."""
    start, path = days[0][0], (*_OUTSIDE, BEARERS_KEY)
    changes = [
        (day - start).days
        for (_, before), (day, draft) in pairwise(days)
        if draft.value(*path) != before.value(*path)
    ]
    within = [day for day in changes if day % DAYS_PER_WEEK]
    for one, other in pairwise(within):
        if one // DAYS_PER_WEEK == other // DAYS_PER_WEEK:
            dates = [str(start + dt.timedelta(days=day)) for day in (one, other)]
            what = phrase(
                "bearers change on {first} and on {second}, within one week of the run",
                first=dates[0],
                second=dates[1],
            )
            yield days[0][1].fault(_OUTSIDE, what, phrase("let them change on one date"))


def _of_days(draft: Draft) -> Iterator[Fault]:
    path = (*_OUTSIDE, "hospital_day_dkk")
    if is_some(draft.value(*path)) and no_course(draft, of_kind(HOSPITAL_KIND)):
        what = phrase('is not used: no course is of kind "hospital"')
        yield draft.fault(path, what, phrase("add such a course, or leave it out"))
    path = (*_OUTSIDE, "nursing_home_day_dkk")
    if is_some(draft.value(*path)) and not draft.has("nursing_home"):
        what = phrase("is not used without [nursing_home]")
        yield draft.fault(path, what, phrase("add [nursing_home], or leave it out"))
