#!/usr/bin/env bash
set -euo pipefail

# Hours typed as text in the last weeks of a team's two years are null in polars, or the row is
#   gone.
#
# Guess: a column of numbers with "37,5" as text in it becomes a column of text, or the cell is an
#   error; nothing is lost silently.
# Seen (printed):
#     polars 2.1.0, fastexcel 0.21.0, XlsxWriter 3.3.1
#     text in row 100, 2 column(s): String, 104 rows, 0 null, cell '37,5'
#     text in row 101, 2 column(s): Int64, 104 rows, 1 null, cell None
#     text in row 101, 1 column(s): Int64, 103 rows, 0 null, cell 37
#     infer_schema_length=None: String 0 null
#   The type of a column is taken from the first 100 rows. What does not fit later is null, without
#   a word; rows of nulls only are then dropped, so the rows below move up. Among the first 100 the
#   column becomes text, as guessed.
# Packages: polars 2.1.0, fastexcel 0.21.0, XlsxWriter 3.3.1. Date: 2026-11-29.
# Meaning: two years of one team are 104 rows. A sheet put together from several offices has its
#   comma numbers anywhere, and a template's own test has ten rows. Give infer_schema_length=None,
#   or read cell by cell and name each cell that is no number, and compare rows with the sheet.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check polars==2.1.0 fastexcel==0.21.0 XlsxWriter==3.3.1

venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import polars
import xlsxwriter

print(", ".join(f"{name} {version(name)}" for name in ("polars", "fastexcel", "XlsxWriter")))
WEEKS = 104


def sheet(at, columns=2):
    """Two years of weeks with 37 hours each and the text 37,5 in row `at`."""
    with xlsxwriter.Workbook("hours.xlsx") as book:
        page = book.add_worksheet()
        for column, name in enumerate(("hours", "week")[:columns]):
            page.write(0, column, name)
        for row in range(1, WEEKS + 1):
            page.write(row, 0, "37,5" if row == at else 37)
            if columns == 2:
                page.write(row, 1, row)
    return "hours.xlsx"


seen = {}
for at, columns in ((100, 2), (101, 2), (101, 1)):
    read = polars.read_excel(sheet(at, columns))
    hours = read["hours"]
    seen[at, columns] = (str(hours.dtype), read.height, hours.null_count())
    print(f"text in row {at}, {columns} column(s): {hours.dtype}, {read.height} rows, {hours.null_count()} null, cell {hours[at - 1]!r}")
whole = polars.read_excel(sheet(101), infer_schema_length=None)
print("infer_schema_length=None:", whole["hours"].dtype, whole["hours"].null_count(), "null")

assert seen[100, 2] == ("String", WEEKS, 0), "expected: text among the first 100 makes a text column"
assert seen[101, 2] == ("Int64", WEEKS, 1), "expected: after them it is null"
assert seen[101, 1] == ("Int64", WEEKS - 1, 0), "expected: and the row is gone if it had no more"
assert whole["hours"].null_count() == 0, "expected: nothing is lost when all rows are looked at"
PYTHON
