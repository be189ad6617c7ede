import tomllib

import numpy as np
import pytest
from levers_at_work import LEVERS_AT_WORK
from small_scenarios import THREE_COURSES, scenario_of

from sim.experiments.running.starting import started
from sim.model.levers import DELIVERED_SHARE, DEVELOPMENT_WEEKS, LEVERS, RELABEL_SHARE
from sim.model.rulebook import STANDARD_RULES
from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.reading import restored_scenario
from sim.theory.steady.responses import best_response

LED = """
[behaviour.levers]
delivered_share = { low = 0.6, high = 1.1 }
[benefit_dkk]
unmet_hour = 5000
"""


def responses(text, alpha):
    parameters = parameters_of(scenario_of(text))
    return best_response(
        parameters, STANDARD_RULES, np.full(len(parameters.behaviour.alpha), alpha)
    )


def test_money_alone_skimps_to_the_bound_and_citizens_alone_do_not():
    assert np.all(responses(THREE_COURSES + LED, 0.0)[:, DELIVERED_SHARE] == 0.6)
    assert np.all(responses(THREE_COURSES + LED, 1.0)[:, DELIVERED_SHARE] == 1.0)


def test_weights_between_turn_where_an_unmet_hour_is_worth_what_it_costs():
    # An hour is 450 DKK and no pay hangs on it: alpha x 5000 against (1 - alpha) x about 450.
    assert np.all(responses(THREE_COURSES + LED, 0.05)[:, DELIVERED_SHARE] == 0.6)
    assert np.all(responses(THREE_COURSES + LED, 0.15)[:, DELIVERED_SHARE] == 1.0)


def test_where_nothing_is_gained_good_faith_is_kept():
    text = THREE_COURSES + "[behaviour.levers]\naccept_delay_weeks = { low = 0, high = 6 }\n"
    parameters = parameters_of(scenario_of(text))
    for alpha in (0.0, 0.5, 1.0):
        levers = best_response(parameters, STANDARD_RULES, np.full(2, alpha))
        np.testing.assert_array_equal(levers, parameters.behaviour.reference)


def test_levers_that_are_not_free_stay_where_they_are():
    levers = responses(THREE_COURSES + LED, 0.0)
    others = [v for v in range(len(LEVERS)) if v != DELIVERED_SHARE]
    reference = parameters_of(scenario_of(THREE_COURSES + LED)).behaviour.reference
    np.testing.assert_array_equal(levers[:, others], reference[:, others])


def test_no_single_lever_gains_more_than_the_answer():
    from sim.theory.steady.responses import freedom_of, weighed
    from sim.theory.steady.steady import SteadyStates

    parameters = parameters_of(scenario_of(LEVERS_AT_WORK))
    best = best_response(parameters, STANDARD_RULES, np.array([0.3]))[0]
    states, aim = SteadyStates(parameters, STANDARD_RULES), weighed(0.3)
    freedom, worth = freedom_of(parameters, 0), float(weighed(0.3)(states.under(best))[0])
    for lever in range(len(LEVERS)):
        for value in np.linspace(freedom.low[lever], freedom.high[lever], 6):
            moved = best.copy()
            moved[lever] = value
            assert float(aim(states.under(moved))[0]) <= worth + 1e-6 * abs(worth)


def led(policy):
    tree = tomllib.loads(THREE_COURSES.replace("weeks = 8", "weeks = 2") + LED)
    tree["team"][0] |= {"policy": policy} | ({"alpha": 0.0} if policy == "incentive_led" else {})
    tree["team"][0]["levers"] = {"development_weeks": 5}
    return restored_scenario(tree, "led.toml")


def test_only_incentive_led_teams_are_told_their_best_levers():
    behaviour = started(led("incentive_led")).behaviour
    team = int(np.flatnonzero(behaviour.policy == 2)[0])
    assert behaviour.best[team, DELIVERED_SHARE] == 0.6
    assert behaviour.best[team, DEVELOPMENT_WEEKS] == 5.0
    np.testing.assert_array_equal(behaviour.best[1 - team], behaviour.reference[1 - team])


def test_without_incentive_led_teams_nothing_is_worked_out():
    behaviour = started(led("needs_led")).behaviour
    np.testing.assert_array_equal(behaviour.best, behaviour.reference)


@pytest.mark.parametrize(("share", "found"), [(0.5, 0.2), (0.0, 0.95)])
def test_relabelling_pays_until_the_audit_finds_most(share, found):
    text = LEVERS_AT_WORK.replace("found_share = 0.2", f"found_share = {found}").replace(
        "penalty_dkk = 2000", "penalty_dkk = 20000" if share == 0.0 else "penalty_dkk = 2000"
    )
    assert responses(text, 0.0)[0, RELABEL_SHARE] == share
