#!/usr/bin/env bash
set -euo pipefail

# pandas reads TRUE in a sheet from a Danish LibreOffice as False, since it is shown there as SAND.
#
# Guess: a cell of the type boolean has its value in the file (office:boolean-value="true"), so the
#   language in which it is shown does not matter.
# Seen (printed):
#     pandas 3.1.1, odfpy 1.4.1, python-calamine 0.8.0, polars 2.1.0, fastexcel 0.21.0
#     all cells hold true, shown as ['TRUE', 'SAND', 'SANT', 'WAHR', 'VRAI']
#     pandas with odfpy: [True, False, False, False, False]
#     pandas with calamine: [True, True, True, True, True]
#     polars: [True, True, True, True, True]
#   The reader built on odfpy compares the text that is shown with "TRUE". Danish SAND, Swedish
#   SANT, German WAHR, French VRAI, all are False. calamine and polars read the value.
# Packages: pandas 3.1.1, odfpy 1.4.1, python-calamine 0.8.0, polars 2.1.0, fastexcel 0.21.0. Date:
#   2026-11-29.
# Meaning: "may be seen in clinic", "guarantee applies" are such columns. All teams read as "no",
#   the run goes through and the numbers are plausible. Read ODS with engine="calamine", or ask for
#   0 and 1; test with a sheet saved by a Danish office package.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check pandas==3.1.1 odfpy==1.4.1 python-calamine==0.8.0 polars==2.1.0 fastexcel==0.21.0

venv/bin/python -W ignore - <<'PYTHON'
from importlib.metadata import version

import pandas
import polars
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

print(", ".join(f"{name} {version(name)}" for name in ("pandas", "odfpy", "python-calamine", "polars", "fastexcel")))
SHOWN = ["TRUE", "SAND", "SANT", "WAHR", "VRAI"]


def cell(text, kind="string", **value):
    made = TableCell(valuetype=kind, **value)
    made.addElement(P(text=text))
    return made


sheet = Table(name="teams")
for cells in [[cell("shown"), cell("clinic")], *([cell(text), cell(text, "boolean", booleanvalue="true")] for text in SHOWN)]:
    row = TableRow()
    for made in cells:
        row.addElement(made)
    sheet.addElement(row)
document = OpenDocumentSpreadsheet()
document.spreadsheet.addElement(sheet)
document.save("teams.ods")

read = {
    "pandas with odfpy": pandas.read_excel("teams.ods", engine="odf")["clinic"].tolist(),
    "pandas with calamine": pandas.read_excel("teams.ods", engine="calamine")["clinic"].tolist(),
    "polars": polars.read_ods("teams.ods")["clinic"].to_list(),
}
print("all cells hold true, shown as", SHOWN)
for name, values in read.items():
    print(f"{name}: {values}")

assert read["pandas with odfpy"] == [True, False, False, False, False], "expected: only TRUE is true"
assert all(read["pandas with calamine"]) and all(read["polars"]), "expected: the others read the value"
PYTHON
