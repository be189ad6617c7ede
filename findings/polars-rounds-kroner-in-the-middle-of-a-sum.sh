#!/usr/bin/env bash
set -euo pipefail

# In polars a week's 100 kroner divided over seven days and added up again are 100.03.
#
# Guess: decimals divide into more digits, as in SQL (DuckDB gives a double), and a product of two
#   has the digits of both; or polars refuses what does not fit.
# Seen (printed):
#     polars 2.1.0 duckdb 2.0.1
#     weekly / 7: polars 14.29, duckdb 14.285714285714286
#     weekly / 7 * 7: polars 100.03, duckdb 100.0
#     fee * part: polars 0.01, duckdb 0.0125
#     fee * part * 1000: polars 10.00, duckdb 12.5000
#     fee * 1000 * part: polars 12.50, duckdb 12.5000
#   A result has the scale of the finer operand and is rounded to it, at every step. Kroner with
#   two decimals divided by 7, or times a share with two decimals, are rounded to the øre in the
#   middle of the expression. In DuckDB the quotient is a double and the product has four decimals.
# Packages: polars 2.1.0, duckdb 2.0.1. Date: 2026-11-29.
# Meaning: decimals are taken so that money is exact; here they lose it where whole øre or doubles
#   would not, and always the same way for one price, so it adds up over citizens: 0.05 kr. a
#   minute over a share of 0.25 loses a fifth. Multiply first and divide last, on whole øre with a
#   stated rounding, as Forløb books; compare with DuckDB.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check polars==2.1.0 duckdb==2.0.1

venv/bin/python - <<'PYTHON'
from decimal import Decimal

import duckdb
import polars

print("polars", polars.__version__, "duckdb", duckdb.__version__)
table = polars.DataFrame({"weekly": [Decimal("100.00")], "fee": [Decimal("0.05")], "part": [Decimal("0.25")]})
duck = duckdb.connect()
EXPRESSIONS = {
    "weekly / 7": polars.col("weekly") / 7,
    "weekly / 7 * 7": polars.col("weekly") / 7 * 7,
    "fee * part": polars.col("fee") * polars.col("part"),
    "fee * part * 1000": polars.col("fee") * polars.col("part") * 1000,
    "fee * 1000 * part": polars.col("fee") * 1000 * polars.col("part"),
}
seen = {}
for text, expression in EXPRESSIONS.items():
    by_polars = table.select(expression).item()
    answer = duck.execute(f"SELECT {text} FROM (SELECT 100.00::DECIMAL(9,2) weekly, 0.05::DECIMAL(9,2) fee, 0.25::DECIMAL(9,2) part)")
    seen[text] = (str(by_polars), str(answer.fetchone()[0]))
    print(f"{text}: polars {seen[text][0]}, duckdb {seen[text][1]}")

assert seen["weekly / 7 * 7"][0] == "100.03", "expected: polars has 3 øre more"
assert float(seen["weekly / 7 * 7"][1]) == 100.0, "expected: duckdb gives the week back"
assert float(seen["fee * part * 1000"][0]) == 10.0, "expected: polars loses a fifth"
assert float(seen["fee * part * 1000"][1]) == 12.5, "expected: duckdb keeps four decimals"
assert float(seen["fee * 1000 * part"][0]) == 12.5, "expected: multiplied first it is right"
PYTHON
