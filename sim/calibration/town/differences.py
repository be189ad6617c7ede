"""Whether teams differ in which course their new citizens begin in, and by how much.

A team's shares are drawn to those of all by Bühlmann-Straub, quarter by quarter; where no
difference is seen beyond chance every team has the shares of all.
"""

from collections import Counter
from typing import Final

import numpy as np
import numpy.typing as npt

from sim.calibration.fits.shrinkage import Credibility, buhlmann_straub
from sim.calibration.reading.records import Records
from sim.calibration.town.arrivals import Arrivals
from sim.calibration.town.numbers import Wrapper, Writer, adding_up

_QUARTER_DAYS: Final = 91
_SURE: Final = 0.01
"""Level at which a difference is believed. Source: assumption."""

Floats = npt.NDArray[np.float64]


def own_intake(
    records: Records, of: Arrivals, write: Writer
) -> tuple[dict[str, dict[str, Wrapper]], dict[str, Credibility]]:
    """Intake of each team where teams differ, and the credibility of each course's share."""
    quarters = records.habits.days // _QUARTER_DAYS
    courses = sorted({s.spell.course for s in of.new})
    if len(of.teams) < 2 or quarters < 2 or len(courses) < 2:  # noqa: PLR2004 - two can differ
        return {}, {}
    counts = _counts(of, courses, quarters)
    weights = counts.sum(axis=2)
    if (weights.sum(axis=1) < write.smallest).any():
        return {}, {}
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = np.nan_to_num(counts / weights[..., None])
    found = {c: buhlmann_straub(shares[..., k], weights) for k, c in enumerate(courses)}
    if not _differ(counts.sum(axis=1)):
        return {}, found
    return {team: _intake(found, row, weights, write) for row, team in enumerate(of.teams)}, found


def _counts(of: Arrivals, courses: list[str], quarters: int) -> Floats:
    """New citizens [teams, quarters, courses]."""
    tally = Counter(
        (s.spell.team, min(s.spell.begins // _QUARTER_DAYS, quarters - 1), s.spell.course)
        for s in of.new
    )
    return np.array(
        [[[tally[t, q, c] for c in courses] for q in range(quarters)] for t in of.teams], float
    )


def _differ(by_team: Floats) -> bool:
    """Whether teams' shares differ by more than chance (chi-squared)."""
    from scipy.stats import chi2_contingency

    used = by_team[:, by_team.sum(axis=0) > 0]
    return bool(used.shape[1] > 1 and chi2_contingency(used).pvalue < _SURE)


def _intake(
    found: dict[str, Credibility], row: int, weights: Floats, write: Writer
) -> dict[str, Wrapper]:
    shrunk = np.array([of.shrunk[row] for of in found.values()])
    shares = adding_up((shrunk / shrunk.sum()).tolist())
    n = int(weights[row].sum())
    said = {"source": f"{write.source}, drawn to the mean of all teams (Bühlmann-Straub)"}
    return {
        course: {
            "value": value,
            "unit": "probability",
            **said,
            "status": "measured",
            "period": write.period,
            "n": n,
        }
        for course, value in zip(found, shares, strict=True)
        if value > 0
    }
