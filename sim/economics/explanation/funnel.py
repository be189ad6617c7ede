"""How far chance reaches in a team of a size: the funnel, and the smallest fair team.

Citizens are independent, so each cumulant of a team's deviation is in proportion to its citizens,
as its revenue is. For the share of n citizens,

    variance of the share = variance of one citizen's share / n
    third cumulant of it  = third cumulant of one citizen's share / n²

while what citizens bring in the mean stays, and the law of chance (`theory/chance_law.py`) has its
limits. What one citizen adds is the twin's, at the case mix of all teams together.
"""

import math
from typing import Final, NamedTuple

from sim.economics.explanation.without_causes import ReferenceMoney
from sim.model.units import ORE_PER_DKK
from sim.theory.chance_law import WITHIN, ChanceLaw

LIMITS: Final = (WITHIN, 0.998)
"""Share of single runs of a team within each pair of limits, if chance alone is at work.

Source: Spiegelhalter 2005, "Funnel plots for comparing institutional performance", Stat. Med. 24.
"""


class Spread(NamedTuple):
    """Expected deviation as a share of revenue, and what one citizen's chance adds to it."""

    share: float
    variances: tuple[float, ...]  # parts of the law, as `ChanceLaw` has them
    thirds: tuple[float, ...]
    means: tuple[float, ...] = ()

    @property
    def sd_of_one_citizen(self) -> float:
        """Standard deviation of the share in a team of one."""
        return math.sqrt(sum(self.variances))

    def law(self, citizens: float) -> ChanceLaw:
        """Law of the deviation's share of revenue in a team of so many citizens."""
        variances = tuple(variance / citizens for variance in self.variances)
        thirds = tuple(third / citizens**2 for third in self.thirds)
        return ChanceLaw(self.share, variances, thirds, self.means)

    def limits(self, citizens: float, within: float) -> tuple[float, float]:
        """Bounds of the share between which this part of the runs falls."""
        return self.law(citizens).band(within)

    def outside(self, citizens: float, share: float) -> float | None:
        """Widest of the limits that a share lies outside of; None within all."""
        bounds = {within: self.limits(citizens, within) for within in LIMITS}
        beyond = [w for w, (low, high) in bounds.items() if not low <= share <= high]
        return max(beyond, default=None)

    def smallest_team(self, within: float) -> int:
        """Citizens from which 95 % of runs end within ±`within` of the revenue by chance."""
        few, many = 0, 1
        while self.law(many).holds(within) < WITHIN:
            few, many = many, 2 * many
        while many - few > 1:
            middle = (few + many) // 2
            if self.law(middle).holds(within) < WITHIN:
                few = middle
            else:
                many = middle
        return many


def spread_of(expected: ReferenceMoney) -> Spread | None:
    """Spread at the case mix of all teams together; None without revenue or citizens."""
    revenue = float(expected.revenue_ore.sum(axis=1).mean())
    citizens = float(expected.citizens.sum(axis=1).mean())
    if revenue <= 0 or citizens <= 0:
        return None
    deviation = float(expected.deviation_ore.sum(axis=1).mean())
    everybody = expected.law(list(range(expected.variances_ore.shape[0])))
    each = revenue / ORE_PER_DKK / citizens
    return Spread(
        deviation / revenue,
        tuple(variance / citizens / each**2 for variance in everybody.variances),
        tuple(third / citizens / each**3 for third in everybody.thirds),
        tuple(mean / citizens / each for mean in everybody.means),
    )
