"""Claim: the rates push teams to use nursing clinics, since a share of it is in the price.

They do where a contact in the clinic costs the team less than one at home, whatever share was
priced in: that takes money from every team alike and moves none. Pay by the hour does not.
Source of the claim: Progressionsbaseret styring, "incitament til at bruge sygeplejeklinikkerne".
"""

import numpy as np
import pytest
from rewarded import a_week
from teams_at_work import GOOD_FAITH, paired, seen, under

AT_HOME = 28 / 60 * 650
"""Cost of a contact at home [DKK]: 28 minutes at 650 DKK an hour."""
CHARGED = 207
CLINIC = "clinic.cost_per_contact_dkk={}"
HOURLY = 695.43
"""What pay by the hour gives for an hour of nursing [DKK]."""


def worth(tariff: str, *overrides: str) -> float:
    """What the team gains by one more contact in the clinic instead of at home [DKK]."""
    first, other = (a_week(tariff, *overrides, clinic_share=share) for share in (0.286, 0.8))
    return (other.surplus - first.surplus) / (other.clinic_contacts - first.clinic_contacts)


@pytest.mark.parametrize("tariff", ["course_rates", "block", "lump_sum", "capped"])
def test_it_pays_what_the_contact_costs_less(tariff):
    assert worth(tariff) == pytest.approx(AT_HOME - CHARGED)


@pytest.mark.parametrize("dkk", [100, 250, 300])
def test_it_pays_as_long_as_the_clinic_charges_less_than_the_visit_costs(dkk):
    assert worth("course_rates", CLINIC.format(dkk)) > 0


@pytest.mark.parametrize("dkk", [310, 400])
def test_it_costs_the_team_where_the_clinic_charges_more(dkk):
    assert worth("course_rates", CLINIC.format(dkk)) < 0


@pytest.mark.parametrize("rate", [1500, 1695, 1900])
def test_the_share_that_is_priced_in_pushes_nobody(rate):
    """A lower rate takes as much from a team that uses the clinic as from one that does not."""
    moved = f"tariff.weekly_dkk.stabilisation={rate}"
    assert worth("course_rates", moved) == pytest.approx(AT_HOME - CHARGED)


def test_it_pays_most_where_the_municipality_is_charged():
    assert worth("course_rates", 'clinic.charged_to="municipality"') == pytest.approx(AT_HOME)


def test_pay_by_the_hour_pushes_the_other_way():
    """The visit is paid, the contact in the clinic is not."""
    paid = 28 / 60 * HOURLY
    assert worth("activity") == pytest.approx(AT_HOME - CHARGED - paid)


@pytest.mark.parametrize(("share", "pays"), [(0.25, True), (0.35, False)])
def test_a_mixture_pushes_to_the_clinic_up_to_three_tenths_by_the_hour(share, pays):
    """0 = 303.3 - 207 - share x 324.5 at a share of 0.297."""
    assert (worth("mixed", f"tariff.hourly_share={share}") > 0) == pays


@pytest.fixture(scope="module")
def more_clinic():
    """Paired differences of surplus when 0.8 instead of 0.286 of the contacts are booked there."""

    def gained(tariff: str):
        share = "clinic.share={}"
        first, other = (seen(under(tariff, GOOD_FAITH, share.format(s))) for s in (0.286, 0.8))
        assert np.array_equal(first.self_reliant, other.self_reliant)
        return paired(other.surplus, first.surplus)

    return gained


def test_simulated_teams_gain_under_course_rates(more_clinic):
    assert more_clinic("course_rates").low > 0


def test_simulated_teams_lose_when_paid_by_the_hour(more_clinic):
    assert more_clinic("activity").high < 0
