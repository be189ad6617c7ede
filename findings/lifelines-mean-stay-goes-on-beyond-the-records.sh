#!/usr/bin/env bash
set -euo pipefail

# lifelines gives a mean stay within two years from records that end after ten weeks.
#
# Guess: the restricted mean of a Kaplan-Meier curve up to t = 104 is refused, NaN or warned about
#   when the longest record is 10 weeks and still open, since the curve is not known past it.
# Seen (printed):
#     lifelines 0.30.3
#     mean stay within 10 weeks: 7.33
#     mean stay within 26 weeks: 15.87
#     mean stay within 104 weeks: 57.47
#     share still there at week 104: 0.533; longest record 10 weeks; warnings: 0
#   The curve's last step is drawn on flat to whatever t is asked for: those still there at week
#   10 are taken to stay to week 104, all of them. No warning. predict() goes on the
#   same way. When the last record has ended the curve is 0 and nothing shows.
# Package: lifelines 0.30.3. Date: 2026-11-29.
# Meaning: a new course type has ten weeks of records and a budget of two years; asked for the mean
#   stay within the budget, the answer is 57 weeks, 50 of them made up, and a lump sum is set from
#   it. Ask for a restricted mean only up to the longest time at risk and name that time beside
#   the number; for more, fit a law with censoring and say so.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check lifelines==0.30.3

venv/bin/python - <<'PYTHON'
import warnings

import lifelines
from lifelines import KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time

print("lifelines", lifelines.__version__)
weeks = [2, 4, 6, 8, 10]
ended = [1, 0, 1, 0, 0]
curve = KaplanMeierFitter().fit(weeks, ended)
with warnings.catch_warnings(record=True) as heard:
    warnings.simplefilter("always")
    within = {limit: float(restricted_mean_survival_time(curve, t=limit)) for limit in (10, 26, 104)}
    there = float(curve.predict(104))
for limit, mean in within.items():
    print(f"mean stay within {limit} weeks: {mean:.2f}")
print(f"share still there at week 104: {there:.3f}; longest record {max(weeks)} weeks; warnings: {len(heard)}")

assert abs(within[10] - 7.3333) < 1e-3, "expected: 7.33 weeks within the records"
assert abs(within[104] - (within[10] + 94 * there)) < 1e-6, "expected: the last step is drawn on to week 104"
assert not heard, "expected: no warning"
PYTHON
