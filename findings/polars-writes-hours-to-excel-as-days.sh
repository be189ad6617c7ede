#!/usr/bin/env bash
set -euo pipefail

# Polars writes 37 hours and 30 minutes to a workbook as 1.5625, and reads that as a number.
#
# Guess: a Duration is written with a format for hours ([h]:mm), and comes back as a Duration of
#   37.5 hours; polars gives dates, times and moments a format, after all, and reads [h]:mm as a
#   length.
# Seen (printed):
#     polars 2.1.0, fastexcel 0.21.0, XlsxWriter 3.3.1, openpyxl 3.1.5
#     written: Schema([('stay', Duration(time_unit='us')), ('start', Time)]) 3 rows
#     in the cells: [(1.5625, 'General'), (datetime.time(7, 30), 'hh:mm:ss;@')]
#     read back: Schema([('stay', Float64), ('start', Datetime(time_unit='ms', time_zone=None))]) 2 rows (1.5625, datetime.datetime(1899, 12, 31, 7, 30))
#     with a format: (datetime.timedelta(days=1, seconds=48600), '[h]:mm') Duration(time_unit='ms') 1 day, 13:30:00
#   The cell is the number of days with the format General. A time of day comes back as a moment in
#   1899. A last row of nulls is not there when it is read again.
# Packages: polars 2.1.0, fastexcel 0.21.0, XlsxWriter 3.3.1, openpyxl 3.1.5. Date: 2026-11-29.
# Meaning: someone opens the workbook of visit times and sees 1.56 under "hours". Sums and means
#   are off by 24 in the next step, without an error, as the column is a plain number. Write hours
#   as numbers with the unit in the heading, or give dtype_formats={polars.Duration: "[h]:mm"}, and
#   read the file back in a test.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check polars==2.1.0 fastexcel==0.21.0 XlsxWriter==3.3.1 openpyxl==3.1.5

venv/bin/python - <<'PYTHON'
import datetime as dt
from importlib.metadata import version

import openpyxl
import polars

print(", ".join(f"{name} {version(name)}" for name in ("polars", "fastexcel", "XlsxWriter", "openpyxl")))
visits = polars.DataFrame(
    {
        "stay": [dt.timedelta(hours=37, minutes=30), dt.timedelta(hours=7, minutes=30), None],
        "start": [dt.time(7, 30), dt.time(15, 0), None],
    }
)


def there_and_back(**told):
    visits.write_excel("visits.xlsx", **told)
    first = openpyxl.load_workbook("visits.xlsx").active[2]
    return [(cell.value, cell.number_format) for cell in first], polars.read_excel("visits.xlsx")


cells, back = there_and_back()
print("written:", visits.schema, visits.height, "rows")
print("in the cells:", cells)
print("read back:", back.schema, back.height, "rows", back.row(0))
told, again = there_and_back(dtype_formats={polars.Duration: "[h]:mm"})
print("with a format:", told[0], again.schema["stay"], again["stay"][0])

assert cells[0] == (1.5625, "General"), "expected: a bare number of days"
assert back["stay"].to_list() == [1.5625, 0.3125], "expected: read back as numbers, the empty row gone"
assert again["stay"][0] == dt.timedelta(hours=37, minutes=30), "expected: with a format it comes back"
PYTHON
