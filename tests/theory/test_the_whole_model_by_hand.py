"""What the twin says of each part of the whole model, by arithmetic that a reader can redo.

Money in DKK. Where 25 citizens are counted who stay for 50 years, the sd of their sum is five
times that of one.
"""

import numpy as np
import pytest
from small_scenarios import parameters_of_text

from sim.theory.network.entries import present_by_day
from sim.theory.twin import twin

HEAD = """
schema = 1
[run]
start = 2026-01-05
weeks = 4
initial = "stationary"
[[team]]
name = "Nord"
inflow_per_week = 4
[intake]
stabilisation = 1.0
[citizen]
start_level = [0, 1, 0, 0, 0]
multiplier_sd = 0.5
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 10 }
"""
OUT = 'exits = [{ to = "moved", probability = 1.0 }]\n'
TARIFF = """
[tariff]
kind = "course_rates"
weekly_dkk = { stabilisation = 700 }
"""
ALL_DAYS = '["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]'
CLINIC = f"""
[clinic]
reachable = 0.5
share = 1.0
open_days = {ALL_DAYS}
cost_per_contact_dkk = 0
charged_to = "municipality"
"""


def of_twenty_five(text, multiplier_sd=0):
    """The same citizens for the whole run, as many as counted, alike in their need or not."""
    return (
        text.replace("mean_weeks = 10", "mean_weeks = 2600")
        .replace('initial = "stationary"', "initial = { Nord = { stabilisation = 25 } }")
        .replace("inflow_per_week = 4", "inflow_per_week = 0")
        .replace("multiplier_sd = 0.5", f"multiplier_sd = {multiplier_sd}")
    )


def solved(text):
    return twin(parameters_of_text(text))


def cost(found):
    return found.weekly[0].cost[0] / 100


def revenue(found):
    return found.weekly[0].revenue[0] / 100


def census(found):
    """Citizens at each station, by course and level."""
    present = present_by_day(found.network, found.entries)[0, :, 0]
    stations = [(station.course, station.level) for station in found.network.stations]
    return dict(zip(stations, present, strict=True))


def test_an_hour_costs_the_mean_over_the_times_of_day():
    # 40 citizens, 3 hours: half by day at 400, 0.3 in the evening at 600, 0.2 at 800.
    found = solved(
        HEAD
        + "hours_per_week = { home_care = 3 }\n"
        + OUT
        + "[times]\nhome_care = { evening = 0.3, weekend = 0.2 }\n"
        + "[prices.cost_per_hour_dkk]\nhome_care = { day = 400, evening = 600, weekend = 800 }"
        + TARIFF
    )
    assert cost(found) == pytest.approx(40 * 3 * (0.5 * 400 + 0.3 * 600 + 0.2 * 800), rel=1e-12)


NURSED = (
    HEAD
    + "hours_per_week = { nursing = 2 }\n"
    + OUT
    + "[nursing]\ncontact_minutes = 30\n[prices]\ncost_per_hour_dkk = { nursing = 500 }\n"
    + TARIFF
)


def test_contacts_vary_as_a_poisson_number():
    # 2 hours are 4 contacts of 250 DKK on average, so a citizen's week has a sd of 2 x 250.
    found = solved(of_twenty_five(NURSED))
    assert cost(found) == pytest.approx(25 * 1000, rel=1e-3)
    assert found.weekly[1].sd[0] / 100 == pytest.approx(5 * 500, rel=2e-3)
    assert found.total.sd[0] / 100 == pytest.approx(2 * 5 * 500, rel=2e-3)


def test_contacts_come_on_top_of_the_weekly_factor():
    # The factor has a sd of 0.8 hours on 2, so 400 DKK a week beside the 500 of the contacts.
    text = NURSED.replace("exits =", "hours_sd = 0.8\nexits =")
    found = solved(of_twenty_five(text))
    assert found.weekly[1].sd[0] / 100 == pytest.approx(5 * (400**2 + 500**2) ** 0.5, rel=2e-3)


def test_who_reaches_the_clinic_reaches_it_for_life():
    # Half cost nothing, half 1000 DKK a week: a sd of 500 that lasts, and 2 contacts on average
    # at home, a variance of 4 x 250^2 / 2 that does not.
    found = solved(of_twenty_five(NURSED + CLINIC))
    assert found.leaves_out == []
    assert cost(found) == pytest.approx(25 * 500, rel=1e-3)
    lasting, passing = 500**2, 2 * 250**2
    assert found.weekly[1].variance[0] / 1e4 == pytest.approx(25 * (lasting + passing), rel=4e-3)
    assert found.total.variance[0] / 1e4 == pytest.approx(
        25 * (16 * lasting + 4 * passing), rel=4e-3
    )


def test_a_clinic_contact_costs_the_team_its_price_where_it_is_charged():
    text = NURSED + CLINIC.replace("dkk = 0", "dkk = 100").replace("municipality", "team")
    assert cost(solved(text)) == pytest.approx(40 * 4 * (0.5 * 250 + 0.5 * 100), rel=1e-12)


def test_a_rate_per_person_leaves_only_the_chance_of_the_weeks():
    # The rate is 4 x 300 DKK times the citizen's own multiplier, as the cost is on average; so
    # the deviation has the weekly factor's sd alone, 2 x 300 of a person of multiplier 1.
    text = (
        HEAD.replace('kind = "stabilisation"', 'kind = "individual"')
        + "hours_per_week = { home_care = 4 }\nhours_sd = 2\n"
        + OUT
        + "[prices]\ncost_per_hour_dkk = { home_care = 300 }\n"
        + '[tariff]\nkind = "course_rates"\nindividual = "per_person"\n'
    )
    found = solved(text)
    assert revenue(found) == pytest.approx(40 * 1200, rel=1e-12)
    assert cost(found) == pytest.approx(40 * 1200, rel=1e-12)
    calm = solved(text.replace("hours_sd = 2\n", ""))
    assert calm.total.sd[0] == pytest.approx(0.0, abs=1.0)
    # Squared multipliers have a mean of 1 + 0.5^2.
    varied = solved(of_twenty_five(text, 0.5)).weekly[1].variance[0] / 1e4
    assert varied == pytest.approx(25 * 1.25 * 600**2, rel=2e-3)


def test_milestones_cost_their_hours_on_their_days():
    # 4 a week stay 70 days and are reassessed after 28 and 56 of them: 8 a week, 2 hours each.
    found = solved(
        HEAD
        + OUT
        + "[needs_assessment]\nmilestone_weeks = { stabilisation = 4 }\n"
        + "milestone_hours = { home_care = 1.5, nursing = 0.5 }\n"
        + "[prices]\ncost_per_hour_dkk = { home_care = 400, nursing = 500 }\n"
        + TARIFF
    )
    assert cost(found) == pytest.approx(8 * (1.5 * 400 + 0.5 * 500), rel=1e-12)


def test_from_empty_the_first_milestone_is_held_after_four_weeks():
    text = HEAD.replace('"stationary"', '"empty"').replace("weeks = 4", "weeks = 5")
    found = solved(
        text
        + OUT
        + "[needs_assessment]\nmilestone_weeks = { stabilisation = 4 }\n"
        + "milestone_hours = { home_care = 2 }\n"
        + "[prices]\ncost_per_hour_dkk = { home_care = 400 }\n"
        + TARIFF
    )
    held = [week.cost[0] / 100 for week in found.weekly]
    np.testing.assert_allclose(held, [0, 0, 0, 0, 4 * 2 * 400], rtol=1e-12, atol=1e-9)


def test_declines_that_are_averted_keep_citizens_at_their_level():
    # 0.8 (1 - exp(-0.5)) of the stays at level 1 end there again, the others lead to level 2.
    averted = 0.8 * (1 - np.exp(-0.5))
    found = solved(
        HEAD
        + "everyday_rehabilitation = { hours_per_week = 1, max_share = 0.8, tau_hours = 2 }\n"
        + "exits = [{ to = { level_change = 1 }, probability = [0, 1, 0, 0, 0] },\n"
        + '{ to = "moved", probability = [1, 0, 1, 1, 1] }]\n'
        + "[prices]\ncost_per_hour_dkk = { home_care = 400 }\n"
        + TARIFF
    )
    present = census(found)
    assert present[0, 1] == pytest.approx(40 / (1 - averted), rel=1e-9)
    assert present[0, 2] == pytest.approx(40, rel=1e-9)
    assert cost(found) == pytest.approx(400 * (present[0, 1] + present[0, 2]), rel=1e-9)


HOSPITAL = """
[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "fixed", mean_weeks = 2 }
exits = [{ to = "resume", probability = 1.0 }]
"""


def test_the_first_days_away_are_paid_as_the_course_left_behind():
    # Of 14 days in hospital, 5 are paid at 700 and 9 at 70 DKK a week.
    text = (
        HEAD
        + "hazards_per_week = { hospital = 0.05 }\n"
        + OUT
        + HOSPITAL
        + TARIFF.replace("= 700 }", "= 700, hospital = 70 }\npaid_days_away = 5")
    )
    found = solved(text)
    away = census(found)[1, 1]
    assert away == pytest.approx(40 * 0.05 * 2, rel=1e-9)
    wanted = 40 * 700 + away * (5 * 700 + 9 * 70) / 14
    assert revenue(found) == pytest.approx(wanted, rel=1e-9)


def test_days_away_follow_the_clock_of_the_course_left_behind():
    # Admissions come on days 1 to 70 of the course alike. With a step-down after 35 days to 0
    # the five days away are paid after those on days 1 to 34, for the clock stands still.
    text = (
        HEAD
        + "hazards_per_week = { hospital = 0.05 }\n"
        + OUT
        + HOSPITAL
        + TARIFF.replace("= 700 }", "= 700, hospital = 0 }\npaid_days_away = 5")
        + "step_down = { stabilisation = { after_weeks = 5, weekly_dkk = 0 } }\n"
    )
    found = solved(text)
    in_care = 40 * 35 / 70
    paid_away = 40 * 0.05 / 7 * 5 * 34 / 70
    assert revenue(found) == pytest.approx(700 * (in_care + paid_away), rel=1e-9)
