#!/usr/bin/env bash
set -euo pipefail

# Fortnights in DuckDB and in polars both begin on Mondays, and on different ones.
#
# Guess: weeks begin on Monday in both, so pairs of weeks are the same pairs, or begin with the
#   first week in the data.
# Seen (printed):
#     duckdb 2.0.1 polars 2.1.0
#     duckdb 2 weeks: 2025-12-29 100, 2026-01-12 200, 2026-01-26 200, 2026-02-09 100
#     polars 2 weeks: 2026-01-05 200, 2026-01-19 200, 2026-02-02 200
#     single weeks agree: True
#     duckdb with the scenario's origin: 2026-01-05 200, 2026-01-19 200, 2026-02-02 200
#   Each counts fortnights from a fixed Monday of its own: DuckDB's time_bucket from
#   2000-01-03, polars' truncate (and group_by_dynamic) from a Monday that is an odd number of
#   weeks away. Single weeks agree. Neither looks at where the data begin, so the first bucket
#   of one of them holds one week only and looks like half the activity.
# Packages: duckdb 2.0.1, polars 2.1.0. Date: 2026-11-29.
# Meaning: pay and rosters in Denmark often run by fortnights. A table made with SQL and a
#   chart made in a notebook from the same file then cut the year at different places, with a
#   half-empty first and last bar in one of them. Count periods from the scenario's own first
#   Monday: week // 2 on the week number, or give the origin (time_bucket's third argument,
#   polars' offset).

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check duckdb==2.0.1 polars==2.1.0

venv/bin/python - <<'PYTHON'
import datetime as dt

import duckdb
import polars

print("duckdb", duckdb.__version__, "polars", polars.__version__)
mondays = [dt.date(2026, 1, 5) + dt.timedelta(weeks=n) for n in range(6)]
weeks = polars.DataFrame({"day": mondays, "visits": [100] * 6})
weeks.write_parquet("weeks.parquet")
held = duckdb.connect()


def by_duckdb(buckets):
    return held.execute(f"SELECT {buckets} AS b, sum(visits)::INT FROM 'weeks.parquet' GROUP BY b ORDER BY b").fetchall()


def by_polars(buckets):
    return weeks.group_by(buckets.alias("b")).agg(polars.col("visits").sum()).sort("b").rows()


def shown(rows):
    return ", ".join(f"{day} {visits}" for day, visits in rows)


two, two_there = by_duckdb("time_bucket(INTERVAL '2 weeks', day)"), by_polars(polars.col("day").dt.truncate("2w"))
one, one_there = by_duckdb("time_bucket(INTERVAL '1 week', day)"), by_polars(polars.col("day").dt.truncate("1w"))
print("duckdb 2 weeks:", shown(two))
print("polars 2 weeks:", shown(two_there))
print("single weeks agree:", one == one_there)
stated = by_duckdb("time_bucket(INTERVAL '2 weeks', day, DATE '2026-01-05')")
print("duckdb with the scenario's origin:", shown(stated))

assert one == one_there, "expected: single weeks agree"
assert [v for _, v in two] == [100, 200, 200, 100], "expected: DuckDB's first fortnight holds one week"
assert [v for _, v in two_there] == [200, 200, 200], "expected: polars' fortnights begin on 5 January"
assert stated == two_there, "expected: with an origin the two agree"
PYTHON
