"""Mean, second and third moment of what one citizen brings to a team's deviation.

Citizens are independent and come by Poisson processes, so the variance of a team's sum is the
sum of second moments over citizens, and its third cumulant that of third moments (Campbell's
theorem). The moments are found backwards in time, day by day: they hold the weekly chance, the
need multiplier that a citizen keeps, and every change of course within the span, so weeks that
are parts need no approximation. For a span of one full week without changes the second is the
design's sigma**2 + tau**2 + (r - mu)**2.

A day adds d = f - m b and chance of its own, e, to what comes later, X, where m is the multiplier
at the day's level. With v = E[e**2] and k = E[e**3],

    E[d + e + X]      = d + E[X]
    E[(d + e + X)**2] = d**2 + 2 d E[X] + E[X**2] + v
    E[(d + e + X)**3] = d**3 + 3 d**2 E[X] + 3 d E[X**2] + E[X**3] + 3 v (d + E[X]) + k

all of it for one citizen's need, z: m = exp(sigma z - sigma**2 / 2) at every level, z normal.
The needs are the J points of a Gauss-Hermite rule, so sums over them are exact to nine digits
(`needs`), and how the chance lies between light and heavy citizens is known too, which
`chance_law.py` asks for.

Source: design, section 6; Campbell's theorem, Kingman 1993, "Poisson Processes", section 3.2.
"""

import math
from typing import Final, NamedTuple

import numpy as np
from numpy.polynomial.hermite_e import hermegauss

from sim.model.parameters import Floats, Ints
from sim.model.units import DAYS_PER_WEEK
from sim.theory.money.followed import CellPiece, Followed, every_cell
from sim.theory.money.ledger import DayValue, Ledger

_PRECISION: Final = 1e-9


class Worth(NamedTuple):
    """Moments of what a citizen brings from a moment on, by need; money in øre."""

    mean: Floats  # [.., J]
    square: Floats  # [.., J]
    cube: Floats  # [.., J]


class Span(NamedTuple):
    """Worth of a span of days, of those there on its first day and of those who come."""

    first_day: int
    there: Worth  # [M, J]
    coming: list[Worth]  # [Z, J] for each day of the span
    share: Floats  # [J] of the citizens by need


class Needs(NamedTuple):
    """Citizens by need: points of a rule that takes sums over all of them."""

    share: Floats  # [J] of the citizens
    multiplier: Floats  # [M, J] at each cell's level


def needs(ledger: Ledger) -> Needs:
    """As few points as give the third moment of the widest multiplier to nine digits.

    J points are off by less than c**2J J! / (2J)! of the mean of exp(c z); c is 3 sigma.

    Source: Abramowitz and Stegun 1964, 25.4.46, for the rule and its remainder.
    """
    level = np.array([station.level for station in ledger.network.stations])
    sigma = ledger.parameters.demand.multiplier_sigma[0, level]
    points = _points(3.0 * float(sigma.max(initial=0.0)))
    z, weight = hermegauss(points)
    by_station = np.exp(np.outer(sigma, z) - 0.5 * sigma[:, None] ** 2)
    return Needs(weight / weight.sum(), by_station[ledger.cells.station])


def _points(steepest: float) -> int:
    points = 1
    while steepest and _remainder(steepest, points) > math.log(_PRECISION):
        points += 1
    return points


def _remainder(steepest: float, points: int) -> float:
    """Logarithm of the rule's remainder."""
    factorials = math.lgamma(points + 1) - math.lgamma(2 * points + 1)
    return 2 * points * math.log(steepest) + factorials


def span(ledger: Ledger, first_day: int, days: int, followed: Followed | None = None) -> Span:
    """Worth of the days from `first_day` on, found backwards from the last.

    Of all cells, or of those that are `followed`: others are worth anything.
    """
    among, followed = needs(ledger), followed or every_cell(ledger.cells, days)
    ahead, now = (Worth(*np.zeros((3, *among.multiplier.shape))) for _ in range(2))
    none = np.zeros(0)
    of_day = _Additions(among.multiplier, keeps=days > DAYS_PER_WEEK)
    coming: list[Worth] = []
    for day in range(first_day + days - 1, first_day - 1, -1):
        value = ledger.day(day)
        lump = ledger.lump_sums(day + 1) if day + 1 < first_day + days else none
        begun = _added_by_beginning(ahead, followed.first, lump)
        for piece in followed.pieces[day - first_day]:
            found = _one_day(of_day(value, piece), _tomorrow(piece, ahead, begun))
            for moment, part in zip(now, found, strict=True):
                moment[piece.at] = part
        ahead, now = now, ahead
        coming.append(worth_begun(ahead, followed.first, ledger.lump_sums(day)))
    return Span(first_day, _by_cell(ahead, followed.order, now), coming[::-1], among.share)


def _by_cell(worth: Worth, order: Ints, room: Worth) -> Worth:
    """Worth in the ledger's order of cells."""
    for moment, found in zip(room, worth, strict=True):
        moment[order] = found
    return room


def worth_begun(worth: Worth, first: Ints, lump: Floats) -> Worth:
    """Worth of a citizen who begins a course at each station and is paid its lump sum, [Z, J]."""
    return _added(Worth(*(moment[first] for moment in worth)), lump[:, None])


def _added(worth: Worth, amount: Floats) -> Worth:
    """Moments of a sum of which one part is certain; those of the other part are overwritten.

    A run makes thousands of them, and room for new ones would take most of the time.
    """
    mean, square, cube = worth
    more = 3.0 * mean
    more += amount
    more *= amount
    more += 3.0 * square
    more *= amount
    cube += more
    np.multiply(mean, 2.0, out=more)
    more += amount
    more *= amount
    square += more
    mean += amount
    return worth


def _added_by_beginning(ahead: Worth, first: Ints, lump: Floats) -> Worth | None:
    """What tomorrow's lump sums add to the worth of who begins a course then, [Z, J]."""
    if not lump.any():
        return None
    begun = worth_begun(ahead, first, lump)
    return Worth(*(more - of[first] for more, of in zip(begun, ahead, strict=True)))


def _tomorrow(piece: CellPiece, ahead: Worth, begun: Worth | None) -> Worth:
    """Expected worth from tomorrow on, with the lump sums of courses that begin then."""
    moved = Worth(*(piece.onward @ moment for moment in ahead))
    if begun is None:
        return moved
    return Worth(*(to + piece.entering @ more for to, more in zip(moved, begun, strict=True)))


class _Addition(NamedTuple):
    """What a day adds, by cell and need, arrays [M, J]."""

    certain: Floats
    chance: Floats  # its variance
    lopsided: Floats  # third central moment of its cost less pay


class _Additions:
    """What days add; those that are alike are worked out once where a span is long."""

    def __init__(self, multiplier: Floats, *, keeps: bool) -> None:
        self._multiplier = multiplier
        self._keeps = keeps
        self._days: dict[int, DayValue] = {}  # held, so that no id comes twice
        self._kept: dict[tuple[int, int], _Addition] = {}

    def __call__(self, value: DayValue, piece: CellPiece) -> _Addition:
        key = id(value), piece.at.start
        if key in self._kept:
            return self._kept[key]
        found = self._found(value, piece.cells)
        if self._keeps:
            self._days[id(value)] = value
            self._kept[key] = found
        return found

    def _found(self, value: DayValue, cells: Ints) -> _Addition:
        m = self._multiplier[cells]
        here = DayValue(*(part[cells] for part in value))
        of = {name: part[:, None] for name, part in here._asdict().items()}
        cubes = of["noise_cube"], of["noise_scatter"], of["scatter_cube"]
        return _Addition(
            here.fixed_ore[:, None] - of["by_need_ore"] * m,
            # Contacts are as many as the multiplier says, so their chance grows with it once.
            m * (m * of["noise"] + of["scatter"]),
            m * (m * (m * cubes[0] + cubes[1]) + cubes[2]),
        )


def _one_day(day: _Addition, later: Worth) -> Worth:
    """Worth from a day on; the worth from tomorrow on is overwritten."""
    worth = _added(later, day.certain)
    by_chance = day.chance * worth.mean
    by_chance *= 3.0
    by_chance -= day.lopsided
    np.add(worth.cube, by_chance, out=worth.cube)
    np.add(worth.square, day.chance, out=worth.square)
    return worth
