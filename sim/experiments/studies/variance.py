"""How much of a figure's variance is parameters and how much is chance, from nested runs.

Of n samples of the parameters each has r runs of its own chance. With MSB = r times the variance of
the samples' means and MSW the mean variance within samples, (MSB - MSW) / r is the variance of the
expected figure over the parameters, and MSW that of single runs at known parameters: both without
bias, however few the runs.

Source: O'Hagan, Stevenson and Madan 2007, Health Economics 16, 1009-1023.
"""

from typing import Final, NamedTuple

import numpy as np
from scipy.special import chdtri, stdtrit

from sim.experiments.documents.studying import Between, Points
from sim.experiments.studies.sampling import seed_of
from sim.model.parameters import Floats

RESAMPLES: Final = 1_000
_WITHIN: Final = (0.025, 0.975)


class Variances(NamedTuple):
    """Variance by the parameters, which may come out below 0, and by chance [unit squared]."""

    parameters: float
    chance: float

    @property
    def share(self) -> float | None:
        """Share of the parameters in 0-1; None where nothing varies."""
        known = max(self.parameters, 0.0)
        return known / (known + self.chance) if known + self.chance else None


def nested_variances(values: Floats) -> Variances:
    """Variances of values [samples, replications], at least two of both."""
    means, within = values.mean(axis=1), values.var(axis=1, ddof=1)
    chance = float(within.mean())
    return Variances(float(means.var(ddof=1)) - chance / values.shape[1], chance)


def crossed_variances(values: Floats) -> Variances:
    """Variances of values [settings, replications] whose replications are the same for all.

    The settings' means then share their luck: what they vary beyond is the mean square of what is
    neither of the setting nor of the replication, over the replications.
    """
    runs = values.shape[1]
    rest = values - values.mean(axis=1, keepdims=True) - values.mean(axis=0) + values.mean()
    freedom = (len(values) - 1) * (runs - 1)
    together = float((rest**2).sum() / freedom)
    parameters = float(values.mean(axis=1).var(ddof=1)) - together / runs
    return Variances(parameters, float(values.var(axis=1, ddof=1).mean()))


def chance_share_interval(of: Variances, replications: int) -> Between:
    """95 % interval of the share of chance where all settings have the same replications.

    What all share has been seen as often as there are replications, however many the settings: so
    the variance by chance has the chi-squared interval of these, as for a normal figure, and that
    by the parameters is taken as known. Something must vary.
    """
    free = replications - 1
    known = max(of.parameters, 0.0)
    chance = [of.chance * free / float(chdtri(free, 1 - within)) for within in reversed(_WITHIN)]
    low, high = (one / (known + one) for one in chance)
    return {"low": low, "high": high}


def share_interval(means: Floats, within: Floats, replications: float) -> tuple[float, float]:
    """95 % interval of the parameters' share, by resampling samples.

    `means` and `within` [samples] are the mean and the variance of each sample's runs, of which
    there are `replications`: infinitely many where both are exact.
    """
    count = len(means)
    at = np.random.default_rng(seed_of("share", count)).integers(0, count, (RESAMPLES, count))
    chance = within[at].mean(axis=1)
    known = np.maximum(means[at].var(axis=1, ddof=1) - chance / replications, 0.0)
    whole = known + chance
    shares = np.divide(known, whole, out=np.zeros(RESAMPLES), where=whole > 0)
    low, high = np.quantile(shares, _WITHIN)
    return float(low), float(high)


def mean_interval(means: Floats) -> Points:
    """Mean of values with its 95 % t-interval."""
    count = len(means)
    reach = float(stdtrit(count - 1, _WITHIN[1]) * means.std(ddof=1) / np.sqrt(count))
    mean = float(means.mean())
    return {"mean": mean, "low": mean - reach, "high": mean + reach}


def parameters_alone(values: Floats, of: Variances) -> Floats:
    """Means of samples drawn towards their middle until they vary as the parameters do."""
    means = values.mean(axis=1)
    spread = float(means.var(ddof=1))
    kept = np.sqrt(max(of.parameters, 0.0) / spread) if spread else 0.0
    drawn: Floats = means.mean() + (means - means.mean()) * kept
    return drawn


def chance_alone(values: Floats) -> Floats:
    """Runs around the middle of all: what is left when each sample's mean is taken off."""
    runs = values.shape[1]
    off = (values - values.mean(axis=1, keepdims=True)) * np.sqrt(runs / (runs - 1))
    return np.asarray(values.mean() + off).ravel()


def points_of(values: Floats) -> Points:
    """Mean of values, and the points between which 95 % of them lie."""
    low, high = np.quantile(values, _WITHIN)
    return {"mean": float(values.mean()), "low": float(low), "high": float(high)}
