#!/usr/bin/env bash
set -euo pipefail

# pyjstat writes a table that is not in crossed order with its figures under the wrong labels.
#
# Guess: a data frame has a label on every row, so the order of its rows does not matter when it
#   is written as JSON-stat; or an order that does not fit is refused.
# Seen (printed):
#     pyjstat 2.4.0 pandas 3.1.1
#     truth:             {('Odense', '2024'): 5200, ('Odense', '2025'): 5400, ('Svendborg', '2024'): 1900, ('Svendborg', '2025'): 6100}
#     crossed order:     {('Odense', '2024'): 5200, ('Odense', '2025'): 5400, ('Svendborg', '2024'): 1900, ('Svendborg', '2025'): 6100}
#     sorted by figures: {('Svendborg', '2025'): 6100, ('Svendborg', '2024'): 5400, ('Odense', '2025'): 5200, ('Odense', '2024'): 1900}
#     cells with another figure: 3 of 4 - sum kept: True
#   JSON-stat holds the values as one list in the order of the crossed categories. pyjstat takes
#   the categories in order of first appearance and the values in row order, and does not check
#   that the two belong together. A table sorted by its figures, the most natural thing to do
#   with a table, comes back with other figures for three of four cells; nothing is said.
# Packages: pyjstat 2.4.0, pandas 3.1.1. Date: 2026-11-29.
# Meaning: recipients and hours a municipality and year go into a scenario's numbers from such
#   tables; the totals still agree, so no check on a sum finds it. Write JSON-stat from the
#   crossed index in own code, or sort by every dimension and compare cell by cell after
#   reading back.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check pyjstat==2.4.0 pandas==3.1.1

venv/bin/python - <<'PYTHON'
from importlib.metadata import version

import pandas
from pyjstat import pyjstat

print("pyjstat", version("pyjstat"), "pandas", pandas.__version__)
recipients = pandas.DataFrame(
    {
        "municipality": ["Odense", "Odense", "Svendborg", "Svendborg"],
        "year": ["2024", "2025", "2024", "2025"],
        "value": [5200, 5400, 1900, 6100],
    }
)


def cells(table):
    return {(m, y): int(v) for m, y, v in table.values.tolist()}


def there_and_back(table):
    written = pyjstat.Dataset.read(table).write()
    return cells(pyjstat.Dataset.read(written).write("dataframe"))


truth = cells(recipients)
print("truth:            ", truth)
print("crossed order:    ", there_and_back(recipients))
ranked = recipients.sort_values("value", ascending=False)
back = there_and_back(ranked)
print("sorted by figures:", back)
wrong = [cell for cell in truth if back[cell] != truth[cell]]
print("cells with another figure:", len(wrong), "of", len(truth), "- sum kept:", sum(back.values()) == sum(truth.values()))

assert there_and_back(recipients) == truth, "expected: a table in crossed order survives"
assert len(wrong) >= 2, "expected: a sorted table comes back with figures under other labels"
PYTHON
