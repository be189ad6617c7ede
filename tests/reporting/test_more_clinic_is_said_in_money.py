"""What one more contact at the clinic saves a team, and what it costs elsewhere.

At home a contact takes 28 minutes at 650 DKK an hour, 303 DKK; at the clinic it is charged
180 DKK, and an open slot costs 200 DKK.
"""

import numpy as np
import pytest

from sim.reporting.run.clinic_paragraphs import clinic_paragraphs
from sim.reporting.words.language import language

EN = language("en")


def said(whole, **contacts):
    terms = whole.terms._replace(contacts=whole.terms.contacts._replace(**contacts))
    return " ".join(clinic_paragraphs(whole._replace(terms=terms), EN)).replace("\u00a0", " ")


def test_a_team_that_is_charged_saves_the_difference(whole):
    assert (
        "One more contact at the clinic takes 28 minutes off a team, worth 303 DKK, and the team "
        "is charged 180 DKK: a difference of +123 DKK for the team."
    ) in said(whole)


def test_a_new_slot_costs_the_municipality_its_price(whole):
    assert "a contact in a new slot makes a difference of +103 DKK." in said(whole)


FREE = np.zeros(5)


@pytest.mark.parametrize(
    ("charged", "expected"),
    [
        (True, "It costs nothing elsewhere"),
        (False, "bears the price of 180 DKK: for teams and municipality together a difference of"),
    ],
)
def test_without_a_price_on_slots_somebody_pays_the_contact(whole, charged, expected):
    assert expected in said(whole, slot_dkk=FREE, is_charged_to_team=charged)


def test_a_team_that_is_not_charged_saves_it_all(whole):
    assert "the team is charged 0 DKK: a difference of +303 DKK" in said(
        whole, is_charged_to_team=False
    )


def test_own_staff_are_paid_all_the_same(whole):
    assert "Own staff are paid whether they are used or not" in said(whole)
