"""Courses by minutes a week: which one a need is granted, and what is written down for it."""


def is_granted(minutes: float, written_share: float, from_minutes: float) -> bool:
    """Whether a citizen is granted a course that begins at an edge, or one above it.

    need x written_share >= edge, all in minutes a week. An assessor takes the need as it is
    (`written_share` 1); a team that grades its own citizens may write it up or down.
    Source: brackets of Ældreloven's courses as a planning tool has them; that some team writes
    is an assumption.

    >>> is_granted(55.0, 1.0, 60.0), is_granted(55.0, 1.1, 60.0)
    (False, True)
    """
    return minutes * written_share >= from_minutes


def written_minutes(minutes: float, written_share: float, from_minutes: float) -> float:
    """Minutes a week that are written down for a citizen who is granted a course.

    max(edge of the course, need x min(1, written_share)): who writes up writes no more than the
    edge asks for, so that citizens bunch just above it. Source: assumption.

    >>> written_minutes(55.0, 1.1, 60.0), written_minutes(130.0, 1.1, 60.0)
    (60.0, 130.0)
    """
    return max(from_minutes, minutes * min(1.0, written_share))
