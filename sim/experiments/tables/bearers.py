"""Who bears what is outside the rate: accounts of a team's week, split among their bearers.

The model books each account whole, and apart from it what falls on the days after a bearer has
changed within the week (`sim/model/events/week/booking.py`). Here both are shared out, to the øre.
"""

import numpy as np

from sim.model.parameters import Floats, Ints, Parameters
from sim.model.state import TeamWeeks
from sim.model.terms import BEARERS, MUNICIPALITY, STATE
from sim.model.units import DAYS_PER_WEEK


def borne_ore(weeks: TeamWeeks, parameters: Parameters) -> Ints:
    """What each bearer bears of each account [øre], array [T, weeks, A, R].

    Bearers add up to the account, to the øre: each has what its share and those before it come
    to, rounded, less what those before it have.
    """
    shares, period = parameters.prices.borne_share, parameters.calendar.period_of_day
    mondays = np.arange(weeks.outside_ore.shape[1]) * DAYS_PER_WEEK - parameters.calendar.first_day
    later = weeks.outside_later_ore
    before = _split(weeks.outside_ore - later, shares[period[mondays]])
    return before + _split(later, shares[period[mondays + DAYS_PER_WEEK - 1]])


def borne_by_ore(weeks: TeamWeeks, parameters: Parameters) -> Ints:
    """What each bearer bears of all accounts [øre], array [T, weeks, R].

    What the state refunds of dear months it bears in the place of the municipality, whose part may
    then be below 0: the state refunds pay to the teams too.
    """
    if not (weeks.outside_ore.any() or weeks.outside_later_ore.any()):
        borne = np.zeros((*weeks.outside_ore.shape[:2], len(BEARERS)), np.int64)
    else:
        borne = borne_ore(weeks, parameters).sum(axis=2)
    borne[..., MUNICIPALITY] -= weeks.state_refund_ore
    borne[..., STATE] += weeks.state_refund_ore
    return borne


def _split(ore: Ints, shares: Floats) -> Ints:
    """Amounts [T, weeks, A] by the bearers' shares [weeks, A, R], array [T, weeks, A, R]."""
    if not ore.any():
        return np.zeros((*ore.shape, shares.shape[-1]), np.int64)
    upto = np.floor(np.cumsum(shares, axis=-1) * ore[..., np.newaxis] + 0.5).astype(np.int64)
    upto[..., -1] = ore
    return np.diff(upto, axis=-1, prepend=0)


def bears_some(parameters: Parameters) -> Floats:
    """Largest share of each account that each bearer bears on any day, array [A, R]."""
    most: Floats = parameters.prices.borne_share.max(axis=0)
    return most
