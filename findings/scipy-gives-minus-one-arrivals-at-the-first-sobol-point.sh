#!/usr/bin/env bash
set -euo pipefail

# Poisson arrivals made from SciPy's own Sobol points begin with minus one citizen.
#
# Guess: the quantile at 0 of a law of counts is its least count, 0, as it is 0 for the
#   exponential; SciPy's new Poisson object agrees with the old one.
# Seen (printed):
#     scipy 1.17.1
#     first point of Sobol: 0.0000; poisson -1, nbinom -1, binom -1, geom 0, randint -1, expon 0
#     first point of Halton: 0.0000; poisson -1, nbinom -1, binom -1, geom 0, randint -1, expon 0
#     first point of Sobol scrambled: 0.2862; poisson 1, nbinom 2, binom 1, geom 2, randint 2, expon 0.337
#     new Poisson object, icdf(0): 0.0
#   ppf(0) of a discrete law is one below its least value (Poisson, negative binomial, binomial,
#   geometric, randint). An unscrambled Sobol or Halton sequence begins at exactly 0, so the two
#   parts of scipy.stats meet at the first point. icdf(0) of the new make_distribution objects is
#   0.
# Packages: scipy 1.17.1, numpy 2.4.6. Date: 2026-11-29.
# Meaning: a sample of scenarios over arrivals, visits and days has one with -1 of each, and it is
#   the first. As a count of citizens it is an index of the last one in an array. The same holds
#   for a table of quantiles at 0, 1/n, 2/n. Clip to the law's support, skip no point (that
#   unbalances the sequence), and scramble with rng.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check scipy==1.17.1 numpy==2.4.6

venv/bin/python - <<'PYTHON'
import scipy
from scipy import stats
from scipy.stats import qmc

print("scipy", scipy.__version__)
first = {
    "Sobol": qmc.Sobol(1, scramble=False).random(1)[0, 0],
    "Halton": qmc.Halton(1, scramble=False).random(1)[0, 0],
    "Sobol scrambled": qmc.Sobol(1, rng=1).random(1)[0, 0],
}
laws = {
    "poisson": stats.poisson(2.5),
    "nbinom": stats.nbinom(3, 0.4),
    "binom": stats.binom(7, 0.3),
    "geom": stats.geom(0.2),
    "randint": stats.randint(0, 7),
    "expon": stats.expon(),
}
for name, u in first.items():
    print(f"first point of {name}: {u:.4f};", ", ".join(f"{n} {float(law.ppf(u)):.3g}" for n, law in laws.items()))
new = stats.make_distribution(stats.poisson)(mu=2.5)
print("new Poisson object, icdf(0):", float(new.icdf(0.0)))

for name in ("Sobol", "Halton"):
    assert first[name] == 0.0, "expected: the sequence begins at 0"
    assert laws["poisson"].ppf(first[name]) == -1, "expected: -1 arrivals"
assert laws["geom"].ppf(0.0) == 0, "expected: 0 trials of at least 1"
assert new.icdf(0.0) == 0, "expected: the new object gives 0"
PYTHON
