"""The closed-form twin: what an uncongested scenario brings on average and by chance.

`twin` gives the exact expectation of the simulation, week by week, and the standard deviation of
a team's deviation in a week and over the whole run. `limits.py` says where a scenario
goes beyond it. Read `stations.py`, `traffic.py` and `moments.py` for the parts.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.units import DAYS_PER_WEEK
from sim.theory.cells import Cells, Ledger, cells_of
from sim.theory.entries import Entries, cohorts_of, entries_of, held
from sim.theory.limits import leaves_out
from sim.theory.lumps import lumped, settled_days, weights_at_first
from sim.theory.moments import Span, span
from sim.theory.stations import Map, explored


class Moments(NamedTuple):
    """Mean revenue and cost, and variance of the deviation, of a span of days [øre]."""

    revenue: Floats  # [T]
    cost: Floats  # [T]
    variance: Floats  # [T] of the deviation, in squared øre

    def less(self, square: Floats) -> "Moments":
        """Same means with less variance."""
        return self._replace(variance=np.maximum(0.0, self.variance - square))

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
    network = explored(rules, parameters)
    ledger = Ledger(rules, parameters, network, cells_of(network))
    entries = entries_of(network, parameters)
    spans = _weekly_spans(ledger)
    weekly = [_week(ledger, entries, worth) for worth in spans]
    total = _whole_run(ledger, entries)
    start = parameters.start
    if start.is_counted:
        # The number of those present does not vary, so the square of their mean is spared.
        means = _cohort_means(ledger, spans)
        spared = [start.present @ mean**2 for mean in means]
        weekly = [week.less(square) for week, square in zip(weekly, spared, strict=True)]
        total = total.less(start.present @ np.sum(means, axis=0) ** 2)
    return Twin(leaves_out(network, parameters), network, entries, total, weekly)


def _sums(
    ledger: Ledger, entries: Entries, worth: Span, there: Callable[[Floats], Floats]
) -> Moments:
    """Moments of a span: `there` sums a value over those present on its first day.

    Who enters on the first day is among those present, but what the cells are worth does not
    hold the lump sum of a course that begins.
    """
    days = len(worth.coming)
    since = worth.first_day - ledger.parameters.calendar.first_day
    came = entries.unforeseen[:, :, since + 1 : since + days]
    first, lump = entries.begun[..., since], ledger.lump_sums(worth.first_day)
    size = first.shape[1]
    begun = worth.there.deviation[ledger.cells.first][:size]
    coming = worth.coming[1:]
    revenue = np.array([later.revenue[:size] for later in coming]).T
    cost = np.array([later.cost[:size].sum(axis=-1) for later in coming]).T
    square = np.array([later.square[:size] for later in coming]).T
    axes = [1, 2], [0, 1]
    return Moments(
        there(worth.there.revenue) + first @ lump[:size] + np.tensordot(came, revenue, axes),
        there(worth.there.cost.sum(axis=-1)) + np.tensordot(came, cost, axes),
        there(worth.there.square)
        + first @ (2.0 * lump[:size] * begun + lump[:size] ** 2)
        + np.tensordot(came, square, axes),
    )


def _whole_run(ledger: Ledger, entries: Entries) -> Moments:
    """Moments of all reported weeks; days of a warm-up are worth nothing."""
    calendar = ledger.parameters.calendar
    days = DAYS_PER_WEEK * calendar.weeks - calendar.first_day
    lump = lumped(ledger.network, settled_days(ledger), days)
    cells = cells_of(lump.network)
    small = Ledger(ledger.rulebook, ledger.parameters, lump.network, cells)
    worth = span(small, calendar.first_day, days)
    weights = weights_at_first(lump, cells)
    by_station = _Gathering(len(lump.old), cells, weights)

    first_cells = cells.first[: len(lump.old)]
    # From empty, those who enter on the first day are all there is on it.
    entered = entries.daily[..., 0] - entries.past

    def there(value: Floats) -> Floats:
        return np.asarray(entries.past @ by_station(value) + entered @ value[first_cells])

    return _sums(small, entries, worth, there)


class _Gathering:
    """Sums a value over the cells of a lumped map, by station of the whole one."""

    def __init__(self, stations: int, cells: Cells, weights: Floats) -> None:
        self._stations, self._cells, self._weights = stations, cells, weights

    def __call__(self, value: Floats) -> Floats:
        """Weighted sums, array [Z]."""
        place = self._cells.station % self._stations
        return np.asarray(np.bincount(place, self._weights * value, self._stations), np.float64)


def _weekly_spans(ledger: Ledger) -> list[Span]:
    """Each reported week, solved once for weeks with the same dated values."""
    kept: dict[tuple[int, ...], Span] = {}
    spans: list[Span] = []
    for week in range(ledger.parameters.calendar.weeks):
        monday = DAYS_PER_WEEK * week
        periods = tuple(ledger.period(monday + day) for day in range(DAYS_PER_WEEK))
        if periods not in kept:
            kept[periods] = span(ledger, monday, DAYS_PER_WEEK)
        spans.append(kept[periods]._replace(first_day=monday))
    return spans


def _week(ledger: Ledger, entries: Entries, worth: Span) -> Moments:
    """Moments of one week."""
    since = worth.first_day - ledger.parameters.calendar.first_day
    return _sums(ledger, entries, worth, partial(held, ledger.cells, entries, day=since))


def _cohort_means(ledger: Ledger, spans: list[Span]) -> list[Floats]:
    """Mean deviation in each week of a citizen present at each station, arrays [Z]."""
    calendar = ledger.parameters.calendar
    days = DAYS_PER_WEEK * calendar.weeks - calendar.first_day
    cohorts = cohorts_of(ledger.network, days)
    means = []
    for worth in spans:
        since = worth.first_day - calendar.first_day
        mean = held(ledger.cells, cohorts, worth.there.deviation, since)
        means.append(mean + cohorts.begun[..., since] @ ledger.lump_sums(worth.first_day))
    return means
