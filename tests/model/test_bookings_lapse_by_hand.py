"""Contacts booked at a clinic and given nowhere: one citizen comes on Sunday, day 6.

The week's only contact is due that day and booked at the clinic. In full weeks none is needed.
"""

import pytest
from by_hand import AS_EXPECTED, coming, tables, weeks_of
from small_scenarios import WHOLE_MODEL, parameters_of_text

from sim.engines.simpy_engine import SimpyEngine

COLUMNS = (
    "nursing_contacts",
    "clinic_visits",
    "home_visits",
    "unmet_visits",
    "clinic_lapsed",
    "clinic_waiting",
)
RULES = AS_EXPECTED._replace(
    contacts=lambda _u, mean: int(mean < 1.5),
    hazard=lambda _u, per_day: 1 / per_day if per_day > 0 else float("inf"),
)


HOSPITAL = f"""hazards_per_week = {{ hospital = 3.5 }}
[[course]]
name = "hospital"
kind = "hospital"
stay = {{ distribution = "fixed", mean_weeks = {4 / 7} }}
exits = [{{ to = "resume", probability = 1 }}]
"""


def scenario(stay_days, slots, longest=300, *, in_hospital=False):
    """Seven contacts a week are needed on average; a day's part of it is one contact."""
    return f"""
schema = 1
[run]
start = 2026-01-05
weeks = 3
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = {coming(6)}
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = {stay_days / 7} }}
hours_per_week = {{ nursing = 3.5 }}
exits = [{{ to = "moved", probability = 1 }}]
{HOSPITAL if in_hospital else ""}
[nursing]
contact_minutes = 30
[clinic]
reachable = 1
share = 1
slots_per_day = {slots}
open_days = ["wednesday"]
longest_wait_days = {longest}
cost_per_contact_dkk = 100
charged_to = "team"
[prices]
cost_per_hour_dkk = {{ nursing = 400 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 0{", hospital = 0" if in_hospital else ""} }}
"""


def weeks(text):
    """By week: needed, at the clinic, at home, unmet, lapsed and still waiting."""
    found = tables(text, RULES)
    return list(zip(*(weeks_of(found, column) for column in COLUMNS), strict=True))


def test_a_booking_of_who_stays_is_given():
    # The clinic opens on Wednesday, day 9.
    assert weeks(scenario(14, slots=1)) == [
        (1, 0, 0, 0, 0, 1),
        (0, 1, 0, 0, 0, 0),
        (0, 0, 0, 0, 0, 0),
    ]


@pytest.mark.parametrize("slots", [0, 1])
def test_a_booking_of_who_leaves_before_the_slot_lapses_on_that_day(slots):
    # The citizen leaves on Tuesday, day 8.
    assert weeks(scenario(2, slots)) == [
        (1, 0, 0, 0, 0, 1),
        (0, 0, 0, 0, 1, 0),
        (0, 0, 0, 0, 0, 0),
    ]


def test_a_booking_whose_turn_comes_in_hospital_lapses():
    # In hospital on days 8 to 11, the clinic's day among them.
    assert weeks(scenario(14, slots=1, in_hospital=True))[:2] == [
        (1, 0, 0, 0, 0, 1),
        (0, 0, 0, 0, 1, 0),
    ]


def test_a_booking_that_has_waited_too_long_is_given_at_home():
    # Ten days after day 6 is day 16, in week 2.
    assert weeks(scenario(30, slots=0, longest=10)) == [
        (1, 0, 0, 0, 0, 1),
        (0, 0, 0, 0, 0, 1),
        (0, 0, 1, 0, 0, 0),
    ]


def test_in_the_whole_model_every_contact_is_somewhere():
    week = SimpyEngine(parameters_of_text(WHOLE_MODEL), seed=3).run().weeks
    before = week.clinic_waiting[:, :-1]
    met = week.clinic_visits + week.home_visits + week.unmet_visits
    gone = met + week.clinic_lapsed + week.clinic_waiting
    assert (week.nursing_contacts[:, 1:] + before == gone[:, 1:]).all()
    for sums in (week.clinic_visits, week.home_visits, week.unmet_visits, week.clinic_lapsed):
        assert sums.sum() > 0
