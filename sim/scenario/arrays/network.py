"""Courses and the ways between them."""

from collections.abc import Sequence

import numpy as np

from sim.model.parameters import Floats, Ints, Network
from sim.model.terms import (
    COURSE_KINDS,
    DEVELOPMENT,
    HOSPITAL,
    LEVEL_KEPT,
    LEVEL_MOVED,
    LEVEL_SET,
    LEVELS,
    RESUME,
    RESUME_NAME,
    SELF_RELIANT,
    STILL_THERE,
    out_code,
)
from sim.model.units import DAYS_PER_WEEK
from sim.scenario.arrays.periods import by_level, each
from sim.scenario.schema import (
    CourseTable,
    DestinationTable,
    DoseTable,
    EverydayRehabilitationTable,
    ExitTable,
)
from sim.scenario.schema.scenario import Values

_NO_DOSE = DoseTable(p_max=0.0, tau_weeks=1.0)
NO_REHABILITATION = EverydayRehabilitationTable(hours_per_week=0.0, max_share=0.0, tau_hours=1.0)


def network(periods: Sequence[Values]) -> Network:
    """Courses, exits and hazards, and what decides between exits."""
    now = periods[0]
    exit_to, how, level = _exits(now)
    hazard_to = _hazard_destinations(now)
    return Network(
        kind=np.array([COURSE_KINDS.index(course.kind) for course in now.course], np.int64),
        exit_to=exit_to,
        exit_level_how=how,
        exit_level=level,
        exit_probability=each(periods, lambda v: _exit_probability(v, exit_to.shape[1])),
        hazard_to=hazard_to,
        hazard_per_day=each(periods, lambda v: _hazards(v, hazard_to.shape[1])),
        dose_exit=_dose_exit(now, exit_to),
        dose_p_max=each(periods, lambda v: [by_level(dose.p_max) for dose in _doses(v)]),
        dose_tau_weeks=each(periods, lambda v: [dose.tau_weeks for dose in _doses(v)]),
        dose_gamma=each(periods, lambda v: [dose.gamma for dose in _doses(v)]),
        relapse_probability=each(
            periods, lambda v: by_level(v.relapse.probability if v.relapse else 0.0)
        ),
        relapse_to=[c.name for c in now.course].index(now.relapse.to) if now.relapse else -1,
        resume_to=_resume_to(now),
        averted_most=each(periods, lambda v: [by_level(r.max_share) for r in rehabilitations(v)]),
        rehabilitation_hours=each(
            periods, lambda v: [by_level(r.hours_per_week) for r in rehabilitations(v)]
        ),
        rehabilitation_tau_hours=each(periods, lambda v: [r.tau_hours for r in rehabilitations(v)]),
    )


def rehabilitations(values: Values) -> list[EverydayRehabilitationTable]:
    """Everyday rehabilitation of each course."""
    return [course.everyday_rehabilitation or NO_REHABILITATION for course in values.course]


def _doses(values: Values) -> list[DoseTable]:
    return [course.dose or _NO_DOSE for course in values.course]


# Where they go


def _destination(values: Values, course: CourseTable, to: str | DestinationTable) -> int:
    """Course number or code of a destination."""
    name = to if isinstance(to, str) else (to.course or course.name)
    if name == RESUME_NAME:
        return RESUME
    names = [other.name for other in values.course]
    return names.index(name) if name in names else out_code(name)


def _level_step(way: ExitTable) -> tuple[int, int]:
    """How an exit treats the level, and the level or step it names."""
    if isinstance(way.to, str) or (way.to.level is None and way.to.level_change is None):
        return LEVEL_KEPT, 0
    if way.to.level is not None:
        return LEVEL_SET, way.to.level
    return LEVEL_MOVED, way.to.level_change or 0


def _exits(values: Values) -> tuple[Ints, Ints, Ints]:
    """Destinations, how they treat the level, and the level they name, arrays [C, K]."""
    most = max(1, *(len(course.exits) for course in values.course), 1)
    to = np.full((len(values.course), most), STILL_THERE, np.int64)
    how, level = np.zeros_like(to), np.zeros_like(to)
    for c, course in enumerate(values.course):
        for k, way in enumerate(course.exits):
            to[c, k] = _destination(values, course, way.to)
            how[c, k], level[c, k] = _level_step(way)
    return to, how, level


def _hazard_destinations(values: Values) -> Ints:
    """Destinations of the hazards, array [C, H]."""
    most = max(1, *(len(course.hazards_per_week) for course in values.course), 1)
    to = np.full((len(values.course), most), STILL_THERE, np.int64)
    for c, course in enumerate(values.course):
        for h, name in enumerate(course.hazards_per_week):
            to[c, h] = _destination(values, course, name)
    return to


def _resume_to(values: Values) -> int:
    """A development course, or else the first one that is not a hospital stay."""
    kinds = [COURSE_KINDS.index(course.kind) for course in values.course]
    if DEVELOPMENT in kinds:
        return kinds.index(DEVELOPMENT)
    return next((c for c, kind in enumerate(kinds) if kind != HOSPITAL), 0)


# How likely


def _exit_probability(values: Values, most: int) -> Floats:
    """Stated probabilities, array [C, L, K]; an exit left to the dose has what the others leave.

    The dose replaces it, and the others then share the rest in proportion.
    """
    table = np.zeros((len(values.course), LEVELS, most))
    for c, course in enumerate(values.course):
        for k, way in enumerate(course.exits):
            table[c, :, k] = by_level(way.probability)
            if course.dose and way.probability is None:
                others = [by_level(other.probability) for other in course.exits]
                table[c, :, k] = np.maximum(0.0, 1.0 - np.sum(others, axis=0))
    return table


def _hazards(values: Values, most: int) -> Floats:
    """Hazards, array [C, L, H], per day."""
    table = np.zeros((len(values.course), LEVELS, most))
    for c, course in enumerate(values.course):
        for h, per_week in enumerate(course.hazards_per_week.values()):
            table[c, :, h] = by_level(per_week) / DAYS_PER_WEEK
    return table


def _dose_exit(values: Values, exit_to: Ints) -> Ints:
    """Exit that the dose decides, array [C]; -1 without a dose."""
    dosed = [
        list(exit_to[c]).index(SELF_RELIANT) if course.dose else -1
        for c, course in enumerate(values.course)
    ]
    return np.array(dosed, np.int64)
