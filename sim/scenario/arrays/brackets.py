"""Courses granted by minutes a week, by rising edges."""

from collections.abc import Sequence

import numpy as np

from sim.model.parameters import Brackets
from sim.model.units import DAYS_PER_WEEK
from sim.scenario.arrays.periods import each
from sim.scenario.schema.courses import CourseTable
from sim.scenario.schema.scenario import Values


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
