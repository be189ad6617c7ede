"""`forloeb plan`: from direct hours to a rate a day, to the last decimal."""

import datetime as dt
import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.cli import DONE, status
from sim.economics.reform.support_plan import plan_rates, rate_of_plan, rate_on, service_rate
from sim.scenario.reform.plan_file import load_plan
from sim.scenario.reform.plan_hours import plan_paid_hours
from sim.scenario.schema.support_plan import (
    AddedHoursTable,
    AddedSharesTable,
    InsideRateTable,
    PlanTable,
    ThemeTable,
)

EXAMPLE = Path(__file__).parents[2] / "scenarios" / "plans" / "source_example.toml"
KEYS = [
    *("direct_hours", "shared_hours", "documentation_hours", "organisation_hours"),
    *("absence_hours", "paid_hours"),
    *("service_rate_dkk_per_day", "basis_rate_dkk_per_day", "rate_dkk_per_day"),
]

DATED = """\
schema = 1
[plan]
hourly_price_dkk = [{ from = 2025-01-01, value = 300 }, { from = 2026-01-01, value = 312.6 }]
basis_rate_dkk_per_day = { value = 400, unit = "DKK per day", status = "assumed" }
[[plan.theme]]
theme = "practical tasks"
hours_per_week = [{ from = 2025-01-01, value = 14 }, { from = 2025-09-01, value = 7 }]
"""


def said(capsys, *arguments):
    assert status(["plan", *map(str, arguments)]) == DONE
    out, err = capsys.readouterr()
    assert err == ""
    return out


def shares(hours, **add):
    theme = ThemeTable(theme="all", hours_per_week=hours)
    return PlanTable(hourly_price_dkk=300.0, theme=[theme], add_shares=AddedSharesTable(**add))


def test_the_sources_example_is_twenty_hours_then_forty_two_then_1800(capsys):
    tree = json.loads(said(capsys, EXAMPLE, "--json"))
    assert [tree[key] for key in KEYS] == [20.0, 2.0, 4.3, 6.8, 8.9, 42.0, 1800.0, 0.0, 1800.0]


def test_every_number_of_the_sources_example_stands_in_the_text(capsys):
    out = said(capsys, EXAMPLE)
    for printed in ("4.00", "5.00", "0.50", "0.00", "7.00", "3.50", "20.00", "2.00", "4.30"):
        assert printed in out
    for printed in ("6.80", "8.90", "42.00", "300.00 DKK / 7", "1,800.00"):
        assert printed in out


def test_shares_are_taken_of_what_stands_above_them():
    """10 h; a tenth of 10 is 1; a fifth of 11 is 2.2; half of 13.2 is 6.6; a fifth of 24.75."""
    hours = plan_paid_hours(
        shares(10.0, shared=0.1, documentation=0.2, organisation=0.5, absence=0.2)
    )
    assert [float(h) for h in hours] == [10.0, 1.0, 2.2, 6.6, 4.95]
    assert hours.paid == Fraction("24.75")


def test_nothing_on_top_is_nothing_on_top():
    theme = ThemeTable(theme="all", hours_per_week=7.0)
    rate = rate_of_plan(
        PlanTable(hourly_price_dkk=300.0, basis_rate_dkk_per_day=412.5, theme=[theme])
    )
    assert (rate.hours.paid, rate.service_dkk_per_day, rate.dkk_per_day) == (7, 300, 712.5)


def test_a_tenth_is_a_tenth():
    """0.1 + 0.2 hours at 70 DKK are 3 DKK a day, not 3.0000000000000004."""
    add = AddedHoursTable(shared=0.2)
    theme = ThemeTable(theme="all", hours_per_week=0.1)
    assert (
        rate_of_plan(PlanTable(hourly_price_dkk=70.0, theme=[theme], add_hours=add)).dkk_per_day
        == 3
    )


@given(st.integers(0, 400_00), st.integers(0, 999), st.integers(0, 1000))
def test_absence_is_its_share_of_the_paid_hours(hundredths, absence, shared):
    hours = plan_paid_hours(shares(hundredths / 100, absence=absence / 1000, shared=shared / 1000))
    assert hours.absence == hours.paid * absence / 1000
    assert hours.shared * 1000 == hours.direct * shared
    assert service_rate(hours.paid, Fraction(7)) == hours.paid


def test_the_rate_follows_when_a_line_changes(tmp_path, capsys):
    """14 h × 300 ÷ 7 + 400 = 1,000; 7 h: 700; 7 h × 312.6 ÷ 7 + 400 = 712.6."""
    path = tmp_path / "plan.toml"
    path.write_text(DATED, encoding="utf-8")
    tree = json.loads(said(capsys, path, "--json", "--date", "2025-12-31"))
    assert (tree["from"], tree["rate_dkk_per_day"]) == ("2025-09-01", 700.0)
    by_date = {row["from"]: row["rate_dkk_per_day"] for row in tree["by_date"]}
    assert by_date == {"2025-01-01": 1000.0, "2025-09-01": 700.0, "2026-01-01": 712.6}
    out = said(capsys, path)
    assert "Rate by date" in out
    assert "2025-09-01" in out


@pytest.mark.parametrize(
    ("date", "rate"), [("2024-06-01", 1000), ("2025-08-31", 1000), ("2025-09-01", 700)]
)
def test_before_its_first_date_a_plan_is_as_on_it(tmp_path, date, rate):
    path = tmp_path / "plan.toml"
    path.write_text(DATED, encoding="utf-8")
    on = rate_on(plan_rates(load_plan(path)), dt.date.fromisoformat(date))
    assert on.dkk_per_day == rate


def with_kinds(**outside):
    """20 direct hours, of which 5 health services and 2 escorts, and what comes on top."""
    themes = [
        ThemeTable(theme="daily tasks", hours_per_week=13.0),
        ThemeTable(theme="medicine", hours_per_week=5.0, kind="health"),
        ThemeTable(theme="to the doctor", hours_per_week=2.0, kind="escort"),
    ]
    return PlanTable(hourly_price_dkk=300.0, theme=themes, inside_rate=InsideRateTable(**outside))


def test_health_services_and_escorts_may_be_outside_the_rate():
    """5 h × 300 ÷ 7 = 214.29 DKK a day elsewhere; both inside is as without kinds."""
    inside = rate_of_plan(with_kinds())
    assert (inside.hours.paid, inside.outside.hours) == (20, 0)
    outside = rate_of_plan(with_kinds(health_services=False))
    assert (outside.hours.paid, outside.outside.hours) == (15, 5)
    assert outside.outside.dkk_per_day == Fraction(1500, 7)
    assert outside.dkk_per_day + outside.outside.dkk_per_day == inside.dkk_per_day


def test_what_comes_on_top_as_shares_goes_with_them():
    """A fifth on 13 h is 15.6 and on the 7 h outside 8.4; as hours it stays in the rate."""
    plan = with_kinds(health_services=False, escorts=False)
    rate = rate_of_plan(plan.model_copy(update={"add_shares": AddedSharesTable(shared=0.2)}))
    assert (rate.hours.paid, rate.outside.hours) == (Fraction("15.6"), Fraction("8.4"))
    rate = rate_of_plan(plan.model_copy(update={"add_hours": AddedHoursTable(shared=4.0)}))
    assert (rate.hours.paid, rate.outside.hours) == (17, 7)


def test_a_plan_may_send_them_out_on_a_date(tmp_path, capsys):
    text = DATED.replace('theme = "practical tasks"', 'theme = "medicine"\nkind = "health"')
    dated = "[{ from = 2025-01-01, value = true }, { from = 2026-01-01, value = false }]"
    path = tmp_path / "plan.toml"
    path.write_text(f"{text}[plan.inside_rate]\nhealth_services = {dated}\n", encoding="utf-8")
    tree = json.loads(said(capsys, path, "--json"))
    assert [row["paid_hours"] for row in tree["by_date"]] == [14, 7, 0]
    assert [row["outside_dkk_per_day"] for row in tree["by_date"]] == [0, 0, 312.6]
    assert "outside the rate" in said(capsys, path)
