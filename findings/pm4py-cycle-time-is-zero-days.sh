#!/usr/bin/env bash
set -euo pipefail

# PM4Py's cycle time is 0 days when a course is completed every seventh day.
#
# Guess: courses that end seven days apart have a cycle time of seven days, as the function's own
#   words say.
# Seen (printed):
#     pm4py 2.7.23.11
#     stays of 3 days: cycle time 0.0, mean gap between ends 7.0 days
#     stays of 28 days: cycle time 0.0, mean gap between ends 7.0 days
#     stays of 3 days, one event with a start: cycle time 2.7, mean gap 7.0 days
#     stays of 28 days, one event with a start: cycle time 0.0, mean gap 7.0 days
#   What is computed is the time in which at least one activity was under way, divided by the
#   number of cases. An event without a start takes no time, so the answer is 0. With start times
#   it is the busy time less its last unbroken stretch: nine tenths of a stay of 3 days, and 0
#   again for stays of 28 days, which overlap.
# Package: pm4py 2.7.23.11. Date: 2026-11-29.
# Meaning: most records of care have one date an event. A dashboard shows a cycle time of 0.0, and
#   0 is easily read as "within the day". Take the gaps between the last events of the cases in own
#   code, three lines.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check pm4py==2.7.23.11

venv/bin/python - <<'PYTHON'
import warnings

import pandas
import pm4py

warnings.simplefilter("ignore")
print("pm4py", pm4py.__version__)
DAY = 86400
first = pandas.Timestamp("2026-01-05")


def log(stay):
    """Ten courses of so many days, one begun and so one ended every seventh day: a start and an end event each."""
    rows = []
    for n in range(10):
        begin = first + pandas.Timedelta(days=7 * n)
        rows += [(str(n), "start", begin), (str(n), "end", begin + pandas.Timedelta(days=stay))]
    table = pandas.DataFrame(rows, columns=["citizen", "what", "day"])
    return pm4py.format_dataframe(table, case_id="citizen", activity_key="what", timestamp_key="day")


def intervals(stay):
    """The same with one event a course that has a start time."""
    table = pandas.DataFrame(
        [(str(n), first + pandas.Timedelta(days=7 * n)) for n in range(10)], columns=["citizen", "start_timestamp"]
    )
    table["care"], table["to"] = "care", table["start_timestamp"] + pandas.Timedelta(days=stay)
    whole = pm4py.format_dataframe(table, case_id="citizen", activity_key="care", timestamp_key="to", start_timestamp_key="start_timestamp")
    return whole


def gap(table):
    ends = table.groupby("case:concept:name")["time:timestamp"].max().sort_values()
    return ends.diff().mean().total_seconds() / DAY


for stay in (3, 28):
    table = log(stay)
    print(f"stays of {stay} days: cycle time {pm4py.get_cycle_time(table) / DAY}, mean gap between ends {gap(table)} days")
    assert pm4py.get_cycle_time(table) == 0, "expected: 0 days"
    assert gap(table) == 7, "expected: a course ends every seventh day"
with_starts = {}
for stay in (3, 28):
    table = intervals(stay)
    with_starts[stay] = pm4py.get_cycle_time(table) / DAY
    print(f"stays of {stay} days, one event with a start: cycle time {with_starts[stay]}, mean gap {gap(table)} days")
assert with_starts == {3: 2.7, 28: 0.0}, "expected: the busy time less its last stretch, over ten"
PYTHON
