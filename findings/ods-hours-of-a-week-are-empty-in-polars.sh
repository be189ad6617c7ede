#!/usr/bin/env bash
set -euo pipefail

# 37:30 hours in a LibreOffice sheet are null in polars, text in calamine, an error in odfpy.
#
# Guess: a cell of the type time is a length in the ODS format (PT37H30M00S), so all readers give
#   37.5 hours.
# Seen (printed):
#     polars 2.1.0, fastexcel 0.21.0, pandas 3.1.1, odfpy 1.4.1, python-calamine 0.8.0
#     polars: {'Nord': datetime.timedelta(seconds=27000), 'Syd': datetime.timedelta(seconds=86340), 'Vest': None, 'Øst': None}
#     pandas with calamine: {'Nord': datetime.time(7, 30), 'Syd': datetime.time(23, 59), 'Vest': 'PT24H00M00S', 'Øst': 'PT37H30M00S'}
#     pandas with odfpy: hour must be in 0..23: 24:00
#     sum of hours: typed 92.98333333333333 read 31.483333333333334
#   All take it for a time of day. calamine, which polars uses too, hands on a length of 24 hours
#   and more as text, and polars' column of durations has no place for text: null, without a word.
#   From 24:00 on. The same sheet saved as XLSX is read as a length of time by all.
# Packages: polars 2.1.0, fastexcel 0.21.0, pandas 3.1.1, odfpy 1.4.1, python-calamine 0.8.0. Date:
#   2026-11-29.
# Meaning: hours a week are typed as 37:30 by everybody who has a duty roster, and LibreOffice is
#   what many offices have. The part-timers are read and the full-timers are missing, so the sum of
#   hours is far too low, with no error. Ask for hours as numbers (37.5); refuse empty cells by
#   their address; count rows with hours.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check polars==2.1.0 fastexcel==0.21.0 pandas==3.1.1 odfpy==1.4.1 python-calamine==0.8.0

venv/bin/python -W ignore - <<'PYTHON'
import datetime as dt
from importlib.metadata import version

import pandas
import polars
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

print(", ".join(f"{name} {version(name)}" for name in ("polars", "fastexcel", "pandas", "odfpy", "python-calamine")))
ROSTER = [("Nord", 7, 30), ("Syd", 23, 59), ("Vest", 24, 0), ("Øst", 37, 30)]


def cell(kind, text, **value):
    made = TableCell(valuetype=kind, **value)
    made.addElement(P(text=text))
    return made


sheet = Table(name="roster")
for cells in [
    [cell("string", "team"), cell("string", "hours")],
    *(
        [cell("string", team), cell("time", f"{hours}:{minutes:02d}", timevalue=f"PT{hours:02d}H{minutes:02d}M00S")]
        for team, hours, minutes in ROSTER
    ),
]:
    row = TableRow()
    for made in cells:
        row.addElement(made)
    sheet.addElement(row)
document = OpenDocumentSpreadsheet()
document.spreadsheet.addElement(sheet)
document.save("roster.ods")

by_polars = polars.read_ods("roster.ods")
print("polars:", dict(by_polars.rows()))
by_calamine = pandas.read_excel("roster.ods", engine="calamine")
print("pandas with calamine:", dict(by_calamine.values.tolist()))
try:
    by_odf = pandas.read_excel("roster.ods", engine="odf")
except ValueError as error:
    by_odf = error
print("pandas with odfpy:", by_odf)
read = by_polars["hours"].sum()
print("sum of hours: typed", sum(dt.timedelta(hours=h, minutes=m).total_seconds() for _, h, m in ROSTER) / 3600, "read", read.total_seconds() / 3600)

assert by_polars["hours"].is_null().to_list() == [False, False, True, True], "expected: null from 24:00 on"
assert by_calamine["hours"][3] == "PT37H30M00S", "expected: text with calamine"
assert isinstance(by_odf, ValueError), "expected: an error with odfpy"
PYTHON
