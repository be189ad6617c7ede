"""The closed-form twin: what an uncongested scenario brings on average and by chance.

`twin` gives the exact expectation of the simulation, week by week, and the variance and the third
cumulant of a team's deviation in a week and over the whole run; `chance_law.py` makes a law of
them. `limits.py` says where a scenario goes beyond it. Read `network/stations.py`,
`network/entries.py` and `money/moments.py` for the parts.
"""

from functools import reduce
from typing import NamedTuple

import numpy as np

from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK
from sim.theory.chance_law import ChanceLaw, chance_law
from sim.theory.limits import leaves_out, means_leave_out
from sim.theory.money.by_terms import of_own_terms
from sim.theory.money.daily_money import DailyMoney
from sim.theory.money.ledger import Ledger
from sim.theory.money.variances import MomentSums, weekly_sums, whole_run, whole_sums
from sim.theory.money.yardstick import expected_yardstick
from sim.theory.network.cells import cells_of
from sim.theory.network.clinic_access import by_clinic_access
from sim.theory.network.entries import Entries, cohorts_of, entries_of
from sim.theory.network.good_faith import in_good_faith
from sim.theory.network.stations import Map, explored


class Moments(NamedTuple):
    """Mean revenue and cost, and cumulants of the deviation, of a span of days [øre].

    The cumulants over the run are those of the citizens of each need, who are independent.
    """

    revenue: Floats  # [T]
    cost: Floats  # [T]
    variances: Floats  # [T, J] of the deviation by need, in squared øre; of a week J is 1
    thirds: Floats  # [T, J] third cumulants by need, in cubed øre
    means: Floats  # [T, J] what the citizens of each need bring; 0 where some are there for certain

    @property
    def variance(self) -> Floats:
        """Variance of the deviation, array [T]."""
        return np.asarray(self.variances.sum(axis=-1))

    @property
    def third(self) -> Floats:
        """Third cumulant of the deviation, array [T]."""
        return np.asarray(self.thirds.sum(axis=-1))

    @property
    def sd(self) -> Floats:
        """Standard deviation of the deviation, array [T]."""
        return np.sqrt(self.variance)

    @property
    def deviation(self) -> Floats:
        """Mean deviation, array [T]."""
        result: Floats = self.revenue - self.cost
        return result

    def law(self, rows: list[int]) -> ChanceLaw:
        """Law of the deviation of some teams together [DKK], who share no chance."""
        return chance_law(
            float(self.deviation[rows].sum()) / ORE_PER_DKK,
            self.variances[rows].sum(axis=0) / ORE_PER_DKK**2,
            self.thirds[rows].sum(axis=0) / ORE_PER_DKK**3,
            self.means[rows].sum(axis=0) / ORE_PER_DKK,
        )


class Twin(NamedTuple):
    """Exact answer of the uncongested model; teams by rising key."""

    leaves_out: list[str]
    moves_the_mean: list[str]  # what of that the means are not exact without
    network: Map
    entries: Entries
    total: Moments
    weekly: list[Moments]

    def __repr__(self) -> str:
        """One line: how large it is, and whether it is exact."""
        teams, said = len(self.total.revenue), "exact"
        if self.leaves_out:
            said = f"leaves out {'; '.join(self.leaves_out)}"
        return f"<Twin of {teams} teams over {len(self.weekly)} weeks, {said}>"


def twin(
    parameters: Parameters, rules: Rulebook = STANDARD_RULES, *, means_only: bool = False
) -> Twin:
    """Solve a scenario whose `start` is filled (`stationary_start`, `counted_start`, empty).

    With `means_only` nothing is asked of chance, which takes most of the time; its cumulants are
    then NaN.
    """
    solve = _means if means_only else _money
    parameters, rules = in_good_faith(parameters, rules)
    network = explored(rules, parameters)
    entries = entries_of(network, parameters)
    found = of_own_terms(parameters, lambda same: solve(rules, same, network, entries))
    revenue = found.revenue + _by_week(_fixed(parameters, parameters.tariff.budget_ore))
    cost = found.cost + _by_week(_fixed(parameters, parameters.offers.basis_ore))
    revenue = revenue + expected_yardstick(rules, parameters, network, entries)
    weekly = [
        Moments(*(of_all[:, week] for of_all in (revenue, cost, *found.weekly)))
        for week in range(revenue.shape[1])
    ]
    total = Moments(revenue.sum(axis=1), cost.sum(axis=1), *found.whole)
    beyond = leaves_out(rules, parameters, network)
    of_means = means_leave_out(rules, parameters, network)
    return Twin(beyond, of_means, network, entries, total, weekly)


class _Money(NamedTuple):
    """Money of every team, without what is fixed [øre]."""

    revenue: Floats  # [T, weeks] mean
    cost: Floats  # [T, weeks] mean
    weekly_variances: Floats  # [T, weeks, 1]
    weekly_thirds: Floats  # [T, weeks, 1]
    weekly_means: Floats  # [T, weeks, 1]
    variances: Floats  # [T, J]
    thirds: Floats  # [T, J]
    means: Floats  # [T, J]

    @property
    def weekly(self) -> tuple[Floats, Floats, Floats]:
        """Chance by week, as `Moments` has it."""
        return self.weekly_variances, self.weekly_thirds, self.weekly_means

    @property
    def whole(self) -> tuple[Floats, Floats, Floats]:
        """Chance of the whole run."""
        return self.variances, self.thirds, self.means


def _money(rules: Rulebook, parameters: Parameters, network: Map, entries: Entries) -> _Money:
    """Solve a scenario in which all teams have the same terms."""
    ledger = Ledger(rules, parameters, network, cells_of(network))
    books = DailyMoney(ledger)
    revenue, cost = (_by_week(daily) for daily in books.money(entries))
    weekly, total = _moment_sums(ledger, entries)
    start = parameters.start
    if start.is_counted:
        cohorts = cohorts_of(network, entries.daily.shape[-1])
        each_weekly, each_total = _moment_sums(ledger, cohorts)
        weekly = _of_counted(weekly, each_weekly, start.present)
        total = _of_counted(total, each_total, start.present)
    return _Money(revenue, cost, *_cumulants(weekly), *_cumulants(total))


def _means(rules: Rulebook, parameters: Parameters, network: Map, entries: Entries) -> _Money:
    """The same without the chance."""
    ledger = Ledger(rules, parameters, network, cells_of(network, with_moves=False))
    ledger.has_chance = False
    revenue, cost = (_by_week(daily) for daily in DailyMoney(ledger).money(entries))
    weekly, whole = np.full((*revenue.shape, 1), np.nan), np.full((len(revenue), 1), np.nan)
    return _Money(revenue, cost, weekly, weekly, weekly, whole, whole, whole)


def _cumulants(sums: MomentSums) -> tuple[Floats, Floats, Floats]:
    """Variances, third cumulants and means by need; nothing of the others where one is 0."""
    variances = np.maximum(0.0, sums.square)
    varies = variances > 0.0
    return variances, np.where(varies, sums.cube, 0.0), np.where(varies, sums.mean, 0.0)


def _of_counted(sums: MomentSums, one: MomentSums, present: Floats) -> MomentSums:
    """Cumulants where n are present [T, Z] for certain, by the moments of `one` at each station.

    A Poisson number of citizens has the moments around 0, n E[x**2] and n E[x**3]; a certain
    number has those around their mean, which are spread over needs as the citizens are.
    """
    mean = one.mean.sum(axis=-1, keepdims=True)
    square = mean**2 * one.share - 2.0 * mean * one.mean
    cube = 3.0 * mean**2 * one.mean - 3.0 * mean * one.square - mean**3 * one.share

    def spared(by_station: Floats) -> Floats:
        return np.tensordot(present, by_station, 1)

    square, cube = sums.square + spared(square), sums.cube + spared(cube)
    return sums._replace(mean=np.zeros_like(square), square=square, cube=cube)


def mean_money(parameters: Parameters, rules: Rulebook = STANDARD_RULES) -> tuple[Floats, Floats]:
    """Mean revenue and cost of every team over the run [øre], arrays [T], without the chance."""
    parameters, rules = in_good_faith(parameters, rules)
    network = explored(rules, parameters)
    entries, cells = entries_of(network, parameters), cells_of(network, with_moves=False)

    def books(same: Parameters) -> tuple[Floats, Floats]:
        ledger = Ledger(rules, same, network, cells)
        ledger.has_chance = False
        return DailyMoney(ledger).money(entries)

    revenue, cost = _OfDays(*of_own_terms(parameters, lambda same: _OfDays(*books(same))))
    revenue = revenue + _fixed(parameters, parameters.tariff.budget_ore)
    cost = cost + _fixed(parameters, parameters.offers.basis_ore)
    settled = expected_yardstick(rules, parameters, network, entries)
    return revenue.sum(axis=1) + settled.sum(axis=1), cost.sum(axis=1)


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


def _moment_sums(ledger: Ledger, entries: Entries) -> tuple[MomentSums, MomentSums]:
    """Sums of moments by week [T, weeks, 1] and over the run by need [T, J].

    Those who reach a clinic and those who do not are told apart over the run.
    """
    weekly: list[MomentSums] = []
    total: list[MomentSums] = []
    run = whole_run(ledger)
    for reach in by_clinic_access(ledger.parameters):
        weekly.append(weekly_sums(ledger.reaching(reach.parameters), entries, reach.share))
        in_run = run.ledger.reaching(reach.parameters)
        total.append(whole_sums(run, in_run, entries, reach.share))
    return reduce(MomentSums.plus, weekly), reduce(MomentSums.beside, total)


def _by_week(daily: Floats) -> Floats:
    """Sums of seven days, array [T, weeks]."""
    return np.asarray(daily.reshape(len(daily), -1, DAYS_PER_WEEK).sum(axis=-1))
