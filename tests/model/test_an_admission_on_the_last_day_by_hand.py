"""Of an admission that unmet need brings about and a stay, the earlier one ends the spell.

Both are compared before they are rounded to days. One citizen comes on Monday, day 0, and no staff
are there: all of week 0's need is unmet, so that week 1's admissions are 1 + 10 times as many. The
additional hazard is 10 / 32 a day and strikes, when it is expected to, 3.2 days after Monday, day
7: on day 10.2, rounded 10.
"""

import pytest
from by_hand import CERTAIN, coming, spells_of, tables


def scenario(stay_days):
    return f"""
schema = 1
[run]
start = 2026-01-05
weeks = 3
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = {coming(0)}
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = {stay_days / 7} }}
hours_per_week = {{ home_care = 7 }}
hazards_per_week = {{ hospital = {7 / 32} }}
exits = [{{ to = "moved", probability = 1 }}]
[[course]]
name = "hospital"
kind = "hospital"
stay = {{ distribution = "fixed", mean_weeks = 50 }}
exits = [{{ to = "resume", probability = 1 }}]
[prices]
cost_per_hour_dkk = {{ home_care = 0 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 0, hospital = 0 }}
[staff]
full_time_equivalents = {{ }}
temporary_share = 0
temporary_premium = 1
[staff.professions.helper]
pay_per_hour_dkk = 0
absence_share = 0
user_facing_share = 1
[staff.gives]
home_care = ["helper"]
[staff.unmet_raises]
admissions = 10
"""


@pytest.mark.parametrize(
    ("stay_days", "end", "to"),
    [(10.3, 10, "hospital"), (10.1, 10, "moved"), (9.4, 9, "moved"), (14.0, 10, "hospital")],
)
def test_the_earlier_of_both_ends_the_spell(stay_days, end, to):
    found = spells_of(tables(scenario(stay_days), CERTAIN), "course", "end_day", "exit")
    assert found[0] == ("home", end, to)
