#!/usr/bin/env bash
set -euo pipefail

# A GEE with weeks correlated in time gives another effect when the rows of the table are shuffled.
#
# Guess: groups say which team a row is of and time says which week, so the order of rows does not
#   matter; or the model sorts, or refuses what is not sorted.
# Seen (printed):
#     statsmodels 0.15.0 numpy 2.4.6
#     AR, grid=True: effect, error, correlation {'by team, week': (0.628, 0.171, 0.79), 'by week, team': (0.628, 0.171, 0.79), 'shuffled': (0.576, 0.212, 0.31)}
#     AR, grid=False: effect, error, correlation {'by team, week': (0.634, 0.178, 0.82), 'by week, team': (0.634, 0.178, 0.82), 'shuffled': (0.57, 0.216, 0.81)}
#     exchangeable: effect, error, correlation {'by team, week': (0.592, 0.212, 0.3), 'by week, team': (0.592, 0.212, 0.3), 'shuffled': (0.592, 0.212, 0.3)}
#   Rows are gathered by group, but inside a group they are taken in the order of the table, though
#   the weeks are given. With grid=True neighbours in the table are taken for neighbours in time;
#   with grid=False the result moves too. Sorted by team and week, or by week and team, all is
#   well, so only a table that was sampled, joined or grouped in parallel shows it. The
#   exchangeable structure does not depend on the order.
# Packages: statsmodels 0.15.0, numpy 2.4.6. Date: 2026-11-29.
# Meaning: hours by team and week before and after a change of rate is the natural use, and Parquet
#   files written in parallel come in any order. The estimate of the reform, its error and the
#   correlation all differ. Sort by team and week in the same function that fits, and check that a
#   shuffled table gives the same answer.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check statsmodels==0.15.0 numpy==2.4.6

venv/bin/python -W ignore - <<'PYTHON'
import numpy
import statsmodels
import statsmodels.api as sm

print("statsmodels", statsmodels.__version__, "numpy", numpy.__version__)
TEAMS, WEEKS = 30, 26
random = numpy.random.default_rng(1)
team = numpy.repeat(numpy.arange(TEAMS), WEEKS)
week = numpy.tile(numpy.arange(WEEKS), TEAMS).astype(float)
drift = numpy.zeros(TEAMS * WEEKS)
for row in range(TEAMS * WEEKS):
    before = drift[row - 1] if week[row] else 0.0
    drift[row] = 0.8 * before + random.normal()
reform = (week >= WEEKS // 2).astype(float)
hours = 10 + 0.5 * reform + drift
orders = {
    "by team, week": numpy.arange(TEAMS * WEEKS),
    "by week, team": numpy.lexsort((team, week)),
    "shuffled": random.permutation(TEAMS * WEEKS),
}
STRUCTURES = {
    "AR, grid=True": lambda: sm.cov_struct.Autoregressive(grid=True),
    "AR, grid=False": lambda: sm.cov_struct.Autoregressive(grid=False),
    "exchangeable": sm.cov_struct.Exchangeable,
}


def effect(structure, rows):
    table = sm.add_constant(reform)[rows]
    model = sm.GEE(hours[rows], table, team[rows], time=week[rows], cov_struct=STRUCTURES[structure]())
    fitted = model.fit()
    return round(float(fitted.params[1]), 3), round(float(fitted.bse[1]), 3), round(float(model.cov_struct.dep_params), 2)


seen = {structure: {name: effect(structure, rows) for name, rows in orders.items()} for structure in STRUCTURES}
for structure, found in seen.items():
    print(f"{structure}: effect, error, correlation {found}")

for structure in ("AR, grid=True", "AR, grid=False"):
    found = seen[structure]
    assert found["by team, week"] == found["by week, team"], "expected: both sorted orders agree"
    assert abs(found["shuffled"][0] - found["by team, week"][0]) > 0.02, "expected: shuffled rows give another effect"
assert len(set(seen["exchangeable"].values())) == 1, "expected: the exchangeable one does not care"
PYTHON
