#!/usr/bin/env bash
set -euo pipefail

# lifelines turns dates into whole weeks by cutting, so a stay of six days is a stay of no week.
#
# Guess: datetimes_to_durations(start, end, freq="W") gives days / 7, a fraction, as the result is
#   a float.
# Seen (printed):
#     lifelines 0.30.3
#     6 days: 0.0 weeks
#     7 days: 1.0 weeks
#     13 days: 1.0 weeks
#     14 days: 2.0 weeks
#     mean of stays of 1 to 42 days: 3.071 weeks by days, 2.643 by freq W
#     stays of 0 weeks: 6 of 42
#   The result is cut to whole weeks (months, years), not rounded, and then made a float. Stays
#   under a week become 0, on which the laws with a logarithm cannot be fitted and Kaplan-Meier
#   falls at time 0.
# Package: lifelines 0.30.3. Date: 2026-11-29.
# Meaning: weekly rates suggest freq="W". A mean stay in short rehabilitation loses half a week, 16
#   % at three weeks, and open stays lose as much, so no comparison between them shows it. Take
#   days (freq="D") and divide by 7, and state whether a day's stay is one day or none.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check lifelines==0.30.3

venv/bin/python - <<'PYTHON'
import datetime as dt

import lifelines
from lifelines.utils import datetimes_to_durations

print("lifelines", lifelines.__version__)
monday = dt.date(2026, 1, 5)
lengths = range(1, 43)  # days, each once
ends = [monday + dt.timedelta(days) for days in lengths]
start = [monday] * len(ends)


def stays(freq):
    return datetimes_to_durations(start, ends, freq=freq)[0]


weeks, days = stays("W"), stays("D")
for n in (6, 7, 13, 14):
    print(f"{n} days: {weeks[n - 1]} weeks")
print(f"mean of stays of 1 to 42 days: {days.mean() / 7:.3f} weeks by days, {weeks.mean():.3f} by freq W")
print("stays of 0 weeks:", int((weeks == 0).sum()), "of", len(weeks))

assert days.tolist() == [float(n) for n in lengths], "expected: days are exact"
assert weeks.tolist() == [float(n // 7) for n in lengths], "expected: weeks are cut"
PYTHON
