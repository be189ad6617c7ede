#!/usr/bin/env bash
set -euo pipefail

# DuckDB finds no NaN with WHERE isnan(x) in a Parquet file that has one, if polars or pyarrow wrote it.
#
# Guess: WHERE isnan(x) finds every NaN, whoever wrote the file. And since DuckDB holds NaN for
#   greater than every number, WHERE x > 5 finds it too.
# Seen (printed):
#     duckdb 2.0.1 polars 2.1.0 pyarrow 26.0.1
#     written by duckdb: WHERE isnan(x) 1, WHERE x > 5 1, FILTER (isnan(x)) 1, WHERE NOT isfinite(x) 1
#     written by polars: WHERE isnan(x) 0, WHERE x > 5 0, FILTER (isnan(x)) 1, WHERE NOT isfinite(x) 1
#     written by pyarrow: WHERE isnan(x) 0, WHERE x > 5 0, FILTER (isnan(x)) 1, WHERE NOT isfinite(x) 1
#   polars and pyarrow leave NaN out of the least and greatest value of a row group, as the
#   format asks. DuckDB takes these two for the whole truth: it concludes that nothing in the
#   group can be NaN or above 5, and answers without reading. The same question as
#   count(*) FILTER (isnan(x)) is right; so is WHERE NOT isfinite(x). Files that DuckDB wrote
#   are answered rightly.
# Packages: duckdb 2.0.1, polars 2.1.0, pyarrow 26.0.1. Date: 2026-11-29.
# Meaning: the check for broken runs says that there are none, exactly for the tables that came
#   back from a researcher's notebook, while sum(x) over the same file is NaN. Look for them
#   with NOT isfinite(x), and keep a test with a file from polars; write null for "no
#   value", never NaN.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check duckdb==2.0.1 polars==2.1.0 pyarrow==26.0.1

venv/bin/python - <<'PYTHON'
import duckdb
import polars
import pyarrow
import pyarrow.parquet

print("duckdb", duckdb.__version__, "polars", polars.__version__, "pyarrow", pyarrow.__version__)
held = duckdb.connect()
waits = [1.0, float("nan"), 2.0]
held.execute("COPY (SELECT unnest([1.0::DOUBLE, 'nan'::DOUBLE, 2.0::DOUBLE]) AS x) TO 'duckdb.parquet' (FORMAT parquet)")
polars.DataFrame({"x": waits}).write_parquet("polars.parquet")
pyarrow.parquet.write_table(pyarrow.table({"x": waits}), "pyarrow.parquet")

QUESTIONS = {
    "WHERE isnan(x)": "SELECT count(*) FROM {} WHERE isnan(x)",
    "WHERE x > 5": "SELECT count(*) FROM {} WHERE x > 5",
    "FILTER (isnan(x))": "SELECT count(*) FILTER (isnan(x)) FROM {}",
    "WHERE NOT isfinite(x)": "SELECT count(*) FROM {} WHERE NOT isfinite(x)",
}
found = {}
for writer in ("duckdb", "polars", "pyarrow"):
    answers = [held.execute(q.format(f"'{writer}.parquet'")).fetchone()[0] for q in QUESTIONS.values()]
    found[writer] = answers
    print(f"written by {writer}:", ", ".join(f"{name} {n}" for name, n in zip(QUESTIONS, answers)))

assert found["duckdb"] == [1, 1, 1, 1], "expected: the NaN is found in DuckDB's own file"
assert found["polars"] == [0, 0, 1, 1], "expected: both WHERE forms overlook the NaN in the file of polars"
assert found["pyarrow"] == [0, 0, 1, 1], "expected: both WHERE forms overlook the NaN in the file of pyarrow"
PYTHON
