"""Variance and third cumulant of the deviation of a week and of the whole run, from moments.

By Campbell's theorem they are the sums of citizens' second and third moments (`moments.py`).
"""

from typing import NamedTuple

import numpy as np

from sim.model.parameters import Floats, Ints
from sim.model.units import DAYS_PER_WEEK
from sim.theory.money.coarse_cells import (
    CoarseMap,
    coarse_cells_of,
    coarse_map,
    settled_days,
    weights_at_first,
)
from sim.theory.money.followed import Followed, cells_in_reach, every_cell
from sim.theory.money.ledger import Ledger
from sim.theory.money.moments import Span, Worth, span, worth_begun
from sim.theory.network.cells import Cells
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
    followed = every_cell(ledger.cells, DAYS_PER_WEEK)
    kept: dict[tuple[int, ...], tuple[Span, list[Held]]] = {}
    sums = np.zeros((3, len(entries.past), calendar.weeks, 1))
    for week in range(calendar.weeks):
        monday = DAYS_PER_WEEK * week
        periods = tuple(ledger.period(monday + day) for day in range(DAYS_PER_WEEK))
        if periods not in kept:
            worth = span(ledger, monday, DAYS_PER_WEEK, followed)
            moments = [moment @ worth.share for moment in worth.there]
            kept[periods] = worth, [Held(ledger.cells, m, days) for m in moments]
        worth, held = kept[periods]
        coming = _coming(ledger, entries, worth._replace(first_day=monday))
        for of_all, there, come in zip(sums, held, coming, strict=True):
            present = there.on(monday - calendar.first_day, entries)
            of_all[:, week, 0] = among * (present + come.sum(axis=-1))
    return MomentSums(np.full(1, among), *sums)


class WholeRun(NamedTuple):
    """A smaller map of all reported weeks, the same for all citizens."""

    lump: CoarseMap
    ledger: Ledger
    followed: Followed

    @property
    def cells(self) -> Cells:
        """Cells of the map."""
        return self.ledger.cells

    @property
    def first_cells(self) -> Ints:
        """Cell of each station's first day, array [Z]."""
        return self.cells.first[: len(self.lump.old)]


def whole_run(ledger: Ledger) -> WholeRun:
    """Map of the whole run."""
    calendar = ledger.parameters.calendar
    days = DAYS_PER_WEEK * calendar.weeks - calendar.first_day
    lump = coarse_map(ledger.network, settled_days(ledger), days)
    cells = coarse_cells_of(lump)
    small = Ledger(ledger.rulebook, ledger.parameters, lump.network, cells)
    is_old = cells.station >= len(lump.old)
    return WholeRun(lump, small, cells_in_reach(cells, lump.settled_days, is_old, days))


def whole_sums(run: WholeRun, ledger: Ledger, entries: Entries, among: float) -> MomentSums:
    """Sums over all reported weeks over a share `among` of the citizens by need, [T, J].

    The ledger is that of the run, or one `reaching` the clinic as they do. A warm-up is worth
    nothing.
    """
    calendar, cells, stations = ledger.parameters.calendar, run.cells, len(run.lump.old)
    worth = span(ledger, calendar.first_day, len(run.followed.pieces), run.followed)
    weights = weights_at_first(run.lump, cells)[:, None]
    # From empty, those who enter on the first day are all there is on it.
    entered = entries.daily[..., 0] - entries.past

    def there(moment: Floats) -> Floats:
        found = np.zeros((stations, moment.shape[1]))
        np.add.at(found, cells.station % stations, weights * moment)
        return np.asarray(entries.past @ found + entered @ moment[run.first_cells])

    share, coming = among * worth.share, _coming(ledger, entries, worth)
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
    paid = worth_begun(there, cells.first, ledger.lump_sums(worth.first_day))
    return Worth(*(more - less[cells.first] for more, less in zip(paid, there, strict=True)))
