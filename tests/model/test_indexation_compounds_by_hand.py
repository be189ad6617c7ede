"""Amounts that rise on every 1 January: each year on top of the years before.

The run starts on Monday, 28 December 2026, so the fifth day is 1 January 2027. A citizen who is
there from the first day on is paid 700 DKK a week, 100 a day, and costs 700.
"""

import pytest
from by_hand import AS_EXPECTED, tables, weeks_of
from one_at_home import BLOCK, BY_COURSE, at_home
from small_scenarios import parameters_of_text

from sim.theory.twin import twin

PAID = BY_COURSE.replace("2100", "700")
BEFORE_NEW_YEAR = {
    "start = 2026-01-05": "start = 2026-12-28",
    "from = 2026-01-05": "from = 2026-12-28",
    "from = 2026-01-06": "from = 2026-12-29",
}


def across_new_year(tariff, weeks=2):
    text = at_home(tariff).replace("weeks = 2\ninitial", f"weeks = {weeks}\ninitial")
    for before, after in BEFORE_NEW_YEAR.items():
        assert before in text
        text = text.replace(before, after)
    return text


def test_amounts_rise_on_new_years_day():
    found = tables(across_new_year(PAID + "indexation_per_year = 0.1\n"))
    assert weeks_of(found, "revenue_dkk") == [4 * 100 + 3 * 110, 7 * 110]


def test_every_year_comes_on_top_of_the_years_before():
    tariff = parameters_of_text(
        across_new_year(PAID + "indexation_per_year = 0.1\n", weeks=160)
    ).tariff
    # From 28 and 29 December (the inflow ends), and from each of four new years on.
    levels = [1, 1, 1.1, 1.1**2, 1.1**3, 1.1**4]
    assert (tariff.weekly_ore[:, 0, 0] / 70_000).tolist() == pytest.approx(levels)


def test_the_rise_of_a_year_is_the_one_that_holds_on_its_first_day():
    by_date = (
        "[{ from = 2026-12-28, value = 0.1 }, { from = 2027-06-01, value = 0.5 }, "
        "{ from = 2028-01-01, value = 0.2 }]"
    )
    text = across_new_year(PAID + f"indexation_per_year = {by_date}\n", weeks=110)
    levels = parameters_of_text(text).tariff.weekly_ore[:, 0, 0] / 70_000
    # From 28 and 29 December, 1 January and 1 June 2027, 1 January 2028 and 1 January 2029.
    assert levels.tolist() == pytest.approx([1, 1, 1.1, 1.1, 1.1 * 1.2, 1.1 * 1.2 * 1.2])


def test_a_level_by_date_takes_the_place_of_the_one_before_and_the_years_come_on_top():
    level = "[{ from = 2026-12-28, value = 0.2 }, { from = 2027-01-04, value = 0.3 }]"
    tariff = PAID + f"indexation_share = {level}\n"
    assert weeks_of(tables(across_new_year(tariff)), "revenue_dkk") == [7 * 120, 7 * 130]
    found = tables(across_new_year(tariff + "indexation_per_year = 0.1\n"))
    paid = [4 * 120 + 3 * 132, 7 * 143]
    assert weeks_of(found, "revenue_dkk") == paid


def test_all_amounts_of_the_tariff_rise_its_limits_too():
    tariff = BLOCK + "stop_loss = { above_dkk_per_week = 280, refunded_share = 0.5 }\n"
    found = tables(across_new_year(tariff + "indexation_per_year = 0.1\n"))
    budget = [10_000 * (4 + 3 * 1.1) / 7, 11_000]
    refund = [0.5 * (700 - 280), 0.5 * (700 - 308)]
    assert weeks_of(found, "revenue_dkk") == [
        pytest.approx(a + b, abs=0.01) for a, b in zip(budget, refund, strict=True)
    ]


def test_the_twin_compounds_too():
    text = across_new_year(PAID + "indexation_per_year = 0.1\n")
    found = twin(parameters_of_text(text, AS_EXPECTED), AS_EXPECTED)
    assert [float(week.revenue[0]) / 100 for week in found.weekly] == pytest.approx([730, 770])


def test_without_a_new_year_in_the_run_nothing_rises():
    raised = tables(at_home(PAID + "indexation_per_year = 0.1\n"))
    assert weeks_of(raised, "revenue_dkk") == [700, 700]
