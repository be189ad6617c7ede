"""The clinic's and the nursing home's events without an engine: one event in, what follows out."""

from typing import NamedTuple

import pytest
from small_scenarios import parameters_of_text

from sim.model.allocation import empty_state
from sim.model.draws import Draws, draws
from sim.model.events.first import first_events
from sim.model.events.happen import happen
from sim.model.events.kinds import (
    CITIZEN_ARRIVED,
    CLINIC_CLOSED,
    CONTACT_BOOKED,
    NEED_ASSESSED,
    NO_EVENT,
    NOTHING,
    PLACE_OFFERED,
    RESIDENT_LEFT,
    SPELL_BEGAN,
    STAY_ENDED,
    Event,
)
from sim.model.parameters import Parameters, viewed
from sim.model.rulebook import STANDARD_RULES
from sim.model.state import BOOKED, NO_ROW, PLACES_TAKEN, WAITING_FOR_PLACE, State
from sim.model.terms import NURSING_HOME

TEXT = """
schema = 1
[run]
start = 2026-01-05
weeks = 4
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = 7
[intake]
home = 1.0
[[course]]
name = "home"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 0.45 }
hours_per_week = { nursing = 7 }
exits = [{ to = "nursing_home", probability = 1.0 }]
[[course]]
name = "waiting"
kind = "waiting"
stay = { distribution = "fixed", mean_weeks = 2 }
exits = [{ to = "nursing_home", probability = 1.0 }]
[prices]
cost_per_hour_dkk = { nursing = 600 }
[tariff]
kind = "course_rates"
weekly_dkk = { home = 0, waiting = 0 }
[nursing]
contact_minutes = 60
[clinic]
reachable = 1
share = 1
slots_per_day = 1
longest_wait_days = 2
cost_per_contact_dkk = 100
charged_to = "team"
[nursing_home]
places = 1
occupied = 1
mean_stay_weeks = 1
"""
RULES = STANDARD_RULES._replace(
    arrivals=lambda _u, mean: round(mean),
    contacts=lambda _u, _mean: 1,
    hazard=lambda _u, per_day: 1 / per_day if per_day > 0 else float("inf"),
)
HOME, WAITING = 0, 1
FRIDAY, SATURDAY, SUNDAY = 4, 5, 6


class Stage(NamedTuple):
    parameters: Parameters
    state: State
    draws: Draws

    def happens(self, event):
        return happen(RULES, self.parameters, event, self.state, self.draws)

    def enters(self, day):
        """A citizen of a day has come, begun a course and been assessed; what need led to."""
        _, begins, _, _ = self.happens(Event(day, CITIZEN_ARRIVED, 0, 1, 0))
        _, end, need, _ = self.happens(begins)
        _, _, contact, _ = self.happens(need)
        return end, contact


@pytest.fixture
def stage():
    parameters = viewed(parameters_of_text(TEXT, RULES))
    return Stage(parameters, viewed(empty_state(parameters)), draws(1, 0))


def test_first_the_clinics_day_and_the_residents_leaving_are_due(stage):
    due = list(first_events(RULES, stage.parameters, stage.state, stage.draws))
    assert Event(0, CLINIC_CLOSED, 0, 0, 0) in due
    assert Event(7, RESIDENT_LEFT, 0, 0, 0) in due
    assert stage.state.rows[PLACES_TAKEN] == 1


def test_need_leads_to_a_contact_on_a_day_of_the_rest_of_the_week(stage):
    # Who comes on Sunday has no other day.
    _, contact = stage.enters(SUNDAY)
    assert contact == Event(SUNDAY, CONTACT_BOOKED, 0, 0, 0)


def test_a_contact_that_is_due_joins_the_queue(stage):
    _, contact = stage.enters(SUNDAY)
    outcome, *following = stage.happens(contact)
    assert outcome == (CONTACT_BOOKED, 0, HOME, 0, 0)
    assert following == [NO_EVENT] * 3
    assert stage.state.rows[BOOKED] == 1
    assert (stage.state.clinic.citizen[0], stage.state.clinic.since[0]) == (0, SUNDAY)


def test_a_contact_of_who_has_left_is_not_booked(stage):
    end, _ = stage.enters(FRIDAY)
    stage.happens(end)
    outcome, *following = stage.happens(Event(7, CONTACT_BOOKED, 0, 0, 0))
    assert outcome.kind == NOTHING
    assert following == [NO_EVENT] * 3
    assert stage.state.rows[BOOKED] == 0


def test_the_clinic_closes_every_day_and_says_how_many_it_saw(stage):
    outcome, again, *rest = stage.happens(Event(FRIDAY, CLINIC_CLOSED, 0, 0, 0))
    assert outcome == (CLINIC_CLOSED, NO_ROW, NO_ROW, NO_ROW, 0)
    assert again == Event(SATURDAY, CLINIC_CLOSED, 0, 0, 0)
    assert rest == [NO_EVENT] * 2


def test_friday_sees_one_and_on_sunday_the_others_have_waited_too_long(stage):
    for _ in range(3):
        stage.enters(FRIDAY)
    for citizen in range(3):
        stage.happens(Event(FRIDAY, CONTACT_BOOKED, 0, citizen, citizen))
    seen, waiting = [], []
    for day in (FRIDAY, SATURDAY, SUNDAY):
        outcome, *_ = stage.happens(Event(day, CLINIC_CLOSED, 0, 0, 0))
        seen.append(outcome.value)
        waiting.append(stage.state.rows[BOOKED])
    assert (seen, waiting) == ([1, 0, 0], [2, 2, 0])
    assert sorted(stage.state.parts.clinic_visits[part] for part in range(3)) == [0, 0, 1]
    assert sorted(stage.state.parts.turned_home[part] for part in range(3)) == [0, 1, 1]


# The nursing home


def test_without_a_free_place_a_stay_ends_in_waiting(stage):
    end, _ = stage.enters(0)
    assert end == Event(3, STAY_ENDED, 0, 0, 0)
    outcome, begins, *_ = stage.happens(end)
    assert outcome == (STAY_ENDED, 0, HOME, 0, WAITING)
    assert begins == Event(3, SPELL_BEGAN, 0, 0, 1)
    outcome, limit, need, offer = stage.happens(begins)
    assert outcome == (SPELL_BEGAN, 0, WAITING, 0, 14)
    assert limit == Event(3 + 14, STAY_ENDED, 0, 0, 1)
    assert need == Event(3, NEED_ASSESSED, 0, 0, 1)
    assert offer == NO_EVENT
    assert stage.state.rows[WAITING_FOR_PLACE] == 1


def test_an_offer_without_a_free_place_is_no_event(stage):
    outcome, *following = stage.happens(Event(3, PLACE_OFFERED, 0, 0, 0))
    assert outcome.kind == NOTHING
    assert following == [NO_EVENT] * 3


def test_who_leaves_frees_a_place_which_is_offered_on_the_same_day(stage):
    outcome, offer, *rest = stage.happens(Event(7, RESIDENT_LEFT, 0, 0, 0))
    assert outcome == (RESIDENT_LEFT, NO_ROW, NO_ROW, NO_ROW, 0)
    assert offer == Event(7, PLACE_OFFERED, 0, 0, 0)
    assert rest == [NO_EVENT] * 2
    assert stage.state.rows[PLACES_TAKEN] == 0


def test_an_offer_ends_the_longest_wait_and_leads_to_the_next_offer(stage):
    for day in (0, 1):
        end, _ = stage.enters(day)
        _, begins, *_ = stage.happens(end)
        stage.happens(begins)
    _, offer, *_ = stage.happens(Event(7, RESIDENT_LEFT, 0, 0, 0))
    outcome, leaves, again, nothing = stage.happens(offer)
    assert outcome == (PLACE_OFFERED, 0, WAITING, 0, NURSING_HOME)
    assert leaves[:4] == (14, RESIDENT_LEFT, 0, 0)
    assert (again, nothing) == (offer, NO_EVENT)
    assert stage.happens(again)[0].kind == NOTHING
    assert (stage.state.rows[PLACES_TAKEN], stage.state.rows[WAITING_FOR_PLACE]) == (1, 1)


def test_the_end_of_a_wait_that_an_offer_has_ended_does_not_happen(stage):
    end, _ = stage.enters(0)
    _, begins, *_ = stage.happens(end)
    _, limit, *_ = stage.happens(begins)
    _, offer, *_ = stage.happens(Event(7, RESIDENT_LEFT, 0, 0, 0))
    stage.happens(offer)
    assert stage.happens(limit)[0].kind == NOTHING
