"""A fixed budget is paid whoever is there, and shared between the citizens by their days."""

from by_hand import dated, spells_of, tables, weeks_of
from one_at_home import BLOCK, HOME, at_home


def test_it_is_the_same_with_one_with_two_and_with_three():
    for citizens in (1, 2, 3):
        found = tables(at_home(BLOCK, citizens=citizens))
        assert weeks_of(found, "revenue_dkk") == [10_000, 10_000]


def test_in_a_week_with_nobody_nobody_shares_it():
    found = tables(at_home(BLOCK, day=7))
    assert weeks_of(found, "unshared_revenue_dkk") == [10_000, 0]
    assert spells_of(found, "revenue_dkk") == [(10_000,)]


def test_it_is_shared_by_days():
    # Who stays for two days has 2 of the 9 days of week 0, who stays on has 7.
    short = HOME.replace("mean_weeks = 9 }", f"mean_weeks = [{2 / 7}, 9, 9, 9, 9] }}")
    levels = """[citizen.start_level]
first_contact = [1, 0, 0, 0, 0]
hospital_discharge = [0, 1, 0, 0, 0]
temporary_place = [1, 0, 0, 0, 0]
"""
    text = at_home(BLOCK.replace("10_000", "9_000"), courses=short, more=levels)
    text = text.replace("inflow_per_week = [", "inflow_per_week.first_contact = [")
    inflow = next(line for line in text.splitlines() if line.startswith("inflow_per_week"))
    text = text.replace(
        inflow, f"{inflow}\n{inflow.replace('first_contact', 'hospital_discharge')}"
    )
    found = tables(text)
    assert weeks_of(found, "unshared_revenue_dkk") == [0, 0]
    assert sorted(spells_of(found, "end_day", "revenue_dkk"), key=str) == [
        (2, 2_000),
        (None, 7_000 + 9_000),
    ]


def test_shares_add_up_to_it_to_the_ore():
    found = tables(at_home(BLOCK.replace("10_000", "100.01"), citizens=3))
    shares = [round(100 * money) for (money,) in spells_of(found, "revenue_dkk")]
    assert sum(shares) == 2 * 10_001
    assert max(shares) - min(shares) <= 2


def test_a_team_has_its_own_and_it_may_change_on_any_day():
    # 700 a week until Tuesday of week 1, then 1400.
    budget = f"budget_dkk_per_week = {{ Nord = {dated((0, 700), (9, 1_400))} }}\n"
    found = tables(at_home(f'kind = "block"\n{budget}'))
    assert weeks_of(found, "revenue_dkk") == [700, 2 * 100 + 5 * 200]
