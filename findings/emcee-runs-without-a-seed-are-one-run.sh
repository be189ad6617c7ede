#!/usr/bin/env bash
set -euo pipefail

# Four emcee runs from the same walkers are one run, and ArviZ counts the draws of four.
#
# Guess: a sampler without a seed draws from fresh chance, so four of them from one start are four
#   independent chains; if they were equal, R-hat or the effective sample size would show it.
# Seen (printed):
#     emcee 3.1.6, arviz-stats 0.8.0, numpy 2.4.6
#     one run: effective size 155
#     four without a seed: different chains 1, effective size 619, R-hat 1.01
#     four with seeds of their own: different chains 4, effective size 513, R-hat 1.01
#   A new sampler takes a copy of NumPy's shared random state and never moves the original on. As
#   long as nobody else draws from it, each sampler begins with the same copy. Equal chains agree
#   perfectly between them, which is what R-hat asks for.
# Packages: emcee 3.1.6, arviz-stats 0.8.0, numpy 2.4.6. Date: 2026-11-29.
# Meaning: a calibration is run four times from one set of walkers near the best fit, as a check.
#   The check passes because it is the same run, the effective size is four times too large and
#   intervals are taken for safe. Give each sampler a random_state of its own before running it,
#   and refuse chains that are equal.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check emcee==3.1.6 arviz-stats==0.8.0 numpy==2.4.6

venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import emcee
import numpy
from arviz_stats.base import array_stats

print(", ".join(f"{name} {version(name)}" for name in ("emcee", "arviz-stats", "numpy")))
numpy.random.seed(1)  # so that this script prints the same; the same is seen without
SPREAD = numpy.array([1.0, 2.0])
walkers = numpy.random.default_rng(1).normal(size=(8, 2))


def fit(x):
    return -0.5 * numpy.sum((x / SPREAD) ** 2, axis=1)


def run(seed=None):
    """Mean of the first parameter over the walkers, by step."""
    sampler = emcee.EnsembleSampler(8, 2, fit, vectorize=True)
    if seed is not None:
        sampler.random_state = numpy.random.RandomState(seed).get_state()
    sampler.run_mcmc(walkers, 5000, progress=False)
    return sampler.get_chain()[1000:, :, 0].mean(axis=1)


def shown(chains):
    effective, rhat = (float(f(chains, chain_axis=0, draw_axis=1)) for f in (array_stats.ess, array_stats.rhat))
    different = len({chain.tobytes() for chain in chains})
    return different, round(effective), round(rhat, 2)


one = numpy.array([run()])
bare = numpy.array([run() for _ in range(4)])
seeded = numpy.array([run(seed) for seed in range(4)])
print(f"one run: effective size {shown(one)[1]}")
for name, chains in (("four without a seed", bare), ("four with seeds of their own", seeded)):
    print("{}: different chains {}, effective size {}, R-hat {}".format(name, *shown(chains)))

assert shown(bare)[0] == 1, "expected: the four are one"
assert shown(seeded)[0] == 4, "expected: with states of their own they are four"
assert shown(bare)[1] > 3 * shown(one)[1], "expected: the effective size is counted several times"
assert shown(bare)[2] < 1.05, "expected: R-hat finds nothing"
PYTHON
