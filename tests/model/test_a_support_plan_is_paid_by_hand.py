"""One citizen is paid by support plan: exact øre, from direct hours to revenue.

The source's example: 20.0 direct hours, 2.0 shared, 4.3 documentation, 6.8 organisation and 8.9
absence are 42.0 paid hours; at 300 DKK and over 7 days that is 1,800 DKK a day, and the basis rate
on top.
"""

import pytest
from by_hand import CERTAIN, dated, spells_of, tables, weeks_of
from one_at_home import HOME, at_home

HOURS_OF_SOURCE = "home_care = 13, nursing = 7"
SHARES = """add_shares = { shared = 0.1, documentation = 0.19545454545454546, \
organisation = 0.2585551330798479, absence = 0.2119047619047619 }
"""
BASIS = "basis_rate_dkk_per_day = 520\n"
BASIS_SERVICE = f'kind = "basis_service"\n{BASIS}service_hour_dkk = 300\n'
OVERHEAD = 'kind = "overhead"\noverhead_share = 0.25\nservice_hour_dkk = 300\n'
SOURCE = HOME.replace("home_care = 7, nursing = 3.5", HOURS_OF_SOURCE)


def paid(tariff, **pieces):
    return weeks_of(tables(at_home(tariff, **pieces)), "revenue_dkk")


def test_the_sources_plan_pays_the_sources_rate():
    assert paid(BASIS_SERVICE + SHARES, courses=SOURCE) == [7 * (520 + 1_800)] * 2


def test_without_shares_the_direct_hours_are_paid():
    # 10.5 hours a week at 300.
    assert paid(BASIS_SERVICE) == [7 * 520 + 3_150] * 2


def test_overhead_is_a_percentage_on_every_hour_and_no_basis():
    assert paid(OVERHEAD) == [3_150 * 1.25] * 2
    assert paid(OVERHEAD + SHARES, courses=SOURCE) == [7 * 1_800 * 1.25] * 2


def test_a_part_of_a_week_is_paid_by_days():
    # From Thursday on: four days of the first week.
    assert paid(BASIS_SERVICE, day=3) == pytest.approx([4 * 520 + 1_800, 7 * 520 + 3_150])


def test_indexation_raises_basis_rate_and_hour_from_its_date():
    indexed = f"indexation_share = {dated((0, 0), (9, 0.1))}\n"
    day = 520 + 450
    assert paid(BASIS_SERVICE + indexed) == pytest.approx([7 * day, 2 * day + 5 * 1.1 * day])


def test_the_basis_rate_may_be_the_teams_and_of_a_date():
    by_team = f"{{ Nord = {dated((0, 520), (7, 600))} }}"
    tariff = BASIS_SERVICE.replace("520", by_team)
    assert paid(tariff) == [7 * 520 + 3_150, 7 * 600 + 3_150]


def test_the_budgeted_occupancy_makes_the_basis_rate():
    # 354,050 DKK a year on 2 places, 97 % taken: 500 DKK a day.
    team = "places = 2\nbasis_cost_dkk_per_year = 354_050"
    tariff = BASIS_SERVICE.replace(BASIS, "budgeted_occupancy = 0.97\n")
    assert paid(tariff, team=team) == pytest.approx([7 * 500 + 3_150] * 2)


def test_a_written_share_multiplies_the_hours_and_not_the_basis_rate():
    assert paid(BASIS_SERVICE, team="levers = { written_share = 1.1 }") == pytest.approx(
        [7 * 520 + 1.1 * 3_150] * 2
    )
    assert paid(OVERHEAD, team="levers = { written_share = 1.1 }") == pytest.approx(
        [1.1 * 3_150 * 1.25] * 2
    )


def test_a_stop_loss_and_a_band_smooth_a_plan_as_they_smooth_a_rate():
    # A week of care costs 700 DKK: half of what lies above 500 is refunded.
    refunded = "stop_loss = { above_dkk_per_week = 500, refunded_share = 0.5 }\n"
    assert paid(BASIS_SERVICE + refunded) == [7 * 520 + 3_150 + 100] * 2
    # Revenue 6,790 a week and cost 700: beyond a tenth of the revenue all is handed back.
    band = "deficit_band = { share = 0.1, every_weeks = 2 }\n"
    assert paid(BASIS_SERVICE + band) == pytest.approx([6_790, 6_790 - (12_180 - 1_358)])


def test_each_citizen_is_paid_for_the_own_need():
    text = at_home(BASIS_SERVICE, citizens=9, more="[citizen]\nmultiplier_sd = 0.5\n")
    found = tables(text)
    # Everybody is paid 300 an hour and costs 700 for 10.5 hours in the mean: pay less the basis
    # rate is 4.5 times the cost, for each.
    for revenue, cost in spells_of(found, "revenue_dkk", "cost_dkk"):
        # Care is counted in whole minutes: half a minute of two services in two weeks.
        assert revenue - 14 * 520 == pytest.approx(4.5 * cost, abs=4.5 * 4 * 0.5 * 80 / 60)
    assert len({cost for _, cost in spells_of(found, "revenue_dkk", "cost_dkk")}) == 9


HOSPITAL = (
    HOME
    + """hazards_per_week = { hospital = 0.7 }
[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "fixed", mean_weeks = 1 }
exits = [{ to = "resume", probability = 1 }]
"""
)


def test_the_place_is_held_for_as_many_days_as_are_paid_away():
    day = 520 + 450
    kept = tables(at_home(BASIS_SERVICE + "paid_days_away = 3\n", courses=HOSPITAL), CERTAIN)
    lost = tables(at_home(BASIS_SERVICE, courses=HOSPITAL), CERTAIN)
    # Ten days at home, then in hospital.
    assert weeks_of(lost, "revenue_dkk") == [7 * day, 3 * day]
    assert weeks_of(kept, "revenue_dkk") == [7 * day, (3 + 3) * day]
