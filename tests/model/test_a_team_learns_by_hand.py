"""A team that learns: it tries a step for some weeks, and keeps it if it paid.

Citizens of `one_at_home.py` who stay: what is not delivered saves its cost, so under a budget every
step down pays and every step up costs. Which it tries is drawn for it, and known.
"""

import numpy as np
import pytest
from by_hand import AS_EXPECTED, state_after, team_names
from one_at_home import ACTIVITY, BLOCK, HOME, at_home
from small_scenarios import parameters_of_text

from sim.engines.simpy_engine import SimpyEngine
from sim.model.draws import LEARN, Identity, draws, uniforms
from sim.model.levers import DELIVERED_SHARE
from sim.model.rules.learning import next_trial, read_result, remembered, stepped

WEEKS = 40
LEARNER = """[behaviour.learning]
trial_weeks = {weeks}
noise_share = {noise}
new_weight = 0.5
[behaviour.levers]
delivered_share = {{ low = 0.5, high = 1.3 }}
"""


def text_of(tariff=BLOCK, *, weeks=2, noise=0.0, length=WEEKS):
    lasting = HOME.replace("mean_weeks = 9", "mean_weeks = 90")
    more = LEARNER.format(weeks=weeks, noise=noise)
    text = at_home(tariff, citizens=2, team='policy = "learning"', courses=lasting, more=more)
    return text.replace("weeks = 2\ninitial", f"weeks = {length}\ninitial")


def trials(text, weeks, length=WEEKS):
    """Directions in which the team tries, one at the end of each trial but the last one's."""
    key = parameters_of_text(text, AS_EXPECTED).inflow.team_key[0]
    who, of = Identity(int(key), 0, 0, 0), draws(1, 0)
    ends = range(weeks - 1, length, weeks)
    return [next_trial(*uniforms(of, who, LEARN, week)[:2], 1).direction for week in ends]


def held_at_the_end(text):
    state = state_after(text)
    teams = state.teams
    return teams.kept_levers[0, DELIVERED_SHARE], teams.levers[0, DELIVERED_SHARE]


@pytest.mark.parametrize(("tariff", "pays"), [(BLOCK, -1.0), (ACTIVITY, 1.0)])
@pytest.mark.parametrize("weeks", [1, 4])
def test_every_step_that_pays_is_kept_and_no_other(tariff, pays, weeks):
    # An hour is paid 100 or 200 and costs 60 or 80: by the hour more pays, under a budget less.
    text = text_of(tariff, weeks=weeks)
    *judged, running = trials(text, weeks)
    kept, tried, remembered_at = 1.0, 1.0, None
    worth = lambda share: pays * share  # noqa: E731 - one line of arithmetic
    for direction in [None, *judged]:
        tried = kept if direction is None else min(1.3, max(0.5, kept + 0.1 * direction))
        if remembered_at is None:
            remembered_at = worth(tried)
        else:
            if worth(tried) > remembered_at + 1e-9:
                kept = tried
            remembered_at = 0.5 * (remembered_at + worth(tried))
    found, holds = held_at_the_end(text)
    assert found == pytest.approx(kept)
    assert holds == pytest.approx(min(1.3, max(0.5, kept + 0.1 * running)))
    assert (found - 1.0) * pays > 0.0


def test_the_longer_it_learns_the_further_it_goes_and_never_beyond_its_bounds():
    found = [held_at_the_end(text_of(length=length))[0] for length in (4, 16, 40)]
    assert 1.0 >= found[0] > found[1] > found[2]
    assert found[2] == pytest.approx(0.5)


def test_who_misreads_the_results_keeps_other_steps():
    quiet = held_at_the_end(text_of())[0]
    assert held_at_the_end(text_of(noise=1.0))[0] != quiet


def test_before_the_first_reported_week_and_in_the_first_trial_good_faith_is_held():
    text = text_of(weeks=8).replace("weeks = 40", "warm_up_weeks = 3\nweeks = 8")
    engine = SimpyEngine(parameters_of_text(text, AS_EXPECTED), AS_EXPECTED, seed=1)
    weeks = engine.run().weeks
    assert np.asarray(weeks.unmet_minutes).sum() == 0
    assert team_names(text) == ["Nord"]


def test_the_rules_by_hand():
    assert next_trial(0.0, 0.4, 3) == (0, 1.0)
    assert next_trial(0.99, 0.5, 3) == (2, -1.0)
    assert read_result(500.0, 1_000.0, 0.5, 0.2) == pytest.approx(500)
    assert read_result(500.0, 1_000.0, 0.9, 0.2) == pytest.approx(500 + 200 * 1.2815516)
    assert remembered(100.0, 200.0, 0.25) == 125
    assert stepped(1.25, 1.0, 0.1, 0.5, 1.3) == 1.3
    assert stepped(0.55, -1.0, 0.1, 0.5, 1.3) == 0.5
