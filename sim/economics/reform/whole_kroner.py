"""Amounts in whole kroner that add up to the whole kroner of their sum."""

import math
from collections.abc import Sequence
from fractions import Fraction


def nearest_krone(amount: Fraction) -> int:
    """The nearest whole krone; halves go up."""
    return math.floor(amount + Fraction(1, 2))


def whole_kroner(amounts: Sequence[Fraction], total: int | None = None) -> list[int]:
    """Amounts as whole kroner with a given sum [DKK].

    Each is rounded down, and the kroner that are then missing from the sum go to those with the
    largest remainders, of equal ones to the first. Without a sum it is the rounded one; one that
    is further off is spread in rounds. (Hare's method of largest remainders.)
    """
    if not amounts:
        return []
    whole = [math.floor(amount) for amount in amounts]
    wanted = nearest_krone(sum(amounts, Fraction(0))) if total is None else total
    order = sorted(range(len(whole)), key=lambda place: whole[place] - amounts[place])
    each, more = divmod(wanted - sum(whole), len(whole))
    for rank, place in enumerate(order):
        whole[place] += each + (1 if rank < more else 0)
    return whole
