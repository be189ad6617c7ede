"""How a citizen fares, by hand: different helpers in 14 days, the contact person, levels gained.

Seven hours of home care a week at 30 minutes a visit are a visit every 12 hours, 28 in 14 days, and
in a part of a week as many for its length. Ten staff share them, of which a contact person takes
0.4; each of the nine others makes 0.6 / 9 of them.

  helpers  1 - 0.6^28 + 9 (1 - (1 - 0.6 / 9)^28)
  index    0.4² + 9 (0.6 / 9)² = 0.16 + 0.04 = 0.2

Both are kept in thousandths. The citizen comes on Friday of week 0 at level 3, is at level 2 from
day 11 and at level 1 from day 18, so a week at level 2 gains a level-week and one at 1 two.
"""

import pytest
from by_hand import AS_EXPECTED, coming, dated, spells_of, tables, weeks_of

SCENARIO = f"""
schema = 1
[run]
start = 2026-01-05
weeks = 4
initial = "empty"
[citizen]
start_level = [0, 0, 0, 1, 0]
[[team]]
name = "Nord"
inflow_per_week = {coming(4)}
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = [90, 90, 1, 1, 1] }}
hours_per_week = {{ home_care = 7 }}
exits = [
  {{ to = {{ level_change = -1 }}, probability = [0, 0, 1, 1, 1] }},
  {{ to = "dead", probability = [1, 1, 0, 0, 0] }},
]
[prices]
cost_per_hour_dkk = {{ home_care = 480, nursing = 600 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 0 }}
[continuity]
visit_minutes = 30
staff = 10
contact_person_share = 0.4
"""
HELPERS = 1 - 0.6**28 + 9 * (1 - (1 - 0.6 / 9) ** 28)
LEVELS = [(3, 4, 11, 0), (2, 11, 18, 1), (1, 18, None, 2 * 10 / 7)]
"""Level, first day, end and level-weeks gained of the spells."""


def thousandths(value):
    return round(1_000 * value) / 1_000


def test_the_helpers_of_fourteen_days_are_those_of_the_formula():
    found = tables(SCENARIO)
    assert weeks_of(found, "helpers_14_days") == [thousandths(HELPERS)] * 4
    assert weeks_of(found, "continuity_index") == [0.2] * 4
    assert weeks_of(found, "visited_days") == [3, 7, 7, 7]


def test_a_level_gained_is_counted_for_as_long_as_it_lasts():
    columns = "level", "start_day", "end_day", "level_weeks_gained"
    assert spells_of(tables(SCENARIO), *columns) == LEVELS


def test_a_nursing_contact_at_home_is_a_visit_too():
    # Four contacts come to the 2 visits of the one day in week 0, and to the 14 of week 1.
    text = SCENARIO.replace("home_care = 7", "home_care = 7, nursing = 2") + NURSING
    four = AS_EXPECTED._replace(contacts=lambda _u, _mean: 4)
    text = text.replace(coming(4), coming(6)).replace("[90, 90, 1, 1, 1]", "90")
    found = tables(text, four)
    for visits, week in ((14 * 6, 0), (2 * 18, 1)):
        helpers = 1 - 0.6**visits + 9 * (1 - (1 - 0.6 / 9) ** visits)
        assert weeks_of(found, "helpers_14_days")[week] == thousandths(helpers)


NURSING = """[nursing]
contact_minutes = 30
"""


def test_what_temporary_staff_give_is_given_by_strangers():
    # Half of the seven hours are bought: the contact person makes 0.4 x 0.5 of the visits, each of
    # the nine others 0.3 / 9, and the other 14 are made by 14 persons.
    found = tables(SCENARIO + HALF)
    helpers = 1 - 0.8**28 + 9 * (1 - (1 - 0.3 / 9) ** 28) + 14
    assert weeks_of(found, "helpers_14_days")[1:] == [thousandths(helpers)] * 3
    assert weeks_of(found, "continuity_index")[1:] == [0.05] * 3


HALF = """[staff]
full_time_equivalents = { helper = 0.1 }
hours_per_week = 35
temporary_share = 1
temporary_premium = 1
[staff.professions.helper]
pay_per_hour_dkk = 0
absence_share = 0
user_facing_share = 1
[staff.gives]
home_care = ["helper"]
"""


def test_unless_stated_the_teams_full_time_equivalents_share_the_visits():
    # Five of them have time to spare: 1 - 0.6^28 + 4 (1 - 0.85^28), and 0.16 + 4 x 0.15² = 0.25.
    text = SCENARIO.replace("staff = 10\n", "") + HALF.replace("helper = 0.1", "helper = 5")
    found = tables(text)
    helpers = 1 - 0.6**28 + 4 * (1 - 0.85**28)
    assert weeks_of(found, "helpers_14_days") == [thousandths(helpers)] * 4
    assert weeks_of(found, "continuity_index") == [0.25] * 4


def test_without_visits_there_are_no_helpers():
    text = SCENARIO.replace("home_care = 7", f"home_care = {dated((0, 7), (14, 0))}")
    found = tables(text)
    assert weeks_of(found, "helpers_14_days")[2:] == [None, None]
    assert weeks_of(found, "visited_days") == [3, 7, 0, 0]


def test_a_mean_over_citizens_counts_each_by_the_days_of_the_week():
    # A second citizen from Saturday of week 0 with double the need: 56 visits in 14 days.
    sources = f"{{ first_contact = {coming(4)}, hospital_discharge = {coming(5)} }}"
    text = SCENARIO.replace(coming(4), sources).replace("start_level = [0, 0, 0, 1, 0]", START)
    found = tables(text.replace("home_care = 7", "home_care = [7, 7, 7, 7, 14]"))
    more = 1 - 0.6**56 + 9 * (1 - (1 - 0.6 / 9) ** 56)
    mean = (3 * thousandths(HELPERS) + 2 * thousandths(more)) / 5
    assert weeks_of(found, "helpers_14_days")[0] == pytest.approx(mean, rel=1e-12)


START = (
    """start_level = { first_contact = [0, 0, 0, 1, 0], hospital_discharge = [0, 0, 0, 0, 1] }"""
)
