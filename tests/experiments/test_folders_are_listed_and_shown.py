"""`forloeb list` and `forloeb show` say what lies in a folder, and write nothing."""

import json
import os

import pytest
from two_teams import SMALL

from sim.cli import BAD_USAGE, DONE, status

FAST = ("--engine", "simpy", "--workers", "1", "--no-report", "--replications", "1", "--weeks", "1")


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder `out` of three runs: the first, one with another rate, and one of a week more."""
    folder = tmp_path_factory.mktemp("listed")
    (folder / "small.toml").write_text(f'title = "Two teams"\n{SMALL}', encoding="utf-8")
    run = ("run", str(folder / "small.toml"), "--out", str(folder / "out"), *FAST)
    changes = ((), ("--set", "tariff.weekly_dkk.development=2600"))
    for number, change in enumerate((*changes, (*changes[1], "--seed", "2"))):
        before = set((folder / "out").glob("*"))
        assert status([*run, *change]) == DONE
        (made,) = set((folder / "out").glob("*")) - before
        os.utime(made / "run.json", (1_000_000 * number, 1_000_000 * number))
    return folder


def listed(place, capsys):
    assert status(["list", str(place), "--json"]) == DONE
    return json.loads(capsys.readouterr().out)["runs"]


def test_each_run_stands_beside_the_earlier_one_that_it_is_most_like(place, capsys):
    runs = listed(place / "out", capsys)
    keys = [[change["key"] for change in run["changes"]] for run in runs]
    assert keys == [[], ["tariff.weekly_dkk.development"], ["run.seed"]]
    names = [os.path.basename(run["results"]) for run in runs]  # noqa: PTH119 - a text
    assert [run["base"] for run in runs] == [None, names[0], names[1]]
    assert {run["title"] for run in runs} == {"Two teams"}
    assert {(run["state"], run["replications"]) for run in runs} == {("finished", 1)}


def test_the_list_says_both_values(place, capsys):
    assert status(["list", str(place / "out")]) == DONE
    said = capsys.readouterr().out
    assert "  tariff.weekly_dkk.development: 2700 -> 2600\n" in said
    assert said.count("finished") == 3


def test_a_results_folder_is_a_list_of_itself(place, capsys):
    first = listed(place / "out", capsys)[0]
    (only,) = listed(first["results"], capsys)
    assert only == first


def test_show_prints_what_run_printed(place, capsys, bytes_of):
    before = bytes_of(place / "out")
    first = listed(place / "out", capsys)[0]["results"]
    assert status(["show", first, "--json"]) == DONE
    with open(f"{first}/summary.json", encoding="utf-8") as file:  # noqa: PTH123 - a text
        assert capsys.readouterr().out == file.read()
    again = ("run", str(place / "small.toml"), "--out", str(place / "out"), *FAST)
    assert status([*again]) == DONE
    printed = capsys.readouterr().out
    assert status(["show", first]) == DONE
    assert capsys.readouterr().out == printed
    assert bytes_of(place / "out") == before


def test_a_damaged_and_an_unfinished_folder_are_said_and_hide_no_other(place, tmp_path, capsys):
    for name in ("damaged", "gone"):
        (tmp_path / name).mkdir()
    first = listed(place / "out", capsys)[0]["results"]
    with open(f"{first}/run.json", "rb") as file:  # noqa: PTH123 - a text
        content = file.read()
    (tmp_path / "damaged" / "run.json").write_bytes(content[:-9])
    (tmp_path / "gone" / "run.json").write_bytes(content)
    faults = {run["results"]: run["fault"] for run in listed(tmp_path, capsys)}
    assert "is not JSON that a run writes" in faults[str(tmp_path / "damaged")]
    assert faults[str(tmp_path / "gone")].endswith("team_weeks.parquet: is absent")
    assert status(["show", str(tmp_path / "gone")]) == BAD_USAGE


def test_a_folder_without_runs_says_how_one_is_made(tmp_path, capsys):
    assert status(["list", str(tmp_path)]) == DONE
    assert "holds no results folders; `forloeb run SCENARIO` makes one" in capsys.readouterr().out
    assert status(["list", str(tmp_path / "none")]) == BAD_USAGE
    assert "is not a folder; give the one that holds results folders" in capsys.readouterr().err
