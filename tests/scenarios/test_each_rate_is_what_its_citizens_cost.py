"""A rate of the shipped scenarios is hours x price, course by course and level by level.

Only the baseline's development differs: one rate for all levels, which balances with the lower
one after the course as granted. A rate of the baseline also holds what a tenth of the nursing in
the clinic saves, and the milestones.
"""

import numpy as np
import pytest
from long_run import BASELINE, LongRun

from sim.experiments.running.starting import started
from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import STANDARD_RULES
from sim.model.terms import DEVELOPMENT, NURSING, STABILISATION
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK
from sim.scenario.reading import load_scenario
from sim.theory.money.care import home_prices
from sim.theory.money.ledger import Ledger
from sim.theory.network.cells import cells_of

THREE_COURSES = BASELINE.with_name("three_courses.toml")


def weekly_cost(parameters: Parameters) -> Floats:
    """Hours x price of each course and level [øre per week], array [C, L]."""
    return np.einsum("cls,ls->cl", parameters.demand.hours[0], home_prices(parameters)[0])


def test_every_rate_of_the_three_courses_is_hours_times_price():
    parameters = started(load_scenario(THREE_COURSES))
    assert parameters.tariff.weekly_ore[0] == pytest.approx(weekly_cost(parameters))


@pytest.fixture(scope="module")
def now():
    return LongRun()


@pytest.fixture(scope="module")
def cost_of_a_week(now: LongRun) -> Floats:
    """Mean cost of a citizen-week at each station by the twin [øre], array [Z]."""
    cells = cells_of(now.network)
    ledger = Ledger(STANDARD_RULES, now.parameters, now.network, cells)
    week = range(DAYS_PER_WEEK, 2 * DAYS_PER_WEEK)
    of_cell = np.sum([ledger.day(day).cost_ore for day in week], axis=0)
    present = np.bincount(cells.station, cells.presence)
    return np.bincount(cells.station, cells.presence * of_cell) / present


def test_a_rate_of_stabilisation_is_what_its_citizens_cost(now: LongRun, cost_of_a_week: Floats):
    for station in np.flatnonzero(now.kind == STABILISATION):
        course, level = now.network.stations[station].course, now.level[station]
        rate = now.parameters.tariff.weekly_ore[0, course, level]
        assert rate == pytest.approx(cost_of_a_week[station], abs=0.5 * ORE_PER_DKK)


def test_it_is_hours_times_price_but_for_clinic_and_milestones(
    now: LongRun, cost_of_a_week: Floats
):
    """Nursing in clinic saves a tenth of the difference, 303 - 207 DKK a contact."""
    contact_hours = now.parameters.demand.contact_minutes[0] / 60
    saved = 0.35 * 0.286 * (contact_hours * 650 - 207) * ORE_PER_DKK
    simple = weekly_cost(now.parameters)
    for station in np.flatnonzero(now.kind == STABILISATION):
        place = now.network.stations[station].course, now.level[station]
        nursing = now.parameters.demand.hours[0][(*place, NURSING)]
        milestones = cost_of_a_week[station] - simple[place] + saved * nursing / contact_hours
        at_most = 0.5 * (485 + 650) * ORE_PER_DKK / 26
        assert 0 <= milestones <= 1.01 * at_most


def test_development_balances_with_its_lower_rate_in_the_long_run_mix(
    now: LongRun, cost_of_a_week: Floats
):
    pay = now.parameters.tariff
    course = next(
        s.course
        for s, kind in zip(now.network.stations, now.kind, strict=True)
        if kind == DEVELOPMENT
    )
    granted = int(pay.step_down_after_days[0, course])
    gained = spent = 0.0
    for station in np.flatnonzero(now.kind == DEVELOPMENT):
        present = now.network.laws[station].presence
        level, citizens = now.level[station], now.present[station] / present.sum()
        gained += citizens * present[:granted].sum() * pay.weekly_ore[0, course, level]
        late = citizens * present[granted:].sum()
        gained += late * pay.step_down_weekly_ore[0, course, level]
        spent += citizens * present.sum() * cost_of_a_week[station]
    assert gained == pytest.approx(spent, rel=1e-5)
