#!/usr/bin/env bash
set -euo pipefail

# One citizen who comes and goes on one day makes Kaplan-Meier say that everybody has left.
#
# Guess: with the day of entry given, a stay whose exit day is its entry day is refused, left out
#   or counted as one of the many at risk.
# Seen (printed):
#     lifelines 0.30.3 scikit-survival 0.28.0
#     one at risk in week 2: still there in week 20 (1.0, 1.0), with the same-week stay (0.0, 0.0)
#     four at risk: still there in week 20 (1.0, 1.0), with the same-week stay (0.75, 0.75)
#   The exit is counted, the citizen is not: at risk is who entered before that time, ended is who
#   left at it. With one other citizen at risk the curve falls to 0 and stays there; with four it
#   falls by a quarter. Both libraries agree to the digit, so using one to check the other shows
#   nothing.
# Packages: lifelines 0.30.3, scikit-survival 0.28.0. Date: 2026-11-29.
# Meaning: first seen and gone the same day, or both dates rounded to one week, is common in
#   records of home care, and with delayed entry the first weeks have few at risk. A whole
#   municipality's mean stay becomes a week. Name such rows and give them a stated length (half a
#   day), or refuse them, and show the number at risk beside the curve.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check lifelines==0.30.3 scikit-survival==0.28.0

venv/bin/python -W ignore - <<'PYTHON'
from importlib.metadata import version

import numpy
from lifelines import KaplanMeierFitter
from sksurv.nonparametric import kaplan_meier_estimator

print("lifelines", version("lifelines"), "scikit-survival", version("scikit-survival"))
# week of entry, week of exit, 1 = left; the last one came and went in week 2
FEW = [(0, 30, 1), (4, 26, 1), (4, 40, 0), (5, 52, 0)]
MANY = [(0, 30, 1), (0, 26, 1), (1, 40, 0), (1, 52, 0)]
SAME = (2, 2, 1)


def still_there(rows, week):
    entry, leave, left = (numpy.array(column) for column in zip(*rows))
    of_lifelines = KaplanMeierFitter().fit(leave, left, entry=entry).predict(week)
    times, curve = kaplan_meier_estimator(left.astype(bool), leave.astype(float), time_enter=entry.astype(float))
    return round(float(of_lifelines), 3), round(float(curve[times <= week][-1]), 3)


for name, rows in (("one at risk in week 2", FEW), ("four at risk", MANY)):
    print(f"{name}: still there in week 20 {still_there(rows, 20)}, with the same-week stay {still_there([*rows, SAME], 20)}")

assert still_there(FEW, 20) == (1.0, 1.0), "expected: nobody leaves before week 26"
assert still_there([*FEW, SAME], 20) == (0.0, 0.0), "expected: with the same-week stay everybody has left"
assert still_there([*MANY, SAME], 20) == (0.75, 0.75), "expected: one in four, not one in five"
PYTHON
