"""Posts and absence of a team's staff by profession, from one row each or one a period."""

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from sim.calibration.fits.estimate import LEVEL, Estimated, point
from sim.calibration.reading.accounts import Posts


def mean_posts(staff: Sequence[Posts]) -> dict[str, float]:
    """Full-time equivalents by profession, over a team's rows."""
    return {name: float(np.mean([row.posts for row in of])) for name, of in _rows(staff).items()}


def absence(staff: Sequence[Posts]) -> dict[str, Estimated]:
    """Share of the paid hours by profession, a team's rows weighed by their posts.

    Where there are several rows, as one a month, they are the units of a t-interval.
    """
    found: dict[str, Estimated] = {}
    for name, of in _rows(staff).items():
        known = [
            (row.absence, row.posts) for row in of if row.absence is not None and row.posts > 0
        ]
        if not known:
            continue
        shares, posts = np.array(known).T
        value, n = float(shares @ posts / posts.sum()), len(known)
        found[name] = point(value, n)
        if n > 1:
            from scipy.stats import t

            parts = posts * (shares - value) / posts.sum()
            error = math.sqrt(float(parts @ parts) * n / (n - 1))
            reach = float(t.ppf((1.0 + LEVEL) / 2.0, n - 1)) * error
            low, high = max(0.0, value - reach), min(1.0, value + reach)
            found[name] = Estimated(value, low, high, "beta", n)
    return found


def _rows(staff: Sequence[Posts]) -> dict[str, list[Posts]]:
    found: dict[str, list[Posts]] = defaultdict(list)
    for row in staff:
        found[row.profession].append(row)
    return found
