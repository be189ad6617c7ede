#!/usr/bin/env bash
set -euo pipefail

# In actxps a citizen who left on Wednesday is at risk until Sunday.
#
# Guess: exposure in weeks is days at risk divided by 7, for those who left and those who are
#   there, so exits over exposure is the rate at which citizens leave a week.
# Seen (printed):
#     actxps 1.1.0 polars 1.34.0
#     5 to 21 January is 17 days, 2.429 weeks
#     no target status:             [8.0, 2.429, 2.429]
#     target home:                  [8.0, 3.0, 2.429]
#     target home and moved:        [8.0, 3.0, 3.0]
#   With a target status the last period of whoever left for that reason counts in full (the
#   actuary's way, whose ratio is a probability a period); for other reasons, and without a target
#   status, days are counted.
# Packages: actxps 1.1.0, polars 1.34.0. Date: 2026-11-29.
# Meaning: the same table is then used for hours a citizen-week, where half a week too much for
#   each exit makes care look cheap exactly where stays are short, and exits / exposure is put into
#   a simulation as a rate a week, which is too low. Use it as a probability a period, or leave
#   target_status out for time in care.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check actxps==1.1.0 polars==1.34.0

venv/bin/python -W ignore - <<'PYTHON'
from importlib.metadata import version

import pandas
from actxps import ExposedDF

print("actxps", version("actxps"), "polars", version("polars"))
stays = pandas.DataFrame(
    {
        "pol_num": [1, 2, 3],
        "status": ["there", "home", "moved"],
        "issue_date": pandas.to_datetime(["2026-01-05"] * 3),
        "term_date": pandas.to_datetime([None, "2026-01-21", "2026-01-21"]),
    }
)


def weeks(target):
    """Exposure of the three citizens, in weeks: still there, gone home, moved away."""
    exposed = ExposedDF(stays.copy(), end_date="2026-03-01", expo_length="week", target_status=target)
    rows = exposed.data.to_pandas().groupby("pol_num")["exposure"].sum()
    return [round(float(value), 3) for value in rows]


by_days, with_home, with_both = weeks(None), weeks("home"), weeks(["home", "moved"])
print("5 to 21 January is 17 days,", round(17 / 7, 3), "weeks")
print("no target status:            ", by_days)
print("target home:                 ", with_home)
print("target home and moved:       ", with_both)

assert by_days == [8.0, 2.429, 2.429], "expected: days at risk without a target status"
assert with_home == [8.0, 3.0, 2.429], "expected: a full last week for whoever went home"
assert with_both == [8.0, 3.0, 3.0], "expected: and for both when both are asked for"
PYTHON
