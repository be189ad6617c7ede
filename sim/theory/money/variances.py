"""Variance and third cumulant of the deviation of a week and of the whole run, from moments.

By Campbell's theorem they are the sums of citizens' second and third moments (`moments.py`).
"""

from typing import NamedTuple

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
from sim.theory.money.moments import Span, Worth, span, worth_begun
from sim.theory.network.entries import Entries, Held


class MomentSums(NamedTuple):
    """Sums over citizens of moments of what they bring; money in øre.

    J counts needs over a run; the moments of a week are of all citizens together, and J is 1.
    """

    share: Floats  # [J] of the citizens
    mean: Floats  # [.., J]
    square: Floats  # [.., J]
    cube: Floats  # [.., J]

    def plus(self, other: "MomentSums") -> "MomentSums":
        """Of these citizens and others."""
        return MomentSums(*(one + more for one, more in zip(self, other, strict=True)))

    def beside(self, other: "MomentSums") -> "MomentSums":
        """Of these citizens and others who are told apart from them."""
        return MomentSums(
            *(np.concatenate(both, axis=-1) for both in zip(self, other, strict=True))
        )


def weekly_sums(ledger: Ledger, entries: Entries, among: float) -> MomentSums:
    """Sums of each reported week over a share `among` of the citizens, arrays [T, weeks, 1].

    Weeks with the same dated values are solved once.
    """
    calendar = ledger.parameters.calendar
    days = entries.daily.shape[-1]
    kept: dict[tuple[int, ...], tuple[Span, list[Held]]] = {}
    sums = np.zeros((3, len(entries.past), calendar.weeks, 1))
    for week in range(calendar.weeks):
        monday = DAYS_PER_WEEK * week
        periods = tuple(ledger.period(monday + day) for day in range(DAYS_PER_WEEK))
        if periods not in kept:
            worth = span(ledger, monday, DAYS_PER_WEEK)
            moments = [moment @ worth.share for moment in worth.there]
            kept[periods] = worth, [Held(ledger.network, ledger.cells, m, days) for m in moments]
        worth, held = kept[periods]
        coming = _coming(ledger, entries, worth._replace(first_day=monday))
        for of_all, there, come in zip(sums, held, coming, strict=True):
            present = there.on(monday - calendar.first_day, entries)
            of_all[:, week, 0] = among * (present + come.sum(axis=-1))
    return MomentSums(np.full(1, among), *sums)


def whole_sums(ledger: Ledger, entries: Entries, among: float) -> MomentSums:
    """Sums over all reported weeks over a share `among` of the citizens by need, [T, J].

    A warm-up is worth nothing.
    """
    calendar = ledger.parameters.calendar
    days = DAYS_PER_WEEK * calendar.weeks - calendar.first_day
    lump = coarse_map(ledger.network, settled_days(ledger), days)
    cells = coarse_cells_of(lump)
    small = Ledger(ledger.rulebook, ledger.parameters, lump.network, cells)
    worth = span(small, calendar.first_day, days)
    stations = len(lump.old)
    weights = weights_at_first(lump, cells)[:, None]
    # From empty, those who enter on the first day are all there is on it.
    entered = entries.daily[..., 0] - entries.past

    def there(moment: Floats) -> Floats:
        found = np.zeros((stations, moment.shape[1]))
        np.add.at(found, cells.station % stations, weights * moment)
        return np.asarray(entries.past @ found + entered @ moment[cells.first[:stations]])

    share, coming = among * worth.share, _coming(small, entries, worth)
    sums = [
        share * there(moment) + among * come
        for moment, come in zip(worth.there, coming, strict=True)
    ]
    return MomentSums(share, *sums)


def _coming(ledger: Ledger, entries: Entries, worth: Span) -> list[Floats]:
    """Sums of each moment [T, J] over those who are not in the cells of a span's first day.

    Those who come later, and the lump sums of courses that begin on the first day.
    """
    days = len(worth.coming)
    since = worth.first_day - ledger.parameters.calendar.first_day
    came = entries.unforeseen[:, :, since + 1 : since + days]
    first = entries.begun[..., since]
    stations = first.shape[1]
    sums = []
    for n, opened in enumerate(_opened(ledger, worth)):
        later = np.array([each[n][:stations] for each in worth.coming[1:]])
        coming = np.tensordot(came, later, ([1, 2], [1, 0])) if len(later) else 0.0
        sums.append(worth.share * (first @ opened[:stations] + coming))
    return sums


def _opened(ledger: Ledger, worth: Span) -> Worth:
    """What the lump sums of a span's first day add to the moments of who begins then, [Z, J]."""
    cells, there = ledger.cells, worth.there
    paid = worth_begun(there, cells, ledger.lump_sums(worth.first_day))
    return Worth(*(more - less[cells.first] for more, less in zip(paid, there, strict=True)))
