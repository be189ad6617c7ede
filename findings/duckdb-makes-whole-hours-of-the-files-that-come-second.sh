#!/usr/bin/env bash
set -euo pipefail

# DuckDB reads 2.7 hours as 3 and 1.255 kroner as 1.26 because another file came first.
#
# Guess: a glob over Parquet files whose column is INTEGER in one and DOUBLE in another gives
#   doubles or an error; decimals of two scales give the finer one.
# Seen (printed):
#     duckdb 2.0.1 polars 2.1.0 pyarrow 26.0.1
#     hours 2.7::DOUBLE after 4::INTEGER: duckdb 3, union_by_name 2.7, polars refused (SchemaError), pyarrow refused (ArrowInvalid)
#     kroner 1.255::DECIMAL(9,3) after 1.25::DECIMAL(9,2): duckdb 1.26, union_by_name 1.255, polars refused (SchemaError), pyarrow refused (ArrowInvalid)
#     moment TIMESTAMP '2026-01-05 13:30' after DATE '2026-01-05': duckdb 2026-01-05, union_by_name 2026-01-05 13:30:00, polars refused (SchemaError), pyarrow 2026-01-05
#     municipality '0101' after 461: duckdb 101, union_by_name 0101, polars refused (SchemaError), pyarrow 101
#   The first file by name sets the types and all others are cast to them, with rounding and
#   without a word: hours to whole hours, a moment to its date, 0101 to 101. polars refuses all
#   four; pyarrow refuses hours and kroner and casts the moment and the code. With
#   union_by_name=true DuckDB finds the common type.
# Packages: duckdb 2.0.1, polars 2.1.0, pyarrow 26.0.1. Date: 2026-11-29.
# Meaning: a first replication in which all hours happen to be whole, written by a tool that
#   guesses types, rounds those of all later ones, up or down by name of the file. Write every
#   column with a declared type, as Forløb does, and give union_by_name=true whenever parts are
#   read with a glob.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check duckdb==2.0.1 polars==2.1.0 pyarrow==26.0.1

venv/bin/python - <<'PYTHON'
import pathlib
import shutil

import duckdb
import polars
import pyarrow
import pyarrow.dataset

print("duckdb", duckdb.__version__, "polars", polars.__version__, "pyarrow", pyarrow.__version__)
PARTS = {
    "hours": ("4::INTEGER", "2.7::DOUBLE"),
    "kroner": ("1.25::DECIMAL(9,2)", "1.255::DECIMAL(9,3)"),
    "moment": ("DATE '2026-01-05'", "TIMESTAMP '2026-01-05 13:30'"),
    "municipality": ("461", "'0101'"),
}
duck = duckdb.connect()


def answer(read):
    try:
        return str(read())
    except Exception as error:
        return f"refused ({type(error).__name__})"


seen = {}
for name, parts in PARTS.items():
    folder = pathlib.Path(name)
    folder.mkdir()
    for number, value in enumerate(parts):
        duck.execute(f"COPY (SELECT {value} AS x) TO '{name}/part{number}.parquet' (FORMAT parquet)")
    glob = f"{name}/*.parquet"
    seen[name] = [
        answer(lambda: duck.execute(f"SELECT x FROM '{glob}' WHERE filename LIKE '%part1%'").fetchone()[0]),
        answer(lambda: duck.execute(f"SELECT x FROM read_parquet('{glob}', union_by_name=true) WHERE filename LIKE '%part1%'").fetchone()[0]),
        answer(lambda: polars.read_parquet(glob)["x"][1]),
        answer(lambda: pyarrow.dataset.dataset(name).to_table()["x"][1]),
    ]
    print(f"{name} {parts[1]} after {parts[0]}:", "duckdb {}, union_by_name {}, polars {}, pyarrow {}".format(*seen[name]))

assert [seen[name][0] for name in PARTS] == ["3", "1.26", "2026-01-05", "101"], "expected: all are cast to the first"
assert [seen[name][1] for name in PARTS] == ["2.7", "1.255", "2026-01-05 13:30:00", "0101"], "expected: union_by_name keeps all"
assert all(seen[name][2].startswith("refused") for name in PARTS), "expected: polars refuses"
PYTHON
