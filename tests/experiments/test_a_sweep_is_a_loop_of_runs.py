"""A sweep gives at each setting what `simulate` gives of it: in memory, kept, killed, extended."""

import json
from itertools import product

import duckdb
import pytest
from small_scenarios import FOUR_WEEKS, scenario_of

import sim
from sim.cli import status
from sim.experiments.folder.storage import ResultsError
from sim.experiments.running import pool
from sim.experiments.sweeps import store, sweep, written
from sim.experiments.sweeps.design import design_of, read_design, varied
from sim.scenario.faults.fault import ScenarioError
from sim.scenario.reading import changed_scenario

SCENARIO = scenario_of(FOUR_WEEKS)
INFLOW, RATE, EXIT = (
    "team.Nord.inflow_per_week",
    "tariff.weekly_dkk.development",
    "course.development.exits.self_reliant",
)
GRID = {INFLOW: [2, 3.5], RATE: [2_000, 3_000]}
HOW = {"workers": 1, "engine": "simpy"}


@pytest.fixture(scope="module")
def in_memory():
    return sim.sweep(SCENARIO, GRID, 2, **HOW)


def plain(rows):
    return [{key: value for key, value in row.items() if value is not None} for row in rows]


def test_each_setting_is_the_run_of_the_changed_scenario(in_memory):
    for setting, (inflow, rate) in zip(in_memory.settings(), product(*GRID.values()), strict=True):
        changed = changed_scenario(SCENARIO, {INFLOW: inflow, RATE: rate})
        summary = sim.simulate(changed, replications=2, out=None, **HOW).summary
        assert (setting[INFLOW], setting[RATE]) == (inflow, rate)
        for team in summary["teams"]:
            figure = setting[f"team.{team['team']}.deviation_dkk"]
            assert figure == {end: team["deviation_dkk"][end] for end in ("mean", "low", "high")}


def test_rows_have_setting_replication_factors_and_figures(in_memory):
    rows = list(in_memory.rows())
    where = [(row["setting"], row["replication"]) for row in rows]
    assert where == list(product(range(4), range(2)))
    (first, *_) = in_memory.settings()
    assert sum(row["total.cost_dkk"] for row in rows[:2]) / 2 == pytest.approx(
        first["total.cost_dkk"]["mean"]
    )


def test_citizens_are_the_same_in_all_settings(in_memory):
    rows = list(in_memory.rows())
    for dear, cheap in ((1, 0), (3, 2)):
        costs = [
            [row["total.cost_dkk"] for row in rows if row["setting"] == n] for n in (dear, cheap)
        ]
        assert costs[0] == costs[1]


def test_a_folder_holds_the_same_and_runs_nothing_twice(in_memory, tmp_path):
    kept = sim.sweep(SCENARIO, GRID, 2, out=tmp_path, **HOW)
    assert kept.simulated == 8
    assert plain(kept.rows()) == plain(in_memory.rows())
    assert list(kept.settings()) == list(in_memory.settings())
    again = sim.sweep(SCENARIO, GRID, 2, out=tmp_path, **HOW)
    assert again.simulated == 0
    more = sim.sweep(SCENARIO, {**GRID, INFLOW: [3.5, 5]}, 3, out=tmp_path, **HOW)
    assert more.simulated == 4 * 3 - 2 * 2  # both rates of 3.5 are there twice
    fresh = sim.sweep(SCENARIO, {**GRID, INFLOW: [3.5, 5]}, 3, **HOW)
    assert list(more.settings()) == list(fresh.settings())


def test_a_table_is_joined_from_many_parts_whatever_columns_they_have(tmp_path, monkeypatch):
    monkeypatch.setattr(sweep, "MOST_SETTINGS", 1)
    monkeypatch.setattr(written, "_FILES_READ", 2)
    monkeypatch.setattr(store, "MOST_WAITING", 2)
    vary = {"run.initial": ["empty", "stationary"], INFLOW: [0, 0.5, 3]}
    kept, held = (
        sim.sweep(SCENARIO, vary, 1, out=tmp_path, **HOW),
        sim.sweep(SCENARIO, vary, 1, **HOW),
    )
    assert len({frozenset(row) for row in plain(held.rows())}) > 1
    assert plain(kept.rows()) == plain(held.rows())
    assert list(kept.settings()) == list(held.settings())
    assert len(list((kept.folder / "sums").iterdir())) == 3
    assert not (kept.folder / ".parts").exists()


def test_settings_are_made_when_they_are_asked_for():
    design = design_of({INFLOW: [2, 3.5, "fit"], RATE: range(2_000, 2_004)})
    every = [
        dict(zip(design.factors, row, strict=True))
        for row in product([2, 3.5, "fit"], range(2_000, 2_004))
    ]
    assert list(design.settings) == every
    assert list(design.settings[1::5]) == every[1::5]
    assert design.settings[-1] == every[-1]
    assert list(design_of(every).settings) == every
    kinds = [type(one[INFLOW]) for one in design.settings[::4]]
    assert kinds == [int, float, str]


def test_rows_are_a_table_for_anybody(tmp_path):
    kept = sim.sweep(SCENARIO, {RATE: [2_000, 3_000], EXIT: [0.5]}, 2, out=tmp_path, **HOW)
    rows = duckdb.read_parquet(str(kept.folder / "rows.parquet"))  # noqa: F841 - asked below
    asked = 'SELECT setting, avg("total.deviation_dkk") FROM rows GROUP BY 1 ORDER BY 1'
    means = [row["total.deviation_dkk"]["mean"] for row in kept.settings()]
    assert [mean for _, mean in duckdb.sql(asked).fetchall()] == pytest.approx(means)


class Killed(BaseException):
    """What no handler of a fault catches."""


@pytest.mark.parametrize("at", [1, 3])
def test_killed_in_the_middle_it_is_finished_by_the_same_call(at, in_memory, tmp_path, monkeypatch):
    monkeypatch.setattr(store, "SECONDS_AT_RISK", 0.0)

    def killing(done, _of):
        if done >= 2 * at:
            raise Killed

    with pytest.raises(Killed):
        sim.sweep(SCENARIO, GRID, 2, out=tmp_path, progress=killing, **HOW)
    rest = sim.sweep(SCENARIO, GRID, 2, out=tmp_path, **HOW)
    assert rest.simulated == 2 * (4 - at)
    assert list(rest.settings()) == list(in_memory.settings())


def test_half_a_file_is_no_file(tmp_path, in_memory):
    kept = sim.sweep(SCENARIO, GRID, 2, out=tmp_path, **HOW)
    (whole,) = (kept.folder / "sums").iterdir()
    (kept.folder / "sums" / "000001.part").write_bytes(whole.read_bytes()[:100])
    assert list(sim.sweep(SCENARIO, GRID, 2, out=tmp_path, **HOW).settings()) == list(
        in_memory.settings()
    )
    whole.write_bytes(whole.read_bytes()[:100])
    with pytest.raises(ResultsError, match="sums: cannot be read"):
        sim.sweep(SCENARIO, GRID, 2, out=tmp_path, **HOW)


def test_two_workers_are_one(in_memory):
    two = sim.sweep(SCENARIO, GRID, 2, workers=2, engine="simpy")
    assert list(two.rows()) == list(in_memory.rows())


def test_a_figure_called_as_a_factor_is_called_observed():
    (row,) = sim.sweep(SCENARIO, {EXIT: [0.6]}, 1, **HOW).rows()
    assert row[EXIT] == 0.6
    assert 0 < row[f"observed.{EXIT}"] < 1


def test_a_setting_that_is_wrong_is_told_before_anything_runs(tmp_path):
    with pytest.raises(ScenarioError, match="must be 0 or more, is -1"):
        sim.sweep(SCENARIO, {RATE: [2_000, -1]}, 2, out=tmp_path, **HOW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("vary", "said"),
    [
        ({}, "needs a key and a value"),
        ({RATE: []}, "needs a key and a value"),
        *[(other, "needs a key and a value") for other in (5, None, RATE, [5])],
        ({RATE: [1, 1]}, "settings 0 and 1 are the same"),
        ([{RATE: 1}, {INFLOW: 2}], "row 1 of the design has other keys"),
        ({RATE: [object()]}, "is a object; give numbers"),
    ],
)
def test_a_design_that_is_none_is_told(vary, said):
    with pytest.raises(ValueError, match=said):
        design_of(vary)


def test_texts_and_files_say_what_python_does(tmp_path):
    assert varied([f"{INFLOW}=3, 4.5", 'run.initial="empty"']) == {
        INFLOW: [3, 4.5],
        "run.initial": ["empty"],
    }
    rows = [{INFLOW: 3, "run.initial": "empty"}, {INFLOW: 4.5, "run.initial": "stationary"}]
    (tmp_path / "design.csv").write_text(
        f"{INFLOW},run.initial\n3,empty\n4.5,stationary\n", encoding="utf-8"
    )
    (tmp_path / "design.json").write_text(json.dumps(rows), encoding="utf-8")
    (tmp_path / "dansk.csv").write_text(
        f"{INFLOW};run.initial\n3;empty\n4,5;stationary\n", encoding="cp1252"
    )
    for name in ("design.csv", "design.json", "dansk.csv"):
        assert read_design(tmp_path / name) == rows
    (tmp_path / "one.csv").write_text(f"{INFLOW}\n3\n0.175\n", encoding="utf-8")
    assert read_design(tmp_path / "one.csv") == [{INFLOW: 3}, {INFLOW: 0.175}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("run.seed,run.seed\n1,2\n", "two columns are called run.seed"),
        (f"run.seed,{INFLOW}\n1\n", f"B2: has no value of {INFLOW}; each row needs every key"),
        ("run.seed,\n1,2\n", "B2: no key stands above it; write one, or clear it"),
    ],
)
def test_a_sheet_that_is_no_design_is_told_by_its_cell(tmp_path, text, said):
    (tmp_path / "design.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=said):
        read_design(tmp_path / "design.csv")


def test_a_key_is_varied_once():
    with pytest.raises(ValueError, match=r"--vary run\.seed: stands twice"):
        varied(["run.seed=1", "run.seed=2"])


def test_the_command_line(tmp_path, capsys):
    file = tmp_path / "town.toml"
    file.write_text(FOUR_WEEKS, encoding="utf-8")
    command = ["sweep", str(file), "--vary", f"{RATE}=2000,3000", "--replications", "2", "--json"]
    command += ["--engine", "simpy", "--workers", "1", "--out", str(tmp_path / "out")]
    assert status(command) == 0
    said = capsys.readouterr()
    tree = json.loads(said.out)
    assert tree["factors"] == [RATE]
    assert [setting[RATE] for setting in tree["settings"]] == [2_000, 3_000]
    assert set(tree["settings"][0]["total.deviation_dkk"]) == {"mean", "low", "high"}
    assert status([*command[:-7], "--engine", "simpy", "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    assert "complete: every setting" in said.err
    assert "2000" in said.out


@pytest.mark.parametrize("given", [[], ["--vary", "x"], ["--design", "none.csv"]])
def test_bad_usage_is_told_in_a_line(given, tmp_path, capsys):
    file = tmp_path / "town.toml"
    file.write_text(FOUR_WEEKS, encoding="utf-8")
    assert status(["sweep", str(file), *given]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("forloeb sweep: ")


def test_threads_give_what_one_gives(monkeypatch):
    monkeypatch.setattr(pool, "available_workers", lambda: 2)
    grid = {
        "team.Nord.inflow_per_week": [3, 4, 5, 6],
        "tariff.weekly_dkk.development": [2_500, 2_700],
    }
    one, several = (
        list(sim.sweep(SCENARIO, grid, 2, engine="compiled", workers=workers).rows())
        for workers in (1, None)
    )
    assert one == several
