import itertools

import pytest
from by_hand import AS_EXPECTED
from places_asked_for import TWO_ASK_FOR_ONE_PLACE
from small_scenarios import (
    EVERYTHING,
    FREE_CHOICE,
    OFFERS,
    THREE_COURSES,
    WHOLE_MODEL,
    logged,
    parameters_of_text,
)

from sim.model.events import kinds
from sim.model.events.kinds import KINDS, STEP_OF_KIND

SAME_DAY = """
schema = 1
[run]
start = 2026-01-05
weeks = 3
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = { first_contact = 70, hospital_discharge = 70 }
[intake]
first_contact = { short = 1.0 }
hospital_discharge = { perilous = 1.0 }
[[course]]
name = "short"
kind = "development"
stay = { distribution = "fixed", mean_weeks = 1 }
exits = [{ to = "perilous", probability = 1.0 }]
[[course]]
name = "perilous"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 1 }
hazards_per_week = { dead = 1.0 }
exits = [{ to = "moved", probability = 1.0 }]
[tariff]
kind = "course_rates"
weekly_dkk = { short = 0, perilous = 0 }
"""


def test_the_kinds_stand_in_the_order_of_the_designs_steps():
    assert list(STEP_OF_KIND) == sorted(STEP_OF_KIND)
    assert KINDS.index("hazard_struck") < KINDS.index("stay_ended") < KINDS.index("citizen_arrived")
    assert KINDS.index("spell_began") < KINDS.index("need_assessed") < KINDS.index("week_ended")


def test_places_fall_free_before_spells_end_and_are_offered_after_that():
    assert KINDS.index("resident_left") < KINDS.index("hazard_struck")
    assert KINDS.index("stay_ended") < KINDS.index("place_offered") < KINDS.index("spell_began")


def test_the_clinic_books_the_needs_of_the_day_and_closes_before_the_week_is_settled():
    clinic = (
        KINDS.index("need_assessed"),
        KINDS.index("contact_booked"),
        KINDS.index("clinic_closed"),
    )
    assert list(clinic) == sorted(clinic)
    assert clinic[-1] < KINDS.index("week_ended")


def test_every_kind_has_a_step_and_a_number_of_its_own():
    assert len(STEP_OF_KIND) == len(KINDS) == len(set(KINDS)) == 17
    by_name = [getattr(kinds, name.upper()) for name in KINDS]
    assert by_name == list(range(17))


def test_places_of_teams_are_offered_once_all_have_asked_for_one():
    offered = KINDS.index("team_place_offered")
    assert KINDS.index("place_offered") < KINDS.index("wait_given_up") < offered
    assert KINDS.index("citizen_present") < KINDS.index("citizen_arrived") < offered
    assert KINDS.index("citizen_relapsed") < KINDS.index("place_asked_for") < offered
    assert offered < KINDS.index("spell_began")


def test_who_gets_no_place_in_the_nursing_home_is_told_once_places_are_offered():
    denied = KINDS.index("place_denied")
    assert KINDS.index("place_offered") < denied < KINDS.index("spell_began")


def test_all_kinds_happen_in_the_whole_model_among_offers_and_where_two_ask(whole, offers):
    two_ask = logged(parameters_of_text(TWO_ASK_FOR_ONE_PLACE, AS_EXPECTED), AS_EXPECTED)
    assert {row.event for row in (*whole, *offers, *two_ask)} == set(KINDS)


@pytest.fixture(scope="module")
def whole():
    return logged(parameters_of_text(WHOLE_MODEL.replace("places = 20", "places = 21")))


@pytest.fixture(scope="module")
def offers():
    return logged(parameters_of_text(OFFERS)) + logged(parameters_of_text(FREE_CHOICE))


@pytest.mark.parametrize(
    "text", [THREE_COURSES, EVERYTHING, SAME_DAY, OFFERS, FREE_CHOICE, "whole"]
)
def test_a_day_runs_through_the_kinds_once_and_never_back(text, whole):
    log = whole if text == "whole" else logged(parameters_of_text(text))
    for _, rows in itertools.groupby(log, key=lambda row: row.day):
        numbers = [KINDS.index(row.event) for row in rows]
        assert numbers == sorted(numbers)


def test_days_follow_each_other():
    days = [row.day for row in logged(parameters_of_text(EVERYTHING))]
    assert days == sorted(days)


def test_within_a_kind_and_team_citizens_come_in_their_order(whole):
    # But for those who move into the nursing home: the longest wait first.
    ordered = [row for row in whole if row.event != "place_offered"]
    for log in (logged(parameters_of_text(EVERYTHING)), ordered):
        for _, rows in itertools.groupby(log, key=lambda row: (row.day, row.event, row.team)):
            citizens = [row.citizen for row in rows]
            assert citizens == sorted(citizens)


def test_hazards_strike_before_stays_end_whoever_came_first():
    by_day = {}
    for row in logged(parameters_of_text(SAME_DAY)):
        if row.step == 2:
            by_day.setdefault(row.day, []).append((row.event, row.citizen))
    both = [rows for rows in by_day.values() if len({event for event, _ in rows}) == 2]
    turned = [rows for rows in both if [c for _, c in rows] != sorted(c for _, c in rows)]
    assert turned
    for rows in both:
        events = [event for event, _ in rows]
        assert events == sorted(events)


def test_a_spell_is_ended_by_its_stay_or_a_hazard_but_never_by_both():
    begun = ended = 0
    for row in logged(parameters_of_text(SAME_DAY)):
        begun += row.event == "spell_began"
        ended += row.step == 2
    present = [row.value for row in logged(parameters_of_text(SAME_DAY))][-1]
    assert ended <= begun
    assert begun - ended <= present
