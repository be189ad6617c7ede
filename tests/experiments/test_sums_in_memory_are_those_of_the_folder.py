"""A replication added up from its state comes to what its tables come to, number by number."""

import numpy as np
import pytest
from in_lists import in_lists
from small_scenarios import EVERYTHING, FOUR_WEEKS, OFFERS, WHOLE_MODEL, scenario_of

from sim.experiments.folder.pieces import SPELLS, TEAM_WEEKS
from sim.experiments.folder.storage import ResultsError, write_columns
from sim.experiments.prepared.prepare import prepare
from sim.experiments.prepared.state_sums import Ended, sums_of_state, sums_together
from sim.experiments.running.replication import replicated, run_to_end
from sim.experiments.summary.sums import sums_of

GOALS = """
[goals.development]
economy = 1
progression = 1
[goals.stabilisation]
economy = 1
progression = 1
"""
# Who has waited for a nursing home may be with another team when the run ends.
CHOSEN = (
    WHOLE_MODEL.replace('"resume", probability = 0.95', '"stabilisation", probability = 0.95')
    .replace(
        'stay = { distribution = "fixed", mean_weeks = 9 }',
        'stay = { distribution = "fixed", mean_weeks = 30 }',
    )
    .replace("hospital = 0.02", "hospital = 0.3")
    .replace("weeks = 12", "weeks = 6")
    + """
[choice]
at_intake = { Nord = 0.6, Syd = 0.4 }
change_per_week = 0.3
"""
)
TEXTS = {
    "everything": EVERYTHING,
    "whole_model": WHOLE_MODEL,
    "offers": OFFERS,
    "chosen": CHOSEN,
}
RUNS = 2


def assert_same(one, other, way=""):
    if isinstance(one, np.ndarray):
        np.testing.assert_array_equal(one, other, err_msg=way)
    elif isinstance(one, tuple):
        for name, mine, theirs in zip(one._fields, one, other, strict=True):
            assert_same(mine, theirs, f"{way}.{name}")
    elif isinstance(one, dict):
        assert one.keys() == other.keys(), way
        for name, mine in one.items():
            assert_same(mine, other[name], f"{way}.{name}")
    else:
        assert one is other is None, way


@pytest.mark.parametrize("name", TEXTS)
def test_every_sum(name, tmp_path):
    text = TEXTS[name]
    if "[goals" not in text and name != "offers":
        text += GOALS
    job = prepare(scenario_of(text), engine="simpy")
    found = sums_together([job.sums(number) for number in range(RUNS)])
    tables = [in_lists(replicated(job.job, number)) for number in range(RUNS)]
    for kind, file in (("team_weeks", TEAM_WEEKS), ("spells", SPELLS)):
        parts = [getattr(one, kind) for one in tables]
        rows = {column: [v for part in parts for v in part[column]] for column in parts[0]}
        write_columns(rows, tmp_path / file)
    assert_same(sums_of(job.facts, tmp_path / TEAM_WEEKS, tmp_path / SPELLS), found)


def test_a_sum_that_is_too_large_is_refused():
    job = prepare(scenario_of(FOUR_WEEKS), engine="simpy")
    ended = Ended(0, run_to_end(job.job, 0))
    ended.state.weeks.cost_ore[:] = 2**61  # two teams and four weeks: 2^64
    with pytest.raises(ResultsError, match="cost_dkk: a replication adds up to more than"):
        sums_of_state(job.job, job.facts, ended)
