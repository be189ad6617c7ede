"""The closed-form twin: what an uncongested scenario brings on average and by chance.

`twin` gives the exact expectation of the simulation, week by week, and the standard deviation of a
team's deviation in a week and over the whole run. `limits.py` says where a scenario goes beyond it.
Read `network/stations.py`, `network/entries.py` and `money/moments.py` for the parts.
"""

from typing import NamedTuple

import numpy as np

from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.units import DAYS_PER_WEEK
from sim.theory.limits import leaves_out, means_leave_out
from sim.theory.money.by_basis import of_own_basis
from sim.theory.money.daily_money import DailyMoney
from sim.theory.money.ledger import Ledger
from sim.theory.money.variances import weekly_variances, whole_variance
from sim.theory.network.cells import cells_of
from sim.theory.network.clinic_access import by_clinic_access
from sim.theory.network.entries import Entries, cohorts_of, entries_of
from sim.theory.network.good_faith import in_good_faith
from sim.theory.network.stations import Map, explored


class Moments(NamedTuple):
    """Mean revenue and cost, and variance of the deviation, of a span of days [øre]."""

    revenue: Floats  # [T]
    cost: Floats  # [T]
    variance: Floats  # [T] of the deviation, in squared øre

    @property
    def sd(self) -> Floats:
        """Standard deviation of the deviation, array [T]."""
        return np.sqrt(self.variance)

    @property
    def deviation(self) -> Floats:
        """Mean deviation, array [T]."""
        result: Floats = self.revenue - self.cost
        return result


class Twin(NamedTuple):
    """Exact answer of the uncongested model; teams by rising key."""

    leaves_out: list[str]
    network: Map
    entries: Entries
    total: Moments
    weekly: list[Moments]


def twin(parameters: Parameters, rules: Rulebook = STANDARD_RULES) -> Twin:
    """Solve a scenario whose `start` is filled (`stationary_start`, `counted_start`, empty)."""
    parameters, rules = in_good_faith(parameters, rules)
    network = explored(rules, parameters)
    entries = entries_of(network, parameters)
    found = of_own_basis(parameters, lambda same: _money(rules, same, network, entries))
    revenue = found.revenue + _by_week(_fixed(parameters, parameters.tariff.budget_ore))
    cost = found.cost + _by_week(_fixed(parameters, parameters.offers.basis_ore))
    by_week = zip(revenue.T, cost.T, found.weekly_variance.T, strict=True)
    weekly = [Moments(*week) for week in by_week]
    total = Moments(revenue.sum(axis=1), cost.sum(axis=1), found.total_variance)
    beyond = leaves_out(rules, parameters, network)
    return Twin(beyond, network, entries, total, weekly)


class _Money(NamedTuple):
    """Money of every team, without what is fixed [øre]."""

    revenue: Floats  # [T, weeks] mean
    cost: Floats  # [T, weeks] mean
    weekly_variance: Floats  # [T, weeks]
    total_variance: Floats  # [T]


def _money(rules: Rulebook, parameters: Parameters, network: Map, entries: Entries) -> _Money:
    """Solve a scenario in which all teams are paid by the same rates."""
    ledger = Ledger(rules, parameters, network, cells_of(network))
    books = DailyMoney(ledger)
    revenue, cost = (_by_week(daily) for daily in books.money(entries))
    weekly_variance, total_variance = _variances(ledger, entries)
    start = parameters.start
    if start.is_counted:
        # The number of those present does not vary, so the square of their mean is spared.
        days = entries.daily.shape[-1]
        mean = np.subtract(*(_by_week(m) for m in books.money(cohorts_of(network, days))))
        weekly_variance = np.maximum(0.0, weekly_variance - start.present @ mean**2)
        spared = start.present @ mean.sum(axis=1) ** 2
        total_variance = np.maximum(0.0, total_variance - spared)
    return _Money(revenue, cost, weekly_variance, total_variance)


def mean_money(parameters: Parameters, rules: Rulebook = STANDARD_RULES) -> tuple[Floats, Floats]:
    """Mean revenue and cost of every team over the run [øre], arrays [T], without the chance."""
    parameters, rules = in_good_faith(parameters, rules)
    network = explored(rules, parameters)
    entries, cells = entries_of(network, parameters), cells_of(network)

    def books(same: Parameters) -> tuple[Floats, Floats]:
        return DailyMoney(Ledger(rules, same, network, cells)).money(entries)

    revenue, cost = _OfDays(*of_own_basis(parameters, lambda same: _OfDays(*books(same))))
    revenue = revenue + _fixed(parameters, parameters.tariff.budget_ore)
    cost = cost + _fixed(parameters, parameters.offers.basis_ore)
    return revenue.sum(axis=1), cost.sum(axis=1)


class _OfDays(NamedTuple):
    """Mean money of every team and day [øre], arrays [T, days]."""

    revenue: Floats
    cost: Floats


def means_left_out(parameters: Parameters, rules: Rulebook = STANDARD_RULES) -> list[str]:
    """What moves the means of a scenario and the twin leaves out."""
    parameters, rules = in_good_faith(parameters, rules)
    return means_leave_out(rules, parameters, explored(rules, parameters))


def left_out(parameters: Parameters, rules: Rulebook = STANDARD_RULES) -> list[str]:
    """`Twin.leaves_out` of a scenario, without solving it."""
    parameters, rules = in_good_faith(parameters, rules)
    return leaves_out(rules, parameters, explored(rules, parameters))


def _fixed(parameters: Parameters, weekly_ore: Floats) -> Floats:
    """A team's fixed amount [P, T] of each reported day, [T, days]; nothing of it is chance."""
    calendar = parameters.calendar
    period = calendar.period_of_day[-calendar.first_day : calendar.end_day - calendar.first_day]
    return np.asarray(weekly_ore[period].T / DAYS_PER_WEEK)


def _variances(ledger: Ledger, entries: Entries) -> tuple[Floats, Floats]:
    """Variance by week [T, weeks] and over the run [T]: second moments, by reach of a clinic."""
    weekly, total = np.zeros(1), np.zeros(1)
    for reach in by_clinic_access(ledger.parameters):
        among = Ledger(ledger.rulebook, reach.parameters, ledger.network, ledger.cells)
        weekly = weekly + reach.share * weekly_variances(among, entries)
        total = total + reach.share * whole_variance(among, entries)
    return weekly, total


def _by_week(daily: Floats) -> Floats:
    """Sums of seven days, array [T, weeks]."""
    return np.asarray(daily.reshape(len(daily), -1, DAYS_PER_WEEK).sum(axis=-1))
