#!/usr/bin/env bash
set -euo pipefail

# PM4Py leaves out, without a word, every stay that has not ended yet.
#
# Guess: a row with a start and no end yet is kept as open, or refused.
# Seen (printed):
#     pm4py 2.7.23.11
#     citizens in the table: A, B, C, D; in the log: A, B
#     mean stay in the log: 3.0 weeks
#     mean time in care until 04 May, open stays counted: 10.0 weeks
#     as two events a stay: A, B, C, D
#   format_dataframe drops every row in which the timestamp, the activity or the case is missing.
#   The start that is there does not count; a case of one such row is gone altogether.
# Package: pm4py 2.7.23.11. Date: 2026-11-29.
# Meaning: the longest stays are the ones that are still open, so the mean stay from such a log is
#   short (here 3 weeks in place of 10) and the number in care today is 0. Write the start and the
#   end as two events, so that an open stay keeps its start, and compare the number of cases before
#   and after.

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
stays = pandas.DataFrame(
    {
        "citizen": ["A", "B", "C", "D"],
        "care": ["home care"] * 4,
        "from": pandas.to_datetime(["2026-01-05"] * 4),
        "to": pandas.to_datetime(["2026-01-19", "2026-02-02", None, None]),
    }
)
log = pm4py.format_dataframe(stays, case_id="citizen", activity_key="care", timestamp_key="to", start_timestamp_key="from")
kept = sorted(log["case:concept:name"])
weeks = ((log["time:timestamp"] - pandas.to_datetime(log["from"], utc=True)).dt.days / 7).mean()
print("citizens in the table: A, B, C, D; in the log:", ", ".join(kept))
print("mean stay in the log:", weeks, "weeks")
today = pandas.Timestamp("2026-05-04")
whole = ((stays["to"].fillna(today) - stays["from"]).dt.days / 7).mean()
print(f"mean time in care until {today:%d %b}, open stays counted: {whole} weeks")

events = stays.melt(id_vars=["citizen"], value_vars=["from", "to"], var_name="what", value_name="day").dropna()
two = pm4py.format_dataframe(events, case_id="citizen", activity_key="what", timestamp_key="day")
print("as two events a stay:", ", ".join(sorted(set(two["case:concept:name"]))))

assert kept == ["A", "B"], "expected: who is still there is dropped"
assert set(two["case:concept:name"]) == set("ABCD"), "expected: two events a stay keep everybody"
PYTHON
