"""The rule of rate setting: the rates at which an account is paid what it costs.

One number is solved for an account: the weekly rate on the first date or, where a lump sum is
paid, the lump sum on the first date. What the present rates say about the others is kept as a
ratio: the rate after the step-down to the one before it, and the rate on a later date to that
on the first one (indexation). A ratio, not a difference, because it never makes a rate negative
and stays as it is when all rates are multiplied by one factor.
"""

from typing import NamedTuple

import numpy as np

from sim.economics.rates.accounts.account import Account, Rates, weekly_pay
from sim.experiments.summary.statistics import UNKNOWN, Figure, ratio_interval
from sim.model.parameters import Floats


class Balance(NamedTuple):
    """Rates at which an account's expected deviation is zero."""

    rates: Rates
    first_dkk: Figure  # the number that was solved, on the first date
    is_lump_sum: bool

    def scaled(self, dkk: float) -> Figure:
        """Interval of another of these rates, which moves in proportion to the one solved."""
        solved = self.first_dkk["mean"]
        if not solved:
            return Figure(mean=dkk, low=None, high=None)
        return times(self.first_dkk, dkk / solved)


def balanced(account: Account, now: Rates, *, is_lump_sum: bool = False) -> Balance:
    """Rates that balance an account, in the ratios that the present ones have to each other.

    weekly rate = cost / Σ citizen-weeks × ratio of their rate to the first one
    lump sum = (cost − what is paid weekly) / Σ courses begun × ratio of theirs

    A lump sum comes on top of the present weekly rate. Where that alone pays more than the
    course costs, the lump sum is 0 and the weekly rate is solved.
    """
    if is_lump_sum:
        left = _to_pay(account) - weekly_pay(account, now)
        paid = _ratios(now.lump_sum_dkk)
        figure = ratio_interval(left, np.asarray(account.begun @ paid))
        if (figure["mean"] or 0.0) >= 0.0:
            lump_sum = (figure["mean"] or 0.0) * paid
            return Balance(now._replace(lump_sum_dkk=lump_sum), figure, is_lump_sum=True)
    return _by_the_week(account, now)


def without_step_down(account: Account, now: Rates) -> Figure:
    """The weekly rate that would balance if it were kept after the course as granted."""
    flat = now._replace(late_weekly_dkk=now.weekly_dkk)
    return _by_the_week(account, flat).first_dkk


def _by_the_week(account: Account, now: Rates) -> Balance:
    full, late = week_ratios(now)
    weighed = np.asarray(account.full_weeks @ full + account.late_weeks @ late)
    figure = ratio_interval(_to_pay(account), weighed)
    first = figure["mean"] or 0.0
    rates = Rates(first * full, first * late, 0.0 * now.lump_sum_dkk)
    return Balance(rates, figure, is_lump_sum=False)


def _to_pay(account: Account) -> Floats:
    """Cost that is left for rates to pay, array [R]."""
    return np.asarray(account.cost_dkk - account.kept_pay_dkk)


def week_ratios(now: Rates) -> tuple[Floats, Floats]:
    """Weekly rates before and after the step-down in terms of the first one, arrays [P].

    All are alike where the first is 0: then there is no ratio to keep.
    """
    first = now.weekly_dkk[0]
    if first <= 0.0:
        return np.ones_like(now.weekly_dkk), np.ones_like(now.weekly_dkk)
    return now.weekly_dkk / first, now.late_weekly_dkk / first


def _ratios(dkk: Floats) -> Floats:
    return dkk / dkk[0] if dkk[0] > 0.0 else np.ones_like(dkk)


def times(figure: Figure, factor: float) -> Figure:
    """A figure and its bounds multiplied by a factor."""
    if figure == UNKNOWN:
        return figure
    mean, low, high = (
        None if value is None else factor * value
        for value in (figure["mean"], figure["low"], figure["high"])
    )
    return Figure(mean=mean, low=low, high=high)
