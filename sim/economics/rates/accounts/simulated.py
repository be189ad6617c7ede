"""The table of rate setting filled by simulation, where the twin is not exact.

Replications are paid the rates that the twin finds, so that steps, dates and milestones are paid
as the engine pays them; `filling.py` makes accounts of what came of it.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.economics.rates.accounts.account import Account, Rates
from sim.economics.rates.accounts.expected import ExpectedAccounts
from sim.economics.rates.accounts.filling import Filling
from sim.economics.rates.accounts.spell_sums import spell_sums, total_cost
from sim.economics.rates.paying import Place, Setting, with_rates
from sim.economics.rates.solving import RateRow
from sim.experiments.running.engine_choice import Say
from sim.experiments.running.simulate import Progress, simulate
from sim.model.parameters import Floats
from sim.scenario.tariffs.course_rates import CourseRateKeys
from sim.scenario.tariffs.table import keys_of

_SOME_WEEKLY_DKK = 1_000.0
_SOME_LUMP_SUM_DKK = 1.0
"""Paid where the twin knows no rate; what is found does not hang on them."""


class Runs(NamedTuple):
    """How a scenario is to be simulated, as `simulate` takes it."""

    replications: int | None = None
    workers: int | None = None
    progress: Progress | None = None
    say: Say | None = None
    cluster: str | None = None


class Simulated(NamedTuple):
    """What replications brought, by course and level."""

    accounts: dict[Place, Account]
    clinic_share: dict[Place, float]  # of the nursing contacts given
    unshared_dkk: Floats  # [R] cost of no citizen's, which is spread over all accounts


def simulated(
    setting: Setting, solved: ExpectedAccounts, rows: Sequence[RateRow], runs: Runs
) -> Simulated:
    """Simulate a setting, paid the twin's rates, and fill the table from what came of it."""
    paying = {row.place: _paying(row, solved) for row in rows if row.is_set}
    results = simulate(with_rates(setting, paying), out=None, rules=setting.rules, **runs._asdict())
    within = keys_of(setting.scenario.values.tariff, CourseRateKeys).reopen_within_weeks
    sums = spell_sums(results, within)
    filling = Filling(setting, solved, paying, sums)
    accounts = {place: filling.account(place) for place in sums}
    booked = np.sum([account.cost_dkk for account in accounts.values()], axis=0)
    cost = total_cost(results)
    return Simulated(
        {place: _costing(account, cost / booked) for place, account in accounts.items()},
        {place: of.clinic_share for place, of in sums.items()},
        cost - booked,
    )


def _costing(account: Account, factor: Floats) -> Account:
    """An account with its part of the cost that no citizen has."""
    return account._replace(cost_dkk=account.cost_dkk * np.nan_to_num(factor, nan=1.0))


def _paying(row: RateRow, solved: ExpectedAccounts) -> Rates:
    """Rates by which weeks are told: the twin's, or some rate where it knows none."""
    found = row.balance(solved.accounts).rates if row.is_in(solved.accounts) else row.now
    if row.is_lump_sum:
        return row.now._replace(lump_sum_dkk=_or(found.lump_sum_dkk, _SOME_LUMP_SUM_DKK))
    if found.weekly_dkk[0] > 0.0:
        return found
    some = _or(found.weekly_dkk, _SOME_WEEKLY_DKK)
    return Rates(some, some, 0.0 * some)


def _or(dkk: Floats, some_dkk: float) -> Floats:
    return dkk if dkk[0] > 0.0 else np.full(len(dkk), some_dkk)
