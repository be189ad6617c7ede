"""Intervals by drawing citizens again: who is drawn twice counts twice, in every course.

Source: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13 (percentiles).
"""

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

DRAWS: Final = 400
"""Source: assumption; an end of the interval is then known to a tenth of its width."""
_KEY: Final = 30_011
_ENDS: Final = (2.5, 97.5)


def drawn_again(
    citizens: int, answer: Callable[[Floats], Floats], draws: int = DRAWS
) -> tuple[Floats, Floats]:
    """Lower and upper ends of what `answer` says of citizens' weights [K]; 95 %.

    A draw in which a number cannot be said (NaN) is left out of its interval.
    """
    luck = np.random.Generator(np.random.Philox(key=_KEY))
    each = luck.multinomial(citizens, np.full(citizens, 1.0 / citizens), size=draws)
    answers = np.array([answer(weights.astype(float)) for weights in each])
    ends = np.array(
        [
            np.percentile(column[np.isfinite(column)], _ENDS)
            if np.isfinite(column).sum() > draws / 2
            else (np.nan, np.nan)
            for column in answers.T
        ]
    ).reshape(-1, 2)
    return ends[:, 0], ends[:, 1]
