"""Values by replication have the summary's figure as their mean, ratios too."""

import numpy as np
import pytest
from small_scenarios import FOUR_WEEKS, scenario_of

from sim.experiments.comparison.samples import samples
from sim.experiments.running.simulate import simulate
from sim.experiments.summary.statistics import POSITIVE, ratio_interval, t_interval

SCENARIO = scenario_of(FOUR_WEEKS)
RUNS = 7


@pytest.fixture(scope="module")
def results():
    return simulate(SCENARIO, replications=RUNS, workers=1, out=None, engine="simpy")


@pytest.fixture(scope="module")
def found(results):
    return samples(SCENARIO, results.tables, range(RUNS))


def test_means_have_the_values_themselves(results, found):
    sums = results.query(
        "SELECT sum(deviation_dkk) FROM team_weeks GROUP BY replication ORDER BY replication"
    ).fetchall()
    values = found["total", "deviation_dkk"]
    assert values == pytest.approx([total for (total,) in sums], abs=1e-6)
    figure = results.summary["total"]["deviation_dkk"]
    assert t_interval(values) == pytest.approx(figure)


def test_ratios_have_the_summarys_mean_and_nearly_its_interval(results, found):
    spells = results.query(
        "SELECT sum(drawn_days) / 7, count(*) FROM spells WHERE course = 'development' "
        "AND start_day >= 0 GROUP BY replication ORDER BY replication"
    ).fetchnumpy()
    weeks, begun = (np.asarray(column, float) for column in spells.values())
    stay = found["courses", "development", "stay_weeks"]
    figure = ratio_interval(weeks, begun, POSITIVE)
    assert figure == results.summary["courses"][0]["stay_weeks"]
    assert stay.mean() == pytest.approx(figure["mean"], rel=1e-12)
    jackknifed = t_interval(stay)
    width, theirs = (one["high"] - one["low"] for one in (jackknifed, figure))
    assert width == pytest.approx(theirs, rel=0.1)


def test_replications_are_picked_by_number(results, found):
    some = samples(SCENARIO, results.tables, [1, 4, 6])
    values = found["teams", "Nord", "cost_dkk"]
    assert some["teams", "Nord", "cost_dkk"] == pytest.approx(values[[1, 4, 6]], abs=1e-6)
    (one,) = samples(SCENARIO, results.tables, [5])["teams", "Nord", "cost_dkk"]
    assert one == pytest.approx(values[5], abs=1e-6)


def test_what_the_summary_does_not_know_is_left_out(found):
    assert ("outcomes", "clinic_share") not in found
    assert ("outcomes", "self_reliant_per_year") in found
    assert not [key for key in found if "exits" in key]
