"""`forloeb reform`: what it prints, its JSON, and the files that it writes."""

import csv
import json
from pathlib import Path

import pytest
from reforms import THREE

from sim.cli import BAD_USAGE, DONE, status
from sim.economics.reform.reform import AMOUNTS

KEYS = {
    *("before_dkk", "after_dkk", "change_dkk"),
    *("structure_dkk", "plans_dkk", "indexation_dkk", "occupancy_dkk"),
}


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("town.toml").write_text(THREE, encoding="utf-8")


def test_json_has_exactly_the_keys_of_the_contract(capsys):
    assert status(["reform", "town.toml", "--json"]) == DONE
    out, err = capsys.readouterr()
    assert err == ""
    tree = json.loads(out)
    assert set(tree) == {"schema", "payers", "total"}
    assert all(set(row) == {"payer", *KEYS} for row in tree["payers"])
    assert set(tree["total"]) == KEYS == set(AMOUNTS)
    assert [row["payer"] for row in tree["payers"]] == ["High", "Low", "Mean"]


def test_the_text_says_the_change_its_parts_and_the_residue(capsys):
    assert status(["reform", "town.toml"]) == DONE
    out = capsys.readouterr().out
    assert out.startswith("town: 3 contracts, 3 payers\n")
    assert "Change in the year: 0 DKK; 1 fall, 1 rise.\n" in out
    assert "Of it by structure 0, changed plans 0, indexation 0, occupancy 0.\n" in out
    row = next(line.split() for line in out.splitlines() if line.startswith("Low"))
    assert row == ["Low", "438,000", "547,500", "109,500", "109,500", "0", "0", "0"]
    assert "Rounding each contract alone would be off by 0 DKK" in out
    assert next(line for line in out.splitlines() if line.startswith("Birk")).split()[5:8] == [
        "%",
        "600.00",
        "33.33",
    ]


def test_files_hold_payers_contracts_and_offers_and_the_figure(capsys):
    assert status(["reform", "town.toml", "--json", "--out", "made/here"]) == DONE
    out, err = capsys.readouterr()
    folder = Path("made/here")
    assert json.loads(out) == json.loads((folder / "reform.json").read_text("utf-8"))
    assert sorted(err.splitlines()) == sorted(path.as_posix() for path in folder.iterdir())
    with (folder / "contracts.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert [row["new_rate_dkk_per_day"] for row in rows] == ["1500.00", "2400.00", "3300.00"]
    assert sum(int(row["structure_dkk"]) for row in rows) == 0
    payers = (folder / "payers.csv").read_text("utf-8").splitlines()
    assert payers[1] == "High,1314000,1204500,-109500,-109500,0,0,0"
    assert payers[-1] == ",2628000,2628000,0,0,0,0,0"
    drawings = {path.name for path in folder.glob("*.svg")}
    assert drawings == {
        f"change_by_payer.{code}.{shape}.svg"
        for code in ("en", "da")
        for shape in ("wide", "narrow")
    }


def test_the_drawing_names_the_payers_and_the_hours():
    assert status(["reform", "town.toml", "--out", "made"]) == DONE
    words = Path("made/change_by_payer.da.narrow.svg").read_text("utf-8")
    for word in ("High", "Low", "struktur", "betaler mindre", "borgere", "42,0"):
        assert word in words


def test_a_folder_that_cannot_be_made_is_said(capsys):
    Path("taken").write_text("", encoding="utf-8")
    assert status(["reform", "town.toml", "--out", "taken"]) == BAD_USAGE
    assert "taken" in capsys.readouterr().err


def test_a_payers_name_is_inert():
    text = THREE.replace('"Low"', '"=1+1"').replace('"High"', '"<script>alert(1)</script>"')
    Path("town.toml").write_text(text, encoding="utf-8")
    assert status(["reform", "town.toml", "--out", "made"]) == DONE
    assert "\n'=1+1," in Path("made/payers.csv").read_text("utf-8")
    assert "<script" not in Path("made/change_by_payer.en.wide.svg").read_text("utf-8")
