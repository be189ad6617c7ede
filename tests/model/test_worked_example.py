"""Three citizens, six weeks, every number by hand in `worked_example.csv`.

Each citizen has a team alone, who arrives on the one day whose inflow is 7 a week, one a day
(the rule `arrivals` is replaced by "exactly as many as expected"). All stays are fixed, need
does not vary, every exit is certain. An hour of home care costs 420 DKK, 7 a minute; an hour of
training 480 DKK, 8 a minute.

A day of development takes 60 minutes of home care and 30 of training in weeks the course began
less than 7 days before, half of that later; it is paid 1400 / 7 = 200 DKK, from its 8th day
700 / 7 = 100 DKK, and 3000 DKK when it begins. A day of stabilisation takes 30 minutes and pays
100 DKK. A day of the individual course takes 120 minutes and pays 700 DKK, from Wednesday of
week 3 (day 23) 800 DKK. Both courses of the first kinds last 14 days, the individual one 21; who
leaves stabilisation is self-reliant for 7 days and then comes back to development.

Anna, development from day 0.
  week 0  420 + 210 minutes cost 420 x 7 + 210 x 8 = 4620; 7 x 200 + 3000 = 4400
  week 1  half: 210 x 7 + 105 x 8 = 2310; days 7-13 are stepped down: 7 x 100 = 700
  week 2  stabilisation from day 14: 210 x 7 = 1470; 700. Week 3 the same.
  week 4  self-reliant from day 28
  week 5  development again on day 35, 21 days after it was left on day 14, which is within the
          4 weeks that make it a re-opening: no second lump sum. 7 x 200 = 1400; cost as week 0
Bent, stabilisation from Thursday of week 1 (day 10).
  week 1  4 days: 120 x 7 = 840; 400. Week 2: 1470; 700. Week 3: 3 days: 90 x 7 = 630; 300
  week 4  development from day 31, for the first time: 4 x 200 + 3000 = 3800;
          4 days: 240 x 7 + 120 x 8 = 2640
  week 5  4 days into the course on Monday, so need is full: 4620; 3 x 200 + 4 x 100 = 1000
Carl, individual from Tuesday of week 2 (day 15).
  week 2  6 days: 720 x 7 = 5040; 6 x 700 = 4200
  week 3  840 x 7 = 5880; 2 x 700 + 5 x 800 = 5400. Week 4: 5880; 7 x 800 = 5600
  week 5  1 day, then dead: 120 x 7 = 840; 800
"""

import csv
from pathlib import Path

import pytest
from in_lists import in_lists
from small_scenarios import scenario_of

from sim.experiments.running.preparing import job
from sim.experiments.running.replication import replicated
from sim.model.rulebook import STANDARD_RULES

SCENARIO = """
schema = 1
[run]
start = 2026-01-05
weeks = 6
initial = "empty"
[[team]]
name = "Anna"
inflow_per_week = [{ from = 2026-01-05, value = 7 }, { from = 2026-01-06, value = 0 }]
intake = { development = 1.0 }
[[team]]
name = "Bent"
inflow_per_week = [
  { from = 2026-01-05, value = 0 },
  { from = 2026-01-15, value = 7 },
  { from = 2026-01-16, value = 0 },
]
intake = { stabilisation = 1.0 }
[[team]]
name = "Carl"
inflow_per_week = [
  { from = 2026-01-05, value = 0 },
  { from = 2026-01-20, value = 7 },
  { from = 2026-01-21, value = 0 },
]
intake = { individual = 1.0 }
[[course]]
name = "development"
kind = "development"
stay = { distribution = "fixed", mean_weeks = 2 }
hours_per_week = { home_care = 7.0, training = 3.5 }
profile = [1.0, 0.5]
exits = [{ to = "stabilisation", probability = 1.0 }]
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 2 }
hours_per_week = { home_care = 3.5 }
exits = [{ to = "self_reliant", probability = 1.0 }]
[[course]]
name = "individual"
kind = "individual"
stay = { distribution = "fixed", mean_weeks = 3 }
hours_per_week = { home_care = 14.0 }
exits = [{ to = "dead", probability = 1.0 }]
[relapse]
probability = 1.0
after = { distribution = "fixed", mean_weeks = 1 }
to = "development"
[prices]
cost_per_hour_dkk = { home_care = 420, training = 480 }
[tariff]
kind = "course_rates"
reopen_within_weeks = 4
[tariff.weekly_dkk]
development = 1400
stabilisation = 700
individual = [{ from = 2026-01-05, value = 4900 }, { from = 2026-01-28, value = 5600 }]
[tariff.step_down]
development = { after_weeks = 1, weekly_dkk = 700 }
[tariff.lump_sum_dkk]
development = 3000
"""


def as_many_as_expected(_u, mean):
    return round(mean)


@pytest.fixture(scope="module")
def tables():
    rules = STANDARD_RULES._replace(arrivals=as_many_as_expected)
    return in_lists(replicated(job(scenario_of(SCENARIO), engine="simpy", rules=rules), 0))


def by_hand():
    text = Path(__file__).with_name("worked_example.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@pytest.mark.parametrize(
    ("by_hand_column", "column", "per_unit"),
    [
        ("development_days", "development_citizens", 7),
        ("stabilisation_days", "stabilisation_citizens", 7),
        ("individual_days", "individual_citizens", 7),
        ("home_care_minutes", "home_care_hours", 60),
        ("training_minutes", "training_hours", 60),
        ("revenue_dkk", "revenue_dkk", 1),
        ("cost_dkk", "cost_dkk", 1),
    ],
)
def test_every_week_is_what_it_is_by_hand(tables, by_hand_column, column, per_unit):
    weeks = tables.team_weeks
    found = {
        (team, int(week)): float(value) * per_unit
        for team, week, value in zip(weeks["team"], weeks["week"], weeks[column], strict=True)
    }
    wanted = {(row["citizen"], int(row["week"])): float(row[by_hand_column]) for row in by_hand()}
    assert found == pytest.approx(wanted, abs=1e-9)


def test_every_spell_is_what_it_is_by_hand(tables):
    spells = tables.spells
    columns = "citizen", "course", "start_day", "end_day", "exit", "revenue_dkk", "cost_dkk"
    found = set(zip(*(spells[column] for column in columns), strict=True))
    assert found == {
        ("Anna/first_contact/0.0", "development", 0, 14, "stabilisation", 5_100, 6_930),
        ("Anna/first_contact/0.0", "stabilisation", 14, 28, "self_reliant", 1_400, 2_940),
        ("Anna/first_contact/0.0", "development", 35, None, None, 1_400, 4_620),
        ("Bent/first_contact/10.0", "stabilisation", 10, 24, "self_reliant", 1_400, 2_940),
        ("Bent/first_contact/10.0", "development", 31, None, None, 4_800, 7_260),
        ("Carl/first_contact/15.0", "individual", 15, 36, "dead", 16_000, 17_640),
    }
