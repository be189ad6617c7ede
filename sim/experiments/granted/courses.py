"""Which courses of a scenario are granted by minutes a week, and between which edges."""

from typing import NamedTuple

import numpy as np

from sim.model.units import MINUTES_PER_HOUR
from sim.scenario.schema.courses import CourseTable
from sim.scenario.schema.scenario import Values


class GrantedCourse(NamedTuple):
    """A course that is granted by minutes a week, as it is on the first day."""

    name: str
    from_minutes: float
    below_minutes: float | None
    paid_minutes: float | None  # None where the need of the course differs by level


def granted_courses_of(values: Values) -> tuple[GrantedCourse, ...]:
    """Courses by rising edges; none where no course is granted by minutes."""
    if values.brackets is None:
        return ()
    found = [
        GrantedCourse(
            course.name,
            course.bracket.from_minutes,
            course.bracket.below_minutes,
            course.bracket.paid_minutes or _own_minutes(course),
        )
        for course in values.course
        if course.bracket
    ]
    return tuple(sorted(found, key=lambda course: course.from_minutes))


def _own_minutes(course: CourseTable) -> float | None:
    """Mean need of a course [minutes per week]."""
    hours = sum(np.asarray(each, float) for each in course.hours_per_week.values())
    every = np.unique(MINUTES_PER_HOUR * np.asarray(hours))
    return float(every[0]) if len(every) == 1 else None
