#!/usr/bin/env bash
set -euo pipefail

# PM4Py reads a Danish Monday in an event log as Sunday, in the week before.
#
# Guess: an XES event at 2026-03-02T00:00:00+01:00, as the standard asks, is read as that moment
#   with its offset, so its date is 2 March, a Monday in week 10.
# Seen (printed):
#     pm4py 2.7.23.11
#     read from XES:      ['Sun 2026-03-01 23:00 week 9', 'Sun 2026-04-26 22:00 week 17']
#     stay in days:       55.958333333333336
#     back in Copenhagen: ['Mon 2026-03-02 00:00 week 10', 'Mon 2026-04-27 00:00 week 18']
#     format_dataframe, no zone: ['Mon 2026-03-02 00:00 week 10', 'Mon 2026-04-27 00:00 week 18']
#     format_dataframe, Danish zone: ['Sun 2026-03-01 23:00 week 9', 'Sun 2026-04-26 22:00 week 17']
#   All times become UTC. Midnight in Denmark is 23:00 the day before in winter and 22:00 in
#   summer, so dates, weekdays and weeks taken from the column are those before. The same
#   happens to a pandas column with a time zone in format_dataframe; a column without one is
#   taken as UTC and keeps its dates. Stays differ by an hour at most (eight weeks over the change
#   to summer time are 55.96 days), so no check on stays shows it.
# Package: pm4py 2.7.23.11. Date: 2026-11-29.
# Meaning: a log of whole days moves one day back in every calendar, and what falls on Mondays, as
#   weekly settlements do, one week back; a log written with offsets cannot be joined with
#   one written without. Convert back with .dt.tz_convert("Europe/Copenhagen") before taking
#   dates; a writer of logs in whole days does its readers a favour with noon in place of midnight.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check pm4py==2.7.23.11

cat > log.xes <<'XES'
<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
  <trace>
    <string key="concept:name" value="citizen 1"/>
    <event>
      <string key="concept:name" value="development"/>
      <date key="time:timestamp" value="2026-03-02T00:00:00.000+01:00"/>
    </event>
    <event>
      <string key="concept:name" value="self-reliant"/>
      <date key="time:timestamp" value="2026-04-27T00:00:00.000+02:00"/>
    </event>
  </trace>
</log>
XES

venv/bin/python -W ignore - <<'PYTHON'
import contextlib
import io

with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):  # a banner, a progress bar
    import pandas
    import pm4py

    log = pm4py.read_xes("log.xes")
print("pm4py", pm4py.__version__)


def shown(times):
    return [f"{t:%a} {t:%Y-%m-%d %H:%M} week {t.isocalendar().week}" for t in times]


times = log["time:timestamp"]
print("read from XES:     ", shown(times))
print("stay in days:      ", (times.iloc[1] - times.iloc[0]).total_seconds() / 86400)
print("back in Copenhagen:", shown(times.dt.tz_convert("Europe/Copenhagen")))

plain = pandas.DataFrame({"c": ["1", "1"], "a": ["x", "y"], "t": pandas.to_datetime(["2026-03-02", "2026-04-27"])})
danish = plain.assign(t=plain["t"].dt.tz_localize("Europe/Copenhagen"))
read = {}
for name, table in {"no zone": plain, "Danish zone": danish}.items():
    read[name] = pm4py.format_dataframe(table, case_id="c", activity_key="a", timestamp_key="t")["time:timestamp"]
    print(f"format_dataframe, {name}:", shown(read[name]))

assert [t.isocalendar().week for t in times] == [9, 17], "expected: weeks 9 and 17, truth is 10 and 18"
assert all(t.weekday() == 6 for t in times), "expected: both Mondays are read as Sundays"
assert [t.isocalendar().week for t in read["no zone"]] == [10, 18], "expected: without a zone the weeks are kept"
assert [t.isocalendar().week for t in read["Danish zone"]] == [9, 17], "expected: with the Danish zone a week early"
PYTHON
