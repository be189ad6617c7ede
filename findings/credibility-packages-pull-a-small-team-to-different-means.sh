#!/usr/bin/env bash
set -euo pipefail

# Three Bühlmann-Straub packages agree on every parameter and pull a small team to different means.
#
# Guess: Bühlmann-Straub is one method, so from the same hours and citizen-weeks three packages give
#   the same variances, the same credibility of each team and the same estimate.
# Seen (printed):
#     credibility 0.2.0, actuarcredibility 0.1.1, actuarialpy 0.46.3
#     variance between teams: {'credibility': 74492.987, 'actuarialpy': 74492.987, 'actuarcredibility': 74492.987}
#     mean that teams are pulled to: {'credibility': 2556.89, 'actuarialpy': 2556.89, 'actuarcredibility': 2735.77}
#     credibility of each team: {'Nord': 0.862, 'Syd': 0.945, 'Vest': 0.571}
#     by hand: mean by exposure 2556.89 mean by credibility 2735.77
#     estimate for Vest, own mean 3266.67 : {'credibility': 2962.45, 'actuarialpy': 2962.45, 'actuarcredibility': 3039.12}
#   Variances and credibilities agree. But credibility and actuarialpy pull a team towards the
#   mean weighed by exposure, actuarcredibility towards the mean weighed by credibility (the
#   textbook's best linear one), in which a team of 45 citizen-years counts three fifths as much
#   as one of 580. No output says which.
# Packages: credibility 0.2.0, actuarcredibility 0.1.1, actuarialpy 0.46.3. Date: 2026-11-29.
# Meaning: a new team without records is expected to cost 179 kroner more a citizen and week in
#   one package than in the other two, and a small team's estimate moves too; most of all where
#   one large team is cheap. One mean is the municipality's average krone, the other the average
#   team: say in words which is meant, show it beside the estimates, and do not use one package
#   as the oracle of another before that.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check credibility==0.2.0 actuarcredibility==0.1.1 actuarialpy==0.46.3

venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import numpy
import pandas
import polars
from actuarcredibility import BuhlmannStraubModel
from actuarialpy import BuhlmannStraub as OfActuarialpy
from credibility import BuhlmannStraub as OfCredibility

print(", ".join(f"{name} {version(name)}" for name in ("credibility", "actuarcredibility", "actuarialpy")))
teams = ["Nord", "Syd", "Vest"]
kroner = [[2800.0, 2600.0], [2500.0, 2400.0], [3600.0, 3000.0]]  # a citizen-week, two years
citizens = [[100.0, 110.0], [300.0, 280.0], [20.0, 25.0]]
rows = [(t, y, kroner[i][y], citizens[i][y]) for i, t in enumerate(teams) for y in range(2)]
columns = dict(zip(("team", "year", "kroner", "citizens"), map(list, zip(*rows))))

first = OfCredibility().fit(polars.DataFrame(columns), group_col="team", period_col="year", loss_col="kroner", weight_col="citizens")
second = BuhlmannStraubModel().fit(pandas.DataFrame(columns), group_col="team", observation_col="kroner", weight_col="citizens")
third = OfActuarialpy.fit(numpy.array(kroner), numpy.array(citizens))
told = second.structural_parameters

means = {
    "credibility": first.mu_hat_,
    "actuarialpy": third.overall_mean,
    "actuarcredibility": told["mu"],
}
between = {"credibility": first.a_hat_, "actuarialpy": third.vhm, "actuarcredibility": told["a"]}
print("variance between teams:", {name: round(float(v), 3) for name, v in between.items()})
print("mean that teams are pulled to:", {name: round(float(m), 2) for name, m in means.items()})

weights = numpy.array(citizens).sum(axis=1)
own = (numpy.array(kroner) * citizens).sum(axis=1) / weights
z = weights / (weights + first.v_hat_ / first.a_hat_)
print("credibility of each team:", dict(zip(teams, z.round(3).tolist())))
print("by hand: mean by exposure", round(float(weights @ own / weights.sum()), 2), "mean by credibility", round(float(z @ own / z.sum()), 2))
vest = {name: round(float(z[2] * own[2] + (1 - z[2]) * mean), 2) for name, mean in means.items()}
print("estimate for Vest, own mean", round(float(own[2]), 2), ":", vest)

assert numpy.ptp(list(between.values())) < 1e-6 * between["credibility"], "expected: the variances agree"
assert abs(means["credibility"] - means["actuarialpy"]) < 1e-6, "expected: these two take the exposure mean"
assert abs(means["actuarcredibility"] - z @ own / z.sum()) < 1e-6, "expected: the third takes the credibility mean"
assert means["actuarcredibility"] - means["credibility"] > 100, "expected: it is more than 100 kroner higher"
PYTHON
