"""`happen` without an engine: one event in, what happened and what follows out."""

from typing import NamedTuple

import pytest
from small_scenarios import parameters_of_text

from sim.model.allocation import empty_state
from sim.model.draws import Draws, draws
from sim.model.events.first import first_events
from sim.model.events.happen import happen
from sim.model.events.kinds import (
    CITIZEN_ARRIVED,
    NEED_ASSESSED,
    NO_EVENT,
    NOTHING,
    SPELL_BEGAN,
    STAY_ENDED,
    WEEK_ENDED,
    Event,
)
from sim.model.parameters import Parameters, viewed
from sim.model.rulebook import STANDARD_RULES
from sim.model.state import NO_ROW, State
from sim.model.terms import SELF_RELIANT, STILL_THERE

ONE_A_DAY = """
schema = 1
[run]
start = 2026-01-05
weeks = 2
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = 7
[intake]
development = 1.0
[[course]]
name = "development"
kind = "development"
stay = { distribution = "fixed", mean_weeks = 1 }
hours_per_week = { home_care = 7 }
exits = [{ to = "self_reliant", probability = 1.0 }]
[prices]
cost_per_hour_dkk = { home_care = 420 }
[tariff]
kind = "course_rates"
weekly_dkk = { development = 1400 }
"""
RULES = STANDARD_RULES._replace(arrivals=lambda _u, mean: round(mean))


class Stage(NamedTuple):
    parameters: Parameters
    state: State
    draws: Draws

    def happens(self, event):
        return happen(RULES, self.parameters, event, self.state, self.draws)


@pytest.fixture
def stage():
    parameters = viewed(parameters_of_text(ONE_A_DAY, RULES))
    return Stage(parameters, viewed(empty_state(parameters)), draws(1, 0))


@pytest.fixture
def in_course(stage):
    """The first citizen of day 0 has begun the course and has been assessed."""
    _, begins, *_ = stage.happens(Event(0, CITIZEN_ARRIVED, 0, 1, 0))
    _, _, assessed, _ = stage.happens(begins)
    stage.happens(assessed)
    return stage


def test_first_an_arrival_and_the_end_of_the_week_are_due(stage):
    due = list(first_events(RULES, stage.parameters, stage.state, stage.draws))
    assert due == [Event(0, CITIZEN_ARRIVED, 0, 1, 0), Event(6, WEEK_ENDED, 0, 0, 0)]


def test_an_arrival_leads_to_a_spell_and_to_the_next_arrival(stage):
    outcome, begins, following, nothing = stage.happens(Event(0, CITIZEN_ARRIVED, 0, 1, 0))
    assert outcome == (CITIZEN_ARRIVED, 0, 0, 0, 0)
    assert begins == Event(0, SPELL_BEGAN, 0, 0, 0)
    assert following == Event(1, CITIZEN_ARRIVED, 0, 1, 0)
    assert nothing == NO_EVENT


def test_the_last_day_of_the_run_has_no_next_arrival(stage):
    _, _, following, _ = stage.happens(Event(13, CITIZEN_ARRIVED, 0, 1, 0))
    assert following == NO_EVENT


def test_a_spell_leads_to_its_end_and_its_first_need(stage):
    _, begins, *_ = stage.happens(Event(0, CITIZEN_ARRIVED, 0, 1, 0))
    outcome, end, need, nothing = stage.happens(begins)
    assert outcome == (SPELL_BEGAN, 0, 0, 0, 7)
    assert end == Event(7, STAY_ENDED, 0, 0, 0)
    assert need == Event(0, NEED_ASSESSED, 0, 0, 0)
    assert nothing == NO_EVENT


def test_need_is_told_in_minutes_and_due_again_on_monday(stage):
    _, begins, *_ = stage.happens(Event(3, CITIZEN_ARRIVED, 0, 1, 0))
    _, _, need, _ = stage.happens(begins)
    outcome, again, *nothing = stage.happens(need)
    assert outcome == (NEED_ASSESSED, 0, 0, 0, 7 * 60)
    assert again == Event(7, NEED_ASSESSED, 0, 0, 0)
    assert nothing == [NO_EVENT, NO_EVENT]


def test_a_stay_that_ends_says_where_it_led(in_course):
    outcome, *nothing = in_course.happens(Event(7, STAY_ENDED, 0, 0, 0))
    assert outcome == (STAY_ENDED, 0, 0, 0, SELF_RELIANT)
    assert nothing == [NO_EVENT] * 3


def test_need_that_was_due_after_the_end_does_not_happen(in_course):
    in_course.happens(Event(7, STAY_ENDED, 0, 0, 0))
    outcome, *nothing = in_course.happens(Event(7, NEED_ASSESSED, 0, 0, 0))
    assert outcome.kind == NOTHING
    assert nothing == [NO_EVENT] * 3


def test_the_week_settles_its_parts_and_is_due_again_a_week_later(in_course):
    outcome, again, *_ = in_course.happens(Event(6, WEEK_ENDED, 0, 0, 0))
    assert outcome == (WEEK_ENDED, NO_ROW, NO_ROW, NO_ROW, 1)
    assert again == Event(13, WEEK_ENDED, 0, 0, 0)
    assert in_course.state.weeks.revenue_ore[0, 0] == 140_000
    assert in_course.state.weeks.cost_ore[0, 0] == 7 * 42_000


def test_an_event_changes_nothing_but_the_state(in_course):
    assert in_course.state.spells.exit[0] == STILL_THERE
    in_course.happens(Event(7, STAY_ENDED, 0, 0, 0))
    assert in_course.state.spells.exit[0] == SELF_RELIANT
    assert in_course.state.spells.end_day[0] == 7
