#!/usr/bin/env bash
set -euo pipefail

# A folder kommune=0101 is municipality 0101 in DuckDB and 101 in polars, pyarrow and pandas.
#
# Guess: a value in a path is read alike by all; DuckDB, which wrote the folders from text, and the
#   others give text, or all give a number.
# Seen (printed):
#     duckdb 2.0.1 polars 2.1.0 pyarrow 26.0.1 pandas 3.1.1
#     duckdb: ['0101', '0461']
#     polars: [101, 461]
#     pyarrow: [101, 461]
#     pandas: [101, 461]
#     polars with hive_schema: ['0101', '0461']
#   polars and pyarrow guess a whole number (of 64 and of 32 bits) and the zero is gone; DuckDB 2
#   keeps text where a number would not give the text back. A join between the two finds nobody
#   from the codes with a zero.
# Packages: duckdb 2.0.1, polars 2.1.0, pyarrow 26.0.1, pandas 3.1.1. Date: 2026-11-29.
# Meaning: Danish municipality codes are four digits, all of them with a leading zero. The folders
#   look right, SQL looks right, and a notebook's join with Statistics Denmark's table (text) or
#   with DuckDB's answer fails or is empty. Keep the code as a column inside the file, or state the
#   schema (polars hive_schema, pyarrow partitioning).

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check duckdb==2.0.1 polars==2.1.0 pyarrow==26.0.1 pandas==3.1.1

venv/bin/python -W ignore - <<'PYTHON'
import duckdb
import pandas
import polars
import pyarrow
import pyarrow.parquet

print("duckdb", duckdb.__version__, "polars", polars.__version__, "pyarrow", pyarrow.__version__, "pandas", pandas.__version__)
duck = duckdb.connect()
duck.execute("COPY (SELECT unnest(['0101', '0461']) AS kommune, unnest([5, 6]) AS hours) TO 'care' (FORMAT parquet, PARTITION_BY (kommune))")
codes = {
    "duckdb": [row[0] for row in duck.execute("SELECT kommune FROM 'care/**/*.parquet' ORDER BY 1").fetchall()],
    "polars": polars.read_parquet("care/")["kommune"].sort().to_list(),
    "pyarrow": sorted(pyarrow.parquet.read_table("care")["kommune"].to_pylist()),
    "pandas": sorted(pandas.read_parquet("care")["kommune"].tolist()),
}
for name, found in codes.items():
    print(f"{name}: {found}")
stated = polars.read_parquet("care/", hive_schema={"kommune": polars.String})["kommune"].sort().to_list()
print("polars with hive_schema:", stated)

assert codes["duckdb"] == ["0101", "0461"], "expected: DuckDB keeps text"
assert codes["polars"] == codes["pyarrow"] == codes["pandas"] == [101, 461], "expected: the others make numbers"
assert stated == ["0101", "0461"], "expected: a stated schema keeps text"
PYTHON
