#!/usr/bin/env bash
set -euo pipefail

# One run without a number among 640, and SALib and SciPy both say that no lever matters.
#
# Guess: NaN in, NaN out: if one simulation gave no number, the indices are NaN or an error is
#   raised, since a mean with a NaN in it is NaN.
# Seen (printed):
#     SALib 1.6.0 scipy 1.17.1
#     all runs well : total order, SALib [0.9, 0.1, 0.0], SciPy [0.9, 0.1, 0.0]
#     one run broken: total order, SALib [0.0, 0.0, 0.0], SciPy [0.0, 0.0, 0.0]
#     runs: 640, interval of the broken study: [0.0, 0.0, 0.0]
#     words about it: []
#   The NaN makes the variance NaN. SALib divides only where the variance is above 0, SciPy turns
#   an index that is not finite into 0; both rules are meant for a constant output.
# Packages: SALib 1.6.0, scipy 1.17.1, numpy 2.4.6. Date: 2026-11-29.
# Meaning: a sensitivity study has thousands of runs and one of them fails sooner or later (a team
#   with nobody in it divides by 0). "Neither the rate nor the stay matters" is then the report.
#   Ask isfinite of every output, name the runs, and refuse before any index is computed; an index
#   of exactly 0.0 for everything is a fault, not a result.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check SALib==1.6.0 scipy==1.17.1 numpy==2.4.6

venv/bin/python - <<'PYTHON'
import warnings
from importlib.metadata import version

import numpy
import scipy
from SALib.analyze import sobol as of_salib
from SALib.sample import sobol
from scipy.stats import sobol_indices, uniform

print("SALib", version("SALib"), "scipy", scipy.__version__)
levers = {"num_vars": 3, "names": ["rate", "stay", "colour of the cars"], "bounds": [[0, 1]] * 3}
points = sobol.sample(levers, 128, calc_second_order=False, seed=1)


def deviation(x, broken):
    kroner = 3 * x[0] + x[1]
    kroner[..., 7] = numpy.nan if broken else kroner[..., 7]
    return kroner


with warnings.catch_warnings(record=True) as warned:
    warnings.simplefilter("always")
    totals = {}
    for broken in (False, True):
        by_salib = of_salib.analyze(levers, deviation(points.T.copy(), broken), calc_second_order=False, seed=1)
        by_scipy = sobol_indices(func=lambda x: deviation(x, broken), n=128, dists=[uniform()] * 3, rng=1)
        totals[broken] = (by_salib["ST"].round(2).tolist(), by_scipy.total_order.round(2).tolist())
        name = "one run broken" if broken else "all runs well "
        print(f"{name}: total order, SALib {totals[broken][0]}, SciPy {totals[broken][1]}")
print(f"runs: {len(points)}, interval of the broken study: {by_salib['ST_conf'].tolist()}")
print("words about it:", [str(w.message) for w in warned if "nan" in str(w.message).lower() or "finite" in str(w.message).lower()])

assert totals[False][0][0] > 0.8 and totals[False][1][0] > 0.8, "expected: the rate matters most"
assert totals[True] == ([0.0] * 3, [0.0] * 3), "expected: one NaN makes all indices zero in both"
PYTHON
