"""Stays by exit: a length for each way out, fitted together with the share of each way.

Who is to take exit k, with the share p_k, stays a length of law k. One seen to end that way between
`low` and `high` counts p_k (S_k(low) - S_k(high)), one that goes on after `low` days the sum of
p_k S_k(low), and each is divided by the sum of p_k S_k(entry): short stays, which are seen to their
end more often, do not count for more than there are. Source: Larson and Dinse, Applied Statistics
1985, a mixture model of competing risks.
"""

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.calibration.fits.laws import FREE, SURVIVAL
from sim.calibration.fits.likelihood import (
    LOG_MEAN,
    LOG_SHAPE,
    TINY,
    Errors,
    Fitted,
    Lengths,
    covariance_of,
    fit,
    fitted_law,
    gathered_lengths,
)

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

NOT_KNOWN: Final = -1
_FARTHEST: Final = 12.0
"""Log of the ratio of two shares at most."""


class ExitLengths(NamedTuple):
    """Stays of one level as they were seen [days], and the exit they took."""

    lengths: Lengths
    exit: Ints
    """Number of the exit; `NOT_KNOWN` where a stay goes on, or ended nobody knows how."""

    def of(self, exit_: int) -> Lengths:
        """Those that took an exit."""
        return Lengths(*(column[self.exit == exit_] for column in self.lengths))

    def ended(self, exit_: int) -> float:
        """How many took an exit."""
        return float(self.lengths.weight[self.exit == exit_].sum())


class MixedStays(NamedTuple):
    """A law for each exit, and the share of each exit at each level."""

    fits: list[Fitted]
    shares: list[Floats]
    information: list[float]
    """Of each level's shares: what an ended stay counts for beside one whose exit is drawn."""
    log_likelihood: float
    free: int

    @property
    def aic(self) -> float:
        """Akaike's information criterion."""
        return 2.0 * self.free - 2.0 * self.log_likelihood


def gathered_by_exit(rows: Sequence[tuple[float, float, float, float, int]]) -> ExitLengths:
    """Gather equal stays: entry, low, high, weight and exit of each."""
    lengths, exits = [], []
    table = np.array(rows, float).reshape(-1, 5)
    for exit_ in np.unique(table[:, 4]):
        some = table[table[:, 4] == exit_]
        lengths.append(gathered_lengths(*some[:, :4].T))
        exits.append(np.full(len(lengths[-1].low), int(exit_)))
    if not lengths:
        none = np.zeros(0)
        return ExitLengths(Lengths(none, none, none, none), np.zeros(0, np.int64))
    return ExitLengths(
        Lengths(*(np.concatenate(column) for column in zip(*lengths, strict=True))),
        np.concatenate(exits),
    )


class _Level(NamedTuple):
    """Stays of a level sorted by what is known of them."""

    taken: list[int]
    """Exits that anybody took; the others have no share."""
    ended: list[Lengths]
    lost: Lengths
    still: Lengths
    late: Lengths


def _sorted(of: ExitLengths, exits: int) -> _Level:
    is_open = of.exit == NOT_KNOWN
    ends = np.isfinite(of.lengths.high)

    def such(mask: npt.NDArray[np.bool_]) -> Lengths:
        return Lengths(*(column[mask] for column in of.lengths))

    return _Level(
        [k for k in range(exits) if of.ended(k) > 0],
        [of.of(k) for k in range(exits)],
        such(is_open & ends),
        such(is_open & ~ends),
        such(of.lengths.entry > 0),
    )


def mixed_stays(levels: Sequence[ExitLengths], laws: Sequence[str]) -> MixedStays:
    """Fit a law for each exit, the same at some levels, with the shares of the exits at each.

    Raises
    ------
    ValueError
        When no stay took one of the exits.
    """
    from scipy.optimize import minimize

    exits = len(laws)
    model = _Model([_sorted(of, exits) for of in levels], laws)
    begin = [fit(_together([of.of(k) for of in levels]), law) for k, law in enumerate(laws)]
    found = minimize(
        model.loss,
        model.start(begin),
        method="L-BFGS-B",
        bounds=model.bounds(),
        options={"maxfun": 40_000, "maxiter": 500, "ftol": 1e-11},
    )
    at: Floats = found.x
    covariance = covariance_of(model.loss, at)
    return MixedStays(
        [model.fitted(at, covariance, k) for k in range(exits)],
        [model.shares(at, level) for level in range(len(levels))],
        [
            model.information(at, covariance, level, sum(of.ended(k) for k in range(exits)))
            for level, of in enumerate(levels)
        ],
        -float(found.fun),
        len(at),
    )


def _together(several: Sequence[Lengths]) -> Lengths:
    return Lengths(*(np.concatenate(column) for column in zip(*several, strict=True)))


class _Model:
    """Likelihood of the numbers: each exit's log mean and, where it has one, log shape; shares."""

    def __init__(self, levels: list[_Level], laws: Sequence[str]) -> None:
        self.levels, self.laws, self.exits = levels, laws, len(laws)
        self.of_exit = np.concatenate([[0], np.cumsum([FREE[law] for law in laws])]).astype(int)
        sizes = [max(len(level.taken) - 1, 0) for level in levels]
        self.first = self.of_exit[-1] + np.concatenate([[0], np.cumsum(sizes)]).astype(int)

    def start(self, begin: Sequence[Fitted]) -> Floats:
        """Each exit's own ended stays, and the shares of those."""
        found: list[float] = []
        for law, of in zip(self.laws, begin, strict=True):
            found += [math.log(of.mean), math.log(of.shape)][: FREE[law]]
        for level in self.levels:
            counts = [float(level.ended[k].weight.sum()) for k in level.taken]
            found += [math.log(count / counts[0]) for count in counts[1:]]
        limits = np.array(self.bounds())
        return np.asarray(np.clip(np.array(found), limits[:, 0], limits[:, 1]))

    def bounds(self) -> list[tuple[float, float]]:
        """Lowest and highest of each number."""
        found: list[tuple[float, float]] = []
        for law in self.laws:
            found += [LOG_MEAN, LOG_SHAPE][: FREE[law]]
        return [*found, *[(-_FARTHEST, _FARTHEST)] * int(self.first[-1] - self.first[0])]

    def shares(self, at: Floats, level: int) -> Floats:
        """Share of each exit at a level."""
        taken = self.levels[level].taken
        logs = np.concatenate([[0.0], at[self.first[level] : self.first[level + 1]]])
        some = np.exp(logs - logs.max())
        found = np.zeros(self.exits)
        found[taken] = some / some.sum()
        return found

    def _survival(self, at: Floats, k: int, days: Floats) -> Floats:
        numbers = np.exp(at[self.of_exit[k] : self.of_exit[k + 1]])
        shape = float(numbers[1]) if len(numbers) > 1 else 1.0
        survival: Floats = SURVIVAL[self.laws[k]](days, float(numbers[0]), shape)
        return survival

    def loss(self, at: Floats) -> float:
        """Minus the logarithm of the likelihood."""
        return -sum(self._of_level(at, level) for level in range(len(self.levels)))

    def _of_level(self, at: Floats, number: int) -> float:
        level, shares = self.levels[number], self.shares(at, number)
        total = 0.0
        mixed = [np.zeros(len(of.low)) for of in (level.lost, level.still, level.late)]
        for k in level.taken:
            of = level.ended[k]
            ends = self._survival(at, k, of.low) - self._survival(at, k, of.high)
            total += float(of.weight @ np.log(np.maximum(shares[k] * ends, TINY)))
            lost = self._survival(at, k, level.lost.low) - self._survival(at, k, level.lost.high)
            mixed[0] += shares[k] * lost
            mixed[1] += shares[k] * self._survival(at, k, level.still.low)
            mixed[2] += shares[k] * self._survival(at, k, level.late.entry)
        for of, seen, sign in zip(
            (level.lost, level.still, level.late), mixed, (1.0, 1.0, -1.0), strict=True
        ):
            total += sign * float(of.weight @ np.log(np.maximum(seen, TINY)))
        return total

    def fitted(self, at: Floats, covariance: Floats | None, k: int) -> Fitted:
        """Law of an exit with its errors."""
        here = slice(self.of_exit[k], self.of_exit[k + 1])
        part = None if covariance is None else covariance[here, here]
        return fitted_law(self.laws[k], at[here], math.nan, Errors.of(part, FREE[self.laws[k]]))

    def information(self, at: Floats, covariance: Floats | None, level: int, ended: float) -> float:
        """What an ended stay tells of the shares, beside one whose exit alone is seen: 0-1."""
        here = slice(self.first[level], self.first[level + 1])
        shares = self.shares(at, level)[self.levels[level].taken]
        if covariance is None or len(shares) < 2:  # noqa: PLR2004 - one share is known
            return 1.0
        slopes = np.diag(shares)[:, 1:] - np.outer(shares, shares[1:])
        variances = np.diag(slopes @ covariance[here, here] @ slopes.T)
        alone = shares * (1.0 - shares) / ended
        return float(np.clip(alone.sum() / max(variances.sum(), 1e-300), 0.05, 1.0))
