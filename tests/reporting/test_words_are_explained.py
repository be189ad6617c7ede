"""`forloeb glossary`: each word once, in both languages, on the terminal and on the page."""

import json
import tomllib
from pathlib import Path

import pytest

from sim.cli import status
from sim.reporting.words.glossary import as_page, words
from sim.scenario.tariffs.listed import KIND

ROOT = Path(__file__).parents[2]


def test_the_page_is_the_glossary():
    assert (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8") == as_page()


def test_each_word_has_its_place_and_stands_once():
    for names in ([w.en for w in words()], [w.da for w in words()]):
        assert len(set(names)) == len(names)
    assert all(all(word) for word in words())


@pytest.mark.parametrize("asked", ["step-down", "aftrapning", "Step-Down", "step_down"])
def test_a_word_is_found_by_either_name(asked, capsys):
    assert status(["glossary", asked]) == 0
    assert capsys.readouterr().out.startswith("step-down · aftrapning\n")


def test_a_danish_reader_gets_danish(capsys):
    assert status(["glossary", "tariff", "--language", "da"]) == 0
    assert "takster og regler" in capsys.readouterr().out


def test_a_misspelt_word_gets_the_nearest(capsys):
    assert status(["glossary", "stabilisaton"]) == 2
    assert 'did you mean "stabilisation"?' in capsys.readouterr().err


def test_json_holds_what_the_file_holds_and_the_kinds_of_tariff(capsys):
    assert status(["glossary", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)["words"]
    file = ROOT / "sim" / "reporting" / "words" / "glossary.toml"
    written = tomllib.loads(file.read_text(encoding="utf-8"))["word"]
    assert [word for word in said if word["en"] not in KIND] == written
    assert {word["en"] for word in said} >= set(KIND)
