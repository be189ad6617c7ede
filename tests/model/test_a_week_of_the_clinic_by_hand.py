"""Three contacts and one slot a day: who is seen when, who goes home, and what it costs.

Anna, Bo and Carla come on Thursday, with one contact each before Monday. On which day it falls
due is chance, so replications are looked up in which it falls as the example wants it: Anna's and
Bo's on Thursday, Carla's on Friday. The clinic is closed at the weekend, and after two days of
waiting a contact is given at home.

  Thursday  Anna or Bo gets the slot, after no wait; lots decide
  Friday    the other of the two, after a day
  Sunday    Carla has waited two days for a clinic that was closed: a home visit

A home visit takes 30 minutes at 600 an hour, so it costs 300; a visit to the clinic costs 200.
"""

import pytest
from by_hand import AS_EXPECTED, coming, spells_of, tables, team_names, weeks_of
from small_scenarios import logged, parameters_of_text

ANNA, BO, CARLA = "Anna", "Bo", "Carla"
THURSDAY, FRIDAY, SATURDAY, SUNDAY, MONDAY = 3, 4, 5, 6, 7
SCENARIO = f"""
schema = 1
[run]
start = 2026-01-05
weeks = 2
initial = "empty"
[citizen.start_level]
first_contact = [1, 0, 0, 0, 0]
hospital_discharge = [0, 0, 1, 0, 0]
temporary_place = [0, 0, 0, 0, 1]
[[team]]
name = "Anna"
inflow_per_week = {{ first_contact = {coming(THURSDAY)} }}
intake = {{ home = 1 }}
[[team]]
name = "Bo"
inflow_per_week = {{ hospital_discharge = {coming(THURSDAY)} }}
intake = {{ home = 1 }}
[[team]]
name = "Carla"
inflow_per_week = {{ temporary_place = {coming(THURSDAY)} }}
intake = {{ home = 1 }}
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 9 }}
hours_per_week = {{ nursing = 0.5 }}
exits = [{{ to = "dead", probability = 1 }}]
[prices]
cost_per_hour_dkk = {{ nursing = 600 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 0 }}
[nursing]
contact_minutes = 30
[clinic]
reachable = 1
share = 1
slots_per_day = 1
longest_wait_days = 2
cost_per_contact_dkk = 200
charged_to = "team"
"""


def one_before_monday(_u, mean):
    """A contact from Thursday to Sunday, whose mean is 4 / 7, and none in other parts of weeks."""
    return 1 if mean == pytest.approx(4 / 7) else 0


RULES = AS_EXPECTED._replace(contacts=one_before_monday)
DUE = (THURSDAY, THURSDAY, FRIDAY)


def log_of(text, replication, rules=RULES):
    return logged(parameters_of_text(text, rules), rules, replication=replication)


@pytest.fixture(scope="module")
def replications():
    """Replications by the days on which Anna's, Bo's and Carla's contacts fall due."""
    parameters, names = parameters_of_text(SCENARIO, RULES), team_names(SCENARIO)
    found = {}
    for replication in range(600):
        log = logged(parameters, RULES, replication=replication)
        due = {names[row.team]: row.day for row in log if row.event == "contact_booked"}
        found.setdefault((due[ANNA], due[BO], due[CARLA]), []).append(replication)
    return found


@pytest.fixture(scope="module")
def replication(replications):
    return replications[DUE][0]


def by_team(found, *columns):
    """What each team's two weeks add up to."""
    return {
        team: tuple(sum(filter(None, weeks_of(found, column, team))) for column in columns)
        for team in (ANNA, BO, CARLA)
    }


def test_two_are_seen_and_the_third_goes_home(replication):
    found = by_team(tables(SCENARIO, RULES, replication), "clinic_visits", "home_visits")
    assert found == {ANNA: (1, 0), BO: (1, 0), CARLA: (0, 1)}


def test_the_second_of_thursday_waits_a_day(replication):
    columns = "clinic_wait_days", "clinic_longest_wait_days", "clinic_turned_home"
    found = by_team(tables(SCENARIO, RULES, replication), *columns)
    assert sorted([found[ANNA], found[BO]]) == [(0, 0, 0), (1, 1, 0)]
    assert found[CARLA] == (0, 0, 1)


def test_lots_decide_who_of_one_day_is_first(replications):
    first = [tables(SCENARIO, RULES, one) for one in replications[DUE]]
    waits = [by_team(found, "clinic_wait_days") for found in first]
    assert {found[ANNA] for found in waits} == {(0,), (1,)}


def test_the_clinic_gives_one_on_thursday_and_one_on_friday(replication):
    rows = [row for row in log_of(SCENARIO, replication) if row.event == "clinic_closed"]
    assert [row.day for row in rows] == list(range(14))
    assert [row.day for row in rows if row.value] == [THURSDAY, FRIDAY]
    assert {row.value for row in rows} == {0, 1}


def test_a_team_pays_for_the_clinic_or_for_its_own_time(replication):
    found = tables(SCENARIO, RULES, replication)
    money = by_team(found, "cost_dkk", "clinic_charged_dkk", "nursing_hours")
    assert money == {ANNA: (200, 200, 0), BO: (200, 200, 0), CARLA: (300, 0, 0.5)}
    assert sorted(spells_of(found, "cost_dkk", "outside_dkk")) == [(200, 0), (200, 0), (300, 0)]


def test_the_municipality_pays_where_it_is_charged(replication):
    text = SCENARIO.replace('charged_to = "team"', 'charged_to = "municipality"')
    found = tables(text, RULES, replication)
    money = by_team(found, "cost_dkk", "clinic_charged_dkk", "outside_clinic_dkk")
    assert money == {ANNA: (0, 0, 200), BO: (0, 0, 200), CARLA: (300, 0, 0)}
    assert sorted(spells_of(found, "cost_dkk", "outside_dkk")) == [(0, 200), (0, 200), (300, 0)]


def test_without_a_limit_all_are_seen_on_their_day(replication):
    text = SCENARIO.replace("slots_per_day = 1\n", "")
    found = by_team(tables(text, RULES, replication), "clinic_visits", "clinic_wait_days")
    assert found == {ANNA: (1, 0), BO: (1, 0), CARLA: (1, 0)}


def test_who_may_not_wait_goes_home_on_the_day(replication):
    text = SCENARIO.replace("longest_wait_days = 2", "longest_wait_days = 0")
    found = by_team(tables(text, RULES, replication), "clinic_visits", "clinic_turned_home")
    assert sorted([found[ANNA], found[BO]]) == [(0, 1), (1, 0)]
    assert found[CARLA] == (1, 0)


def test_thursdays_second_comes_before_fridays_first(replication):
    # Open on Thursday and Saturday: the second of Thursday is seen after two days, and Carla,
    # who has waited one by then, goes home on Sunday.
    text = SCENARIO.replace("slots_per_day", 'open_days = ["thursday", "saturday"]\nslots_per_day')
    columns = "clinic_visits", "clinic_wait_days", "clinic_turned_home"
    found = by_team(tables(text, RULES, replication), *columns)
    assert sorted([found[ANNA], found[BO]]) == [(1, 0, 0), (1, 2, 0)]
    assert found[CARLA] == (0, 0, 1)


def test_who_waits_over_the_weekend_is_seen_in_the_next_week(replications):
    # All three fall due on Friday and may wait three days: Friday, Monday, and on Monday home.
    text = SCENARIO.replace("longest_wait_days = 2", "longest_wait_days = 3")
    found = tables(text, RULES, replications[FRIDAY, FRIDAY, FRIDAY][0])
    columns = "clinic_visits", "clinic_wait_days", "clinic_turned_home", "home_visits"
    weeks = [
        [tuple(weeks_of(found, column, team)[week] for column in columns) for week in (0, 1)]
        for team in (ANNA, BO, CARLA)
    ]
    nothing = (0, 0, 0, 0)
    assert sorted(weeks) == [
        [nothing, (0, 0, 1, 1)],
        [nothing, (1, 3, 0, 0)],
        [(1, 0, 0, 0), nothing],
    ]


SHORT = """[[course]]
name = "short"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 0.15 }
hours_per_week = { nursing = 0.5 }
exits = [{ to = "TO", probability = 1 }]
"""
HOSPITAL = """[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "fixed", mean_weeks = 0.3 }
exits = [{ to = "dead", probability = 1 }]
"""


def with_bo_leaving_on_friday(to):
    """The scenario in which Bo's course lasts a day and leads to `to`."""
    bo = f"hospital_discharge = {coming(THURSDAY)} }}\nintake = "
    courses = SHORT.replace("TO", to) + (HOSPITAL if to == "hospital" else "")
    return (
        SCENARIO.replace(bo + "{ home", bo + "{ short")
        .replace("[prices]", courses + "[prices]")
        .replace("home = 0 }", "home = 0, short = 0 }")
    )


@pytest.mark.parametrize("to", ["hospital", "moved"])
def test_who_leaves_while_waiting_loses_the_slot_to_the_next(replications, to):
    # Bo is gone on Friday. Either Bo was first on Thursday, and all is as before, or Anna was, and
    # then Friday's slot is Carla's.
    text = with_bo_leaving_on_friday(to)
    found = {}
    for one in replications[DUE]:
        visits = by_team(tables(text, RULES, one), "clinic_visits", "home_visits")
        found.setdefault(visits[BO], visits)
    assert found == {
        (1, 0): {ANNA: (1, 0), BO: (1, 0), CARLA: (0, 1)},
        (0, 0): {ANNA: (1, 0), BO: (0, 0), CARLA: (1, 0)},
    }


def test_who_changes_course_while_waiting_keeps_the_slot(replications):
    text = with_bo_leaving_on_friday("home")
    columns = "course", "start_day", "clinic_visits"
    found = {
        tuple(sorted(row for row in spells_of(tables(text, RULES, one), *columns) if row[1] == 4))
        for one in replications[DUE]
    }
    # On Friday Bo's contact is given in the new course, unless it was given on Thursday.
    assert found == {(("home", FRIDAY, 1),), (("home", FRIDAY, 0),)}


def test_who_is_first_is_a_rule(replication):
    # Highest level first: Bo, at level 2, before Anna at 0; on Friday Carla, at 4, before Anna,
    # who goes home on Saturday.
    frail_first = RULES._replace(clinic_order=lambda _due_day, level, _u: -level)
    columns = "clinic_visits", "clinic_wait_days", "clinic_turned_home"
    found = by_team(tables(SCENARIO, frail_first, replication), *columns)
    assert found == {ANNA: (0, 0, 1), BO: (1, 0, 0), CARLA: (1, 0, 0)}
