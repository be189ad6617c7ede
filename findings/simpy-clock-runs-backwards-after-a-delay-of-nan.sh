#!/usr/bin/env bash
set -euo pipefail

# After one delay that is not a number SimPy carries out Thursday before Monday.
#
# Guess: timeout(nan) raises ValueError, as timeout(-1) does; or the event never comes and the
#   others are in order.
# Seen (printed):
#     simpy 4.1.2
#     a delay of -1: ValueError: Negative delay -1
#     planned [5, 4, 3, 2, 1]: carried out [1, 2, 3, 4, 5]
#     planned [5, nan, 4, 3, 2, 1]: carried out [2, 3, 4, nan, 1, 5]
#     planned [nan, 5, 4, 3, 2, 1]: carried out [nan, 1, 2, 3, 4, 5]
#   The list of events is a heap, and NaN is neither before nor after anything, so the heap's order
#   is broken for events that have nothing to do with it. env.now goes down, and up again, and the
#   run ends as usual. The same delays in another order can come out right.
# Package: simpy 4.1.2. Date: 2026-11-29.
# Meaning: a stay drawn from a law with a bad parameter, or 0 / 0 hours in a rule, gives a NaN for
#   one citizen; other citizens' visits are then settled in a week that was closed. Ask isfinite of
#   every delay, with the citizen's number in the message, and check that time never falls.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check simpy==4.1.2

venv/bin/python - <<'PYTHON'
import math

import simpy

print("simpy", simpy.__version__)


def days(delays):
    """The clock at each event; all events are planned on day 0."""
    environment, seen = simpy.Environment(), []

    def visit(delay):
        yield environment.timeout(delay)
        seen.append(environment.now)

    for delay in delays:
        environment.process(visit(delay))
    environment.run()
    return seen


try:
    days([-1])
    negative = "accepted"
except ValueError as error:
    negative = f"ValueError: {error}"
print("a delay of -1:", negative)
for delays in ([5, 4, 3, 2, 1], [5, math.nan, 4, 3, 2, 1], [math.nan, 5, 4, 3, 2, 1]):
    print(f"planned {delays}: carried out {days(delays)}")

assert negative.startswith("ValueError"), "expected: -1 is refused"
assert days([5, 4, 3, 2, 1]) == [1, 2, 3, 4, 5], "expected: in order without NaN"
broken = [day for day in days([5, math.nan, 4, 3, 2, 1]) if not math.isnan(day)]
assert sorted(broken) == [1, 2, 3, 4, 5] and broken != sorted(broken), "expected: out of order with NaN"
PYTHON
