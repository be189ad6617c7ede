"""No staff, no clinic, nobody who can reach it, certain death, no place, everybody in hospital."""

import pytest
from by_hand import AS_EXPECTED, CERTAIN, coming, spells_of, state_after, tables, weeks_of
from small_scenarios import WHOLE_MODEL, logged, parameters_of_text

from sim.engines.simpy_engine import SimpyEngine
from sim.model.terms import WEEKDAYS

FOUR_WEEKS = WHOLE_MODEL.replace("weeks = 12", "weeks = 4")


def cut(text, first, last):
    """The text without what stands from `first` up to `last`."""
    return text[: text.index(first)] + text[text.index(last) :]


# No staff

NURSED = f"""
schema = 1
[run]
start = 2026-01-05
weeks = 3
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = {coming(2, 5)}
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 2 }}
hours_per_week = {{ home_care = 7, nursing = 3.5 }}
exits = [{{ to = "dead", probability = 1 }}]
[prices]
cost_per_hour_dkk = {{ home_care = 480, nursing = 600 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 700 }}
"""
NO_STAFF = """[staff]
full_time_equivalents = { }
temporary_share = SHARE
temporary_premium = 1.5
[staff.professions]
helper = { pay_per_hour_dkk = 300, absence_share = 0.2, user_facing_share = 0.6 }
[staff.gives]
home_care = ["helper"]
nursing = ["helper"]
"""
DAYS = [5 * days for days in (5, 7, 2)]
"""Days of the five citizens in the three weeks; each needs 60 and 30 minutes on every one."""


def test_without_staff_everything_is_bought_at_the_premium():
    found = tables(NURSED + NO_STAFF.replace("SHARE", "1"))
    assert weeks_of(found, "unmet_hours") == [0, 0, 0]
    assert weeks_of(found, "temporary_hours") == [1.5 * days for days in DAYS]
    assert weeks_of(found, "cost_dkk") == [1.5 * (480 + 300) * days for days in DAYS]
    assert weeks_of(found, "revenue_dkk") == [100 * days for days in DAYS]


def test_without_staff_and_money_nothing_is_met_and_nothing_costs():
    found = tables(NURSED + NO_STAFF.replace("SHARE", "0"))
    assert weeks_of(found, "unmet_hours") == [1.5 * days for days in DAYS]
    assert weeks_of(found, "home_care_hours") == weeks_of(found, "nursing_hours") == [0, 0, 0]
    assert weeks_of(found, "cost_dkk") == weeks_of(found, "temporary_hours") == [0, 0, 0]
    assert weeks_of(found, "revenue_dkk") == [100 * days for days in DAYS]


def test_one_who_can_do_everything_leaves_the_rest_unmet():
    # 37 x 0.8 x 0.6 hours are 1065.6 minutes, and need is 2250, 3150 and 900. What is short is
    # rounded once: 1184, 2084 and, in the last week, none.
    text = NURSED + NO_STAFF.replace("SHARE", "0").replace("{ }", "{ helper = 1 }")
    found = tables(text)
    assert weeks_of(found, "unmet_hours") == [1_184 / 60, 2_084 / 60, 0]
    assert weeks_of(found, "cost_dkk") == [37 * 300] * 3
    assert [sum(row) for row in spells_of(found, "delivered_hours", "unmet_hours")] == [21] * 5


def test_staff_without_end_meet_everything():
    text = NURSED + NO_STAFF.replace("SHARE", "0").replace("{ }", "{ helper = 10000 }")
    found = tables(text)
    assert weeks_of(found, "unmet_hours") == [0, 0, 0]
    assert weeks_of(found, "cost_dkk") == [10_000 * 37 * 300] * 3


# No clinic


def with_clinic(**changes):
    """Four weeks of the whole model with another clinic."""
    text = FOUR_WEEKS
    for key, value in changes.items():
        before = next(line for line in text.splitlines() if line.startswith(f"{key} = "))
        text = text.replace(before, f"{key} = {value}")
    return text


@pytest.fixture(scope="module")
def no_clinic():
    parameters = parameters_of_text(cut(FOUR_WEEKS, "[clinic]", "[staff]"))
    return logged(parameters), SimpyEngine(parameters).run()


@pytest.mark.parametrize("change", [{"reachable": 0}, {"share": 0}])
def test_a_clinic_that_nobody_can_reach_changes_nothing(no_clinic, change):
    parameters = parameters_of_text(with_clinic(**change))
    log = [row for row in logged(parameters) if row.event != "clinic_closed"]
    assert log == no_clinic[0]
    mine, its = SimpyEngine(parameters).run().weeks, no_clinic[1].weeks
    assert all((one == other).all() for one, other in zip(mine, its, strict=True))


def test_a_clinic_without_slots_sends_every_contact_home_after_the_longest_wait():
    # One citizen, 20 contacts a week for four weeks, all booked; the two days before the end wait.
    clinic = """[nursing]
contact_minutes = 10
[clinic]
reachable = 1
share = 1
slots_per_day = 0
longest_wait_days = 2
cost_per_contact_dkk = 100
charged_to = "team"
"""
    text = NURSED.replace("mean_weeks = 2", "mean_weeks = 9").replace(coming(2, 5), coming(0))
    text = text.replace("weeks = 3", "weeks = 4") + clinic
    rules = AS_EXPECTED._replace(contacts=lambda _u, _mean: 20)
    booked = [
        row.day
        for row in logged(parameters_of_text(text, rules), rules)
        if row.event == "contact_booked"
    ]
    assert len(booked) == 80
    weeks = state_after(text, rules).weeks
    assert weeks.clinic_visits.sum() == weeks.clinic_charged_ore.sum() == 0
    for week in range(4):
        home = sum(week == (day + 2) // 7 for day in booked)
        assert weeks.home_visits[0, week] == weeks.clinic_turned_home[0, week] == home
        # Ten minutes cost 100 DKK, and an hour of home care a day 480.
        assert weeks.cost_ore[0, week] == 100 * (100 * home + 7 * 480)


def test_a_clinic_without_a_limit_sees_all_on_the_day():
    text = cut(FOUR_WEEKS, "slots_per_day", "longest_wait_days")
    text = text.replace("cost_per_slot_dkk = 180", f"open_days = {list(WEEKDAYS)}")
    weeks = SimpyEngine(parameters_of_text(text)).run().weeks
    assert weeks.clinic_visits.sum() > 100
    assert weeks.clinic_wait_days.sum() == weeks.clinic_turned_home.sum() == 0


# Certain death


def test_where_death_is_certain_every_spell_ends_in_it():
    text = NURSED.replace("mean_weeks = 2 }", "mean_weeks = 2 }\nhazards_per_week = { dead = 7 }")
    rules = CERTAIN._replace(hazard=lambda _u, per_day: 1e-9 / per_day if per_day else float("inf"))
    found = tables(text.replace(coming(2, 5), "14"), rules)
    ends = spells_of(found, "start_day", "end_day", "exit")
    assert len(ends) == 3 * 7 * 2
    assert ends[-1] == (20, None, None)
    for start, end, way in ends[:-2]:
        assert (end - start, way) == (1, "dead")
    # Two come every day and stay for it: 100 DKK each.
    assert weeks_of(found, "revenue_dkk") == [1_400, 1_400, 1_400]
    assert weeks_of(found, "citizens") == [2, 2, 2]


# A nursing home without places


def test_without_places_all_wait_as_long_as_they_may_and_then_go_elsewhere():
    text = NURSED.replace('to = "dead"', 'to = "nursing_home"').replace(
        "home = 700", "home = 700, waiting = 0"
    )
    text = text.replace("weeks = 3", "weeks = 12").replace(
        "[prices]",
        """[[course]]
name = "waiting"
kind = "waiting"
stay = { distribution = "fixed", mean_weeks = 5 }
exits = [{ to = "nursing_home", probability = 1 }]
[nursing_home]
places = 0
mean_stay_weeks = 2
[prices.outside]
nursing_home_day_dkk = 1000
[prices]""",
    )
    found = tables(text, CERTAIN)
    spells = spells_of(found, "course", "start_day", "end_day", "exit")
    assert spells == [("home", 2, 16, "waiting")] * 5 + [("waiting", 16, 51, "nursing_home")] * 5
    # Five are elsewhere from day 51, a Wednesday, for fourteen days.
    days = [0] * 7 + [5, 7, 2, 0, 0]
    assert weeks_of(found, "outside_nursing_home_dkk") == [5_000 * one for one in days]


# Everybody in hospital

HOSPITAL = NURSED.replace(
    "[prices]",
    """hazards_per_week = { hospital = 7 }
[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "fixed", mean_weeks = 90 }
exits = [{ to = "resume", probability = 1 }]
[prices.outside]
hospital_day_dkk = 5000
[prices]""",
)


@pytest.mark.parametrize("paid_days", [0, 3, 300])
def test_in_hospital_only_the_first_days_are_paid_and_no_care_is_given(paid_days):
    # Five come on Wednesday of week 0 and are in hospital from Thursday on, 4, 7 and 7 days.
    text = HOSPITAL.replace(
        'kind = "course_rates"', f'kind = "course_rates"\npaid_days_away = {paid_days}'
    )
    found = tables(text, CERTAIN)
    days = [4, 7, 7]
    paid = [min(4, paid_days), min(7, max(0, paid_days - 4)), min(7, max(0, paid_days - 11))]
    assert weeks_of(found, "revenue_dkk") == [
        500 * (one + at_home) for one, at_home in zip(paid, [1, 0, 0], strict=True)
    ]
    assert weeks_of(found, "home_care_hours") == [5, 0, 0]
    assert weeks_of(found, "cost_dkk") == [5 * (480 + 300), 0, 0]
    assert weeks_of(found, "outside_hospital_dkk") == [25_000 * one for one in days]


def test_who_is_in_hospital_has_no_contacts():
    text = HOSPITAL + "[nursing]\ncontact_minutes = 5\n"
    state = state_after(text, CERTAIN)
    # 42 contacts a week in the mean, six of them on the one day at home.
    assert state.weeks.home_visits[0].tolist()[1:] == [0, 0]
    assert 5 * 2 < state.weeks.home_visits[0, 0] < 5 * 14
