"""`forloeb plan REFORM --citizen ID`: from direct hours to the rate, before and after."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reforms import THREE, with_cheap

from sim.cli import BAD_USAGE, DONE, status
from sim.scenario.reform.plan_hours import exactly, hours_behind, plan_paid_hours
from sim.scenario.schema.support_plan import AddedSharesTable, PlanTable, ThemeTable

# A tenth of 10 h is 1; a fifth of 11 is 2.2; half of 13.2 is 6.6; a fifth of 24.75 is 4.95.
SHARES = """\
[plan.add_shares]
shared = 0.1
documentation = 0.2
organisation = 0.5
absence = 0.2
"""
HOURS = [
    *("direct_hours", "shared_hours", "documentation_hours", "organisation_hours"),
    *("absence_hours", "paid_hours"),
]
RATES = ["service_rate_dkk_per_day", "basis_rate_dkk_per_day", "rate_dkk_per_day"]
PLAN = """\
schema = 1
[plan]
hourly_price_dkk = 300
[[plan.theme]]
theme = "practical tasks"
hours_per_week = 35
[[plan.theme]]
theme = "medicine"
kind = "health"
hours_per_week = 14
[plan.add_hours]
shared = 14
"""


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def shown(capsys, text, *arguments):
    Path("town.toml").write_text(text, encoding="utf-8")
    assert status(["plan", "town.toml", *arguments]) == DONE
    out, err = capsys.readouterr()
    assert err == ""
    return out


def tree(capsys, text, citizen, *arguments):
    return json.loads(shown(capsys, text, "--citizen", citizen, "--json", *arguments))


def refused(capsys, *arguments):
    assert status(["plan", *arguments]) == BAD_USAGE
    out, err = capsys.readouterr()
    assert out == ""
    return err


def values(row, keys):
    return [row[key] for key in keys]


def test_without_shares_all_paid_hours_are_direct(capsys):
    found = tree(capsys, THREE, "2")
    assert values(found, HOURS) == [42, 0, 0, 0, 0, 42]
    assert values(found, RATES) == [1800, 600, 2400]
    assert values(found["before"], RATES) == [1800, 600, 2400]
    assert len(found["by_date"]) == 1


def test_direct_hours_are_solved_backwards(capsys):
    """Of 24.75 paid hours 10 are direct."""
    found = tree(capsys, THREE.replace("= 42", "= 24.75") + SHARES, "2")
    assert values(found, HOURS) == [10, 1, 2.2, 6.6, 4.95, 24.75]


@given(
    st.integers(0, 40_000),
    st.lists(st.integers(0, 999), min_size=4, max_size=4),
)
def test_backwards_is_forwards_exactly(hundredths, thousandths):
    names = ("shared", "documentation", "organisation", "absence")
    add = AddedSharesTable(**{n: t / 1000 for n, t in zip(names, thousandths, strict=True)})
    theme = ThemeTable(theme="all", hours_per_week=hundredths / 100)
    forwards = plan_paid_hours(PlanTable(hourly_price_dkk=300.0, theme=[theme], add_shares=add))
    assert hours_behind(forwards.paid, add) == forwards
    assert hours_behind(exactly(0.1), add).paid == exactly(0.1)


def test_the_rate_follows_the_hours_by_the_rules_of_the_reform(capsys):
    """7 h less from 2 July, paid from the status meeting in December: 300 DKK a day."""
    change = "hours_after = 56\nchanges_on = 2025-07-02\nstatus_meeting = 2025-12-01\n"
    rule = "[renegotiation]\nat_next_status_meeting = true\n"
    found = tree(capsys, THREE + change + rule, "3")
    by_date = {row["from"]: row["rate_dkk_per_day"] for row in found["by_date"]}
    assert by_date == {"2025-01-01": 3300, "2025-12-01": 3000}
    later = tree(capsys, THREE + change + rule, "3", "--date", "2025-12-24")
    assert (later["paid_hours"], later["rate_dkk_per_day"]) == (56, 3000)
    assert found["before"]["rate_dkk_per_day"] == 3600


def test_a_change_that_is_not_material_is_no_new_plan(capsys):
    text = THREE + "hours_after = 60\n[renegotiation]\nmaterial_share = 0.1\n"
    assert [row["paid_hours"] for row in tree(capsys, text, "3")["by_date"]] == [63]


def test_a_move_changes_the_basis_rate(capsys):
    text = with_cheap('could_live_in = "Eg"', "could_move_on = 2025-07-02")
    found = tree(capsys, text + "[less_specialised]\nmoves = true\n", "3")
    by_date = {row["from"]: row["basis_rate_dkk_per_day"] for row in found["by_date"]}
    assert by_date == {"2025-01-01": 600, "2025-07-02": 100}
    assert "From 2025-07-02 in Eg." in shown(capsys, Path("town.toml").read_text("utf-8"),
                                             "--citizen", "3")  # fmt: skip


def test_hours_outside_the_rate_stand_beside_it(capsys):
    text = THREE + "health_hours = 7\n[inside_rate]\nhealth_services = false\n"
    found = tree(capsys, text, "3")
    assert (found["paid_hours"], found["rate_dkk_per_day"]) == (56, 3000)
    assert (found["outside_hours"], found["outside_dkk_per_day"]) == (7, 300)
    assert found["before"]["paid_hours"] == 63


def test_a_capped_rate_leaves_less_for_the_basis(capsys):
    found = tree(capsys, THREE + "[new]\ncap_dkk_per_day = 3100\n", "3")
    assert values(found, RATES) == [2700, 400, 3100]


def test_a_plan_of_its_own_is_shown_and_makes_up_the_hours(capsys):
    """49 direct and 14 shared hours; with 42 paid hours two thirds of each."""
    Path("plan.toml").write_text(PLAN, encoding="utf-8")
    text = THREE + 'plan = "plan.toml"\nhealth_hours = 14\nhours_after = 42\n'
    text += "changes_on = 2025-07-02\n"
    found = tree(capsys, text, "3")
    assert values(found, HOURS) == [49, 14, 0, 0, 0, 63]
    by_date = [(row["direct_hours"], row["shared_hours"]) for row in found["by_date"]]
    assert by_date == [(49, 14), pytest.approx((49 * 2 / 3, 14 * 2 / 3))]
    out = shown(capsys, text, "--citizen", "3")
    assert "medicine" in out
    assert "health" in out


def test_its_health_services_may_be_outside(capsys):
    """35 direct hours are left, and the shared ones as they are."""
    Path("plan.toml").write_text(PLAN, encoding="utf-8")
    text = THREE + 'plan = "plan.toml"\nhealth_hours = 14\n[inside_rate]\nhealth_services = false\n'
    found = tree(capsys, text, "3")
    assert values(found, HOURS) == [35, 14, 0, 0, 0, 49]
    assert found["outside_hours"] == 14


def test_a_plan_may_be_named_in_a_csv_in_another_folder(capsys):
    Path("rows").mkdir()
    Path("rows/plan.toml").write_text(PLAN, encoding="utf-8")
    rows = "contract,payer,offer,hours_before,health_hours,plan\n9,Syd,Birk,63,14,plan.toml\n"
    Path("rows/all.csv").write_text(rows, encoding="utf-8")
    text = THREE.replace("hourly_price_dkk", 'contracts = "rows/all.csv"\nhourly_price_dkk')
    assert values(tree(capsys, text, "9"), HOURS) == [49, 14, 0, 0, 0, 63]


def test_the_text_says_before_and_after(capsys):
    text = THREE + "hours_after = 56\n[indexation]\napplied = 0.042\n"
    out = shown(capsys, text, "--citizen", "3")
    assert out.startswith("Citizen 3 of High, in Birk, from 2025-01-01\n")
    assert "Before the reform: 63.00 paid hours, 3,600.00 DKK a day with overhead.\n" in out
    assert "raised by 4.2 %: 3,126.00 DKK a day." in out


def test_an_unknown_citizen_is_answered_with_the_nearest(capsys):
    Path("town.toml").write_text(THREE.replace('contract = "3"', 'contract = "0103"'), "utf-8")
    assert refused(capsys, "town.toml", "--citizen", "0013") == (
        'forloeb plan: --citizen: "0013" is no contract; nearest are "0103"\n'
    )
    assert refused(capsys, "town.toml", "--citizen", "x") == (
        'forloeb plan: --citizen: "x" is no contract; there are "1", "2", "0103"\n'
    )


def test_a_reform_needs_a_citizen_and_a_plan_has_none(capsys):
    Path("town.toml").write_text(THREE, "utf-8")
    Path("plan.toml").write_text(PLAN, "utf-8")
    assert refused(capsys, "town.toml") == (
        "forloeb plan: town.toml is a reform; name one of its contracts: --citizen ID\n"
    )
    assert refused(capsys, "plan.toml", "--citizen", "3") == (
        "forloeb plan: plan.toml is one citizen's plan; leave out --citizen\n"
    )
