"""A changed need changes what is paid when the change is material and lasting, and not else."""

import pytest
from reforms import THREE, reformed

from sim.economics.reform.offer_accounts import offer_accounts
from sim.economics.reform.reform import amounts

RULE = "[renegotiation]\nmaterial_share = 0.1\nlasting_weeks = 12\n"


def plans(tmp_path, text):
    return amounts(reformed(tmp_path, text).lines)["plans_dkk"]


@pytest.mark.parametrize(
    ("hours", "weeks", "changed"),
    [("56", "12", True), ("57", "12", False), ("56", "11", False), ("70", None, True)],
)
def test_share_and_weeks_decide(tmp_path, hours, weeks, changed):
    """A tenth of 63 is 6.3 hours: 7 are material, 6 are not; 7 hours are 300 DKK a day."""
    lasts = f"lasts_weeks = {weeks}\n" if weeks else ""
    said = plans(tmp_path, THREE + f"hours_after = {hours}\n{lasts}" + RULE)
    days = 84 if weeks else 365
    assert said == ((300 if hours == "70" else -300) * days if changed else 0)


def test_the_same_hours_are_no_change(tmp_path):
    assert plans(tmp_path, THREE + "hours_after = 63\n") == 0


def test_a_change_within_the_year_counts_from_its_day(tmp_path):
    """From 2 July 183 days are left."""
    said = plans(tmp_path, THREE + "hours_after = 56\nchanges_on = 2025-07-02\n")
    assert said == -300 * 183


def test_new_plans_wait_for_the_next_status_meeting(tmp_path):
    change = "hours_after = 56\nchanges_on = 2025-07-02\nstatus_meeting = 2025-12-01\n"
    rule = "[renegotiation]\nat_next_status_meeting = true\n"
    assert plans(tmp_path, THREE + change) == -300 * 183
    assert plans(tmp_path, THREE + change + rule) == -300 * 31


def test_a_change_that_is_over_by_the_meeting_is_never_paid(tmp_path):
    change = "hours_after = 56\nlasts_weeks = 12\nstatus_meeting = 2025-12-01\n"
    rule = "[renegotiation]\nat_next_status_meeting = true\n"
    assert plans(tmp_path, THREE + change + rule) == 0


def test_a_payer_may_have_a_rule_of_its_own(tmp_path):
    """Of two payers with the same change only the one with a milder rule pays less."""
    text = THREE + "hours_after = 57\n"
    text = text.replace("hours_before = 42", "hours_before = 42\nhours_after = 38")
    own = '[[payer]]\nname = "Mean"\nrenegotiation = { material_share = 0.05 }\n'
    found = reformed(tmp_path, text + RULE + own)
    by_payer = {line.contract.payer: amounts([line])["plans_dkk"] for line in found.lines}
    assert by_payer["High"] == by_payer["Low"] == 0
    assert by_payer["Mean"] == round(-4 * 300 / 7 * 365)


def test_a_rule_can_begin_on_a_date(tmp_path):
    """A tenth from July on; the change of 6 hours in June still counts."""
    dated = "[{ from = 2025-01-01, value = 0 }, { from = 2025-07-01, value = 0.1 }]"
    rule = f"[renegotiation]\nmaterial_share = {dated}\n"
    june, july = (THREE + f"hours_after = 57\nchanges_on = 2025-0{m}-01\n" for m in (6, 7))
    assert plans(tmp_path, june + rule) == round(-6 * 300 / 7 * 214)
    assert plans(tmp_path, july + rule) == 0


def test_what_is_not_renegotiated_is_the_offers_to_bear(tmp_path):
    """7 hours more are needed and not paid: the offer lacks 300 DKK a day."""
    strict = "[renegotiation]\nmaterial_share = 0.5\n"
    (account,) = offer_accounts(reformed(tmp_path, THREE + "hours_after = 70\n" + strict))
    assert account.deviation_dkk == -300 * 365
