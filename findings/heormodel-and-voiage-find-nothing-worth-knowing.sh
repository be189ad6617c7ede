#!/usr/bin/env bash
set -euo pipefail

# Two packages say that knowing everything about a decision is worth next to nothing.
#
# Guess: the value of perfect information about all parameters together is the value of perfect
#   information, whatever method is used for a part of them; a default method says when it cannot.
# Seen (printed):
#     heormodel 0.7.4 voiage 0.2.1
#     rate x hours: perfect information 323, both parameters: heormodel 27, voiage 8
#     rate x hours: heormodel with method gp 323
#     best in the middle: perfect information 478, both parameters: heormodel 478, voiage 0
#     straight: perfect information 394, both parameters: heormodel 394, voiage 394
#   heormodel's default ("spline") adds one curve a parameter and has no products, so two levers
#   that only matter together are worth a twelfth; method="gp" finds them. voiage's default is a
#   straight line, so a lever with a best value in the middle is worth nothing. Neither warns.
# Packages: heormodel 0.7.4, voiage 0.2.1 (the newest for Python 3.11). Date: 2026-11-29.
# Meaning: a rate times hours is a product, and too few and too many staff both cost money, so both
#   shapes are what payment of care teams is made of. "More records would not pay" is then an
#   artefact. Ask first for all parameters at once and compare with the value of perfect
#   information; refuse a method that loses more than a few percent.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check heormodel==0.7.4 voiage==0.2.1

venv/bin/python -W ignore - <<'PYTHON'
from importlib.metadata import version

import numpy
import pandas
import voiage
from heormodel.models import Outcomes
from heormodel.voi import evpi, evppi

print("heormodel", version("heormodel"), "voiage", version("voiage"))
random = numpy.random.default_rng(0)
n = 4000
rate, hours = random.normal(size=(2, n))
draws = {"rate": rate, "hours": hours}
index = pandas.RangeIndex(n, name="iteration")
shares = {}
for name, gain in (("rate x hours", rate * hours), ("best in the middle", hours**2 - 1), ("straight", rate)):
    nothing = pandas.DataFrame({"as now": numpy.zeros(n), "new": numpy.zeros(n)}, index=index)
    outcomes = Outcomes.from_wide(nothing, nothing.assign(new=gain))
    of_heormodel = evppi(outcomes, pandas.DataFrame(draws, index=index), ["rate", "hours"], wtp=1000.0)
    benefit = numpy.column_stack([numpy.zeros(n), 1000.0 * gain])
    of_voiage = voiage.evppi(benefit, draws, ["rate", "hours"])
    whole = float(evpi(outcomes, wtp=1000.0))
    assert abs(whole - voiage.evpi(benefit)) < 1e-6, "expected: both agree about perfect information"
    shares[name] = (of_heormodel / whole, of_voiage / whole)
    print(f"{name}: perfect information {whole:.0f}, both parameters: heormodel {of_heormodel:.0f}, voiage {of_voiage:.0f}")
    if name == "rate x hours":
        with_gp = evppi(outcomes, pandas.DataFrame(draws, index=index), ["rate", "hours"], wtp=1000.0, method="gp", seed=1)
        print(f"{name}: heormodel with method gp {with_gp:.0f}")
        assert with_gp > 0.95 * whole, "expected: the gp method finds the product"

assert shares["rate x hours"][0] < 0.2, "expected: heormodel loses the product"
assert shares["best in the middle"][0] > 0.95, "expected: heormodel finds the curve"
assert shares["rate x hours"][1] < 0.2 and shares["best in the middle"][1] < 0.05, "expected: voiage loses both"
assert min(shares["straight"]) > 0.95, "expected: both find a straight line"
PYTHON
