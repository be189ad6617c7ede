"""Who is there on the first day is solved once a run, and a number of workers is asked early."""

import pytest

import sim
from sim.experiments.prepared import shared_start
from sim.scenario.reading import changed_scenario


@pytest.mark.parametrize("engine", ["compiled", "simpy"])
@pytest.mark.parametrize("into", ["memory", "a folder"])
def test_the_start_is_solved_once(small, tmp_path, monkeypatch, engine, into):
    solved = []
    own = shared_start.own_start
    monkeypatch.setattr(shared_start, "own_start", lambda *of: solved.append(of) or own(*of))
    out = None if into == "memory" else tmp_path / "out"
    sim.simulate(small, replications=2, workers=1, out=out, engine=engine)
    assert len(solved) == 1


@pytest.mark.parametrize("workers", [0, -1, 2_000])
def test_a_number_of_workers_that_cannot_be_meant_is_refused(small, tmp_path, workers):
    said, out = rf"workers must be from 1 to 1024, not {workers}", tmp_path / "out"
    grid, grown = {"team.Nord.inflow_per_week": [1, 2]}, {"team.Nord.inflow_per_week": 3}
    for call in (
        lambda: sim.simulate(small, workers=workers, out=out),
        lambda: sim.sweep(small, grid, workers=workers, out=out),
        lambda: sim.until(small, "total.cost_dkk ± 5 %", workers=workers, out=out),
        lambda: sim.compare([small, changed_scenario(small, grown)], workers=workers, out=out),
    ):
        with pytest.raises(ValueError, match=said):
            call()
    assert not out.exists()
