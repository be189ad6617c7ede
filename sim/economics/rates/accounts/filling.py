"""Accounts made of the spells of replications that were paid known rates.

Weeks are told from money: what a course was paid ÷ its rate. What no table says, how those weeks
divide between dates and before and after the step-down, is in the twin's proportion.
"""

from collections.abc import Mapping

import numpy as np

from sim.economics.rates.accounts.account import Account, Rates, account_revenue, weekly_pay
from sim.economics.rates.accounts.expected import ExpectedAccounts, weeks_by_date
from sim.economics.rates.accounts.spell_sums import SpellSums
from sim.economics.rates.paying import NOT_A_RATE, Place, Setting
from sim.model.parameters import Floats


def lagging(setting: Setting) -> list[str]:
    """Courses with rates by level in which need and pay follow a new level at a milestone."""
    milestones = (setting.parameters.assessment.milestone_days > 0).any(axis=0)
    at_milestones = np.flatnonzero(milestones).tolist()
    return [of.course for of in setting.paid if of.by_level and of.place in at_milestones]


class Filling:
    """Makes accounts of the sums of spells."""

    def __init__(
        self,
        setting: Setting,
        solved: ExpectedAccounts,
        paying: Mapping[Place, Rates],
        sums: dict[Place, SpellSums],
    ) -> None:
        self.paid = {of.course: of for of in setting.paid}
        self.solved = solved
        self.paying = paying
        self.sums = sums
        self.by_date = weeks_by_date(setting)
        self.none = Rates(*(np.zeros(len(self.by_date)) for _ in Rates._fields))
        self.lagging = lagging(setting)
        self.at_hospital = self._hospital_pay()

    def account(self, place: Place) -> Account:
        """Account of a course at a level."""
        of, rates = self.sums[place], self._rates(place)
        blank, revenue_dkk = self._blank(place), self._revenue(place)
        if self.paid[place[0]].way in NOT_A_RATE:
            return blank._replace(kept_pay_dkk=revenue_dkk)
        shares = self._dated(place, "begun")
        begun = np.outer(of.begun, shares)
        if rates.lump_sum_dkk.any() and not rates.weekly_dkk.any():
            begun = np.outer(revenue_dkk, shares) / (shares @ rates.lump_sum_dkk)
        by_the_week = weekly_pay(blank, rates)
        left = revenue_dkk - begun @ rates.lump_sum_dkk
        scale = np.divide(left, by_the_week, out=np.ones_like(left), where=by_the_week > 0)
        return blank._replace(
            full_weeks=scale[:, None] * blank.full_weeks,
            late_weeks=scale[:, None] * blank.late_weeks,
            begun=begun,
            cost_dkk=self._cost(place),
        )

    def _blank(self, place: Place) -> Account:
        """Account by the days present alone, paid for nothing yet."""
        of, expected = self.sums[place], self.solved.accounts.get(place)
        if expected is None or not expected.weeks[0]:
            full, late = self.by_date / self.by_date.sum(), 0.0 * self.by_date
        else:
            full, late = (
                weeks[0] / expected.weeks[0] for weeks in (expected.full_weeks, expected.late_weeks)
            )
        nothing = np.zeros_like(of.weeks)
        return Account(
            *place,
            full_weeks=np.outer(of.weeks, full),
            late_weeks=np.outer(of.weeks, late),
            begun=np.outer(nothing, full),
            hours=of.hours,
            cost_dkk=of.cost_dkk,
            kept_pay_dkk=nothing,
        )

    def _dated(self, place: Place, field: str) -> Floats:
        """Shares of what is expected by date, or of the weeks, array [P]."""
        expected = self.solved.accounts.get(place)
        amounts = self.by_date if expected is None else getattr(expected, field)[0]
        amounts = amounts if amounts.any() else self.by_date
        return np.asarray(amounts / amounts.sum())

    def _rates(self, place: Place) -> Rates:
        return self.paying.get(place) or self.paying.get((place[0], None)) or self.none

    def _cost(self, place: Place) -> Floats:
        """Cost of a level; where need and pay lag behind the levels, by what each was paid."""
        if place[0] not in self.lagging:
            return self.sums[place].cost_dkk
        levels = [other for other in self.sums if other[0] == place[0]]
        cost = np.sum([self.sums[level].cost_dkk for level in levels], axis=0)
        paid = np.sum([self._revenue(level) for level in levels], axis=0)
        share = np.divide(self._revenue(place), paid, out=np.zeros_like(paid), where=paid > 0)
        return np.asarray(cost * share)

    # Days in hospital

    def _revenue(self, place: Place) -> Floats:
        """What a course was paid, its days in hospital included."""
        spells = 0.0 if self._is_hospital(place) else self.sums[place].revenue_dkk
        return np.asarray(
            spells + self.at_hospital.get(place, np.zeros_like(self.sums[place].weeks))
        )

    def _hospital_pay(self) -> dict[Place, Floats]:
        """Pay booked on hospital stays, shared as the twin expects between who it is paid for."""
        booked = [of.revenue_dkk for place, of in self.sums.items() if self._is_hospital(place)]
        pay = np.sum(booked, axis=0)
        expected = {
            place: float(account_revenue(away, self._rates(place))[0])
            for place, away in self.solved.away.items()
            if place in self.sums
        }
        total = sum(expected.values())
        return {place: pay * part / total for place, part in expected.items()} if total else {}

    def _is_hospital(self, place: Place) -> bool:
        return self.paid[place[0]].way == "not_set"
