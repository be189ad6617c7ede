"""Whom a team takes in."""

from typing import NamedTuple


class Prospect(NamedTuple):
    """What a team expects of a citizen who comes, in a week of the first course."""

    rank: float  # 0-1, of the citizen's need among all of that course and level
    cost_ore: float  # at the hourly prices
    pay_ore: float


def is_accepted(accept_share: float, prospect: Prospect) -> bool:
    """Whether a team that picks its citizens takes this one in.

    It takes those of the lowest need up to `accept_share`, and of the others those whose pay
    covers what they cost. At 1 it takes everybody, at 0 all who bring no loss.

    Source: Ellis 1998, J Health Econ 17, creaming and dumping by expected cost against the price;
    that need is seen at the door is an assumption.
    """
    return prospect.rank <= accept_share or prospect.cost_ore <= prospect.pay_ore
