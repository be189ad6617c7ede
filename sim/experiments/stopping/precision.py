"""How closely a figure is to be known, and whether some replications are enough for that.

The rule is sequential: replications are added until the 95 % interval's reach on either side of the
mean is no more than was asked, and was so for the five numbers of replications before as well. A
share is one of |mean|: of a deficit as of a surplus. Fewer than ten replications are never enough,
whatever they agree on.

Source: Hoad, Robinson and Davies 2010, Journal of the Operational Research Society 61, 1632-1644
(look-ahead); the least number is larger here, because few runs may agree by chance.
"""

import math
import re
from collections.abc import Callable
from typing import Final, NamedTuple

from sim.experiments.summary.statistics import Figure
from sim.words import number_said, phrase

FEWEST: Final = 10
"""Replications below which no interval is trusted (assumption, tested by its coverage)."""
LOOK_AHEAD: Final = 5
_MORE: Final = 10
"""A tenth more replications at a time, so that not every number is tried."""

_ASKED: Final = re.compile(
    r"\s*(?P<figure>.+?)\s*(?:±|\+-|\+/-)\s*(?P<amount>[^\s%]+)\s*(?P<share>%?)\s*"
)


class Precision(NamedTuple):
    """How closely a figure is to be known."""

    figure: str
    amount: float  # in the figure's unit, or a share
    is_share: bool  # of |mean|

    def reached(self, figure: Figure) -> float | None:
        """How far an interval reaches from its mean, in the same terms; null without one."""
        mean, low, high = figure["mean"], figure["low"], figure["high"]
        if mean is None or low is None or high is None:
            return None
        reach = max(high - mean, mean - low)
        if not self.is_share:
            return reach
        return reach / abs(mean) if mean else math.inf if reach else 0.0

    def is_met(self, figure: Figure) -> bool:
        """Claim that an interval is close enough."""
        reached = self.reached(figure)
        return reached is not None and reached <= self.amount

    def __str__(self) -> str:
        """The figure and how closely, as it is asked for."""
        return f"{self.figure} ± {self.said(self.amount)}"

    def said(self, amount: float | None) -> str:
        """An amount in the terms in which it is asked for."""
        if amount is None:
            return phrase("nothing yet")
        return f"{100 * amount:.3g} %" if self.is_share else f"{amount:,.6g}"


def precision_of(text: str) -> Precision:
    """What a text asks for, as "total.deviation_dkk ± 150000" or "total.cost_dkk +- 2 %".

    Raises
    ------
    ValueError
        When it is not such a text.
    """
    match = _ASKED.fullmatch(text)
    amount = _amount(match["amount"]) if match else None
    if match is None or amount is None:
        raise ValueError(
            phrase(
                '{text} is not FIGURE ± AMOUNT; write for example "total.deviation_dkk ± 150000" '
                'or "total.cost_dkk +- 2 %"',
                text=f"{text!r}",
            )
        )
    is_share = bool(match["share"])
    return Precision(match["figure"], amount / 100 if is_share else amount, is_share)


def _amount(text: str) -> float | None:
    try:
        amount = float(text)
    except ValueError:
        return None
    return amount if math.isfinite(amount) and amount > 0 else None


def is_enough(precision: Precision, number: int, figure_of: Callable[[int], Figure]) -> bool:
    """Claim that so many replications are enough; `figure_of` is that of the first so many."""
    if number < FEWEST + LOOK_AHEAD:
        return False
    return all(precision.is_met(figure_of(number - fewer)) for fewer in range(LOOK_AHEAD + 1))


def next_number(number: int) -> int:
    """How many replications to look at next."""
    if number < FEWEST + LOOK_AHEAD:
        return FEWEST + LOOK_AHEAD
    return number + max(1, number // _MORE)


def in_an_hour(precision: Precision, figure: Figure, number: int, each_seconds: float) -> str:
    """What an hour more would buy: the reach of an interval goes with 1 / √replications."""
    more = int(_HOUR / each_seconds)
    reached = precision.reached(figure)
    expected = None if reached is None else reached * math.sqrt(number / (number + more))
    return phrase(
        "{figure}: ± {reached} with {number} replications; an hour more would make {more} more "
        "of them, and about ± {expected}",
        figure=precision.figure,
        reached=precision.said(reached),
        number=number,
        more=number_said(more),
        expected=precision.said(expected),
    )


_HOUR: Final = 3_600.0
