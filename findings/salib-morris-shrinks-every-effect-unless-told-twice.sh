#!/usr/bin/env bash
set -euo pipefail

# SALib's Morris effects are 14 % too small if the number of levels is given to the sampler only.
#
# Guess: the sample says how large its steps are, so the analysis finds the effects of a straight
#   line exactly, or asks when the number of levels does not fit the sample.
# Seen (printed):
#     SALib 1.6.0
#     levels sampled 4, analysed not given: [7000, 1000], warnings 0
#     levels sampled 8, analysed 8: [7000, 1000], warnings 0
#     levels sampled 8, analysed not given: [6000, 857], warnings 0
#     levels sampled 6, analysed not given: [6300, 900], warnings 0
#     levels sampled 4, analysed 8: [8167, 1167], warnings 0
#   analyze() does not look at the steps in the sample; it divides by the step that goes with its
#   own num_levels, which is 4 unless given. Eight levels in the sample and four in the analysis
#   take (4/7) / (2/3) of every effect. All effects shrink alike, so the order of the levers is
#   right.
# Package: SALib 1.6.0. Date: 2026-11-29.
# Meaning: "kroner for moving this lever across its range" is the number that a municipality is
#   shown, and it is wrong by a constant factor in a plot that looks right. Keep the number of
#   levels in one place, and put a lever with a known straight effect into the sample as a check.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check SALib==1.6.0 numpy==2.4.6

venv/bin/python - <<'PYTHON'
import warnings
from importlib.metadata import version

from SALib.analyze import morris as analysis
from SALib.sample import morris

print("SALib", version("SALib"))
levers = {"num_vars": 2, "names": ["rate", "stay"], "bounds": [[0, 1], [0, 1]]}


def effects(sampled, analysed):
    """Mean absolute effects of 7000 x rate + 1000 x stay, and the number of warnings."""
    points = morris.sample(levers, 50, num_levels=sampled, seed=1)
    kroner = 7000 * points[:, 0] + 1000 * points[:, 1]
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        told = {} if analysed is None else {"num_levels": analysed}
        found = analysis.analyze(levers, points, kroner, seed=1, **told)["mu_star"]
    return [round(float(effect)) for effect in found], len(warned)


for sampled, analysed in ((4, None), (8, 8), (8, None), (6, None), (4, 8)):
    found, words = effects(sampled, analysed)
    print(f"levels sampled {sampled}, analysed {analysed or 'not given'}: {found}, warnings {words}")

assert effects(8, 8)[0] == [7000, 1000], "expected: exact when both agree"
assert effects(8, None) == ([6000, 857], 0), "expected: 6/7 of every effect, no warning"
PYTHON
