"""How many posts a team of a town has: fewer for each hour granted where it is small.

Own staff are paid whether used or not, and a small team's need moves more from week to week: at the
same share of own staff it would pay more for idle posts and temporary hours. Posts are therefore
those at which an hour granted costs a team of any size the same:

    c x own + b x E[max(X - c, 0)] = constant

with c the hours of own staff for each hour granted, own their cost, b what is bought of an hour
short and at which price, and X the need of a week beside its mean, gamma with the CV of so many
independent citizens.
"""

import math
from typing import Final, NamedTuple

from scipy.special import gammaincc

from sim.scenario.evidence.figures import FIGURE

_MOST: Final = 1.5


class HourCosts(NamedTuple):
    """What an hour of need costs: given by own staff, and what is bought of one that is short."""

    own: float
    short: float


def own_share(citizens: float, costs: HourCosts) -> float:
    """Hours of own staff for each hour granted in a team of so many citizens.

    At the size of `balanced_team_citizens` it is `own_staff_share`.
    """
    usual = FIGURE["own_staff_share"].value
    aim = _cost(usual, FIGURE["balanced_team_citizens"].value, costs)
    below, above = 0.0, _MOST
    for _ in range(50):
        middle = (below + above) / 2
        if _cost(middle, citizens, costs) < aim:
            below = middle
        else:
            above = middle
    return below


def _cost(share: float, citizens: float, costs: HourCosts) -> float:
    """Cost of an hour granted."""
    return share * costs.own + costs.short * short_hours(share, need_cv(citizens))


def need_cv(citizens: float) -> float:
    """CV of a team's need: of a Poisson number of citizens whose hours have the usual CV."""
    return math.sqrt((1.0 + FIGURE["hc_cv_all"].value ** 2) / citizens)


def short_hours(share: float, cv: float) -> float:
    """E[max(X - share, 0)] of a gamma X with mean 1 and this CV.

    Examples
    --------
    >>> round(short_hours(1.0, 1.0), 6)  # exponential: exp(-1)
    0.367879
    """
    shape = cv**-2
    above, weighed = (gammaincc(a, shape * share) for a in (shape, shape + 1.0))
    return float(weighed - share * above)
