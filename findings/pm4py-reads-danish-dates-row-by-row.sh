#!/usr/bin/env bash
set -euo pipefail

# PM4Py reads 29-03-2026 as March and 01-04-2026 as January, in the same column.
#
# Guess: one column of dates has one order of day and month: all are read day first, all month
#   first with an error at 29, or a warning says that it is not clear.
# Seen (printed):
#     pm4py 2.7.23.11
#     as it is:         ['home care 04 Jan', 'referral 29 Mar', 'ended 13 Apr'] [('home care', 'referral'), ('referral', 'ended')]
#     words about it:   []
#     with the format:  ['referral 29 Mar', 'home care 01 Apr', 'ended 13 Apr'] [('home care', 'ended'), ('referral', 'home care')]
#   A day above 12 can only be a day, so such rows are read rightly; the others are read month
#   first. With timest_format the whole column is read as stated.
# Package: pm4py 2.7.23.11. Date: 2026-11-29.
# Meaning: eleven of the first twelve days of every month move to another month, courses begin
#   after they end, the order of activities turns round and the map of the process shows paths that
#   nobody took. All counts are kept. Give timest_format="%d-%m-%Y", or parse with one format
#   before; test with the first of a month.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check pm4py==2.7.23.11

venv/bin/python - <<'PYTHON'
import warnings

import pandas
import pm4py

print("pm4py", pm4py.__version__)
rows = pandas.DataFrame(
    {
        "citizen": ["1"] * 3,
        "activity": ["referral", "home care", "ended"],
        "day": ["29-03-2026", "01-04-2026", "13-04-2026"],
    }
)


def read(**told):
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        log = pm4py.format_dataframe(rows.copy(), case_id="citizen", activity_key="activity", timestamp_key="day", **told)
    about = [str(w.message)[:70] for w in warned if "dayfirst" in str(w.message).lower() or "format" in str(w.message).lower()]
    return [f"{row['activity']} {row['time:timestamp']:%d %b}" for _, row in log.iterrows()], sorted(pm4py.discover_dfg(log)[0]), about


as_is, paths, about = read()
print("as it is:        ", as_is, paths)
print("words about it:  ", about)
stated, stated_paths, _ = read(timest_format="%d-%m-%Y")
print("with the format: ", stated, stated_paths)

assert as_is == ["home care 04 Jan", "referral 29 Mar", "ended 13 Apr"], "expected: the first of April becomes January"
assert stated == ["referral 29 Mar", "home care 01 Apr", "ended 13 Apr"], "expected: right with the format"
assert not about, "expected: not a word"
PYTHON
