#!/usr/bin/env bash
set -euo pipefail

# In vivarium an event that happens once a year on average happens to everybody in a yearly step.
#
# Guess: a rate of 1 a year gives the probability 1 - exp(-1) = 0.632 in a step of a year, in any
#   step length the same share after a year, and going there and back gives the rate again.
# Seen (printed):
#     vivarium 4.1.6
#     rate 0.5 a year: one step 0.5, 52 steps 0.395, exponential 0.393 and 0.393; 1 - exp(-rate) 0.393
#     rate 1.0 a year: one step 1.0, 52 steps 0.636, exponential 0.632 and 0.632; 1 - exp(-rate) 0.632
#     rate of a probability of 0.632: 0.632
#   rate_to_probability multiplies, and cuts at 1; the exponential is there as
#   rate_conversion_type="exponential", and the simulation has a setting of that name. Above 1 it
#   warns; below, where the error is up to 58 %, it does not.
# Package: vivarium 4.1.6. Date: 2026-11-29.
# Meaning: rates of hospital and of leaving care are high among those who get care. A model moved
#   from days to weeks is nearly the same; from weeks to years everybody with a rate of one goes to
#   hospital every year, and the answer depends on the step. Ask for the exponential and test that 52 steps
#   of a week give the same share as one of a year.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check vivarium==4.1.6

venv/bin/python -W ignore - <<'PYTHON'
import math
from importlib.metadata import version

from vivarium.framework.utilities import probability_to_rate, rate_to_probability

print("vivarium", version("vivarium"))


def share_after_a_year(rate, steps, **law):
    """Share of citizens with at least one event after a year, in equal steps."""
    a_step = float(rate_to_probability([rate], time_scaling_factor=1 / steps, **law)[0])
    return round(1 - (1 - a_step) ** steps, 3)


for rate in (0.5, 1.0):
    print(
        f"rate {rate} a year: one step {share_after_a_year(rate, 1)}, 52 steps {share_after_a_year(rate, 52)},",
        f"exponential {share_after_a_year(rate, 1, rate_conversion_type='exponential')} and",
        f"{share_after_a_year(rate, 52, rate_conversion_type='exponential')}; 1 - exp(-rate) {1 - math.exp(-rate):.3f}",
    )
back = float(probability_to_rate([0.632])[0])
print("rate of a probability of 0.632:", back)

assert share_after_a_year(1.0, 1) == 1.0, "expected: once a year on average becomes certain"
assert share_after_a_year(1.0, 52) < 0.64, "expected: in weekly steps it is not"
assert share_after_a_year(0.5, 1, rate_conversion_type="exponential") == 0.393, "expected: the exponential is right"
assert back == 0.632, "expected: the way back is linear too"
PYTHON
