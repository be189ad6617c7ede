"""What makes a deviation skewed, part by part, by arithmetic that a reader can redo; in DKK."""

import pytest
from small_scenarios import parameters_of_text
from test_infinite_servers_by_hand import EMPTY
from test_the_whole_model_by_hand import CLINIC, HEAD, NURSED, OUT, TARIFF, of_twenty_five

from sim.theory.twin import twin


def thirds(text):
    """Third cumulants of the second week and of the run [DKK cubed]."""
    found = twin(parameters_of_text(text))
    return found.weekly[1].third[0] / 1e6, found.total.third[0] / 1e6


def test_citizens_who_come_by_chance_bring_the_cubes_of_what_they_pay():
    # Who comes on day 0 of the first week pays 7 x 100, on day 6 once: 1 + 8 + ... + 343 = 784.
    week = twin(parameters_of_text(EMPTY)).weekly[0]
    assert week.third[0] / 1e6 == pytest.approx(4 / 7 * 100**3 * 784, rel=1e-12)


def test_a_lump_sum_brings_its_cube():
    text = EMPTY.replace("weekly_dkk = { development = 700 }", "weekly_dkk = { development = 0 }")
    week, run = thirds(text + "[tariff.lump_sum_dkk]\ndevelopment = 900\n")
    assert week == pytest.approx(4 * 900**3, rel=1e-12)
    assert run == pytest.approx(12 * 4 * 900**3, rel=1e-12)


def test_a_lump_sum_adds_to_what_the_weeks_bring():
    # Who comes on day 0 of the first week brings 900 + 7 x 100, on day 6 900 + 100.
    found = twin(parameters_of_text(EMPTY + "[tariff.lump_sum_dkk]\ndevelopment = 900\n"))
    cubes = sum((900 + 100 * days) ** 3 for days in range(1, 8))
    assert found.weekly[0].third[0] / 1e6 == pytest.approx(4 / 7 * cubes, rel=1e-12)


def test_contacts_bring_the_cube_of_their_price():
    # 25 citizens, 4 contacts a week of 250 DKK; 4 weeks.
    week, run = thirds(of_twenty_five(NURSED))
    assert week == pytest.approx(-25 * 4 * 250**3, rel=2e-3)
    assert run == pytest.approx(-4 * 25 * 4 * 250**3, rel=6e-3)


def test_a_weekly_factor_also_makes_contacts():
    # A factor of variance 0.4**2 on 1,000 DKK, whose third central moment is v**2 (v + 3); and
    # it moves the variance of the contacts, 4 x 250**2, along with the mean: 3 times over.
    week, _ = thirds(of_twenty_five(NURSED.replace("exits =", "hours_sd = 0.8\nexits =")))
    v = 0.4**2
    factor = v**2 * (v + 3) * 1000**3
    together = 3 * v * 1000 * (4 * 250**2)
    assert week == pytest.approx(-25 * (factor + together + 4 * 250**3), rel=3e-3)


LASTING = (
    HEAD
    + "hours_per_week = { home_care = 2 }\n"
    + OUT
    + "[prices]\ncost_per_hour_dkk = { home_care = 500 }\n"
    + TARIFF
)


def test_a_multiplier_for_life_is_cubed_over_the_whole_run():
    # 1,000 DKK a week times a lognormal multiplier of variance v = 0.5**2, four weeks long.
    week, run = thirds(of_twenty_five(LASTING, 0.5))
    skewed = 0.25**2 * (0.25 + 3)
    assert week == pytest.approx(-25 * skewed * 1000**3, rel=3e-3)
    assert run == pytest.approx(-25 * skewed * 4000**3, rel=6e-3)


def test_levels_with_spreads_of_their_own_share_one_need():
    # 10 and 15 at levels with multipliers of variance 0.25 and 0.64.
    text = of_twenty_five(LASTING, "[0, 0.5, 0.8, 0, 0]").replace(
        "start_level = [0, 1, 0, 0, 0]", "start_level = [0, 0.4, 0.6, 0, 0]"
    )
    counted = text.replace("stabilisation = 25 }", "stabilisation = [0, 10, 15, 0, 0] }")
    week, _ = thirds(counted)
    first, second = 0.25**2 * 3.25, 0.64**2 * 3.64
    assert week == pytest.approx(-(10 * first + 15 * second) * 1000**3, rel=3e-3)


def test_who_reaches_the_clinic_for_life_is_told_apart():
    # For half of 25 the four weeks cost 16 contacts of 250 DKK, for the others nothing. Around
    # the mean, -2,000: half of (-2,000)**3 - 3 x 2,000 x 16 x 250**2 - 16 x 250**3, half 2,000**3.
    _, run = thirds(of_twenty_five(NURSED + CLINIC))
    home = -(2000**3) - 3 * 2000 * 16 * 250**2 - 16 * 250**3
    assert run == pytest.approx(25 * (home + 2000**3) / 2, rel=6e-3)


def test_the_parts_of_a_run_add_up_to_its_cumulants():
    found = twin(parameters_of_text(of_twenty_five(NURSED + CLINIC, 0.5))).total
    assert found.variances.shape == found.thirds.shape
    assert found.variances.shape[1] > 2
    assert found.variance == pytest.approx(found.variances.sum(axis=1))
    assert found.law([0]).sd == pytest.approx(found.sd[0] / 100)
