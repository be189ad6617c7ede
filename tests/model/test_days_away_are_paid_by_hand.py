"""Days in hospital: the first of them at the rate of the course left behind, the rest at the own.

Hospital strikes after four days at home and lasts nine. The citizen comes on Monday: at home on
days 0-3, in hospital on days 4-12, at home again on days 13-16, in hospital on days 17-25.

The course pays 1400 a week, 200 a day, and from its seventh day on 700 a week, 100 a day. On days
4 to 12 its clock stands still: paid days away are paid as its fifth day would be. The hospital's
own rate is 70 a week, 10 a day. Five days away are paid.

  week 0  4 days at home at 200; days 4, 5 and 6 at 200: 1400
  week 1  days 7 and 8 at 200, days 9-12 at 10; at home on day 13, the fifth day of the course, as
          it went on from the fourth: 200. In all 640
"""

import pytest
from by_hand import CERTAIN, coming, dated, spells_of, tables, weeks_of

STEP_DOWN = f"step_down = {{ home = {{ after_weeks = {6 / 7}, weekly_dkk = 700 }} }}\n"
SCENARIO = f"""
schema = 1
[run]
start = 2026-01-05
weeks = 2
initial = "empty"
[citizen]
start_level = [0, 1, 0, 0, 0]
[[team]]
name = "Nord"
inflow_per_week = {coming(0)}
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 9 }}
hours_per_week = {{ home_care = [7, 14, 21, 28, 35] }}
exits = [
  {{ to = {{ level_change = 1 }}, probability = [1, 1, 1, 1, 0] }},
  {{ to = "dead", probability = [0, 0, 0, 0, 1] }},
]
hazards_per_week = {{ hospital = {7 / 4} }}
[[course]]
name = "hospital"
kind = "hospital"
stay = {{ distribution = "fixed", mean_weeks = {9 / 7} }}
exits = [{{ to = "resume", probability = 1 }}]
[prices]
cost_per_hour_dkk = {{ home_care = 60 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = [700, 1400, 2800, 4200, 5600], hospital = 70 }}
{STEP_DOWN}paid_days_away = 5
"""


def revenue(text, rules=CERTAIN):
    return weeks_of(tables(text, rules), "revenue_dkk")


def test_the_first_days_away_are_paid_as_if_the_citizen_were_there():
    assert revenue(SCENARIO) == [7 * 200, 2 * 200 + 4 * 10 + 200]


def test_the_spell_in_hospital_gets_what_is_paid_while_away():
    rows = spells_of(tables(SCENARIO, CERTAIN), "course", "revenue_dkk", "cost_dkk")
    assert rows[:2] == [("home", 800, 4 * 120), ("hospital", 5 * 200 + 4 * 10, 0)]


@pytest.mark.parametrize(
    ("paid", "week_0", "week_1"),
    [(0, 800 + 3 * 10, 6 * 10 + 200), (1, 800 + 200 + 2 * 10, 260), (9, 1_400, 6 * 200 + 200)],
)
def test_the_number_of_paid_days_is_the_scenarios(paid, week_0, week_1):
    text = SCENARIO.replace("paid_days_away = 5", f"paid_days_away = {paid}")
    assert revenue(text) == [week_0, week_1]


def test_without_a_rate_of_its_own_the_hospital_pays_nothing_after_them():
    assert revenue(SCENARIO.replace(", hospital = 70", "")) == [1_400, 2 * 200 + 200]


def test_a_rate_that_is_stepped_down_already_stays_so():
    # Stepped down from the first day after four: 100 a day on every paid day away.
    text = SCENARIO.replace(f"after_weeks = {6 / 7}", f"after_weeks = {4 / 7}")
    assert revenue(text) == [800 + 3 * 100, 2 * 100 + 4 * 10 + 100]


def test_paid_days_that_change_by_date_count_by_the_day():
    # Five until day 5, none from day 6 on.
    text = SCENARIO.replace("paid_days_away = 5", f"paid_days_away = {dated((0, 5), (6, 0))}")
    assert revenue(text) == [800 + 2 * 200 + 10, 6 * 10 + 200]


def test_full_weeks_are_granted_once_whatever_hospital_stays_interrupt_them():
    # At home on days 0-3, 13-16 and 26-27; the first six of these days are granted in full. Away
    # five days are paid as the fifth day of the course, then as its ninth, past the step-down.
    text = SCENARIO.replace("weeks = 2", "weeks = 4")
    at_home = 6 * 200 + 4 * 100
    away = 5 * 200 + 4 * 10 + 5 * 100 + 4 * 10
    assert sum(revenue(text)) == at_home + away


MILESTONES = """[needs_assessment]
milestone_weeks = { home = 26 }
milestone_hours = { home_care = 0.5 }
"""


def test_away_the_level_that_was_assessed_last_is_paid():
    # A stay of three days ends a level worse on day 3, which no milestone has seen when hospital
    # strikes on day 7: level 1 pays 200 a day, level 2 would pay 400.
    text = SCENARIO.replace("mean_weeks = 9", f"mean_weeks = [9, {3 / 7}, 9, 9, 9]")
    text = text.replace("[prices]", MILESTONES + "[prices]")
    text = text.replace(
        f"step_down = {{ home = {{ after_weeks = {6 / 7}, weekly_dkk = 700 }} }}\n", ""
    )
    assert revenue(text) == [7 * 200, 5 * 200 + 2 * 10]


def with_own_rate(text):
    """The scenario with an individual course, paid by the citizen's own expected cost."""
    for before, after in (
        ('kind = "stabilisation"', 'kind = "individual"'),
        ('kind = "course_rates"', 'kind = "course_rates"\nindividual = "per_person"'),
        ("home = [700, 1400, 2800, 4200, 5600], ", ""),
        (STEP_DOWN, ""),
    ):
        assert before in text
        text = text.replace(before, after)
    return text


def test_away_the_own_rate_of_an_individual_course_is_paid():
    # 14 hours a week at 60: 840 a week, 120 a day. Week 1: two paid days, four own, one at home.
    assert revenue(with_own_rate(SCENARIO)) == [7 * 120, 2 * 120 + 4 * 10 + 120]


def test_the_own_rate_is_asked_of_its_rule_for_days_away_too():
    doubled = CERTAIN._replace(personal_rate=lambda expected_ore: 2 * expected_ore)
    assert revenue(with_own_rate(SCENARIO), doubled) == [14 * 120, 4 * 120 + 4 * 10 + 240]


def test_what_is_paid_away_is_a_rule():
    nothing = CERTAIN._replace(rate_away=lambda _days_away, _paid_days_away, _kept, _own: 0.0)
    assert revenue(SCENARIO, nothing) == [800, 200]


def test_who_comes_to_hospital_from_nowhere_is_paid_the_hospitals_rate():
    text = SCENARIO.replace("[intake]\nhome = 1", "[intake]\nhospital = 1")
    # Nine days in hospital from Monday; then home, for there is nothing to resume.
    assert revenue(text) == [7 * 10, 2 * 10 + 4 * 200 + 200]
