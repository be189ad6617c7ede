"""What putting off that hours fall brings in the steady state is what long runs bring.

Levels fall and rise, stays are shorter than the delay, spells follow each other at one level, and
some leave care and come back.
"""

import numpy as np
import pytest
from small_scenarios import parameters_of_text

from sim.engines.compiled_engine import CompiledEngine
from sim.model.levers import STEP_DOWN_DELAY
from sim.model.rulebook import STANDARD_RULES
from sim.theory.network.stations import explored
from sim.theory.steady.put_off import why_not
from sim.theory.steady.steady import SteadyStates

FALLING = """
schema = 1
[run]
start = 2026-01-05
weeks = 26
warm_up_weeks = 26
initial = "stationary"
[[team]]
name = "Birk"
inflow_per_week = 40
[intake]
home = 1
[citizen]
start_level = [0, 0, 0.3, 0.4, 0.3]
multiplier_sd = 0.3
[[course]]
name = "home"
kind = "stabilisation"
stay = { distribution = "gamma", mean_weeks = 2, sd_weeks = 1 }
hours_per_week = { home_care = [1, 2, 4, 8, 16] }
exits = [
  { to = { level_change = -1 }, probability = 0.6 },
  { to = { level_change = 1 }, probability = 0.2 },
  { to = "later", probability = 0.1 },
  { to = "self_reliant", probability = 0.1 },
]
[[course]]
name = "later"
kind = "stabilisation"
stay = { distribution = "exponential", mean_weeks = 3 }
hours_per_week = { home_care = [0.5, 1, 3, 9, 12] }
exits = [{ to = "home", probability = 0.5 }, { to = "moved", probability = 0.5 }]
[relapse]
probability = 0.5
after = { distribution = "fixed", mean_weeks = 2 }
to = "home"
[prices]
cost_per_hour_dkk = { home_care = 300 }
[tariff]
kind = "basis_service"
basis_rate_dkk_per_day = 100
service_hour_dkk = 300
"""


def states_of(text):
    parameters = parameters_of_text(text)
    return parameters, SteadyStates(parameters)


def gain(states, parameters, weeks):
    """What a delay of so many weeks brings a week [øre]."""
    levers = parameters.behaviour.reference[0].copy()
    before = states.under(levers)
    levers[STEP_DOWN_DELAY] = weeks
    after = states.under(levers)
    assert after.cost == pytest.approx(before.cost)
    return float((after.revenue - before.revenue)[0])


@pytest.mark.parametrize("weeks", [1 / 7, 2, 6])
def test_long_runs_bring_the_same(weeks):
    parameters, states = states_of(FALLING)
    assert why_not(parameters, explored(STANDARD_RULES, parameters)) == []
    held = parameters.behaviour.reference.copy()
    held[:, STEP_DOWN_DELAY] = weeks
    late = parameters._replace(behaviour=parameters.behaviour._replace(reference=held))
    gains = []
    for replication in range(40):
        weekly = [
            CompiledEngine(p, seed=3, replication=replication).run().weeks.revenue_ore.mean()
            for p in (parameters, late)
        ]
        gains.append(weekly[1] - weekly[0])
    expected = gain(states, parameters, weeks)
    error = np.std(gains, ddof=1) / np.sqrt(len(gains))
    assert error < 0.01 * expected
    assert np.mean(gains) == pytest.approx(expected, abs=4 * error)


SIMPLE = """
schema = 1
[run]
start = 2026-01-05
weeks = 4
[[team]]
name = "Birk"
inflow_per_week = 1
[intake]
heavy = 1
[[course]]
name = "heavy"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 5 }
hours_per_week = { home_care = 20 }
exits = [{ to = "light", probability = 1 }]
[[course]]
name = "light"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 3 }
hours_per_week = { home_care = 10 }
exits = [{ to = "moved", probability = 1 }]
[prices]
cost_per_hour_dkk = { home_care = 300 }
[tariff]
kind = "overhead"
overhead_share = 0.25
service_hour_dkk = 300
"""


def test_a_fall_of_ten_hours_is_paid_for_as_long_as_it_is_put_off():
    parameters, states = states_of(SIMPLE)
    per_week = 10 * 300 * 1.25 * 100
    assert gain(states, parameters, 2) == pytest.approx(2 * per_week)
    # The citizen is there for no more than three weeks.
    assert gain(states, parameters, 8) == pytest.approx(3 * per_week)


HOSPITAL = """[[course]]
name = "hospital"
kind = "hospital"
stay = { distribution = "fixed", mean_weeks = 1 }
exits = [{ to = "resume", probability = 1 }]
[prices]"""


def test_where_it_is_not_exact_it_is_said():
    away = SIMPLE.replace(
        'kind = "stabilisation"\n',
        'kind = "stabilisation"\nhazards_per_week = { hospital = 0.1 }\n',
    ).replace("[prices]", HOSPITAL)
    more = SIMPLE + "[behaviour]\nstep_down_hours_per_week = 1\n"
    spread = FALLING.replace("multiplier_sd = 0.3", "multiplier_sd = [0.1, 0.2, 0.3, 0.4, 0.5]")
    for text, words in ((away, "hospital"), (more, "staff hours"), (spread, "differ more")):
        parameters = parameters_of_text(text)
        (why,) = why_not(parameters, explored(STANDARD_RULES, parameters))
        assert words in why
