"""The plain table that rates are set from: what there was of each course, and what it cost.

Nothing here knows where an account comes from. `expected.py` fills it from the closed-form
twin, `simulated.py` from replications, and a municipality's own records fill it as well
(`recorded`). The rule that makes a rate of it is in `balance.py`.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.model.parameters import Floats


class Account(NamedTuple):
    """What there was of a course, perhaps at one functional level, in a period.

    R counts what repeats the period: replications; records have one. P counts the dates from
    which rates hold; without dated rates there is one.
    """

    course: str
    level: int | None  # None: all levels together
    full_weeks: Floats  # [R, P] citizen-weeks paid at the rate of the course
    late_weeks: Floats  # [R, P] citizen-weeks paid at the rate after the step-down
    begun: Floats  # [R, P] courses begun; where a lump sum is paid, those that get it
    hours: Floats  # [R] given at home
    cost_dkk: Floats  # [R]
    kept_pay_dkk: Floats  # [R] pay that no rate decides

    @property
    def weeks(self) -> Floats:
        """Citizen-weeks, array [R]."""
        return np.asarray((self.full_weeks + self.late_weeks).sum(axis=1))


class Rates(NamedTuple):
    """What a course is paid, by the date from which it holds, arrays [P]."""

    weekly_dkk: Floats
    late_weekly_dkk: Floats  # after the step-down
    lump_sum_dkk: Floats  # when a course begins

    def times(self, factor: float) -> "Rates":
        """All of them multiplied by a factor."""
        return Rates(*(factor * rate for rate in self))


NO_RATES = Rates(np.zeros(1), np.zeros(1), np.zeros(1))
"""Nothing is paid yet: all rates of a course are to be alike."""


def recorded(course: str, weeks: Floats, begun: Floats, hours: Floats, cost_dkk: Floats) -> Account:
    """Account of records whose weeks are all paid alike; arrays [R], or numbers of one period."""
    paid, opened = (np.atleast_1d(units)[:, None] for units in (weeks, begun))
    return Account(
        course,
        None,
        full_weeks=paid,
        late_weeks=0.0 * paid,
        begun=opened,
        hours=np.atleast_1d(hours),
        cost_dkk=np.atleast_1d(cost_dkk),
        kept_pay_dkk=0.0 * np.atleast_1d(cost_dkk),
    )


def weekly_pay(account: Account, rates: Rates) -> Floats:
    """What an account is paid by the week at some rates [DKK], array [R]."""
    full = account.full_weeks @ rates.weekly_dkk
    return np.asarray(full + account.late_weeks @ rates.late_weekly_dkk)


def account_revenue(account: Account, rates: Rates) -> Floats:
    """All that an account is paid at some rates [DKK], array [R]."""
    begun = account.begun @ rates.lump_sum_dkk
    return np.asarray(weekly_pay(account, rates) + begun + account.kept_pay_dkk)


def merged_account(accounts: Sequence[Account]) -> Account:
    """Accounts of one course at several levels as one."""
    sums = [sum(parts[1:], parts[0]) for parts in zip(*(a[2:] for a in accounts), strict=True)]
    return Account(accounts[0].course, None, *sums)
