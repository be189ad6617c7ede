"""How far chance reaches in a team of a size: the funnel, and the smallest fair team.

Citizens are independent, so the standard deviation of a team's deviation grows with the square
root of its citizens while its revenue grows with their number:

    sd of deviation / revenue = sd of one citizen's share / √citizens

The spread of one citizen is the twin's, at the case mix of all teams together.
"""

import math
from typing import Final, NamedTuple

import numpy as np
from scipy.special import ndtri

from sim.economics.explanation.without_causes import ReferenceMoney

LIMITS: Final = (0.95, 0.998)
"""Share of single runs of a team within each pair of limits, if chance alone is at work.

Source: Spiegelhalter 2005, "Funnel plots for comparing institutional performance", Stat. Med. 24.
"""


class Spread(NamedTuple):
    """Expected deviation as a share of revenue, and how far one citizen's may be from it."""

    share: float
    sd_of_one_citizen: float

    def limits(self, citizens: float, within: float) -> tuple[float, float]:
        """Bounds of the deviation's share of revenue in a team of so many citizens."""
        reach = quantile(within) * self.sd_of_one_citizen / math.sqrt(citizens)
        return self.share - reach, self.share + reach

    def outside(self, citizens: float, share: float) -> float | None:
        """Widest of the limits that a share lies outside of; None within all."""
        reach = abs(share - self.share)
        beyond = [
            within for within in LIMITS if reach > self.limits(citizens, within)[1] - self.share
        ]
        return max(beyond, default=None)

    def smallest_team(self, within: float) -> int:
        """Citizens from which 95 % of runs end within ±`within` of the revenue by chance.

        n = (1.96 · sd of one citizen's share / within)², rounded up.
        """
        return math.ceil((quantile(LIMITS[0]) * self.sd_of_one_citizen / within) ** 2)


def quantile(within: float) -> float:
    """How many standard deviations hold this share of a normal distribution around its mean."""
    return float(ndtri((1 + within) / 2))


def spread_of(expected: ReferenceMoney) -> Spread | None:
    """Spread at the case mix of all teams together; None without revenue or citizens."""
    revenue = float(expected.revenue_ore.sum(axis=1).mean())
    citizens = float(expected.citizens.sum(axis=1).mean())
    if revenue <= 0 or citizens <= 0:
        return None
    deviation = float(expected.deviation_ore.sum(axis=1).mean())
    sd_of_one = math.sqrt(float(np.sum(expected.sd_ore**2)) / citizens)
    return Spread(deviation / revenue, sd_of_one / (revenue / citizens))
