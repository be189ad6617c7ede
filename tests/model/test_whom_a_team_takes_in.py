"""Whom a team takes in: by need against the rate, in the engine, the steady state and the choice.

Courses of ten weeks at four hours of 450 DKK, 18,000 DKK for the mean citizen, paid once. Of those
who come a fraction with a closed form costs more than is paid: need is a lognormal m of mean 1.
"""

import tomllib
from statistics import NormalDist

import numpy as np
import pytest
from by_hand import AS_EXPECTED, coming, spells_of, state_after, tables, weeks_of

from sim.model.levers import ACCEPT_SHARE
from sim.model.rulebook import STANDARD_RULES
from sim.model.rules.acceptance import Prospect, is_accepted
from sim.model.state import CITIZENS
from sim.model.terms import OUTSIDE_DECLINED
from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.reading import restored_scenario
from sim.theory.steady.responses import best_response
from sim.theory.steady.steady import steady

COST, SD, PRICE, RELIANT = 18_000, 0.6, 9_000, 200
SIGMA = np.sqrt(np.log1p(SD**2))
PHI = NormalDist().cdf


def town(lump, share=None, *, inflow="5", policy=""):
    held = f"levers = {{ accept_share = {share} }}" if share is not None else ""
    return f"""
schema = 1
[run]
start = 2026-01-05
weeks = 12
initial = "empty"
[[team]]
name = "Nord"
inflow_per_week = {inflow}
{policy}
{held}
[intake]
home = 1
[citizen]
multiplier_sd = {SD}
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 10 }}
hours_per_week = {{ home_care = 4 }}
exits = [{{ to = "self_reliant", probability = 1 }}]
[prices]
cost_per_hour_dkk = {{ home_care = 450 }}
[tariff]
kind = "course_rates"
lump_sum_dkk = {{ home = {lump} }}
[behaviour.levers]
accept_share = {{ low = 0, high = 1 }}
[acceptance]
declined_to = "municipality"
price_dkk = {PRICE}
[benefit_dkk]
self_reliant_week = {RELIANT}
"""


STEPPING = """weekly_dkk = { home = 2000 }
step_down = { home = { after_weeks = 5, weekly_dkk = 1000 } }"""


def rank_of(multiplier):
    """Share of citizens who need at most so many times the mean."""
    return PHI(np.log(multiplier) / SIGMA + SIGMA / 2)


def mean_up_to(multiplier):
    """Integral of m up to a multiplier: their share of all need."""
    return PHI(np.log(multiplier) / SIGMA - SIGMA / 2)


def steady_at(lump, share):
    parameters = parameters_of(restored_scenario(tomllib.loads(town(lump, share)), "town.toml"))
    return steady(parameters, STANDARD_RULES, parameters.behaviour.reference)


@pytest.mark.parametrize("lump", [12_000, 16_000, 20_000, 30_000])
def test_the_steady_state_takes_those_whose_pay_covers_them(lump):
    found, at = steady_at(lump, 0), lump / COST
    taken, need = rank_of(at), mean_up_to(at)
    np.testing.assert_allclose(found.entries, [5 * taken], rtol=1e-9)
    np.testing.assert_allclose(found.declined, [5 * (1 - taken)], rtol=1e-9)
    np.testing.assert_allclose(found.revenue, [500 * lump * taken], rtol=1e-9)
    np.testing.assert_allclose(found.cost, [500 * COST * need], rtol=1e-9)
    wanted = 500 * PRICE * (1 - need)
    np.testing.assert_allclose(found.outside[:, OUTSIDE_DECLINED], [wanted], rtol=1e-9)


def test_a_share_is_taken_in_whatever_it_costs():
    found, taken = steady_at(6_000, 0.8), 0.8
    need = PHI(NormalDist().inv_cdf(0.8) - SIGMA)
    np.testing.assert_allclose(found.entries, [5 * taken], rtol=1e-9)
    np.testing.assert_allclose(found.cost, [500 * COST * need], rtol=1e-9)
    everybody = steady_at(6_000, 1)
    np.testing.assert_allclose(everybody.entries, [5])
    np.testing.assert_allclose(everybody.cost, [500 * COST], rtol=1e-9)


def test_a_rate_kept_up_for_two_weeks_is_kept_up_for_two_whoever_is_taken_in():
    # 2,000 DKK a week steps down to 1,000 after five weeks, put off to seven of the ten.
    text = town(0, 0.8).replace("lump_sum_dkk = { home = 0 }", STEPPING)
    text = text.replace("accept_share = 0.8 }", "accept_share = 0.8, step_down_delay_weeks = 2 }")
    text = text.replace("high = 1 }", "high = 1 }\nstep_down_delay_weeks = { low = 0, high = 4 }")
    parameters = parameters_of(restored_scenario(tomllib.loads(text), "town.toml"))
    found = steady(parameters, STANDARD_RULES, parameters.behaviour.reference)
    np.testing.assert_allclose(found.revenue, [500 * 0.8 * (7 * 2_000 + 3 * 1_000)], rtol=1e-9)


def chosen(lump, alpha):
    text = town(lump, policy=f'policy = "incentive_led"\nalpha = {alpha}')
    parameters = parameters_of(restored_scenario(tomllib.loads(text), "town.toml"))
    return best_response(parameters, STANDARD_RULES, np.array([alpha]))[0, ACCEPT_SHARE]


@pytest.mark.parametrize("lump", [12_000, 16_000, 20_000])
@pytest.mark.parametrize("alpha", [0.3, 0.5, 0.6])
def test_the_cap_and_the_weight_of_citizens_move_acceptance_as_the_closed_form(lump, alpha):
    # The next citizen is worth 52 weeks to a team that weighs them: (1 - a) (L - C m) + a b = 0.
    worth = 52 * RELIANT
    wanted = rank_of((lump + alpha * worth / (1 - alpha)) / COST)
    assert chosen(lump, alpha) == pytest.approx(wanted, abs=2e-4)


def test_money_alone_declines_more_the_lower_the_cap():
    taken = [float(steady_at(lump, chosen(lump, 0.0)).entries[0]) for lump in (12e3, 16e3, 2e4)]
    assert taken[0] < taken[1] < taken[2] < 5


def test_the_engine_declines_the_same_and_books_what_others_pay():
    text = town(16_000, 0.2, inflow=coming(1, 300))
    state, found = state_after(text), tables(text)
    rows = range(int(state.rows[CITIZENS]))
    need = np.array([state.citizens.multiplier[row] for row in rows])
    rank = np.array([state.citizens.rank[row] for row in rows])
    begun = np.array([state.citizens.spells_begun[row] > 0 for row in rows])
    np.testing.assert_array_equal(begun, (rank <= 0.2) | (COST * need <= 16_000))
    assert 100 < begun.sum() < 250
    assert sum(weeks_of(found, "declined")) == (~begun).sum()
    outside = sum(weeks_of(found, "outside_declined_dkk"))
    assert outside == pytest.approx(PRICE * need[~begun].sum(), abs=3)
    assert len(spells_of(found, "course")) == begun.sum()


def test_an_own_rule_takes_in_whom_it_says():
    heavy = AS_EXPECTED._replace(is_accepted=lambda _share, prospect: prospect.rank > 0.5)
    state = state_after(town(16_000, 0.2, inflow=coming(1, 60)), heavy)
    for row in range(int(state.rows[CITIZENS])):
        assert (state.citizens.spells_begun[row] > 0) == (state.citizens.rank[row] > 0.5)


def test_at_a_share_of_one_everybody_is_taken_in_and_is_the_same():
    free, held = town(16_000, inflow=coming(1, 40)), town(16_000, 1, inflow=coming(1, 40))
    assert spells_of(tables(free), "citizen", "cost_dkk") == spells_of(
        tables(held), "citizen", "cost_dkk"
    )
    assert sum(weeks_of(tables(held), "declined")) == 0


def test_the_rule_by_hand():
    assert is_accepted(0.5, Prospect(0.5, 900, 100))
    assert not is_accepted(0.5, Prospect(0.51, 900, 100))
    assert is_accepted(0.5, Prospect(0.99, 900, 900))
    assert is_accepted(1.0, Prospect(1.0, 900, 100))
