"""Basis cost is the team's whoever is there, and shared between those present by their days.

365,000 DKK a year are 1,000 a day and 7,000 a week.
"""

import pytest
from by_hand import dated, spells_of, tables, weeks_of
from one_at_home import BY_COURSE, HOME, at_home

BASIS = "basis_cost_dkk_per_year = 365_000"
COST_OF_CARE = 700


def test_it_comes_on_top_of_care():
    found = tables(at_home(BY_COURSE, team=BASIS))
    assert weeks_of(found, "basis_cost_dkk") == [7_000, 7_000]
    assert weeks_of(found, "cost_dkk") == [7_000 + COST_OF_CARE] * 2
    assert weeks_of(found, "deviation_dkk") == [2_100 - 7_700] * 2


def test_it_is_the_same_with_one_with_two_and_with_three():
    for citizens in (1, 2, 3):
        found = tables(at_home(BY_COURSE, citizens=citizens, team=BASIS))
        assert weeks_of(found, "basis_cost_dkk") == [7_000, 7_000]
        costs = [cost for (cost,) in spells_of(found, "cost_dkk")]
        assert sum(costs) == 2 * (7_000 + citizens * COST_OF_CARE)


def test_in_a_week_with_nobody_nobody_shares_it():
    found = tables(at_home(BY_COURSE, day=7, team=BASIS))
    assert weeks_of(found, "unshared_cost_dkk") == [7_000, 0]
    assert weeks_of(found, "cost_dkk") == [7_000, 7_700]
    assert spells_of(found, "cost_dkk") == [(7_700,)]


def test_it_is_shared_by_days():
    # Who leaves after two days has 2 of the 9 days of the week, who stays has 7.
    short = HOME.replace("mean_weeks = 9 }", f"mean_weeks = [{2 / 7}, 9, 9, 9, 9] }}")
    levels = "[citizen.start_level]\nfirst_contact = [1, 0, 0, 0, 0]\n"
    levels += "hospital_discharge = [0, 1, 0, 0, 0]\n"
    text = at_home(BY_COURSE, courses=short, more=levels, team=BASIS.replace("365", "469"))
    line = next(line for line in text.splitlines() if line.startswith("inflow_per_week"))
    both = [line.replace("week =", f"week.{s} =") for s in ("first_contact", "hospital_discharge")]
    found = tables(text.replace(line, "\n".join(both)))
    # 469,000 x 7 / 365 = 8,994.52 a week.
    shares = sorted(cost for (cost,) in spells_of(found, "cost_dkk"))
    assert shares[0] == pytest.approx(200 + 8_994.52 * 2 / 9, abs=0.01)
    assert sum(shares) == 200 + 2 * 700 + 2 * 8_994.52


def test_shares_add_up_to_it_to_the_ore():
    found = tables(at_home(BY_COURSE, citizens=3, team="basis_cost_dkk_per_year = 365_001"))
    # 7,000.0192 a week: rounded once, to 7,000.02.
    assert weeks_of(found, "basis_cost_dkk") == [7_000.02] * 2
    assert sum(cost for (cost,) in spells_of(found, "cost_dkk")) == 2 * (7_000.02 + 3 * 700)


def test_it_may_change_on_any_day():
    # 1,000 a day until Tuesday of week 1, then 2,000.
    cost = dated((0, 365_000), (9, 730_000))
    found = tables(at_home(BY_COURSE, team=f"basis_cost_dkk_per_year = {cost}"))
    assert weeks_of(found, "basis_cost_dkk") == [7_000, 2 * 1_000 + 5 * 2_000]


def test_a_scenario_without_it_has_no_such_column():
    assert "basis_cost_dkk" not in tables(at_home(BY_COURSE)).team_weeks
    assert "places" not in tables(at_home(BY_COURSE, team=BASIS)).team_weeks
