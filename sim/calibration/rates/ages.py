"""What a whole course costs and how long it lasts, of stays that were seen in part.

A window of two years sees the early weeks of those who came late, the late weeks of those who came
early, and more of long stays than of short ones. So cost and time are added up over the weeks of a
course, each weighed by who is still there: weekly rate = sum of S(a) c(a) over sum of S(a), with
c(a) the mean cost of those seen in week a and S(a) the share still there by the life table, in
which a stay counts only for the ages at which it was watched. Source: Lin, Feuer, Etzioni and Wax,
Estimating medical costs from incomplete follow-up data, Biometrics 1997.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.model.units import DAYS_PER_WEEK

Floats = npt.NDArray[np.float64]

FEWEST_AT_RISK: Final = 5.0
"""Courses in sight at an age below which it says nothing, and they are not followed further."""
_TINY: Final = 1e-12


class WholeCourse(NamedTuple):
    """A course from its beginning to where it was still seen."""

    weekly_dkk: float
    course_dkk: float
    weeks: float
    """Mean length, up to `followed`."""
    followed: int
    """Weeks of age up to which it was seen."""
    still: float
    """Share that goes on beyond."""


def whole_course(
    ends: Floats, at_risk: Floats, cost: Floats, present: Floats
) -> WholeCourse | None:
    """Put a course together from its days and weeks of age.

    Parameters
    ----------
    ends, at_risk
        Stays that ended after each day of age, and those at risk on it [days].
    cost, present
        Cost of the weeks seen at each week of age, and how many [weeks].
    """
    first_days = at_risk.reshape(-1, DAYS_PER_WEEK)[:, 0]
    usable = (first_days >= FEWEST_AT_RISK) & (present > 0)
    last = int(np.argmin(usable)) if not usable.all() else len(usable)
    if last == 0:
        return None
    days = slice(0, DAYS_PER_WEEK * last)
    hazard = ends[days] / np.maximum(at_risk[days], _TINY)
    left = np.cumprod(1.0 - np.minimum(hazard, 1.0))
    there = np.concatenate([[1.0], left[:-1]])
    lived = there.reshape(-1, DAYS_PER_WEEK).sum(axis=1) / DAYS_PER_WEEK
    course = float(lived @ (cost[:last] / present[:last]))
    weeks = float(lived.sum())
    return WholeCourse(course / weeks, course, weeks, last, float(left[-1]))
