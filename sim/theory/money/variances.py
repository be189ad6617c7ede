"""Variance of the deviation of a week and of the whole run, from second moments."""

import numpy as np

from sim.model.parameters import Floats
from sim.model.units import DAYS_PER_WEEK
from sim.theory.money.coarse_cells import (
    coarse_cells_of,
    coarse_map,
    settled_days,
    weights_at_first,
)
from sim.theory.money.ledger import Ledger
from sim.theory.money.moments import Span, span
from sim.theory.network.entries import Entries, Held


def weekly_variances(ledger: Ledger, entries: Entries) -> Floats:
    """Variance in each reported week [squared øre], array [T, weeks].

    Weeks with the same dated values are solved once.
    """
    calendar = ledger.parameters.calendar
    kept: dict[tuple[int, ...], tuple[Span, Held]] = {}
    variances = np.zeros((len(entries.past), calendar.weeks))
    for week in range(calendar.weeks):
        monday = DAYS_PER_WEEK * week
        periods = tuple(ledger.period(monday + day) for day in range(DAYS_PER_WEEK))
        if periods not in kept:
            worth = span(ledger, monday, DAYS_PER_WEEK)
            days = entries.daily.shape[-1]
            square = Held(ledger.network, ledger.cells, worth.there.square, days)
            kept[periods] = worth, square
        worth, square = kept[periods]
        there = square.on(monday - calendar.first_day, entries)
        variances[:, week] = there + _coming(ledger, entries, worth._replace(first_day=monday))
    return variances


def whole_variance(ledger: Ledger, entries: Entries) -> Floats:
    """Variance over all reported weeks [squared øre], array [T]; a warm-up is worth nothing."""
    calendar = ledger.parameters.calendar
    days = DAYS_PER_WEEK * calendar.weeks - calendar.first_day
    lump = coarse_map(ledger.network, settled_days(ledger), days)
    cells = coarse_cells_of(lump)
    small = Ledger(ledger.rulebook, ledger.parameters, lump.network, cells)
    worth = span(small, calendar.first_day, days)
    stations = len(lump.old)
    weighted = weights_at_first(lump, cells) * worth.there.square
    there = entries.past @ np.bincount(cells.station % stations, weighted, stations)
    # From empty, those who enter on the first day are all there is on it.
    entered = entries.daily[..., 0] - entries.past
    new = entered @ worth.there.square[cells.first[:stations]]
    return np.asarray(there + new + _coming(small, entries, worth))


def _coming(ledger: Ledger, entries: Entries, worth: Span) -> Floats:
    """Part of the variance that is not in the cells of a span's first day.

    Those who come later, and the lump sums of courses that begin on the first day.
    """
    days = len(worth.coming)
    since = worth.first_day - ledger.parameters.calendar.first_day
    came = entries.unforeseen[:, :, since + 1 : since + days]
    first = entries.begun[..., since]
    stations = first.shape[1]
    lump = ledger.lump_sums(worth.first_day)[:stations]
    begun = worth.there.deviation[ledger.cells.first][:stations]
    square = np.array([later.square[:stations] for later in worth.coming[1:]]).T
    opened = first @ (2.0 * lump * begun + lump**2)
    return np.asarray(opened + np.tensordot(came, square, ([1, 2], [0, 1])))
