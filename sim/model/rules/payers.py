"""Who pays for a citizen."""

from collections.abc import Sequence


def payer(u: float, shares: Sequence[float]) -> int:
    """Which payer a citizen has, by the payers' shares of all citizens [number of the payer].

    The last one with a share takes what rounding leaves of 1. Source: assumption, that payers
    do not differ in need.
    """
    below, last = 0.0, 0
    for number, share in enumerate(shares):
        below += share
        if share > 0.0:
            last = number
        if u < below:
            return number
    return last
