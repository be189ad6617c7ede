#!/usr/bin/env bash
set -euo pipefail

# Danish week numbers from Babel are right all through 2026 and one too high all through 2027.
#
# Guess: the language "da" is spoken in Denmark, so the week pattern "YYYY-'W'ww" with
#   locale "da" gives the weeks of a Danish calendar, which are ISO weeks. "da" and
#   "da_DK" give the same.
# Seen (printed):
#     Babel 2.19.0
#     2026-06-15  ISO 2026-W25  da 2026-W25  da_DK 2026-W25
#     2026-12-28  ISO 2026-W53  da 2027-W01  da_DK 2026-W53
#     2027-01-04  ISO 2027-W01  da 2027-W02  da_DK 2027-W01
#     2027-06-14  ISO 2027-W24  da 2027-W25  da_DK 2027-W24
#     da: days with another week than ISO, 2024 to 2029: [0, 0, 4, 365, 366, 0]
#     da_DK: days with another week than ISO, 2024 to 2029: [0, 0, 0, 0, 0, 0]
#   A locale without a country has the world's rule (the week of 1 January is week 1);
#   only "da_DK" has Denmark's. The two agree in every year that begins Monday to Thursday,
#   so a test written in 2024, 2025 or 2026 passes, and from 28 December 2026 until the end
#   of 2028 each week has the number of the next one. "de" and "sv" behave the same way.
# Package: Babel 2.19.0. Date: 2026-11-29.
# Meaning: a simulation of 104 weeks from January 2026 has a correct first year of labels and
#   a second year in which settlement, rate change and chart are all a week off. Take week
#   numbers from datetime's isocalendar(); if Babel must write them, give it da_DK, and test
#   on a Monday in 2027, not on today.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check Babel==2.19.0

venv/bin/python - <<'PYTHON'
import datetime as dt

import babel
from babel.dates import format_date


def babels(day, locale):
    return format_date(day, "YYYY-'W'ww", locale=locale)


def iso(day):
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def days_wrong(year, locale):
    first = dt.date(year, 1, 1)
    days = [first + dt.timedelta(n) for n in range((dt.date(year + 1, 1, 1) - first).days)]
    return sum(babels(day, locale) != iso(day) for day in days)


print("Babel", babel.__version__)
for day in (dt.date(2026, 6, 15), dt.date(2026, 12, 28), dt.date(2027, 1, 4), dt.date(2027, 6, 14)):
    print(f"{day}  ISO {iso(day)}  da {babels(day, 'da')}  da_DK {babels(day, 'da_DK')}")
wrong = {locale: [days_wrong(year, locale) for year in range(2024, 2030)] for locale in ("da", "da_DK")}
for locale, counts in wrong.items():
    print(f"{locale}: days with another week than ISO, 2024 to 2029: {counts}")

assert babels(dt.date(2026, 6, 15), "da") == "2026-W25", "expected: 'da' is right in June 2026"
assert babels(dt.date(2027, 6, 14), "da") == "2027-W25", "expected: 'da' is one ahead in June 2027"
assert wrong["da"] == [0, 0, 4, 365, 366, 0], "expected: 'da' is wrong in all of 2027 and 2028"
assert wrong["da_DK"] == [0] * 6, "expected: 'da_DK' is never wrong"
PYTHON
