"""One rate's records: of a course, or of one level of it, and what they say under any weights."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.calibration.fits.shrinkage import Credibility, buhlmann_straub
from sim.calibration.rates.ages import WholeCourse, whole_course
from sim.calibration.rates.seen import SeenCare, SeenStays, days_of_ages

Floats = npt.NDArray[np.float64]
_QUARTER_WEEKS = 13


class RatedCell(NamedTuple):
    """Records of a course, or of a level of it."""

    course: str
    level: int | None
    stays: SeenStays
    rows: npt.NDArray[np.int64]
    """Of the weeks that lie in it."""
    ages: int


def cell(of: SeenCare, course: str, level: int | None) -> RatedCell:
    """The records of a rate."""
    stays, weeks = of.stays[course], of.weeks
    inside = weeks.course == of.courses.index(course)
    if level is not None:
        inside &= weeks.level == level
        stays = SeenStays._make(column[stays.level == level] for column in stays)
    rows = np.flatnonzero(inside)
    ages = int(weeks.age[rows].max()) + 1 if len(rows) else 0
    return RatedCell(course, level, stays, rows, ages)


def whole_of(of: SeenCare, at: RatedCell, weight: Floats) -> WholeCourse | None:
    """What the records of a rate say, each citizen weighed."""
    if not at.ages or not len(at.stays.citizen):
        return None
    weeks, rows = of.weeks, at.rows
    own = weight[weeks.citizen[rows]]
    ends, at_risk = days_of_ages(at.stays, at.ages, weight[at.stays.citizen])
    cost = np.bincount(weeks.age[rows], own * weeks.cost_dkk[rows], minlength=at.ages)
    present = np.bincount(weeks.age[rows], own * weeks.part[rows], minlength=at.ages)
    return whole_course(ends, at_risk, cost.astype(float), present.astype(float))


def simple(of: SeenCare, at: RatedCell) -> float | None:
    """Delivered hours x price over citizen-weeks, of all who were there."""
    present = float(of.weeks.part[at.rows].sum())
    return float(of.weeks.cost_dkk[at.rows].sum()) / present if present > 0 else None


def credibility(of: SeenCare, several: list[RatedCell]) -> Credibility | None:
    """What each cell's own weekly cost counts for, by quarters; None where it is not known."""
    quarters = int(of.weeks.week.max()) // _QUARTER_WEEKS + 1 if len(of.weeks.week) else 0
    if len(several) < 2 or quarters < 2:  # noqa: PLR2004 - two can differ
        return None
    cost, present = (np.zeros((len(several), quarters)) for _ in range(2))
    for place, at in enumerate(several):
        quarter = np.maximum(of.weeks.week[at.rows], 0) // _QUARTER_WEEKS
        cost[place] = np.bincount(quarter, of.weeks.cost_dkk[at.rows], minlength=quarters)
        present[place] = np.bincount(quarter, of.weeks.part[at.rows], minlength=quarters)
    if (present.sum(axis=1) <= 0).any() or (present > 0).sum() <= len(several):
        return None
    values = np.divide(cost, present, out=np.zeros_like(cost), where=present > 0)
    return buhlmann_straub(values, present)
