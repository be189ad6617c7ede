"""Balancing rates of every course of a setting, from whichever table was filled."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from sim.economics.rates.accounts.account import Account, Rates, merged_account
from sim.economics.rates.balance import Balance, balanced
from sim.economics.rates.paying import NOT_A_RATE, PaidCourse, Place, Setting
from sim.model.parameters import Floats
from sim.model.terms import LEVELS

Accounts = Mapping[Place, Account]
"""Accounts by course and level."""


class RateRow(NamedTuple):
    """One rate to be set: of a course, or of a course at a level."""

    paid: PaidCourse
    place: Place
    now: Rates
    levels: tuple[Place, ...]  # the accounts that it pays

    @property
    def is_set(self) -> bool:
        """Whether there is a rate to set."""
        return self.paid.way not in NOT_A_RATE

    @property
    def is_lump_sum(self) -> bool:
        """Whether the course is paid when it begins, perhaps by the week too."""
        return self.paid.way == "lump_sum"

    def is_in(self, accounts: Mapping[Place, object]) -> bool:
        """Whether any of its levels has an entry."""
        return any(place in accounts for place in self.levels)

    def account(self, accounts: Accounts) -> Account:
        """What the rate pays for, all levels of it together."""
        return merged_account([accounts[place] for place in self.levels if place in accounts])

    def balance(self, accounts: Accounts) -> Balance:
        """Rates that balance it."""
        return balanced(self.account(accounts), self.now, is_lump_sum=self.is_lump_sum)


def rows_of(setting: Setting, expected: Accounts) -> list[RateRow]:
    """Rates to be set: by course, and where it has rates by level, by level.

    Where one rate is to be set for levels that have several now, the present one is their mean
    by expected citizen-weeks.
    """
    rows: list[RateRow] = []
    for of in setting.paid:
        places = tuple((of.course, level) for level in range(LEVELS))
        if of.by_level:
            rows += [RateRow(of, place, of.now[place[1]], (place,)) for place in places]
        else:
            rows.append(RateRow(of, (of.course, None), _mean_rates(of, expected), places))
    return rows


def _mean_rates(of: PaidCourse, expected: Accounts) -> Rates:
    """Present rates of a course, the mean over its levels."""
    weeks, begun = np.zeros(LEVELS), np.zeros(LEVELS)
    for level in range(LEVELS):
        if (account := expected.get((of.course, level))) is not None:
            weeks[level] = account.weeks.mean()
            begun[level] = account.begun.sum(axis=1).mean()
    weekly, late, lump_sum = (np.array(rates) for rates in zip(*of.now, strict=True))
    return Rates(_mean(weekly, weeks), _mean(late, weeks), _mean(lump_sum, begun))


def _mean(rates: Floats, weights: Floats) -> Floats:
    if np.ptp(rates, axis=0).max() == 0.0:
        return np.asarray(rates[0])
    weights = weights if weights.any() else np.ones(len(weights))
    return np.asarray(weights @ rates / weights.sum())
