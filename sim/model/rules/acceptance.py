"""Whom a team takes in, and whom it does not keep."""

from typing import NamedTuple


class Prospect(NamedTuple):
    """What a team expects of a citizen in a week of a course."""

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


def is_discharged(discharge_share: float, prospect: Prospect) -> bool:
    """Whether a team ends the stay of a citizen early, because the citizen costs more than is paid.

    It does so to those of the highest need, a `discharge_share` of all, whose cost is above their
    pay. At 0 it keeps everybody, at 1 all who bring no loss.

    Source: Ellis 1998, J Health Econ 17, skimping and dumping; "quicker and sicker" discharge
    under a fixed price, Kosecoff 1990, JAMA 264; that it goes by need alone is an assumption.
    """
    return prospect.rank > 1.0 - discharge_share and prospect.cost_ore > prospect.pay_ore
