#!/usr/bin/env bash
set -euo pipefail

# Packages with a Danish calendar count 254, 252 and 250 working days in 2026.
#
# Guess: the Danish holidays are in a statute, so all packages for Denmark count the same working
#   days, or differ by a bank's extra days in one direction.
# Seen (printed):
#     holidays 0.109, workalendar 17.0.0, QuantLib 1.44, danish-banking-holidays 0.2.1
#     2023 {'holidays': 252, 'workalendar': 252, 'QuantLib': 250, 'danish-banking-holidays': 250}
#     2024 {'holidays': 254, 'workalendar': 252, 'QuantLib': 250, 'danish-banking-holidays': 250}
#     2025 {'holidays': 253, 'workalendar': 251, 'QuantLib': 249, 'danish-banking-holidays': 249}
#     2026 {'holidays': 254, 'workalendar': 252, 'QuantLib': 250, 'danish-banking-holidays': 250}
#     2027 {'holidays': 255, 'workalendar': 253, 'QuantLib': 252, 'danish-banking-holidays': 252}
#     Fri 01 May 2026 open in: holidays, QuantLib, danish-banking-holidays
#     Fri 15 May 2026 open in: holidays, workalendar
#     Fri 05 Jun 2026 open in: holidays, workalendar
#     Thu 24 Dec 2026 open in: holidays
#     Thu 31 Dec 2026 open in: holidays, workalendar
#   workalendar still closes on Store bededag, which was abolished from 2024 on, and on 24 December,
#   which is no public holiday; holidays does neither. QuantLib and danish-banking-holidays count
#   banking days: closed also on the day after Ascension Day, 5 June and 31 December. In 2023 the
#   first two agree: Store bededag was still one, and 24 December was a Sunday.
# Packages: holidays 0.109, workalendar 17.0.0, QuantLib 1.44, danish-banking-holidays 0.2.1. Date:
#   2026-11-29.
# Meaning: full-time hours a year differ by 29.6 (four days of 7.4 hours), 1.6 % of a team's staff,
#   depending on which package a notebook took, and none has the days that a municipality's own
#   agreement gives off. Take days from the agreement, as a list with its source, and test it
#   against a year by hand.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check holidays==0.109 workalendar==17.0.0 QuantLib==1.44 danish-banking-holidays==0.2.1

venv/bin/python - <<'PYTHON'
import datetime as dt
from importlib.metadata import version

import danish_banking_holidays
import holidays
import QuantLib
from workalendar.europe import Denmark

NAMES = ("holidays", "workalendar", "QuantLib", "danish-banking-holidays")
print(", ".join(f"{name} {version(name)}" for name in NAMES))
law, exchange, banks = Denmark(), QuantLib.Denmark(), danish_banking_holidays.DanishBankingCalendar()
named = holidays.country_holidays("DK", years=range(2023, 2028))
works = {
    "holidays": lambda day: day.weekday() < 5 and day not in named,
    "workalendar": law.is_working_day,
    "QuantLib": lambda day: exchange.isBusinessDay(QuantLib.Date(day.day, day.month, day.year)),
    "danish-banking-holidays": lambda day: not banks.is_holiday(day),
}


def days(year):
    first = dt.date(year, 1, 1)
    return [first + dt.timedelta(n) for n in range((dt.date(year + 1, 1, 1) - first).days)]


counts = {year: {name: sum(map(is_open, days(year))) for name, is_open in works.items()} for year in range(2023, 2028)}
for year, count in counts.items():
    print(year, count)
unlike = [day for day in days(2026) if len({is_open(day) for is_open in works.values()}) > 1]
for day in unlike:
    print(f"{day:%a %d %b %Y} open in:", ", ".join(name for name, is_open in works.items() if is_open(day)))

assert list(counts[2026].values()) == [254, 252, 250, 250], "expected: three counts"
assert counts[2023]["holidays"] == counts[2023]["workalendar"], "expected: these two agreed in 2023"
assert not works["workalendar"](dt.date(2026, 5, 1)), "expected: Store bededag is still closed in 2026"
PYTHON
