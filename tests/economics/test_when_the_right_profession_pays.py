"""Claim: the rates turn teams to the right professions, which support progression.

They do where hours are bought: help that is no longer needed is then not bought at a premium.
Where posts stand idle nothing is saved, and the weekly rate of who has become self-reliant is
lost; and nowhere does it pay when the right professions cost more than they save.
Source of the claim: Progressionsbaseret styring, "den rette faglighed".
"""

from typing import NamedTuple

import numpy as np
import pytest
from teams_at_work import GOOD_FAITH, Seen, paired, seen, under

PROFESSION = "{{ pay_per_hour_dkk = {pay}, absence_share = 0.15, user_facing_share = 0.6 }}"

STAFF = """staff = {{
    hours_per_week = 37, temporary_share = 1.0, temporary_premium = 1.35,
    full_time_equivalents = {posts},
    professions = {{ helper = {helper}, nurse = {others}, therapist = {others} }},
    gives = {{ home_care = ["helper", "therapist", "nurse"], nursing = ["nurse", "helper"],
        training = ["therapist", "helper"] }},
    effect = {{ recommended_mix = {{ helper = 0.7, nurse = 0.15, therapist = 0.15 }},
        mix_loss = {mix_loss}, supervision_gain = 0, supervision_tau_hours = 1 }}
}}"""
"""A third of the need is bought with 20 posts, none with 60."""

ONE_PRICE = "prices.cost_per_hour_dkk={home_care=500,nursing=500,training=500}"
FREE = "behaviour={}"
"""What unmet need does is said in [staff], and nothing goes unmet."""
CLINIC_PAID = 'clinic.charged_to="municipality"'
"""So that posts and bought hours are all that a team spends."""

FEW, IDLE = 20, 60
REPLICATIONS = 16
ROUNDED_DKK = 1_000
"""Of 27 million: whose minutes are bought is rounded to whole ones."""


class Team(NamedTuple):
    """Posts of a team; nurses and therapists are paid so many times what helpers are."""

    posts: float
    paid: float = 1.0
    mix_loss: float = 0.6


def staff(team: Team, helpers: float) -> str:
    """Override with a share of helpers and as many nurses as therapists."""
    others = (1 - helpers) / 2 * team.posts
    posts = f"{{ helper = {helpers * team.posts}, nurse = {others}, therapist = {others} }}"
    text = STAFF.format(
        posts=posts,
        helper=PROFESSION.format(pay=250),
        others=PROFESSION.format(pay=250 * team.paid),
        mix_loss=team.mix_loss,
    )
    return " ".join(text.split())


def with_both(tariff: str, team: Team) -> tuple[Seen, Seen]:
    """The same citizens with helpers only, and with the recommended mix."""
    alike = (ONE_PRICE, FREE, CLINIC_PAID)
    helpers, right = (
        seen(under(tariff, GOOD_FAITH, *alike, staff(team, share)), REPLICATIONS)
        for share in (1.0, 0.7)
    )
    return helpers, right


def gained(tariff: str, team: Team):
    """Paired difference of the surplus, the recommended mix less helpers only."""
    helpers, right = with_both(tariff, team)
    return paired(right.surplus, helpers.surplus)


@pytest.mark.parametrize("tariff", ["course_rates", "block"])
def test_it_pays_where_hours_are_bought(tariff):
    assert gained(tariff, Team(FEW)).low > 0


def test_it_pays_more_under_a_budget_than_by_the_week():
    """By the week, those who become self-reliant take their rate along."""
    assert gained("block", Team(FEW)).mean > gained("course_rates", Team(FEW)).mean


def test_it_costs_a_team_with_idle_posts_the_rates_of_those_who_leave():
    assert gained("course_rates", Team(IDLE)).high < 0


def test_it_is_nothing_to_a_team_with_idle_posts_and_a_budget():
    helpers, right = with_both("block", Team(IDLE))
    assert right.surplus == pytest.approx(helpers.surplus)


@pytest.mark.parametrize("tariff", ["course_rates", "block"])
def test_it_costs_the_team_where_the_right_professions_are_paid_far_more(tariff):
    """Three tenths of 20 posts, at twice the pay."""
    assert gained(tariff, Team(FEW, paid=2.0)).high < 0


def test_citizens_gain_whoever_pays():
    helpers, right = with_both("course_rates", Team(IDLE))
    assert paired(right.self_reliant, helpers.self_reliant).low > 0


def test_it_is_nothing_where_the_mix_has_no_effect():
    helpers, right = with_both("course_rates", Team(FEW, mix_loss=0.0))
    assert np.array_equal(right.self_reliant, helpers.self_reliant)
    assert abs(paired(right.surplus, helpers.surplus).mean) < ROUNDED_DKK
