"""What a filled place brings beyond the cost of its hours, under either structure.

Residents of one level stay throughout and need the same hours every week; hours are bought at what
they cost. So what is left is the basis rate or the overhead of each day, less the basis cost.
"""

import pytest
from small_scenarios import scenario_of

import sim

WEEKS = 10
BASIS_COST = 365_000
"""DKK a year: 1,000 a day."""

OFFER = """
schema = 1
[run]
start = 2026-01-05
weeks = {weeks}
initial = {{ Birk = {{ home = {residents} }} }}
replications = 1
[[team]]
name = "Birk"
inflow_per_week = 0
places = 4
basis_cost_dkk_per_year = {basis_cost}
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 400 }}
hours_per_week = {{ home_care = {hours} }}
exits = [{{ to = "moved", probability = 1 }}]
[prices]
cost_per_hour_dkk = {{ home_care = 300 }}
[tariff]
service_hour_dkk = 300
"""
BASIS = 'kind = "basis_service"\nbudgeted_occupancy = 1.0\n'
OVERHEAD = 'kind = "overhead"\noverhead_share = 0.25\n'


def left_over(tariff, residents, hours):
    """Surplus of the offer over the run [DKK]."""
    text = OFFER.format(weeks=WEEKS, residents=residents, hours=hours, basis_cost=BASIS_COST)
    found = sim.simulate(scenario_of(text + tariff), out=None, workers=1, engine="simpy")
    return found.summary["total"]["deviation_dkk"]["mean"]


@pytest.mark.parametrize("hours", [7, 21, 42])
def test_under_a_basis_rate_every_resident_brings_the_same(hours):
    a_place = BASIS_COST / (4 * 365) * 7 * WEEKS
    full = left_over(BASIS, 4, hours)
    assert full == pytest.approx(0, abs=4 * WEEKS * 0.01)
    for residents in (3, 2):
        empty = 4 - residents
        assert full - left_over(BASIS, residents, hours) == pytest.approx(empty * a_place, abs=1)


@pytest.mark.parametrize("hours", [7, 21, 42])
def test_under_overhead_a_resident_brings_a_share_of_the_hours(hours):
    brings = hours * 300 * 0.25 * WEEKS
    assert left_over(OVERHEAD, 4, hours) - left_over(OVERHEAD, 3, hours) == pytest.approx(
        brings, abs=1
    )


def test_so_heavy_residents_pay_for_a_house_that_light_ones_do_not():
    light, heavy = left_over(OVERHEAD, 4, 7), left_over(OVERHEAD, 4, 42)
    assert light < 0 < heavy
