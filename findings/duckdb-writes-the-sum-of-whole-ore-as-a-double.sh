#!/usr/bin/env bash
set -euo pipefail

# DuckDB adds whole numbers exactly and writes the exact sum to Parquet as a double.
#
# Guess: sum() of a whole-number column is a whole number, and COPY ... TO 'x.parquet' either
#   keeps it whole (INT64 or DECIMAL) or says that the type does not fit.
# Seen (printed):
#     duckdb 2.0.1 polars 2.1.0
#     in memory: ('HUGEINT', 'HUGEINT') 7 9007199254740993
#     on disk: ('DOUBLE', 'DOUBLE') squared_ore 9007199254740992
#     polars: {'visits': Float64, 'squared_ore': Float64}
#     with ::BIGINT: {'visits': Int64, 'squared_ore': Int64} 9007199254740993
#   sum() of INTEGER and of BIGINT is a HUGEINT. Parquet has no such type, so the writer takes
#   DOUBLE without a word: a column of visits comes back to polars and DuckDB as a float, and
#   a sum of øre above 2^53 comes back as another number, though it was right until it was
#   written.
# Package: duckdb 2.0.1, read with polars 2.1.0. Date: 2026-11-29.
# Meaning: whole øre are used because their sums are exact. 2^53 øre is far away for one run,
#   but not for a sum of squares (a team's deviation of 1 million kroner, squared, is 10^16)
#   nor for a total over many thousand replications. Cast every sum that is written:
#   sum(...)::BIGINT, which raises when it does not fit, and test the type of the column on
#   disk, not only the value in memory.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check duckdb==2.0.1 polars==2.1.0

venv/bin/python - <<'PYTHON'
import duckdb
import polars

print("duckdb", duckdb.__version__, "polars", polars.__version__)
held = duckdb.connect()
held.execute("CREATE TABLE weeks (visits INTEGER, squared_ore BIGINT)")
held.execute("INSERT INTO weeks VALUES (3, 9007199254740992), (4, 1)")
question = "SELECT sum(visits) AS visits, sum(squared_ore) AS squared_ore FROM weeks"
visits, squared = held.execute(question).fetchone()
in_memory = held.execute(f"SELECT typeof(visits), typeof(squared_ore) FROM ({question})").fetchone()
print("in memory:", in_memory, visits, squared)

held.execute(f"COPY ({question}) TO 'sums.parquet' (FORMAT parquet)")
on_disk = held.execute("SELECT typeof(visits), typeof(squared_ore) FROM 'sums.parquet'").fetchone()
back = held.execute("SELECT squared_ore::BIGINT FROM 'sums.parquet'").fetchone()[0]
print("on disk:", on_disk, "squared_ore", back)
print("polars:", dict(polars.read_parquet("sums.parquet").schema))

held.execute(f"COPY (SELECT visits::BIGINT AS visits, squared_ore::BIGINT AS squared_ore FROM ({question})) TO 'cast.parquet' (FORMAT parquet)")
kept = polars.read_parquet("cast.parquet")
print("with ::BIGINT:", dict(kept.schema), kept["squared_ore"].item())

assert in_memory == ("HUGEINT", "HUGEINT") and squared == 9007199254740993, "expected: exact in memory"
assert on_disk == ("DOUBLE", "DOUBLE"), "expected: both sums are doubles in the file"
assert back == squared - 1, "expected: the sum read back is one too low"
assert kept["squared_ore"].item() == squared, "expected: the cast sum is exact"
PYTHON
