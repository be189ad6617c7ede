"""What holds a team back: a closer audit, a conscience, tired staff, need unmet, a spent reserve.

Without these a lever is worth the same for each step, so a team moves it from bound to bound.
Every form is convex: the next step costs more than the last one.
"""

import math
from typing import NamedTuple, TypeVar

from sim.model.parameters import Floats

Number = TypeVar("Number", float, Floats)


class AuditTerms(NamedTuple):
    """How closely citizens reported in a dearer course are looked at."""

    found_share: float  # found by the payer's own checks, however few they are
    audits: float  # a year
    found_per_audit: float  # chance that one audit finds such a spell, were all reported so


def found(share: float, terms: AuditTerms) -> float:
    """Chance that a spell reported in a dearer course is found, where a share of all is.

    1 - (1 - found_share) (1 - found_per_audit x share)^audits: an audit that samples spells
    finds one more easily the more often they occur, and looks closer where they stand out. With
    no audit it is `found_share`. Source: assumption.

    >>> found(0.1, AuditTerms(found_share=0.2, audits=2, found_per_audit=0.5))  # 1 - 0.8 x 0.95²
    0.278
    """
    unseen = math.pow(1.0 - terms.found_per_audit * share, terms.audits)
    return 1.0 - (1.0 - terms.found_share) * unseen


def dishonesty(share: float) -> float:
    """What reporting a share of spells in a dearer course is to staff, as a share of all of it.

    share x share: so many spells, and each weighs the more the more there are, as the doubtful
    ones are taken first. No part of any account. Source: assumption.
    """
    return share * share


def extra_effort(ratio: float) -> float:
    """What working beyond the ordinary is to staff, as a share of what twice the ordinary is.

    max(0, ratio - 1) squared; less than the ordinary costs them nothing. No part of any account.
    Source: Ma 1994, J Econ Manag Strategy 3, for an effort cost that is convex; that it is a
    square is an assumption.
    """
    beyond = max(0.0, ratio - 1.0)
    return beyond * beyond


def unmet_squared(unmet: Number, share: Number) -> Number:
    """Unmet hours, each weighed by the share of the need that goes unmet.

    unmet x share: the first hours left out are those that matter least. Source: assumption.
    """
    return unmet * share


def is_spent(surplus_ore: int, reserve_ore: float) -> bool:
    """Whether a team's reserve is spent: its revenue less cost so far has fallen below minus it.

    What it was bailed out by counts as its own. Source: assumption; published closures of home
    care agencies give no threshold.
    """
    return surplus_ore < -reserve_ore


def bail_out(surplus_ore: int) -> int:
    """What a municipality pays a team whose reserve is spent [øre]: all that it has lost.

    Source: assumption.
    """
    return max(0, -surplus_ore)
