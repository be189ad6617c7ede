#!/usr/bin/env bash
set -euo pipefail

# In OpenFisca twelve months of weekly pay are 48 weeks, and a year is always 52.
#
# Guess: a weekly amount added over a year or over its twelve months gives the same sum, and a year
#   with week 53 has 53 of them (or the days are shared out).
# Seen (printed):
#     OpenFisca-Core 46.0.1
#     2026 as a year: 52 weeks, 2026-W01 to 2026-W52; its twelve months: 48 weeks
#     2027 as a year: 52 weeks, 2026-W53 to 2027-W51; its twelve months: 48 weeks
#     2028 as a year: 52 weeks, 2027-W52 to 2028-W51; its twelve months: 48 weeks
#     2029 as a year: 52 weeks, 2029-W01 to 2029-W52; its twelve months: 48 weeks
#     weeks of 2024 to 2033 in no year: ['2028-W52']
#     twelve months of 2026, 100 a week: 4800.0
#   A period is divided into (its days // 7) whole weeks, counted from the week in which it begins.
#   The rest is left over: two or three days of each month, and each month begins anew.
# Package: OpenFisca-Core 46.0.1. Date: 2026-11-29.
# Meaning: an average weekly rate put into a rules-as-code model gives a municipality 7.7 % less by
#   months than by years, and the week around New Year moves between years or vanishes. Add weeks
#   as weeks, numbered from a stated Monday, as Forløb does, and turn to months or years only by
#   days.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --no-compile --disable-pip-version-check OpenFisca-Core==46.0.1

venv/bin/python - <<'PYTHON'
import datetime as dt
from importlib.metadata import version

from openfisca_core import entities, simulation_builder, taxbenefitsystems, variables
from openfisca_core.periods import DateUnit, period

print("OpenFisca-Core", version("openfisca-core"))
citizen = entities.build_entity(key="citizen", plural="citizens", label="", is_person=True)


class pay(variables.Variable):
    value_type = float
    entity = citizen
    definition_period = DateUnit.WEEK
    label = "average weekly rate"

    def formula(citizen, week):
        return citizen.filled_array(100.0)


def weeks(of):
    return [str(week) for week in period(of).get_subperiods(DateUnit.WEEK)]


def months(year):
    return [f"{year}-{month:02d}" for month in range(1, 13)]


by_month = {year: [week for month in months(year) for week in weeks(month)] for year in range(2024, 2034)}
by_year = {year: weeks(str(year)) for year in range(2024, 2034)}
for year in range(2026, 2030):
    own = by_year[year]
    print(f"{year} as a year: {len(own)} weeks, {own[0]} to {own[-1]}; its twelve months: {len(by_month[year])} weeks")

mondays = [dt.date(2024, 1, 1) + dt.timedelta(weeks=n) for n in range(52 * 10)]
named = ["{}-W{:02d}".format(*monday.isocalendar()[:2]) for monday in mondays]
counted = {week for own in by_year.values() for week in own}
lost = [week for week in named if week not in counted and week < "2033-W51"]
print("weeks of 2024 to 2033 in no year:", lost)

system = taxbenefitsystems.TaxBenefitSystem([citizen])
system.add_variables(pay)
simulation = simulation_builder.SimulationBuilder().build_default_simulation(system, 1)
twelve = float(sum(simulation.calculate_add("pay", period(month))[0] for month in months(2026)))
print("twelve months of 2026, 100 a week:", twelve)

assert all(len(own) == 52 for own in by_year.values()), "expected: every year has 52 weeks"
assert len(by_month[2026]) == 48, "expected: twelve months have 48 weeks"
assert twelve == 4800.0, "expected: and so the money"
assert lost == ["2028-W52"], "expected: a week of 2028 belongs to no year"
PYTHON
