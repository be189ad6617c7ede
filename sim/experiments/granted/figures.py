"""Figures by granted course, in the summary: granted and delivered time against course time.

Course time is what the rate pays for: the bracket's `paid_minutes`, or else the course's own mean
need. The planning percentage is delivered time of it; a planning tool for Ældreloven's courses
shows 90 to 100 per cent as green and up to 110 as yellow.
"""

from collections.abc import Iterator
from typing import Final

from sim.experiments.documents.granted import GrantedFigures
from sim.experiments.granted.courses import GrantedCourse
from sim.experiments.granted.sums import GrantedSums
from sim.experiments.summary.statistics import (
    POSITIVE,
    REAL,
    SHARE,
    UNKNOWN,
    Figure,
    ratio_interval,
    t_interval,
)
from sim.model.parameters import Floats
from sim.model.state import THOUSANDTHS
from sim.model.units import DAYS_PER_WEEK
from sim.words import known

_LEVELS: Final = (
    (0.9, known("below")),
    (1.0, known("green")),
    (1.1, known("yellow")),
)
"""Up to which share of the course time a plan is called so. Source: the constants of a planning
tool licensed to Vallensbæk Kommune, November 2025."""
_BEYOND: Final = known("red")


def granted_figures(
    sums: GrantedSums, courses: tuple[GrantedCourse, ...], weeks: int
) -> Iterator[GrantedFigures]:
    """One row a granted course, by rising edges; minutes are of a citizen and week."""
    for place, course in enumerate(courses):
        of = GrantedSums(*(table[:, place] for table in sums))
        yield _of_course(of, course, weeks)


def _of_course(of: GrantedSums, course: GrantedCourse, weeks: int) -> GrantedFigures:
    citizen_weeks = of.granted_days / DAYS_PER_WEEK
    granted = of.granted_minute_days / DAYS_PER_WEEK
    delivered = of.granted_delivered_minutes.astype(float)
    paid = None if course.paid_minutes is None else course.paid_minutes * citizen_weeks
    planning = UNKNOWN if paid is None else ratio_interval(delivered, paid, POSITIVE)
    return {
        "course": course.name,
        "from_minutes": course.from_minutes,
        "below_minutes": course.below_minutes,
        "paid_minutes": course.paid_minutes,
        "citizens": t_interval(citizen_weeks / weeks, POSITIVE),
        "granted_minutes": ratio_interval(granted, citizen_weeks, POSITIVE),
        "delivered_minutes": ratio_interval(delivered, citizen_weeks, POSITIVE),
        "balance_minutes": UNKNOWN
        if paid is None
        else ratio_interval(delivered - paid, citizen_weeks, REAL),
        "planning_share": planning,
        "planning": planning_word(planning["mean"]),
        "to_next_minutes": _to_next(granted, citizen_weeks, course),
        "above_edge_share": _share(of.above_edge_days.astype(float), of),
        "below_edge_share": UNKNOWN
        if course.below_minutes is None
        else _share(of.below_edge_days.astype(float), of),
        "helpers_14_days": ratio_interval(
            of.granted_helpers.astype(float),
            (THOUSANDTHS * of.granted_visited_days).astype(float),
            POSITIVE,
        ),
    }


def planning_word(share: float | None) -> str:
    """What a plan is called that delivers so much of the course time; nothing where unknown."""
    if share is None:
        return ""
    return next((word for most, word in _LEVELS if share <= most), _BEYOND)


def _to_next(granted: Floats, citizen_weeks: Floats, course: GrantedCourse) -> Figure:
    """Minutes that a citizen is from the course above, on average."""
    if course.below_minutes is None:
        return UNKNOWN
    return ratio_interval(course.below_minutes * citizen_weeks - granted, citizen_weeks, REAL)


def _share(days: Floats, of: GrantedSums) -> Figure:
    return ratio_interval(days, of.granted_days.astype(float), SHARE)
