"""Days, weeks, minutes and øre, and the one rule that rounds to them.

Time is counted in whole days, care in whole minutes and money in whole øre, so that sums
are exact in any order and on any number of workers. Nothing else in the project rounds a
quantity of the model; read `events/` next to see where the rounding happens.
"""

import math

DAYS_PER_WEEK = 7
MINUTES_PER_HOUR = 60
ORE_PER_DKK = 100
WEEKS_PER_YEAR = 365.25 / 7


def nearest(quantity: float) -> int:
    """Round to the nearest whole number; halves go up."""
    return math.floor(quantity + 0.5)


def whole_share(whole: int, part: int, of: int) -> int:
    """Whole numbers shared out: whole x part / of, rounded down. None is negative.

    The shares of parts that add up to `of` are differences of it and add up to the whole;
    `engines/compiling/sums.py` says it for compiled code.
    """
    return whole * part // of


def whole_days(days: float) -> int:
    """Round a stay to whole days, at least one, so that every spell is seen."""
    return max(1, nearest(days))


def unseen_days(age: int) -> float:
    """Least length [days] of a stay that is still there at a whole age, by `whole_days`."""
    return age + 0.5 if age > 0 else 0.0
