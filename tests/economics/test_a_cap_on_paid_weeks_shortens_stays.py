"""Development paid for twelve weeks at most, in the place of pay for as long as it lasts.

Four teams weigh citizens by 0.9, 0.6, 0.3 and 0 and money by the rest.
"""

import numpy as np
import pytest
from teams_at_work import FROM_CITIZENS_TO_MONEY, TARIFFS, paired, seen, under

from sim.model.levers import DEVELOPMENT_WEEKS
from sim.scenario.arrays.parameters import parameters_of
from sim.theory.steady.steady import SteadyStates

TEAMS = range(4)


@pytest.fixture(scope="module")
def paid():
    """What the teams do without and with the cap."""
    tariffs = ("course_rates", "capped")
    return {tariff: seen(under(tariff, FROM_CITIZENS_TO_MONEY)) for tariff in tariffs}


@pytest.fixture(scope="module")
def shortened(paid):
    """By how many weeks the cap shortens the mean stay, array [replications, T]."""
    return paid["course_rates"].development_weeks - paid["capped"].development_weeks


def test_the_teams_weigh_money_more_and_more():
    alphas = [team.alpha for team in under("capped", FROM_CITIZENS_TO_MONEY).values.team]
    assert alphas == [0.9, 0.6, 0.3, 0.0]


@pytest.mark.parametrize("team", TEAMS)
def test_stays_are_shorter_in_every_team(shortened, team):
    assert paired(shortened[:, team], np.zeros(len(shortened))).low > 0


@pytest.mark.parametrize("team", TEAMS[1:])
def test_more_so_in_the_team_that_weighs_money_more(shortened, team):
    assert paired(shortened[:, team], shortened[:, team - 1]).low > 0


def test_the_twin_says_the_same_of_what_teams_aim_for(paid):
    aims = [paid[tariff].aimed_weeks[0] for tariff in ("course_rates", "capped")]
    shorter = aims[0] - aims[1]
    assert shorter[0] > 2
    assert (np.diff(shorter) > 2).all()


@pytest.fixture(scope="module")
def states():
    tariffs = (*TARIFFS, "capped")
    return {tariff: SteadyStates(parameters_of(under(tariff))) for tariff in tariffs}


@pytest.mark.parametrize("weeks", [4.0, 16.0, 24.0])
def test_what_a_team_that_minds_citizens_alone_looks_at_knows_no_tariff(states, weeks):
    """So it does the same under every one of them: a cap does not move it."""
    benefits = []
    for of in states.values():
        held = of.parameters.behaviour.reference[0].copy()
        held[DEVELOPMENT_WEEKS] = weeks
        benefits.append(of.under(held).benefit)
    assert np.ptp(benefits, axis=0) == pytest.approx(0.0, abs=1e-6 * abs(benefits[0][0]))


def test_the_cap_pays_as_much_in_good_faith(states):
    held = states["capped"].parameters.behaviour.reference[0]
    capped, without = (states[tariff].under(held) for tariff in ("capped", "course_rates"))
    assert capped.revenue == pytest.approx(without.revenue, rel=0.001)
