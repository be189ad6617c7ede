"""A scenario without a table has the numbers at which the table would do nothing."""

import numpy as np
import pytest

from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.reading import load_scenario


@pytest.fixture
def bare(written, sound):
    return parameters_of(load_scenario(written(sound)))


def test_there_is_no_clinic(bare):
    assert not bare.clinic.is_open
    assert not any(np.any(column) for column in bare.clinic)


def test_there_is_no_staff_and_no_limit(bare):
    staff = bare.staff
    assert not staff.is_limited
    assert not staff.full_time_equivalents.any()
    assert (staff.gives == -1).all()
    assert not staff.recommended_mix.any()
    assert not staff.admissions_raised.any()
    assert (staff.supervision_tau_hours > 0).all()


def test_there_is_no_nursing_home(bare):
    home = bare.nursing_home
    assert (home.is_modelled, home.occupied, home.waiting_course) == (False, 0, -1)
    assert home.places.tolist() == [-1]


def test_care_is_given_by_day_and_nursing_by_the_hour(bare):
    assert (bare.demand.time_share[..., 0] == 1).all()
    assert bare.demand.contact_minutes.tolist() == [0]
    assert not bare.demand.outside_needs.any()


def test_need_is_followed_continuously(bare):
    assert bare.assessment.individual_course == -1
    assert bare.assessment.individual_from_hours.tolist() == [np.inf]
    assert not bare.assessment.milestone_days.any()
    assert not bare.assessment.milestone_hours.any()


def test_nothing_is_priced_outside_the_rate(bare):
    assert not bare.prices.outside_ore.any()
    assert not bare.prices.hospital_ore_per_day.any()
    assert not bare.prices.nursing_home_ore_per_day.any()


def test_pay_is_an_average_and_stops_on_admission(bare):
    assert not bare.tariff.is_per_person.any()
    assert not bare.tariff.paid_days_away.any()


def test_no_decline_is_averted(bare):
    assert not bare.network.averted_most.any()
    assert not bare.network.rehabilitation_hours.any()
    assert (bare.network.rehabilitation_tau_hours == 1).all()


def test_continuity_and_self_determination_are_not_computed(bare):
    assert not bare.encounters.visit_minutes.any()
    assert not bare.encounters.idle_share.any()


def test_a_waiting_course_without_a_nursing_home_is_a_course_like_others(whole_with):
    scenario = whole_with(
        ("[nursing_home]\nplaces = 340\noccupied = 330\nmean_stay_weeks = 161\n", ""),
        ("nursing_home_day_dkk = 1903\n", ""),
        ("development = 1.0", "development = 0.9\nwaiting = 0.1"),
    )
    assert parameters_of(scenario).nursing_home.waiting_course == -1


LATER = "[{ from = 2026-01-05, value = 0 }, { from = 2026-02-02, value = 1 }]"


@pytest.mark.parametrize(
    "piece",
    [
        ("night = 1", f"night = {LATER}"),
        ("night = 1", "night = 0"),
        ("evening = 0.25", f"evening = {LATER.replace('value = 1', 'value = 0.3')}"),
        ("evening = 0.25", "evening = 0"),
        ("slots_per_day = 40", f"slots_per_day = {LATER}"),
        ("paid_days_away = 3", "paid_days_away = 0"),
        ("admissions = 2.0", "admissions = 0"),
        ("therapist = 1.5", "therapist = 0"),
        ("full_time_equivalents = { helper = 10, assistant = 5, nurse = 2.5, therapist = 1.5 }",
         "full_time_equivalents = {}"),
        ("supervision_hours_per_week = 0.5", "supervision_hours_per_week = 0"),
    ],
)  # fmt: skip
def test_what_is_0_now_or_for_ever_is_no_fault(whole_changed, piece):
    assert whole_changed(piece) == []
