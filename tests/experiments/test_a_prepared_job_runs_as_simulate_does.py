"""One prepared job, changed and run in memory, gives what `simulate` writes, to the øre."""

import numpy as np
import pytest
from small_scenarios import FOUR_WEEKS, scenario_of

import sim
from sim.experiments.running.simulate import simulate
from sim.scenario.faults.fault import ScenarioError
from sim.scenario.reading import changed_scenario

SCENARIO = scenario_of(FOUR_WEEKS)
CHANGES = {
    "rates": {"tariff.weekly_dkk.development": 3_333},
    "inflow": {"team.Nord.inflow_per_week": 4.5},
    "stays": {"course.stabilisation.stay.mean_weeks": 9},
    "exits": {"course.development.exits.self_reliant": 0.6},
    "run": {"run.weeks": 2, "run.seed": 5},
}


@pytest.fixture(scope="module")
def job():
    return sim.prepare(SCENARIO, engine="simpy")


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_what_running_the_changed_file_is(name, job, tmp_path):
    changed = changed_scenario(SCENARIO, CHANGES[name])
    run = simulate(changed, replications=2, workers=1, out=tmp_path, engine="simpy")
    figures = job.with_values(CHANGES[name]).replicate(2)
    told = {"engine", "results"}
    mine, theirs = (
        {key: of for key, of in one.items() if key not in told}
        for one in (figures.summary, run.summary)
    )
    assert mine == theirs


def test_replications_are_asked_for_by_number(job):
    every = job.replicate(4)
    some = job.replicate([3, np.int64(1)])
    assert some.replications == [3, 1]
    for figure in ("total.deviation_dkk", "team.Nord.cost_dkk"):
        assert some[figure].tolist() == every[figure][[3, 1]].tolist()


def test_a_replications_row_has_every_figure_by_its_name(job):
    figures = job.replicate(3)
    rows = list(figures.rows())
    assert [row["replication"] for row in rows] == [0, 1, 2]
    for row in rows:
        total = row["team.Nord.deviation_dkk"] + row["team.Syd.deviation_dkk"]
        assert row["total.deviation_dkk"] == pytest.approx(total, abs=1e-6)
    mean = figures.interval("total.deviation_dkk")["mean"]
    assert mean == pytest.approx(np.mean([row["total.deviation_dkk"] for row in rows]))


def test_changes_of_changes_add_up(job):
    twice = job.with_values({"team.Nord.inflow_per_week": 3}).with_values(
        {"team.Syd.inflow_per_week": 1}
    )
    once = job.with_values({"team.Nord.inflow_per_week": 3, "team.Syd.inflow_per_week": 1})
    assert twice.scenario == once.scenario
    assert (
        job.with_values("team.Nord.inflow_per_week=3").scenario.values.team[0].inflow_per_week == 3
    )


def test_the_start_is_solved_again_only_where_it_can_differ(job):
    dearer = job.with_values(
        {"tariff.weekly_dkk.development": 1, "prices.cost_per_hour_dkk.nursing": 2}
    )
    assert dearer.parameters.start is job.parameters.start
    fuller = job.with_values({"team.Nord.inflow_per_week": 12})
    twice = 12 / SCENARIO.values.team[0].inflow_per_week
    # Teams are by rising key; one of the two rows grows with its inflow, the other stays.
    growth = fuller.parameters.start.present.sum(axis=1) / job.parameters.start.present.sum(axis=1)
    assert sorted(growth) == pytest.approx([1.0, twice])


INFLOWS = {
    "more": {"team.Nord.inflow_per_week": 12},
    "of one team none": {"team.Nord.inflow_per_week": 0},
    "and stays": {"team.Nord.inflow_per_week": 12, "course.stabilisation.stay.mean_weeks": 9},
}


@pytest.mark.parametrize("name", INFLOWS)
def test_a_start_of_another_inflow_is_the_one_solved_from_nothing(name, job):
    changed = job.with_values(INFLOWS[name])
    mine, own = changed.parameters.start, sim.prepare(changed.scenario).parameters.start
    for field, of, other in zip(mine._fields, mine, own, strict=True):
        assert np.array_equal(of, other), field


def test_arrays_that_do_not_look_at_inflow_are_shared(job):
    mine, fuller = job.parameters, job.with_values(INFLOWS["more"]).parameters
    anew = {name for name in mine._fields if getattr(mine, name) is not getattr(fuller, name)}
    assert anew == {"calendar", "inflow", "start"}


def test_a_value_that_was_checked_gives_what_it_gave(job):
    for values in CHANGES.values():
        assert job.with_checked(values).scenario == job.with_values(values).scenario


@pytest.mark.parametrize("values", [5, None, {5: 5}, [5]])
def test_what_is_no_value_by_key_is_told(values, job):
    with pytest.raises(ScenarioError, match="is no text; write for example"):
        job.with_values(values)


def test_an_exit_whose_source_is_said_leaves_the_others_their_proportions(job):
    key, by = "course.development.exits.self_reliant", {"value": 0.6, "source": "a trial"}
    bare = job.with_values({key: 0.6}).scenario.values.course
    assert job.with_values({key: by}).scenario.values.course == bare


def test_levers_held_as_they_stand_change_nothing(job):
    held = job.with_levers(job.arrays.behaviour.reference)
    assert held.replicate(2).summary == job.replicate(2).summary


@pytest.mark.parametrize("replications", [0, [], [-1], [1, 1], "3", [1.5]])
def test_no_replication_is_refused(replications, job):
    with pytest.raises(ValueError, match="different numbers from 0 up"):
        job.replicate(replications)


def test_a_figure_that_is_not_there_is_named(job):
    with pytest.raises(KeyError, match=r"total\.deviation_dkk"):
        job.replicate(1)["total.deviation"]
