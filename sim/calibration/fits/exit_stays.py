"""Whether lengths hang on the exit, and then the stays of each exit by level.

Set beside each other are one law whatever the exit, and a law for each exit, by AIC over length and
exit together. The second takes more numbers and bends further, so it has to be better by much.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.calibration.fits.by_exit import ExitLengths, MixedStays, mixed_stays
from sim.calibration.fits.laws import SURVIVAL
from sim.calibration.fits.stays import ENOUGH_FOR_SHAPE, CourseStay, LevelStay, level_stay

Floats = npt.NDArray[np.float64]

AUTO: Final = "auto"

MATTERS: Final = 10.0
"""Least difference of AIC. Source: Burnham and Anderson, Model Selection, 2002, section 2.6:
beyond it a model has essentially no support."""


class ExitStays(NamedTuple):
    """Stays of each exit."""

    laws: list[str]
    """By exit."""
    levels: dict[int, list[LevelStay]]
    """By exit."""
    shares: dict[int, Floats]
    information: dict[int, float]
    """By level: what an ended stay tells of the shares, beside one whose exit alone is seen."""
    aic: float
    aic_of_one: float
    """Of one law whatever the exit, by which it is judged."""

    @property
    def matters(self) -> bool:
        """Whether it is better by much."""
        return self.aic < self.aic_of_one - MATTERS


def exit_stays(
    by_level: Mapping[int, ExitLengths], laws: Sequence[str], one: CourseStay
) -> ExitStays:
    """Fit a course by exit; each exit has at least `ENOUGH_FOR_SHAPE` ended stays.

    Levels at which an exit has fewer share the laws of all levels, each with its own shares.

    Parameters
    ----------
    laws
        Of each exit, or "auto": the best by AIC, first of one form for all, then one by one.
    """
    exits, levels = len(laws), sorted(by_level)
    each = [by_level[level] for level in levels]
    apart = all(of.ended(k) >= ENOUGH_FOR_SHAPE for of in each for k in range(exits))
    aic_of_one = one.aic[one.law] + sum(_aic_of_shares(of, exits) for of in each)
    best = _best([[of] for of in each] if apart else [each], laws, aic_of_one)
    fits = best.fits if apart else best.fits * len(levels)
    place = [0] * len(levels) if apart else list(range(len(levels)))
    own = "mean and spread" if apart else "nothing"
    return ExitStays(
        best.laws,
        {
            level: [
                level_stay(of.fits[k], round(by_level[level].ended(k)), own) for k in range(exits)
            ]
            for level, of in zip(levels, fits, strict=True)
        },
        {level: of.shares[at] for level, of, at in zip(levels, fits, place, strict=True)},
        {level: of.information[at] for level, of, at in zip(levels, fits, place, strict=True)},
        best.aic,
        aic_of_one,
    )


class _Tried(NamedTuple):
    laws: list[str]
    fits: list[MixedStays]

    @property
    def aic(self) -> float:
        return sum(of.aic for of in self.fits)


def _best(
    groups: Sequence[Sequence[ExitLengths]], laws: Sequence[str], aic_of_one: float
) -> _Tried:
    """The laws of least AIC, for all groups of levels together.

    Exits' laws are tried one by one only where those of one form are no worse than one law.
    """

    def tried(some: Sequence[str]) -> _Tried:
        return _Tried(list(some), [mixed_stays(group, some) for group in groups])

    free = [k for k, law in enumerate(laws) if law == AUTO]
    if not free:
        return tried(laws)
    alike = [[name if k in free else law for k, law in enumerate(laws)] for name in SURVIVAL]
    best = min(map(tried, alike), key=lambda one: one.aic)
    for k in free if best.aic < aic_of_one else []:
        others = [
            [name if number == k else law for number, law in enumerate(best.laws)]
            for name in SURVIVAL
            if name != best.laws[k]
        ]
        best = min([best, *map(tried, others)], key=lambda one: one.aic)
    return best


def _aic_of_shares(of: ExitLengths, exits: int) -> float:
    """Of the shares of exits that do not hang on the length."""
    counts = np.array([of.ended(k) for k in range(exits)])
    some = counts[counts > 0]
    likelihood = float(some @ np.log(some / some.sum())) if len(some) else 0.0
    return 2.0 * max(len(some) - 1, 0) - 2.0 * likelihood
