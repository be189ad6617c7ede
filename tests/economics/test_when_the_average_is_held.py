"""Claim: a team need only hold the rate on average, spending more on one and less on another.

It can where each kind of course has its rate and the team has enough citizens. One rate for all
fails a team whose citizens differ from the average, and chance fails a small one. And nothing in
a rate makes a team stop at the average: an hour less pays as much below it as above.
Source of the claim: Progressionsbaseret styring, "i gennemsnit holde sig på forløbstaksten".
"""

import pytest
from rewarded import AT_COST, a_week, rates
from teams_at_work import GOOD_FAITH, WEEKS, paired, seen, under

from sim import chance_bands, expectation

NORD, SYD = 0, 1
NEEDIER = "team.Nord.intake={development=0.9,individual=0.1}"
"""A tenth of Nord's citizens begin with an individual course, nobody of Syd's."""
ONE_RATE = rates(dict.fromkeys(AT_COST, 2639.81))
"""What a citizen-week of Syd costs, whatever the course: 325,239 / 123.206 by the twin [DKK]."""


def bands(*overrides: str):
    """Expected deviation of each team, and the bounds of 95 % of what chance makes of it [DKK]."""
    return chance_bands(expectation(under("course_rates", GOOD_FAITH, *overrides)))


@pytest.mark.parametrize("team", ["Nord", "Syd"])
def test_it_is_held_where_each_course_has_the_rate_that_it_costs(team):
    """Whatever the mix of courses: within 1 DKK a week."""
    mean, _, _ = bands(NEEDIER, *rates(AT_COST))[team]
    assert abs(mean) < WEEKS


def test_one_rate_for_all_fails_the_team_with_needier_citizens():
    found = bands(NEEDIER, *ONE_RATE)
    assert abs(found["Syd"][0]) < WEEKS
    assert found["Nord"][2] < 0


def test_simulated_teams_say_the_same():
    """The same citizens, paid by one rate instead of one a course."""
    by_course, one = (
        seen(under("course_rates", GOOD_FAITH, NEEDIER, *paid), replications=16).surplus
        for paid in (rates(AT_COST), ONE_RATE)
    )
    nord, syd = (paired(one[:, team], by_course[:, team]) for team in (NORD, SYD))
    assert nord.high < 0
    assert syd.low < 0 < syd.high


@pytest.mark.parametrize(("times", "of_it"), [(4, 0.5), (0.25, 2.0)])
def test_chance_weighs_less_in_a_larger_team(times, of_it):
    """The width grows nearly with the root of the citizens: a skewed law is a little wider."""
    _, low, high = bands(*rates(AT_COST))["Nord"]
    _, lower, higher = bands(*rates(AT_COST), f"team.Nord.inflow_per_week={3 * times}")["Nord"]
    assert (higher - lower) / times / (high - low) == pytest.approx(of_it, rel=0.01)


def test_a_team_of_thirty_is_off_by_a_tenth_when_nothing_is_wrong():
    """A quarter of the inflow leaves 31 citizens, whose chance is beyond 10 % in 1.5 years."""
    small = bands(*rates(AT_COST), "team.Nord.inflow_per_week=0.75")
    cost = 325_239 / 4 * WEEKS
    assert small["Nord"][2] / cost > 0.10
    assert small["Syd"][2] / (4 * cost) < 0.10


def saved(times: float) -> float:
    """What a team gains by leaving an hour of need unmet at so many times the cost [DKK]."""
    paid = rates({course: dkk * times for course, dkk in AT_COST.items()})
    first, other = (a_week("course_rates", *paid, delivered_share=share) for share in (1.0, 0.9))
    return (other.surplus - first.surplus) / other.unmet_hours


@pytest.mark.parametrize("times", [0.9, 1.0, 1.1])
def test_an_hour_less_pays_its_price_on_either_side_of_the_average(times):
    """From 450 DKK an hour, with a team in deficit, in balance and in surplus."""
    assert 400 < saved(times) < 650


def test_pay_by_the_hour_alone_makes_an_hour_less_cost_money():
    first, other = (a_week("activity", delivered_share=share) for share in (1.0, 0.9))
    assert other.surplus < first.surplus
