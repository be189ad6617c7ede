"""Very large need is granted an individual course, and a rate that is the citizen's own cost.

Lasting need at level 2 is 8 hours of home care and 2 of nursing a week times a multiplier that is
lognormal with mean 1 and sd 0.5. From 15 expected hours on, so from a multiplier of 1.5, the needs
assessment grants the individual course. Counts are compared at four standard errors: a false alarm
in 16,000.
"""

import math

import numpy as np
import pytest
from by_hand import AS_EXPECTED, coming, spells_of, state_after, tables
from scipy import stats

from sim.model.state import CITIZENS as CITIZEN_ROWS
from sim.model.state import SPELLS

CITIZENS = 1_400
TEXT = f"""
schema = 1
[run]
start = 2026-01-05
weeks = 1
initial = "empty"
[citizen]
start_level = [0, 0, 1, 0, 0]
multiplier_sd = 0.5
[[team]]
name = "Nord"
inflow_per_week = {coming(0, CITIZENS)}
[intake]
lasting = 1
[[course]]
name = "lasting"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 2 }}
hours_per_week = {{ home_care = [2, 5, 8, 11, 14], nursing = 2 }}
exits = [{{ to = {{ level_change = 1 }}, probability = 1 }}]
hazards_per_week = {{ dead = 0.01 }}
[[course]]
name = "individual"
kind = "individual"
stay = {{ distribution = "fixed", mean_weeks = 9 }}
hours_per_week = {{ home_care = [18, 19, 20, 21, 22], nursing = 4 }}
exits = [{{ to = "dead", probability = 1 }}]
[times.home_care]
evening = [0, 0, 0.25, 0.5, 0.5]
[prices]
cost_per_hour_dkk = {{ home_care = {{ day = 480, evening = 600 }}, nursing = 660 }}
[needs_assessment]
individual_from_hours_per_week = 15
[tariff]
kind = "course_rates"
weekly_dkk = {{ lasting = 3000 }}
individual = "per_person"
"""
LASTING, INDIVIDUAL = 0, 1
SIGMA = math.sqrt(math.log(1 + 0.5**2))
MULTIPLIER = stats.lognorm(SIGMA, scale=math.exp(-(SIGMA**2) / 2))


def is_binomial(count, of, chance):
    return abs(count - of * chance) <= 4 * math.sqrt(of * chance * (1 - chance))


def courses(text, rules=AS_EXPECTED):
    state = state_after(text, rules)
    return state.spells.course[: int(state.rows[SPELLS])]


def multipliers(text):
    """Multiplier of every citizen, by SciPy, from the rank that the citizen has for life."""
    state = state_after(text)
    return MULTIPLIER.ppf(state.citizens.rank[: int(state.rows[CITIZEN_ROWS])])


def test_the_multiplier_has_the_law_that_the_counts_are_held_against():
    assert (MULTIPLIER.mean(), MULTIPLIER.std()) == pytest.approx((1, 0.5))


def test_the_share_above_the_threshold_is_granted_the_individual_course():
    granted = courses(TEXT)
    assert len(granted) == CITIZENS
    assert is_binomial((granted == INDIVIDUAL).sum(), CITIZENS, MULTIPLIER.sf(1.5))


def test_exactly_those_above_it_are():
    assert ((courses(TEXT) == INDIVIDUAL) == (multipliers(TEXT) >= 1.5)).all()


def test_the_threshold_itself_is_enough():
    everyone = TEXT.replace("multiplier_sd = 0.5\n", "").replace("= 15", "= 10")
    assert set(courses(everyone)) == {INDIVIDUAL}
    assert set(courses(everyone.replace("= 10", "= 10.001"))) <= {LASTING}


def test_a_level_worse_is_assessed_anew():
    # From day 14 on level 3 needs 13 hours: the individual course from a multiplier of 15 / 13.
    text = TEXT.replace("weeks = 1\n", "weeks = 3\n").replace("dead = 0.01", "dead = 0")
    rows = spells_of(tables(text), "citizen", "course", "level", "start_day", "exit")
    later = [row for row in rows if row[3] == 14]
    stayed = MULTIPLIER.cdf(1.5)
    chance = (stayed - MULTIPLIER.cdf(15 / 13)) / stayed
    assert is_binomial(sum(row[1] == "individual" for row in later), len(later), chance)
    assert {row[2] for row in later} == {3}
    first = {row[0]: row[4] for row in rows if row[3] == 0}
    assert {(first[row[0]], row[1]) for row in later} == {
        ("individual", "individual"),
        ("level_change", "lasting"),
    }


def test_who_is_granted_it_is_a_rule():
    nobody = AS_EXPECTED._replace(is_individual=lambda _hours, _from_hours: False)
    assert set(courses(TEXT, nobody)) == {LASTING}


# The own rate

FEW = TEXT.replace(coming(0, CITIZENS), coming(0, 300))


def test_the_own_rate_is_what_the_citizen_is_expected_to_cost():
    # 20 hours of home care, a quarter of them in the evening, and 4 of nursing:
    # (15 x 480 + 5 x 600 + 4 x 660) x multiplier = 12,840 x multiplier.
    rows = spells_of(tables(FEW), "course", "revenue_dkk")
    paid = np.array([revenue for course, revenue in rows if course == "individual"])
    all_of_them = multipliers(FEW)
    granted = all_of_them[all_of_them >= 1.5]
    np.testing.assert_allclose(paid, 12_840 * granted, atol=0.0051)


def test_at_the_expected_need_the_own_rate_is_the_cost_to_the_minute():
    # Three services' minutes are rounded once each, half a minute of at most 11 DKK, and those of
    # home care once more between day and evening, half a minute of 2 DKK.
    rows = spells_of(tables(FEW), "course", "revenue_dkk", "cost_dkk")
    deviations = [paid - cost for course, paid, cost in rows if course == "individual"]
    assert max(map(abs, deviations)) <= 0.5 * 10 + 0.5 * 11 + 0.5 * 2


def test_from_week_to_week_the_own_rate_covers_the_cost_on_average():
    # With a weekly factor of sd 1 the mean deviation of some 170 citizens is 0 within four errors.
    text = TEXT.replace("nursing = 4 }", "nursing = 4 }\nhours_sd = 24")
    rows = spells_of(tables(text), "course", "revenue_dkk", "cost_dkk")
    shares = [cost / paid - 1 for course, paid, cost in rows if course == "individual"]
    assert np.std(shares) > 0.5
    assert abs(np.mean(shares)) < 4 * np.std(shares, ddof=1) / math.sqrt(len(shares))


def test_the_own_rate_of_a_part_of_a_week_is_paid_in_sevenths():
    text = TEXT.replace(coming(0, CITIZENS), coming(5)).replace("multiplier_sd = 0.5\n", "")
    text = text.replace("= 15", "= 10")
    ((revenue, cost),) = spells_of(tables(text), "revenue_dkk", "cost_dkk")
    assert revenue == pytest.approx(12_840 * 2 / 7, abs=0.0051)
    assert cost == pytest.approx(12_840 * 2 / 7, abs=12)


def test_the_own_rate_is_a_rule():
    generous = AS_EXPECTED._replace(personal_rate=lambda expected_ore: 2 * expected_ore)
    once, twice = (
        spells_of(tables(FEW, rules), "course", "revenue_dkk", "cost_dkk")
        for rules in (AS_EXPECTED, generous)
    )
    for (course, paid, cost), (_, more, same) in zip(once, twice, strict=True):
        factor = 2 if course == "individual" else 1
        assert more == pytest.approx(factor * paid, abs=0.011)
        assert same == cost
