"""The law of a team's deviation by chance alone: where 95 % of runs fall, how likely a deficit is.

`theory`, the funnel, `explain` and the report all ask this one law. Need differs so much between
citizens that a deviation is skewed to the left: a few heavy citizens cost much, and most runs have
fewer of them than expected. The law is a sum of independent parts, one for the citizens of each
need, of which the twin knows the mean, the variance and the third cumulant (`money/moments.py`). A
part is a Poisson number of citizens who bring gamma amounts, so that the whole has the twin's
mean, variance and third cumulant. `DECISIONS.md` says why it is this one, `docs/chance.md` how well
its tails hold.
"""

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.model.parameters import Floats

WITHIN: Final = 0.95
"""Share of single runs that a band of chance holds, unless another is named."""

_POINTS: Final = 8_192
_REACH: Final = 12.0
"""Standard deviations that are followed to either side, and as many more a unit of skewness."""
_NORMAL: Final = 1e7
"""Shape from which a gamma variable is taken as normal: its skewness is below 0.001."""
_ALIKE: Final = 1e-6
"""Squared coefficient of variation below which what citizens bring is taken for the same."""


class ChanceLaw(NamedTuple):
    """A mean, and the cumulants of the parts around it."""

    mean: float
    variances: tuple[float, ...]  # one a part
    thirds: tuple[float, ...]  # third cumulants
    means: tuple[float, ...] = ()  # what the citizens of each part bring; unknown if left out

    @property
    def sd(self) -> float:
        """Standard deviation."""
        return float(np.sqrt(sum(self.variances)))

    @property
    def skewness(self) -> float:
        """Third cumulant over the cube of the standard deviation; 0 where nothing varies."""
        return sum(self.thirds) / self.sd**3 if self.sd else 0.0

    def below(self, value: float) -> float:
        """P(a run ends below a value)."""
        if not self.sd:
            return float(self.mean < value)
        table = _table(self._standard())
        return float(np.interp((value - self.mean) / self.sd, table.at, table.below))

    def quantile(self, share: float) -> float:
        """Value below which this share of runs ends."""
        if not self.sd:
            return self.mean
        table = _table(self._standard())
        return self.mean + self.sd * float(np.interp(share, table.below, table.at))

    def band(self, within: float = WITHIN) -> tuple[float, float]:
        """Values between which this share of runs falls, as many below as above."""
        return self.quantile((1.0 - within) / 2.0), self.quantile((1.0 + within) / 2.0)

    def reach(self, within: float = WITHIN) -> float:
        """How far from the mean this share of runs falls at most, to either side."""
        low, high = 0.0, self.mean - self.quantile((1.0 - within) / 4.0)
        high = max(high, self.quantile((3.0 + within) / 4.0) - self.mean)
        for _ in range(_HALVINGS):
            middle = (low + high) / 2.0
            low, high = (low, middle) if self.holds(middle) >= within else (middle, high)
        return high

    def holds(self, reach: float) -> float:
        """Share of runs that fall within so much of the mean."""
        if not self.sd:
            return 1.0
        return self.below(self.mean + reach) - self.below(self.mean - reach)

    def _standard(self) -> "ChanceLaw":
        """The same law with a mean of 0 and a variance of 1."""
        sd = self.sd
        variances = tuple(variance / sd**2 for variance in self.variances)
        thirds = tuple(third / sd**3 for third in self.thirds)
        return ChanceLaw(0.0, variances, thirds, tuple(mean / sd for mean in self.means))


_HALVINGS: Final = 40


def chance_law(mean: float, variances: Floats, thirds: Floats, means: Floats) -> ChanceLaw:
    """Law of a mean and arrays of the parts' cumulants and means."""
    parts = [np.asarray(part).ravel() for part in (variances, thirds, means)]
    return ChanceLaw(float(mean), *(tuple(part.tolist()) for part in parts))


class _Table(NamedTuple):
    """Shares of runs below values, both rising."""

    at: Floats
    below: Floats


@lru_cache(maxsize=1_024)
def _table(law: ChanceLaw) -> _Table:
    """The law's distribution from its characteristic function, by a fast Fourier transform.

    Half of the share that lies about a point is below it, and a quarter is told at either
    neighbour: many runs at one amount would set the sum ringing. What falls beyond the table is
    counted at its ends.
    """
    step = 2.0 * _REACH * (1.0 + abs(law.skewness)) / _POINTS
    at: Floats = step * np.asarray(np.fft.fftfreq(_POINTS, 1.0 / _POINTS), np.float64)
    frequency: Floats = at * (2.0 * np.pi / (_POINTS * step**2))
    density = np.fft.fft(_characteristic(law, frequency))
    order = np.argsort(at)
    share = np.convolve(density.real[order] / _POINTS, (0.25, 0.5, 0.25), mode="same")
    below = np.clip(np.maximum.accumulate(np.cumsum(share) - share / 2.0), 0.0, 1.0)
    return _Table(at[order], below)


def _characteristic(law: ChanceLaw, frequency: Floats) -> npt.NDArray[np.complex128]:
    """Mean of exp(i frequency x)."""
    logarithm = np.zeros(len(frequency), complex)
    means = law.means or (0.0,) * len(law.variances)
    for part in zip(means, law.variances, law.thirds, strict=True):
        logarithm += _of_part(_Part(*part), frequency)
    return np.asarray(np.exp(logarithm))


class _Part(NamedTuple):
    """The citizens of one need together."""

    mean: float
    variance: float
    third: float


def _of_part(part: _Part, frequency: Floats) -> npt.NDArray[np.complex128]:
    """Logarithm of the mean of exp(i f x), x what a part brings beyond its mean m.

    A Poisson number of citizens, n expected, who each bring s G, G gamma of shape k, has the mean
    m = n k s, the variance v = m (k + 1) s and the third cumulant t = v (k + 2) s. So 1 / (k + 1)
    is m t / v**2 - 1, and the logarithm n ((1 - i f s)**-k - 1) - i f m. Where there is no such k
    (need that is paid now more than it costs, now less), x is a shifted gamma variable, the limit
    of k = 0: with s = t / (2 v) and k = v / s**2 the logarithm is -k log(1 - i f s) - i f k s.
    """
    mean, variance, third = part
    even = third / (2.0 * variance) if variance else 0.0
    if even**2 * _NORMAL <= variance:
        return np.asarray(-0.5 * variance * frequency**2, complex)
    spread = mean * third / variance**2 - 1.0
    if -_ALIKE < spread < 1.0 - _ALIKE:
        shape = 1.0 / max(spread, _ALIKE) - 1.0
        scale = variance / (mean * (shape + 1.0))
        turned = np.log1p(-1j * frequency * scale)
        number = mean / (shape * scale)
        return np.asarray(number * np.expm1(-shape * turned) - 1j * frequency * mean)
    turned = 1j * frequency * even
    return np.asarray(-variance / even**2 * (np.log1p(-turned) + turned))
