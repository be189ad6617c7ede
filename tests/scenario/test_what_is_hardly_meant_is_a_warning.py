"""`forloeb check` warns of what runs and is hardly meant, and leaves with 0."""

import json

import numpy as np
import pytest

from sim.cli import DONE, status
from sim.engines.agenda import empty_agenda
from sim.engines.compiled_engine import CompiledEngine, citizens_in_place, memory_bytes
from sim.experiments.running import memory
from sim.experiments.running.memory import needed_bytes
from sim.experiments.running.starting import started
from sim.scenario.reading import load_scenario

CLINIC = """
[nursing]
contact_minutes = 30
[clinic]
reachable = 1
share = SHARE
slots_per_day = SLOTS
cost_per_contact_dkk = 100
charged_to = "team"
"""


def with_clinic(text, share, slots):
    """The scenario with nursing contacts, and a clinic where a share of them is booked."""
    text = text.replace("training = 1.5 }", "training = 1.5, nursing = 1 }")
    text = text.replace("training = 500 }", "training = 500, nursing = 450 }")
    return text + CLINIC.replace("SHARE", str(share)).replace("SLOTS", str(slots))


@pytest.mark.parametrize("case", [(1, 0, True), (1, 1, False), (0, 0, False)])
def test_a_clinic_without_slots_that_is_booked_is_said(written, sound, capsys, case):
    share, slots, warns = case
    text = with_clinic(sound, share, slots)
    line = 1 + text.splitlines().index(f"slots_per_day = {slots}")
    assert status(["check", written(text)]) == DONE
    said = capsys.readouterr().err
    assert said == (
        f"s.toml:{line}:1: clinic.slots_per_day: warning: the clinic has no slots, and contacts "
        "are booked there: none is given at it; give slots_per_day, or set clinic.share = 0\n"
        if warns
        else ""
    )


def test_a_warning_stands_in_the_json(written, sound, capsys):
    text = with_clinic(sound, 1, 0)
    assert status(["check", "--json", written(text)]) == DONE
    (only,) = json.loads(capsys.readouterr().out)["files"]
    assert only["faults"] == []
    assert [warning["key"] for warning in only["warnings"]] == ["clinic.slots_per_day"]


def test_a_run_warns_as_check_does_and_its_json_stays_alone(written, sound, capsys):
    file = written(with_clinic(sound, 1, 0))
    assert status(["check", file]) == DONE
    warning = capsys.readouterr().err
    few = ["--weeks", "1", "--replications", "1", "--engine", "simpy", "--no-report"]
    assert status(["run", file, "--json", *few]) == DONE
    said = capsys.readouterr()
    assert said.err.startswith(warning)
    assert json.loads(said.out)["weeks"] == 1


def test_what_does_not_fit_the_machine_is_said(written, sound, capsys, monkeypatch):
    text = sound.replace("inflow_per_week = 4.0", "inflow_per_week = 5000.0", 1)
    assert status(["check", written(text)]) == DONE
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(memory, "machine_bytes", lambda: 2**20)
    assert status(["check", written(text)]) == DONE
    said = capsys.readouterr().err
    assert "run.weeks: warning: one replication needs about" in said
    assert said.endswith(
        "GiB of memory, and this machine has 0.0; run fewer citizens or weeks, or on a larger "
        "machine\n"
    )


def test_the_estimate_is_that_of_the_tables_an_engine_makes(written, sound):
    parameters = started(load_scenario(written(sound)))
    engine = CompiledEngine(parameters)
    state, agenda = engine.state, empty_agenda(parameters.calendar, 1_024)
    tables = (state.citizens, state.spells, state.parts, state.clinic, state.nursing_home)
    sizes = [sum(column.nbytes for column in table) for table in tables]
    exact = sum(sizes) + max(sizes) // 2 + sum(column.nbytes for column in state.weeks)
    exact += sum(column.nbytes for column in agenda[:-1])
    # Columns are padded to odd numbers of cache lines, two of 64 bytes at most.
    columns = sum(len(table) for table in (*tables, state.weeks))
    assert exact <= memory_bytes(parameters, 10.0, 10.0) <= exact + 1.5 * 128 * columns


@pytest.mark.parametrize("times", [100, 200])
def test_memory_grows_with_the_citizens_and_no_faster(written, sound, times):
    base = started(load_scenario(written(sound)))
    sizes = []
    for k in (times, 2 * times):
        start = base.start._replace(present=base.start.present * k)
        inflow = base.inflow._replace(per_day=base.inflow.per_day * k)
        sizes.append(needed_bytes(base._replace(start=start, inflow=inflow)))
    assert sizes[1] < 2.05 * sizes[0]


@pytest.mark.parametrize("times", [1, 1_000])
def test_no_memory_is_asked_for_those_who_find_no_place(written, sound, times):
    """40 places a team are 120 rows, however many more would be there without a limit."""
    base = started(load_scenario(written(sound)))
    start = base.start._replace(present=np.full((2, 1), 50.0 * times), at_most=np.array([40, 40]))
    engine = CompiledEngine(base._replace(start=start))
    assert len(engine.state.spells.course) == 1_024
    assert citizens_in_place(base._replace(start=start), start.present) == 80.0
    unlimited = base._replace(start=start._replace(at_most=np.array([-1, 40])))
    assert citizens_in_place(unlimited, start.present) == 50.0 * times + 40.0


@pytest.mark.parametrize("citizens", [0.0, 1e6])
def test_memory_grows_with_teams_and_weeks_and_no_faster(written, sound, citizens):
    file = written(sound)
    base = started(load_scenario(file, ["run.weeks=1000"]))
    longer = started(load_scenario(file, ["run.weeks=2000"]))
    teams = len(base.inflow.team_key)
    keys = np.arange(2 * teams, dtype=np.uint64)
    more = base._replace(inflow=base.inflow._replace(team_key=keys))
    asked, *doubled = (memory_bytes(one, citizens, citizens) for one in (base, longer, more))
    assert all(asked < bytes_ < 2.0 * asked for bytes_ in doubled)
