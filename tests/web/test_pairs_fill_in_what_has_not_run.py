"""A few replications beside many of another scenario, by hand."""

import numpy as np
import pytest
from small_scenarios import FOUR_WEEKS, WHOLE_MODEL, scenario_of

from sim.experiments.prepared.figures import Figures
from sim.experiments.prepared.paired_sums import Replications, filled_by_pairs
from sim.experiments.prepared.prepare import prepare
from sim.experiments.prepared.state_sums import sums_together


def replications(numbers, money_ore):
    """Replications whose revenue is given, of one team in one week."""
    prepared = prepare(scenario_of(FOUR_WEEKS), engine="simpy")
    one = prepared.sums(0)
    sums = sums_together([one._replace(replications=np.array([n])) for n in numbers])
    amounts = np.array(money_ore).reshape(-1, 1)
    money = sums.money._replace(revenue_ore=amounts, cost_ore=0 * amounts, citizen_days=amounts)
    return Replications(sums._replace(money=money), amounts[..., np.newaxis])


def test_what_has_not_run_is_the_others_and_the_mean_difference_of_the_pairs():
    own = replications([0, 2], [110, 330])
    other = replications([0, 1, 2, 3], [100, 200, 300, 400])
    filled = filled_by_pairs(own, other)  # pairs differ by 10 and 30: 20 on average
    assert filled.sums.money.revenue_ore.ravel().tolist() == [110, 220, 330, 420]
    assert filled.weekly_ore.ravel().tolist() == [110, 220, 330, 420]
    assert filled.sums.replications.tolist() == [0, 2]


@pytest.mark.parametrize("few", [1, 2])
def test_the_net_of_the_municipality_is_of_every_replication(few):
    prepared = prepare(scenario_of(WHOLE_MODEL), engine="simpy")
    sums = prepared.replicate(3).sums
    weekly = np.zeros((3, 1, 1), np.int64)
    own = Replications(prepared.replicate(few).sums, weekly[:few])
    filled = filled_by_pairs(own, Replications(sums, weekly))  # pairs are equal: the others as well
    shown, whole = (Figures(prepared.facts, one).summary for one in (filled.sums, sums))
    for part in ("outside", "bearers"):
        assert shown[part] == whole[part]


def test_without_a_pair_nothing_is_filled_in():
    own, other = replications([4], [110]), replications([0, 1], [100, 200])
    assert filled_by_pairs(own, other) is own
