"""Health services and escorts, inside the rate or outside it: the bill is shown either way."""

import pytest
from reforms import THREE, reformed

from sim.economics.reform.offer_accounts import offer_accounts
from sim.economics.reform.reform import reform_tree

HOURS = "health_hours = 7\nescort_hours = 3.5\n"  # 300 and 150 DKK a day at 300 an hour


def total(tmp_path, text):
    return reform_tree(reformed(tmp_path, text))["total"]


def outside(**kinds):
    keys = "".join(f"{name} = {value}\n" for name, value in kinds.items())
    return THREE + HOURS + f"[inside_rate]\n{keys}"


def test_inside_the_rate_nothing_changes_and_nothing_is_paid_elsewhere(tmp_path):
    plain = total(tmp_path, THREE)
    said = total(tmp_path, THREE + HOURS)
    assert {name: said[name] for name in plain} == plain
    assert (said["outside_rate_dkk"], said["bill_dkk"]) == (0, plain["after_dkk"])


@pytest.mark.parametrize(
    ("kinds", "dkk_per_day"),
    [
        ({"health_services": "false"}, 300),
        ({"escorts": "false"}, 150),
        ({"health_services": "false", "escorts": "false"}, 450),
    ],
)
def test_outside_they_leave_the_rate_and_stand_in_the_bill(tmp_path, kinds, dkk_per_day):
    said = total(tmp_path, outside(**kinds))
    assert said["plans_dkk"] == said["change_dkk"] == -dkk_per_day * 365
    assert said["outside_rate_dkk"] == dkk_per_day * 365
    assert said["bill_dkk"] == said["after_dkk"] + said["outside_rate_dkk"] == said["before_dkk"]


def test_without_such_hours_nothing_is_said(tmp_path):
    said = total(tmp_path, THREE + "[inside_rate]\nescorts = false\n")
    assert said == total(tmp_path, THREE)
    assert "bill_dkk" not in said


def test_from_a_date(tmp_path):
    dated = "[{ from = 2025-01-01, value = true }, { from = 2025-07-02, value = false }]"
    said = total(tmp_path, outside(health_services=dated))
    assert said["outside_rate_dkk"] == -said["plans_dkk"] == 300 * 183


def test_elsewhere_an_hour_costs_what_it_does_in_the_rate(tmp_path):
    """Rates raised by 4.2 %: the bill is the same wherever the hours are."""
    raised = "[indexation]\napplied = 0.042\n"
    inside = total(tmp_path, THREE + HOURS + raised)
    said = total(tmp_path, outside(health_services="false") + raised)
    assert said["outside_rate_dkk"] == round(300 * 365 * 1.042)
    assert said["bill_dkk"] == inside["bill_dkk"]


def test_the_offer_neither_gains_nor_loses(tmp_path):
    (account,) = offer_accounts(reformed(tmp_path, outside(health_services="false")))
    assert account.deviation_dkk == 0
    assert account.revenue_dkk == (7200 - 300) * 365


def test_hours_outside_stay_outside_when_the_plan_changes(tmp_path):
    """63 h become 42: 21 h are 900 DKK a day, and 300 are outside all the year."""
    text = THREE + "hours_after = 42\nchanges_on = 2025-07-02\n" + HOURS
    said = total(tmp_path, text + "[inside_rate]\nhealth_services = false\n")
    assert said["plans_dkk"] == -300 * 365 - 900 * 183


def test_who_leaves_is_paid_for_nowhere(tmp_path):
    text = THREE + HOURS + "leaves_on = 2025-04-11\n[inside_rate]\nescorts = false\n"
    assert total(tmp_path, text)["outside_rate_dkk"] == 150 * 100
