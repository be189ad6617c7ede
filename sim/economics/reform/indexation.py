"""Price levels of a reform, and how much of a change indexation alone explains.

Where rates are raised by less than prices, a table that is corrected for prices shows a fall for
everybody: turnover × the gap. The source prints the fall and the gap and not the turnover.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from sim.scenario.reform.plan_hours import exactly
from sim.scenario.schema.reform import IndexationTable

APPLIED: Final = 0.042
"""What rates were raised by for 2025 [share]. Source: Region Midtjylland."""
PRICES: Final = {"5.5 %": 0.055, "6.2 %": 0.062}
"""What prices rose by, with the supplement of 2025, and with that of 2024 too [share]. Same."""
PRINTED_DKK: Final = -27_617_613
"""Change for all payers as printed; the lines sum to 3 DKK more [DKK]. Same."""


def by_indexation(turnover_dkk: float, prices: float, applied: float = APPLIED) -> float:
    """Change of a year's payments through indexation alone [DKK].

    `turnover_dkk` is what was paid before, at the old prices.
    """
    return turnover_dkk * (applied - prices)


def turnover_explaining(change_dkk: float, prices: float, applied: float = APPLIED) -> float:
    """Turnover at which indexation alone is a change [DKK per year]."""
    return change_dkk / (applied - prices)


def paid_index(of: IndexationTable) -> Fraction:
    """Price level of the new rates, that of the old ones being 1."""
    return 1 + exactly(of.applied) + _together(of, of.paid)


def price_index(of: IndexationTable) -> Fraction:
    """Price level at which the year before is shown: what was applied and the supplements named.

    Source: Region Midtjylland: rates were raised by 4.2 % "og ikke 5,5 % (6,2 %) som vi burde",
    the supplements of 2025 (1.3 %) and 2024 (0.7 %) being the difference.
    """
    return 1 + exactly(of.applied) + _together(of, of.compared_with)


def _together(of: IndexationTable, names: Iterable[str]) -> Fraction:
    return sum((exactly(of.supplements[name]) for name in names), Fraction(0))
