"""The dose gets its effort from the staff: their mix of professions and their supervision.

Three helpers and one therapist where half helpers and half therapists are recommended stand where
the mix has them with 0.5 + 0.25 = 0.75 of the team; a quarter of the mix is missing and costs 0.4
of that, 10 % of the effort. An hour of supervision where half an hour gives 63 % of at most 25 %
adds 0.25 (1 - exp(-2)). Six weeks at a dose of p_max = 0.8 and tau = 5 weeks then make
0.8 (1 - exp(-6 x effort / 5)) of the citizens self-reliant.
"""

import math

import pytest
from by_hand import AS_EXPECTED, coming, dated, state_after

from sim.model.state import SPELLS
from sim.model.terms import SELF_RELIANT

TEXT = f"""
schema = 1
[run]
start = 2026-01-05
weeks = 7
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = {coming(0)}
[intake]
development = 1
[[course]]
name = "development"
kind = "development"
stay = {{ distribution = "fixed", mean_weeks = 6 }}
dose = {{ p_max = 0.8, tau_weeks = 5, gamma = 1 }}
exits = [{{ to = "self_reliant" }}, {{ to = "moved", probability = 1 }}]
[tariff]
kind = "course_rates"
weekly_dkk = {{ development = 0 }}
[staff]
full_time_equivalents = {{ helper = 3, therapist = 1 }}
temporary_share = 0
temporary_premium = 1
supervision_hours_per_week = 1
supervision_cost_per_hour_dkk = 0
[staff.professions]
helper = {{ pay_per_hour_dkk = 0, absence_share = 0, user_facing_share = 1 }}
therapist = {{ pay_per_hour_dkk = 0, absence_share = 0, user_facing_share = 1 }}
[staff.effect]
recommended_mix = {{ helper = 0.5, therapist = 0.5 }}
mix_loss = 0.4
supervision_gain = 0.25
supervision_tau_hours = 0.5
"""
EFFORT = (1 - 0.4 * 0.25) * (1 + 0.25 * (1 - math.exp(-2)))


def asked_for(text):
    """(weeks, effort) of every question to the dose, and the share that ended self-reliant."""
    questions = []

    def effect(weeks, effort, dose):
        questions.append((weeks, effort))
        return dose.p_max * (1 - math.exp(-weeks * effort**dose.gamma / dose.tau_weeks))

    state = state_after(text, AS_EXPECTED._replace(effect=effect))
    ended = state.spells.exit[: int(state.rows[SPELLS])]
    return questions, float((ended == SELF_RELIANT).mean())


def test_mix_and_supervision_make_the_effort_that_the_dose_gets():
    questions, _ = asked_for(TEXT)
    assert questions == [(6.0, pytest.approx(EFFORT, rel=1e-12))]


def test_as_many_become_self_reliant_as_the_dose_says():
    # 1,400 citizens: an error of sqrt(p (1 - p) / 1400) = 0.013, and four of them for a false alarm
    # in 16,000. With gamma = 3 staff that counted for nothing would lie nearly six away.
    many = TEXT.replace(coming(0), coming(0, 1_400))
    _, share = asked_for(many.replace("gamma = 1", "gamma = 3"))
    chance = 0.8 * (1 - math.exp(-6 * EFFORT**3 / 5))
    assert abs(share - chance) < 4 * math.sqrt(chance * (1 - chance) / 1_400)


@pytest.mark.parametrize(
    ("posts", "overlap"),
    [
        ("helper = 2, therapist = 2", 1.0),
        ("helper = 4, therapist = 0", 0.5),
        ("helper = 0.1, therapist = 0.3", 0.75),
    ],
)
def test_only_the_mix_counts_and_not_how_many_there_are(posts, overlap):
    questions, _ = asked_for(TEXT.replace("helper = 3, therapist = 1", posts))
    effort = (1 - 0.4 * (1 - overlap)) * (1 + 0.25 * (1 - math.exp(-2)))
    assert questions[0][1] == pytest.approx(effort, rel=1e-12)


def test_the_staff_of_the_day_on_which_the_course_ends_count():
    # Day 42 is the last of the course; from then on all are helpers.
    posts = f"helper = {dated((0, 3), (42, 4))}, therapist = {dated((0, 1), (42, 0))}"
    questions, _ = asked_for(TEXT.replace("helper = 3, therapist = 1", posts))
    effort = (1 - 0.4 * 0.5) * (1 + 0.25 * (1 - math.exp(-2)))
    assert questions[0][1] == pytest.approx(effort, rel=1e-12)


def test_without_staff_the_effort_is_one():
    questions, _ = asked_for(TEXT[: TEXT.index("[staff]")])
    assert questions == [(6.0, 1.0)]
