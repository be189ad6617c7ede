#!/usr/bin/env bash
set -euo pipefail

# A PX file's "-", which is exactly none, comes out of pyaxis as text in quotes.
#
# Guess: "-" is 0, "." and ".." are missing; or all three are missing; codes of the municipalities
#   are kept beside the names.
# Seen (printed):
#     pyaxis 0.4.3 pandas 3.1.1
#     columns: ['area', 'time', 'DATA'] str
#     data: ['4.5', '3.5', '3', '2', '"-"', nan, '']
#     mean of the numbers: 3.25 of 4 areas; with the zero: 2.6
#   ".." becomes NaN, "." an empty text, "-" stays as it stood in the file, with its quotes. The
#   whole column is text, and made numbers with errors="coerce" a zero becomes missing. CODES are
#   dropped.
# Packages: pyaxis 0.4.3, pandas 3.1.1. Date: 2026-11-29.
# Meaning: the smallest municipalities have "-" for a service that nobody gets. Taken as missing
#   they drop out of means and of the joined table, and hours a citizen are too high (here 3.25 in
#   place of 2.6). Map the marks in own code, by the table's footnotes, before anything is made a
#   number, and join by code from the table's JSON-stat.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check pyaxis==0.4.3 pandas==3.1.1

venv/bin/python - <<'PYTHON'
import warnings
from importlib.metadata import version
from pathlib import Path

import pandas
from pyaxis import pyaxis

warnings.simplefilter("ignore")
print("pyaxis", version("pyaxis"), "pandas", pandas.__version__)
Path("care.px").write_text(
    """CHARSET="ANSI";
AXIS-VERSION="2013";
LANGUAGE="da";
MATRIX="CARE";
TITLE="Hours a week";
UNITS="hours";
STUB="area";
HEADING="time";
VALUES("area")="Odense","Svendborg","Samsoe","Fanoe","Laesoe","Aeroe","Anholt";
CODES("area")="0461","0479","0741","0563","0825","0492","9999";
VALUES("time")="2025";
CODES("time")="2025";
TIMEVAL("time")=TLIST(A1),"2025";
DATA=
4.5
3.5
3
2
"-"
".."
"."
;
""",
    encoding="iso-8859-15",
)
table = pyaxis.parse("care.px", encoding="iso-8859-15")["DATA"]
raw = table["DATA"].tolist()
numbers = pandas.to_numeric(table["DATA"], errors="coerce")
print("columns:", list(table.columns), table["DATA"].dtype)
print("data:", raw)
print(f"mean of the numbers: {numbers.mean()} of {numbers.count()} areas; with the zero: {numbers.sum() / (numbers.count() + 1)}")

assert raw[4] == '"-"', "expected: zero is a dash in quotes"
assert pandas.isna(raw[5]) and raw[6] == "", "expected: the two kinds of missing differ"
assert numbers.count() == 4, "expected: the zero is lost as a number"
assert list(table.columns) == ["area", "time", "DATA"], "expected: no codes"
PYTHON
