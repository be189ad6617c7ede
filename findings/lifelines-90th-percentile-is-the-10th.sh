#!/usr/bin/env bash
set -euo pipefail

# lifelines' percentile(0.9) of stays is the time by which one in ten has left, not nine in ten.
#
# Guess: percentile(0.9) is the 90th percentile of the stays, as in NumPy and in every table of
#   waiting times.
# Seen (printed):
#     lifelines 0.30.3
#     0.1: numpy 1, Kaplan-Meier percentile(0.1) 9.0, exponential 12.7, its share gone by then 0.9
#     0.5: numpy 5, Kaplan-Meier percentile(0.5) 5.0, exponential 3.8, its share gone by then 0.5
#     0.9: numpy 9, Kaplan-Meier percentile(0.9) 1.0, exponential 0.6, its share gone by then 0.1
#   p is the share still there: the first time at which the curve is at or below p. The median is
#   the same both ways, and near it the two hardly differ. Where the curve does not fall so far it
#   is infinite.
# Package: lifelines 0.30.3, numpy 2.4.6. Date: 2026-11-29.
# Meaning: "nine in ten leave within ... weeks" sets budgets and guarantees. Read from
#   percentile(0.9) it is 1 week in place of 9, and a short stay looks like good practice. Ask for
#   percentile(1 - share), and test on stays of 1 to 10 weeks.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check lifelines==0.30.3 numpy==2.4.6

venv/bin/python -W ignore - <<'PYTHON'
import lifelines
import numpy
from lifelines import ExponentialFitter, KaplanMeierFitter

print("lifelines", lifelines.__version__)
stays = numpy.arange(1, 11)
curve = KaplanMeierFitter().fit(stays)
law = ExponentialFitter().fit(stays)
for share in (0.1, 0.5, 0.9):
    print(
        f"{share}: numpy {numpy.percentile(stays, 100 * share, method='inverted_cdf')},",
        f"Kaplan-Meier percentile({share}) {curve.percentile(share)},",
        f"exponential {law.percentile(share):.1f}, its share gone by then {1 - float(law.predict(law.percentile(share))):.1f}",
    )

assert curve.percentile(0.9) == 1 and curve.percentile(0.1) == 9, "expected: p is the share still there"
assert law.percentile(0.9) < law.percentile(0.1), "expected: so it is for fitted laws"
assert curve.percentile(0.5) == numpy.percentile(stays, 50, method="inverted_cdf"), "expected: the median agrees"
PYTHON
