"""When a simulated mean may be said to agree with a computed one, and what the test would miss.

A mean over N independent teams is compared with the twin's by z = (mean - twin) / error. The
test fails beyond `LIMIT`, which chance alone passes less than once in 10,000 runs of the whole
folder: 2 x P(Z > 5.1) x 250 comparisons = 0.8 in 10,000. A bias of (LIMIT + 2.33) errors is
found with probability 0.99; every test asserts that this is below the bias it says it finds.

How many citizens come is Poisson with a mean that the scenario states. `mean_and_error` takes
that chance out of a sample: it regresses the outcome on those who came beyond expectation and
keeps the intercept, which is the mean. That leaves the mean unbiased and halves the error.
"""

from typing import NamedTuple

import numpy as np

LIMIT = 5.1
POWER_99 = 2.33


class Estimate(NamedTuple):
    """Mean and its standard error."""

    mean: float
    error: float

    def bias_found(self, expected):
        """Bias as a share of what is expected that is found with probability 0.99."""
        return (LIMIT + POWER_99) * self.error / expected

    def agrees_with(self, expected):
        return abs(self.mean - expected) <= LIMIT * self.error


def mean_and_error(outcomes, came, expected):
    """Mean of outcomes [N], freed of the chance in who came [N, K], whose mean is known [K]."""
    beyond = came - expected
    beyond = beyond[:, beyond.std(axis=0) > 0]
    design = np.column_stack([np.ones(len(outcomes)), beyond])
    solution, *_ = np.linalg.lstsq(design, outcomes)
    residual = outcomes - design @ solution
    variance = residual @ residual / (len(outcomes) - design.shape[1])
    inverse = np.linalg.inv(design.T @ design)
    return Estimate(float(solution[0]), float(np.sqrt(variance * inverse[0, 0])))


def spread(deviations, means, sds):
    """Mean squared deviation in units of the twin's: 1 if the twin's sd is right.

    `deviations` [N, K] of N independent teams; the K weeks of a team hang together, so a team
    counts as one sample.
    """
    by_team = (((deviations - means) / sds) ** 2).mean(axis=1)
    return Estimate(float(by_team.mean()), float(by_team.std(ddof=1) / np.sqrt(len(by_team))))
