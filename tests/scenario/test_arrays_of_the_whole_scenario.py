"""Each table of a scenario becomes the numbers that a reader can work out by hand."""

import math

import numpy as np
import pytest

from sim.model.terms import BEARERS, OUTSIDE, PROFESSIONS, SERVICES, TIMES
from sim.scenario.arrays.parameters import parameters_of

HOME_CARE, NURSING, TRAINING = range(3)
DEVELOPMENT, STABILISATION, INDIVIDUAL, WAITING, HOSPITAL = range(5)


@pytest.fixture
def whole(whole_with):
    return parameters_of(whole_with())


def shown(array):
    return np.asarray(array).tolist()


def test_the_lists_are_in_this_order():
    assert SERVICES == ("home_care", "nursing", "training")
    assert TIMES == ("day", "evening", "weekend")
    assert OUTSIDE[:4] == ("night", "simple_nursing", "complex_nursing", "acute_nursing")
    assert OUTSIDE[4:8] == ("temporary_place", "hospital", "nursing_home", "clinic")
    assert OUTSIDE[8:] == ("declined", "bail_out")
    assert BEARERS == ("municipality", "region", "state", "citizen")
    assert PROFESSIONS == ("helper", "assistant", "nurse", "therapist")


def test_everyday_rehabilitation_is_added_to_home_care(whole):
    assert shown(whole.demand.hours[0, STABILISATION]) == [[2.5, 0.7, 0.0]] * 5
    assert shown(whole.demand.hours[0, DEVELOPMENT]) == [[4.0, 0.0, 1.5]] * 5
    network = whole.network
    assert shown(network.rehabilitation_hours[0, :, 3]) == [0.0, 0.5, 0.0, 0.0, 0.0]
    assert shown(network.averted_most[0, :, 3]) == [0.0, 0.4, 0.0, 0.0, 0.0]
    assert shown(network.rehabilitation_tau_hours[0]) == [1.0, 0.25, 1.0, 1.0, 1.0]


def test_the_spread_is_of_the_sum_of_hours(whole):
    # 1.6 of 2.0 + 0.5 + 0.7 hours: a coefficient of variation of a half
    sigma = math.sqrt(math.log(1 + 0.5**2))
    assert whole.demand.factor_sigma[0, STABILISATION] == pytest.approx([sigma] * 5)


def test_what_is_not_given_in_the_evening_or_at_the_weekend_is_given_by_day(whole):
    share = whole.demand.time_share
    assert share[0, 0, HOME_CARE] == pytest.approx([0.65, 0.25, 0.1])
    assert share[0, 4, HOME_CARE] == pytest.approx([0.55, 0.25, 0.2])
    assert shown(share[0, :, NURSING]) == [[1.0, 0.0, 0.0]] * 5


def test_shares_of_all_hours_leave_none_by_day(whole_with):
    all_evening = ("evening = 0.25, weekend = [0.1, 0.1, 0.2, 0.2, 0.2]",
                   "evening = 0.9, weekend = 0.1")  # fmt: skip
    scenario = whole_with(all_evening, ("day = 490, ", ""))
    share = parameters_of(scenario).demand.time_share[0, 0, HOME_CARE]
    assert share[0] == pytest.approx(0.0, abs=1e-15)
    assert share[0] >= 0.0
    assert sum(share) == pytest.approx(1.0)


def test_prices_are_by_time_or_the_same_at_all_times(whole):
    assert shown(whole.prices.ore_per_hour[0, 0]) == [
        [49_000, 55_800, 56_000],
        [65_000, 65_000, 65_000],
        [90_000, 90_000, 90_000],
    ]
    assert shown(whole.prices.outside_ore[0]) == [60_000, 0, 70_000, 0, 0]
    assert shown(whole.prices.hospital_ore_per_day) == [500_000]
    assert shown(whole.prices.nursing_home_ore_per_day) == [190_300]


def test_hours_outside_the_rate_are_by_level(whole):
    hours = whole.demand.outside_needs[0]
    assert whole.demand.is_outside.tolist() == hours.any(axis=(0, 1)).tolist()
    assert shown(hours[STABILISATION, :, ::2][:, :2]) == [
        [1, 0],
        [1, 0],
        [1, 0],
        [1, 0.3],
        [1, 0.5],
    ]
    assert hours[..., [1, 3, 4]].sum() == 0
    assert hours[DEVELOPMENT].sum() == 0


def test_a_contact_at_the_clinic_takes_its_share_of_the_time(whole):
    assert shown(whole.demand.contact_minutes) == [28]
    clinic = whole.clinic
    assert clinic.is_open
    assert shown(clinic.contact_minutes) == [19]  # 0.68 x 28 = 19.04
    assert shown(clinic.reachable) == [[0.35] * 5]
    assert shown(clinic.share) == [0.8]
    assert shown(clinic.slots) == [[40, 0, 40, 0, 0, 0, 0]]
    assert shown(clinic.longest_wait_days) == [5]
    assert shown(clinic.ore_per_contact) == [24_000]
    assert shown(clinic.ore_per_slot) == [20_000]
    assert shown(clinic.is_charged_to_team) == [1]


def test_a_clinic_without_slots_has_no_limit_on_its_open_days(whole_with):
    scenario = whole_with(
        ("slots_per_day = 40\n", ""),
        ("cost_per_slot_dkk = 200\n", ""),
        ('open_days = ["monday", "wednesday"]\n', ""),
        ('charged_to = "team"', 'charged_to = "municipality"'),
    )
    clinic = parameters_of(scenario).clinic
    assert shown(clinic.slots) == [[-1, -1, -1, -1, -1, 0, 0]]
    assert shown(clinic.is_charged_to_team) == [0]
    assert shown(clinic.ore_per_slot) == [0]


def test_a_team_has_its_own_staff_or_those_of_every_team(whole):
    teams = sorted(shown(whole.staff.full_time_equivalents[0]))
    assert teams == [[9, 0, 1, 0], [10, 5, 2.5, 1.5]]  # Nord, Syd


def test_staff_are_by_profession_and_services_by_who_gives_first(whole):
    staff = whole.staff
    assert staff.is_limited
    assert shown(staff.pay_ore_per_hour[0]) == 2 * [[27_500, 30_000, 35_000, 34_000]]
    assert shown(staff.absence[0]) == 2 * [[0.2, 0.19, 0.18, 0.17]]
    assert shown(staff.user_facing[0]) == 2 * [[0.58, 0.57, 0.56, 0.55]]
    assert shown(staff.gives) == [[0, 1, 2, -1], [2, 1, -1, -1], [3, -1, -1, -1]]
    assert shown(staff.recommended_mix) == [[0.55, 0.25, 0.13, 0.07]]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("hours_per_week", 37),
        ("temporary_share", 0.8),
        ("temporary_premium", 1.35),
        ("supervision_hours", 0.5),
        ("supervision_ore_per_hour", 45_000),
        ("mix_loss", 0.3),
        ("supervision_gain", 0.2),
        ("supervision_tau_hours", 0.5),
        ("admissions_raised", 2),
        ("relapses_raised", 1),
    ],
)
def test_a_number_of_the_staff_is_kept(whole, name, number):
    assert shown(getattr(whole.staff, name)) == [number]


def test_the_nursing_home_has_places_and_somewhere_to_wait(whole):
    home = whole.nursing_home
    assert (home.is_modelled, home.occupied, home.waiting_course) == (True, 330, WAITING)
    assert shown(home.places) == [340]
    assert shown(home.mean_stay_days) == [1_127]  # 7 x 161


def test_all_places_are_taken_where_the_scenario_does_not_say(whole_with):
    assert parameters_of(whole_with(("occupied = 330\n", ""))).nursing_home.occupied == 340


def test_need_is_assessed_at_milestones_and_against_a_threshold(whole):
    assessment = whole.assessment
    assert assessment.individual_course == INDIVIDUAL
    assert shown(assessment.individual_from_hours) == [20]
    assert shown(assessment.milestone_days) == [[28, 182, 0, 0, 0]]
    assert shown(assessment.milestone_hours) == [[0.5, 0.25, 0]]


def test_individual_and_waiting_courses_are_paid_per_person(whole):
    assert shown(whole.tariff.is_per_person) == [[0, 0, 1, 1, 0]]
    assert shown(whole.tariff.paid_days_away) == [3]


def test_encounters_are_those_stated(whole):
    encounters = whole.encounters
    assert shown(encounters.visit_minutes) == [25]
    assert shown(encounters.persons) == [[12, 12]]
    assert shown(encounters.contact_person_share) == [0.3]
    assert shown(encounters.idle_share) == [0.95]
    assert shown(encounters.full_share) == [0.6]
    assert shown(encounters.exponent) == [3]


def test_visits_are_shared_by_all_staff_where_the_scenario_does_not_say(whole_with):
    persons = parameters_of(whole_with(("staff = 12\n", ""))).encounters.persons
    assert sorted(persons[0]) == [10, 19]  # Nord 9 + 1, Syd 10 + 5 + 2.5 + 1.5


def test_somebody_visits_even_where_a_team_has_no_staff(whole_with):
    scenario = whole_with(("staff = 12\n", ""), ("{ helper = 9, nurse = 1 }", "{}"))
    assert sorted(parameters_of(scenario).encounters.persons[0]) == [1, 19]


def test_goals_stay_with_the_values(whole_with):
    goals = whole_with().values.goals["development"]
    assert goals.model_dump() == {
        "economy": 0.5,
        "progression": 0.3,
        "continuity": 0.1,
        "self_determination": 0.1,
    }


DATED = "[{{ from = 2026-01-05, value = {} }}, {{ from = 2026-02-02, value = {} }}]"


@pytest.mark.parametrize(
    ("old", "new", "numbers"),
    [
        ("places = 340", (340, 350), lambda p: p.nursing_home.places),
        ("contact_minutes = 28", (28, 30), lambda p: p.demand.contact_minutes),
        ("slots_per_day = 40", (40, 50), lambda p: p.clinic.slots[:, 2]),
        ("temporary_share = 0.8", (0.8, 1.0), lambda p: p.staff.temporary_share),
        ("mix_loss = 0.3", (0.3, 0.5), lambda p: p.staff.mix_loss),
        ("hospital_day_dkk = 5000", (50, 60), lambda p: p.prices.hospital_ore_per_day / 100),
        ("paid_days_away = 3", (3, 0), lambda p: p.tariff.paid_days_away),
        ("visit_minutes = 25", (25, 20), lambda p: p.encounters.visit_minutes),
        ("idle_share = 0.95", (0.95, 0.9), lambda p: p.encounters.idle_share),
    ],
)
def test_a_number_can_change_by_date(whole_with, old, new, numbers):
    dated = f"{old.split(' = ')[0]} = {DATED.format(*new)}"
    assert shown(numbers(parameters_of(whole_with((old, dated))))) == pytest.approx([*new])
