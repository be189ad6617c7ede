"""Claim: the rates reward courses that end because the citizen has become self-reliant.

They do where what comes after development is paid below its cost, and under a fixed budget. Where
the later rates are above cost, a citizen who no longer needs help takes the margin along.
Source of the claim: Progressionsbaseret styring, "økonomisk incitament".
"""

import pytest
from rewarded import AT_COST, a_week, rates
from teams_at_work import GOOD_FAITH, paired, seen, under

POTENTIAL = "course.development.dose.p_max={}"


def paid(times: float) -> list[str]:
    """Overrides that pay so many times the cost from stabilisation on, and it for development."""
    later = {course: AT_COST[course] * times for course in ("stabilisation", "individual")}
    return rates({**AT_COST, **later})


def worth(tariff: str, *overrides: str) -> float:
    """What the team gains by one more citizen who leaves self-reliant [DKK].

    The same teams with citizens whose chance of it is a tenth higher.
    """
    first, other = (a_week(tariff, POTENTIAL.format(p), *overrides) for p in (0.60, 0.66))
    return (other.surplus - first.surplus) / (other.self_reliant - first.self_reliant)


def test_it_pays_where_later_rates_are_below_cost():
    assert worth("course_rates", *paid(0.9)) > 5_000


def test_it_neither_pays_nor_costs_at_cost():
    assert worth("course_rates", *paid(1.0)) == pytest.approx(0.0, abs=5.0)


def test_it_costs_the_team_where_later_rates_are_above_cost():
    assert worth("course_rates", *paid(1.1)) < -5_000


@pytest.mark.parametrize("tariff", ["course_rates", "lump_sum", "activity", "mixed"])
def test_the_shipped_tariffs_but_the_block_take_a_margin_with_every_citizen_who_leaves(tariff):
    assert worth(tariff) < 0


def test_a_fixed_budget_pays_it_most():
    assert worth("block") > 100_000


@pytest.mark.parametrize("tariff", ["course_rates", "lump_sum", "activity", "mixed"])
def test_the_municipality_saves_where_it_pays_by_what_is_given(tariff):
    """What the claim is after: who pays gains, whichever of the two the rate lets keep it."""
    first, other = (a_week(tariff, POTENTIAL.format(p)) for p in (0.60, 0.66))
    assert other.payer < first.payer


def test_a_fixed_budget_leaves_the_municipality_what_it_paid():
    """The days in hospital that are saved are the region's."""
    first, other = (a_week("block", POTENTIAL.format(p)) for p in (0.60, 0.66))
    assert other.payer == first.payer


def gained(tariff: str, *overrides: str):
    """Surplus of the same citizens when 0.7 instead of 0.5 can be reached: paired difference."""
    first, other = (
        seen(under(tariff, GOOD_FAITH, POTENTIAL.format(p), *overrides)) for p in (0.5, 0.7)
    )
    assert paired(other.self_reliant, first.self_reliant).low > 0
    return paired(other.surplus, first.surplus)


def test_simulated_teams_gain_under_a_block():
    assert gained("block").low > 0


def test_simulated_teams_gain_where_later_rates_are_far_below_cost():
    assert gained("course_rates", *paid(0.6)).low > 0


def test_simulated_teams_lose_where_later_rates_are_far_above_cost():
    assert gained("course_rates", *paid(1.4)).high < 0
