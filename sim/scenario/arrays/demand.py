"""What citizens need, when in the week, how it is assessed, and what it is granted."""

from collections.abc import Sequence

import numpy as np

from sim.model.parameters import Assessment, Brackets, Demand, Floats
from sim.model.terms import (
    COURSE_KINDS,
    HOME_CARE,
    INDIVIDUAL,
    LEVELS,
    OUTSIDE_DAYS,
    OUTSIDE_HOURS,
    SERVICES,
    TIMES,
)
from sim.model.units import DAYS_PER_WEEK, whole_days
from sim.scenario.arrays.network import NO_REHABILITATION
from sim.scenario.arrays.periods import by_level, courses_of_kind, each, each_whole, entries
from sim.scenario.schema import CourseTable, TimeSharesTable
from sim.scenario.schema.scenario import Values

_BY_DAY = TimeSharesTable()


def demand(periods: Sequence[Values]) -> Demand:
    """What a citizen needs in a week."""
    longest = max(len(course.profile or [1.0]) for v in periods for course in v.course)
    outside = each(periods, lambda v: [_outside_needs(course) for course in v.course])
    return Demand(
        hours=each(periods, lambda v: [_hours(course) for course in v.course]),
        factor_sigma=each(periods, lambda v: [_factor_sigma(course) for course in v.course]),
        multiplier_sigma=each(periods, lambda v: _sigma(by_level(v.citizen.multiplier_sd))),
        profile=each(periods, lambda v: [_profile(course, longest) for course in v.course]),
        time_share=each(periods, time_shares),
        practical_share=each(periods, practical_share),
        contact_minutes=each_whole(
            periods, lambda v: v.nursing.contact_minutes if v.nursing else 0
        ),
        outside_needs=outside,
        is_outside=np.any(outside > 0.0, axis=(0, 1, 2)).astype(np.int64),
    )


def _sigma(variation: Floats) -> Floats:
    """Sd of the log of a lognormal of mean 1 with this coefficient of variation."""
    return np.sqrt(np.log1p(variation**2))


def _hours(course: CourseTable) -> Floats:
    """Mean hours a week, array [L, S]; home care gives the everyday rehabilitation too."""
    given = course.hours_per_week
    hours = np.stack([by_level(given.get(service)) for service in SERVICES], axis=-1)  # type: ignore[call-overload]
    rehabilitation = course.everyday_rehabilitation or NO_REHABILITATION
    hours[:, HOME_CARE] += by_level(rehabilitation.hours_per_week)
    return hours


def _outside_needs(course: CourseTable) -> Floats:
    """Mean hours and days a week outside the rate, array [L, O]."""
    hours, days = course.outside_hours_per_week, course.outside_days_per_week
    given = [hours.get(kind) for kind in OUTSIDE_HOURS]  # type: ignore[call-overload]
    given += [days.get(kind) for kind in OUTSIDE_DAYS]  # type: ignore[call-overload]
    return np.stack([by_level(amount) for amount in given], axis=-1)


def _factor_sigma(course: CourseTable) -> Floats:
    total = _hours(course).sum(axis=-1)
    sd = by_level(course.hours_sd)
    return _sigma(np.divide(sd, total, out=np.zeros(LEVELS), where=total > 0))


def _profile(course: CourseTable, weeks: int) -> list[float]:
    """Share of the mean need by week of the course; the last one given goes on."""
    given = list(course.profile or [1.0])
    return given + given[-1:] * (weeks - len(given))


def practical_share(values: Values) -> Floats:
    """Share of the home care that is practical help, array [L]."""
    return by_level(values.practical_help.share if values.practical_help else 0.0)


def time_shares(values: Values) -> Floats:
    """Share of the hours by time of day, array [L, S, D], which adds up to 1 along D."""
    shares: Floats = np.zeros((LEVELS, len(SERVICES), len(TIMES)))
    for s, service in enumerate(SERVICES):
        given = values.times.get(service, _BY_DAY)  # type: ignore[call-overload]
        other = [by_level(getattr(given, time)) for time in TIMES[1:]]
        by_day = np.maximum(0.0, 1.0 - np.sum(other, axis=0))
        shares[:, s] = np.stack([by_day, *other], axis=-1)
    shares /= shares.sum(axis=-1, keepdims=True)
    return shares


# Needs assessment


def assessment(periods: Sequence[Values]) -> Assessment:
    """How the team assesses need after the first day."""
    from_hours = each(periods, _individual_from_hours)
    individual = courses_of_kind(periods[0], COURSE_KINDS[INDIVIDUAL])
    return Assessment(
        individual_from_hours=from_hours,
        individual_course=individual[0] if individual and np.isfinite(from_hours).any() else -1,
        milestone_days=each(periods, _milestone_days),
        milestone_hours=each(
            periods, lambda v: entries(v.needs_assessment.milestone_hours, SERVICES)
        ),
    )


def _individual_from_hours(values: Values) -> float:
    given = values.needs_assessment.individual_from_hours_per_week
    return np.inf if given is None else given


def _milestone_days(values: Values) -> list[int]:
    """Whole days between reassessments by course; 0 where need is followed continuously."""
    weeks = values.needs_assessment.milestone_weeks
    return [
        whole_days(weeks[course.name] * DAYS_PER_WEEK) if course.name in weeks else 0
        for course in values.course
    ]


def brackets(periods: Sequence[Values]) -> Brackets:
    """Brackets of the courses; without `[brackets]` nobody is granted a course by them."""
    first, said = periods[0], periods[0].brackets
    edges = {c: _edge(course) for c, course in enumerate(first.course) if course.bracket}
    order = sorted(edges, key=lambda c: edges[c]) if said else []
    number = np.full(len(first.course), -1, np.int64)
    number[order] = np.arange(len(order))
    return Brackets(
        is_on=said is not None,
        number=number,
        course=np.array(order, np.int64),
        from_minutes=each(periods, lambda v: [_edge(v.course[c]) for c in order]),
        is_by_team=said is not None and said.assessed_by == "team",
        every_days=DAYS_PER_WEEK * (said.every_weeks or 0) if said else 0,
        near_share=said.near_share if said else 0.0,
    )


def _edge(course: CourseTable) -> float:
    return course.bracket.from_minutes if course.bracket else 0.0
