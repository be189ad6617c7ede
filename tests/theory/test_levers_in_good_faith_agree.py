"""Levers that all teams hold: the simulation's means and spread are the twin's.

What the twin leaves out of behaviour it says in words.
"""

import pytest
from agreement import assert_weekly_money_and_sd, beside
from small_scenarios import parameters_of_text
from uncongested import ONE_COURSE
from whole_model import CARE, DOSE

from sim.theory.twin import left_out, twin

STEPPED = ONE_COURSE + "step_down = { development = { after_weeks = 1, weekly_dkk = 500 } }\n"


def held(text, **levers):
    """A scenario whose first team holds some levers."""
    pairs = ", ".join(f"{name} = {at}" for name, at in levers.items())
    return text.replace('name = "Nord"\n', f'name = "Nord"\nlevers = {{ {pairs} }}\n', 1)


def said(text):
    return " ".join(left_out(parameters_of_text(text)))


EMPTY = ONE_COURSE.replace('"stationary"', '"empty"')
CASES = {
    "a step-down put off": (held(STEPPED, step_down_delay_weeks=0.6), 1_500),
    "a quarter unmet": (held(ONE_COURSE, delivered_share=0.75), 1_500),
    "a quarter more": (held(ONE_COURSE, delivered_share=1.25), 1_500),
    "contacts unmet": (held(CARE, delivered_share=0.75), 3_000),
    "fewer contacts at the clinic": (held(CARE, clinic_share=0.3), 3_000),
    "more effort": (held(DOSE, effort=1.5), 2_000),
    "longer development": (held(EMPTY, development_weeks=2.5), 3_000),
}


@pytest.mark.parametrize(("text", "teams"), CASES.values(), ids=CASES)
def test_the_simulation_agrees(text, teams):
    assert said(text) == ""
    assert_weekly_money_and_sd(beside(parameters_of_text(text), teams))


def test_a_team_that_delivers_less_costs_as_much_less():
    plain, less = (
        twin(parameters_of_text(ONE_COURSE)),
        twin(parameters_of_text(CASES["a quarter unmet"][0])),
    )
    assert less.total.cost == pytest.approx(0.75 * plain.total.cost)
    assert less.total.revenue == pytest.approx(plain.total.revenue)


OTHER = ONE_COURSE.replace(
    'exits = [{ to = "self_reliant", probability = 1.0 }]',
    'exits = [{ to = "dearer", probability = 1.0 }]\n[[course]]\nname = "dearer"\n'
    'kind = "stabilisation"\nstay = { distribution = "fixed", mean_weeks = 1 }\n'
    'hours_per_week = { home_care = 1 }\nexits = [{ to = "dead", probability = 1 }]',
).replace("development = 2000", "development = 2000, dearer = 3000")
RELABEL = '[behaviour.relabel]\ncourses = { development = "dearer" }\n'
PAPERWORK = "[behaviour]\nstep_down_hours_per_week = 1\n"
FREE = "[behaviour.levers]\ndelivered_share = { low = 0.5, high = 1 }\n"
RELAPSES = (
    '[relapse]\nprobability = 0.3\nto = "development"\n'
    'after = { distribution = "fixed", mean_weeks = 1 }\n'
    "[behaviour]\nunmet_raises = { relapses = 1.0 }\n"
)
STOP_LOSS = "stop_loss = { above_dkk_per_week = 5000, refunded_share = 0.5 }\n"
BAND = "deficit_band = { share = 0.05, every_weeks = 3 }\n"
LEFT_OUT = {
    "dearer course": (held(OTHER, relabel_share=0.1) + RELABEL, OTHER + RELABEL),
    "wait to be accepted": (held(ONE_COURSE, accept_delay_weeks=1), ONE_COURSE),
    "putting off a step-down takes": (
        held(STEPPED, step_down_delay_weeks=1) + PAPERWORK,
        STEPPED + PAPERWORK,
    ),
    "length of development": (held(ONE_COURSE, development_weeks=3), ONE_COURSE),
    "undelivered care": (held(ONE_COURSE, delivered_share=0.8) + RELAPSES, ONE_COURSE + RELAPSES),
    "react to money": (
        ONE_COURSE.replace('name = "Nord"\n', 'name = "Nord"\npolicy = "budget_led"\n') + FREE,
        ONE_COURSE + FREE,
    ),
    "refunds": (ONE_COURSE + STOP_LOSS, ONE_COURSE),
    "budget year": (ONE_COURSE + BAND.replace("3 }", "52 }"), ONE_COURSE),
    "levers differ": (
        held(ONE_COURSE, effort=1.5).replace(
            "[intake]", '[[team]]\nname = "Syd"\ninflow_per_week = 1\n[intake]'
        ),
        held(ONE_COURSE, effort=1.5),
    ),
}


@pytest.mark.parametrize(("words", "texts"), LEFT_OUT.items())
def test_what_goes_beyond_the_twin_is_named(words, texts):
    beyond, within = texts
    assert words in said(beyond)
    assert words not in said(within)
