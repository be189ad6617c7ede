"""One week of a team whose staff are too few, in whole numbers.

Anna and Bo come on Monday. Anna needs 10 hours of home care and 2 of nursing, Bo 5 hours of home
care and 3 of training: 15 hours of home care, 2 of nursing, 3 of training, 20 in all.

A full-time equivalent is paid 20 hours, is away for a fifth of them and spends half of the rest
with citizens: 8 hours. One helper gives 8 hours, half a nurse 4, a quarter of a therapist 2.

  first the own profession   nurse: 2 of nursing, 2 left; helper: 8 of home care; therapist: 2
                             of training. Short: 7 of home care, 1 of training
  then who steps in          nurse: 2 of home care; the helper has nothing left for training
  short                      5 hours of home care = 300 minutes, 1 of training = 60
  bought, three quarters     225 of home care, 45 of training; unmet 75 and 15
  delivered                  900 - 75 = 825 of home care, 120 of nursing, 180 - 15 = 165 of
                             training: 1110 minutes
  unmet by citizen           75 minutes of home care in proportion 10 : 5, so 50 and 25; Bo 15 more

Pay, used or not: 20 x 200 for the helper, 10 x 300 for the nurse, 5 x 280 for the therapist = 8400.
Supervision: half an hour for each of 1.75 full-time equivalents at 400 = 350. An hour of home
care is worth 480, of training 600, a temporary hour half as much again: 225 / 60 x 480 x 1.5 =
2700 and 45 / 60 x 600 x 1.5 = 675. In all 12,125.
"""

import pytest
from by_hand import coming, dated, spells_of, state_after, tables, weeks_of

from sim.model.terms import HOME_CARE, NURSING, TRAINING

CITIZENS = f"""
schema = 1
[run]
start = 2026-01-05
weeks = 1
initial = "empty"
[[team]]
name = "Nord"
[team.inflow_per_week]
first_contact = {coming(0)}
hospital_discharge = {coming(0)}
[intake]
first_contact = {{ anna = 1 }}
hospital_discharge = {{ bo = 1 }}
[[course]]
name = "anna"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 9 }}
hours_per_week = {{ home_care = 10, nursing = 2 }}
exits = [{{ to = "dead", probability = 1 }}]
[[course]]
name = "bo"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 9 }}
hours_per_week = {{ home_care = 5, training = 3 }}
exits = [{{ to = "dead", probability = 1 }}]
[prices]
cost_per_hour_dkk = {{ home_care = 480, nursing = 540, training = 600 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ anna = 9000, bo = 5000 }}
"""
PAY = {"helper": 200, "assistant": 250, "nurse": 300, "therapist": 280}
GIVES = {
    "home_care": ("helper", "nurse"),
    "nursing": ("nurse",),
    "training": ("therapist", "helper"),
}


def text_of(posts="helper = 1, nurse = 0.5, therapist = 0.25", *, bought=0.75, **gives):
    """The scenario with these full-time equivalents; who gives a service may differ."""
    given = GIVES | gives
    named = [one for one in PAY if one in posts or any(one in row for row in given.values())]
    return f"""{CITIZENS}
[staff]
full_time_equivalents = {{ {posts} }}
hours_per_week = 20
temporary_share = {bought}
temporary_premium = 1.5
supervision_hours_per_week = 0.5
supervision_cost_per_hour_dkk = 400
[staff.gives]
{"".join(f"{service} = {list(row)}{chr(10)}" for service, row in given.items())}
[self_determination]
idle_share = 0.9
full_share = 0.7
exponent = 1
""" + "".join(
        f"""
[staff.professions.{one}]
pay_per_hour_dkk = {PAY[one]}
absence_share = 0.2
user_facing_share = 0.5
"""
        for one in named
    )


@pytest.fixture(scope="module")
def found():
    return tables(text_of())


@pytest.fixture(scope="module")
def by_course(found):
    columns = ("delivered_hours", "unmet_hours", "cost_dkk", "revenue_dkk")
    return {course: figures for course, *figures in spells_of(found, "course", *columns)}


@pytest.mark.parametrize(
    ("column", "minutes"),
    [
        ("home_care_hours", 825),
        ("nursing_hours", 120),
        ("training_hours", 165),
        ("temporary_hours", 225 + 45),
        ("unmet_hours", 75 + 15),
    ],
)
def test_the_week_delivers_buys_and_leaves_unmet_what_it_does_by_hand(found, column, minutes):
    assert weeks_of(found, column) == [minutes / 60]


def test_the_team_bears_pay_supervision_and_temporary_hours(found):
    assert weeks_of(found, "cost_dkk") == [8_400 + 350 + 2_700 + 675]


def test_each_citizen_gets_and_misses_what_they_do_by_hand(by_course):
    assert by_course["anna"][:2] == [(550 + 120) / 60, 50 / 60]
    assert by_course["bo"][:2] == [(275 + 165) / 60, (25 + 15) / 60]


def test_the_cost_is_shared_by_delivered_minutes_and_adds_up_to_the_ore(by_course):
    anna, bo = by_course["anna"][2], by_course["bo"][2]
    assert anna == pytest.approx(12_125 * 670 / 1_110, abs=0.01)
    assert bo == pytest.approx(12_125 * 440 / 1_110, abs=0.01)
    assert round(100 * anna) + round(100 * bo) == 1_212_500


def test_staff_change_nothing_about_what_is_paid(by_course):
    assert (by_course["anna"][3], by_course["bo"][3]) == (9_000, 5_000)


def test_staff_asked_for_more_than_they_have_leave_less_to_the_citizen(found):
    # 20 hours are asked for of 14: 0.7 / (20 / 14) = 49 % of Anna's 670 and of Bo's 440 minutes,
    # 328.3 and 215.6, each rounded once.
    assert weeks_of(found, "self_determined_hours") == [(328 + 216) / 60]


def test_who_is_second_everywhere_gives_nursing_then_home_care_then_training():
    # Half an assistant has 4 hours, and of those in front nobody is there: 2 of nursing, 2 of
    # home care, none of training.
    second = {service: (row[0], "assistant") for service, row in GIVES.items()}
    state = state_after(text_of("assistant = 0.5", bought=0, **second))
    assert state.weeks.minutes[0, 0, [NURSING, HOME_CARE, TRAINING]].tolist() == [120, 120, 0]
    assert state.weeks.unmet_minutes[0, 0] == (0 + 13 + 3) * 60


def test_the_own_profession_comes_before_any_that_steps_in():
    # The helper is first for training and second for home care: 3 hours, and then 5 of the 15.
    text = text_of("helper = 1", bought=0, home_care=("nurse", "helper"), training=("helper",))
    minutes = state_after(text).weeks.minutes[0, 0]
    assert minutes[[NURSING, HOME_CARE, TRAINING]].tolist() == [0, 300, 180]


def test_staff_to_spare_cost_their_pay_and_no_more():
    # Ten each of three professions: 200 hours of each are paid, 80 reach citizens.
    found = tables(text_of("helper = 10, nurse = 10, therapist = 10"))
    assert weeks_of(found, "cost_dkk") == [200 * (200 + 300 + 280) + 30 * 0.5 * 400]
    assert weeks_of(found, "unmet_hours") == weeks_of(found, "temporary_hours") == [0]
    # 20 hours are asked for of 240: 0.9 - 0.2 / 12 of Anna's 720 and of Bo's 480 minutes.
    assert weeks_of(found, "self_determined_hours") == [(636 + 424) / 60]


def test_a_team_with_staff_to_spare_that_gives_a_fifth_more_leaves_nothing_unmet():
    more = 'name = "Nord"\nlevers = { delivered_share = 1.2 }'
    text = text_of("helper = 10, nurse = 10, therapist = 10").replace('name = "Nord"', more)
    state = state_after(text)
    given = [6 * 2 * 12, 6 * 15 * 12, 6 * 3 * 12]  # six fifths of what is needed
    assert state.weeks.minutes[0, 0, [NURSING, HOME_CARE, TRAINING]].tolist() == given
    assert state.weeks.unmet_minutes[0, 0] == state.weeks.temporary_minutes[0, 0] == 0


def test_the_pay_of_a_week_without_citizens_is_shared_by_nobody():
    text = text_of().replace(coming(0), coming(7)).replace("weeks = 1\n", "weeks = 2\n")
    found = tables(text)
    assert weeks_of(found, "unshared_cost_dkk") == [8_400 + 350, 0]
    assert weeks_of(found, "cost_dkk") == [8_400 + 350, 12_125]


def test_where_nothing_is_delivered_the_pay_is_shared_by_days():
    # The helper can give nothing and nothing is bought: 20 x 200 and half an hour of supervision.
    # Anna is there for 7 days, Bo for 2.
    text = text_of("helper = 1", bought=0, home_care=("nurse",), training=("therapist",))
    found = tables(text.replace(f"discharge = {coming(0)}", f"discharge = {coming(5)}"))
    cost = dict(spells_of(found, "course", "cost_dkk"))
    assert cost["anna"] == pytest.approx(4_200 * 7 / 9, abs=0.01)
    assert round(100 * cost["anna"]) + round(100 * cost["bo"]) == 420_000


def test_staff_who_come_in_the_middle_of_the_week_count_by_the_day():
    # Nobody on Monday and Tuesday, 1.4 helpers from Wednesday on: 1 helper over the week.
    found = tables(text_of(f"helper = {dated((0, 0), (2, 1.4))}", bought=0))
    assert weeks_of(found, "cost_dkk") == [20 * 200 + 200]
    assert weeks_of(found, "home_care_hours") == [8]


def test_a_team_may_have_staff_of_its_own():
    # Only half a nurse: 2 hours of nursing, 2 of home care; the rest of 15 + 3 hours goes unmet.
    own = 'name = "Nord"\nfull_time_equivalents = { nurse = 0.5 }'
    state = state_after(text_of(bought=0).replace('name = "Nord"', own))
    assert state.weeks.minutes[0, 0, [NURSING, HOME_CARE, TRAINING]].tolist() == [120, 120, 0]
    assert state.weeks.cost_ore[0, 0] == 100 * (10 * 300 + 0.5 * 0.5 * 400)
