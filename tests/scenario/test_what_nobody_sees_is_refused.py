"""Control characters and marks of direction stand in no title, name or other text."""

import pytest
from small_scenarios import THREE_COURSES
from source_tree import ROOT

from sim.scenario.faults.fault import ScenarioError
from sim.scenario.reading import load_scenario
from sim.scenario.reform.file import load_reform
from sim.scenario.reform.plan_file import load_plan

UNSEEN = [
    *("\\u0000", "\\u0007", "\\u001b[31m", "\\n", "\\t", "\\u007f", "\\u009b"),  # control
    *("\\u061c", "\\u200e", "\\u200f", "\\u202a", "\\u202e", "\\u2066", "\\u2069"),  # direction
    *("\\u200b", "\\u200d", "\\u2060", "\\ufeff", "\\u00ad", "\\u2028", "\\u2029"),  # no width
    *("\\u3164", "\\uffa0", "\\u115f", "\\u034f"),  # letters that are blank
]


def faults_of(load, path, text):
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError) as found:
        load(path)
    return str(found.value)


@pytest.mark.parametrize("unseen", UNSEEN)
@pytest.mark.parametrize("key", ["title", "name"])
def test_a_scenarios_title_and_names(tmp_path, key, unseen):
    text = THREE_COURSES.replace('name = "Nord"', f'name = "No{unseen}rd"')
    if key == "title":
        text = f'title = "Nord{unseen}dron"\n{THREE_COURSES}'
    said = faults_of(load_scenario, tmp_path / "s.toml", text)
    assert said.count("\n") == 0
    assert f"{key}: " in said
    assert ("has invisible characters: " if key == "title" else "is not plain text, has ") in said


@pytest.mark.parametrize("title", ["Nord: før og efter – 60 % (2026)", "日本", "é", "👵🏽 hjemme"])
def test_what_is_seen_may_stand_in_a_title(tmp_path, title):
    (tmp_path / "s.toml").write_text(f'title = "{title}"\n{THREE_COURSES}', encoding="utf-8")
    assert load_scenario(tmp_path / "s.toml").title == title


@pytest.mark.parametrize(
    ("old", "where"),
    [('en = "A ', "title"), ('name = "', "offer"), ('contract = "', "contract")],
)
def test_a_reforms_title_and_names(tmp_path, old, where):
    text = (ROOT / "scenarios/small_reform.toml").read_text(encoding="utf-8")
    assert old in text
    marked = text.replace(old, old + "\\u202e", 1)
    said = faults_of(load_reform, tmp_path / "r.toml", marked)
    assert any(f": {where}" in line and "invisible characters" in line for line in said.split("\n"))


def test_a_plans_title(tmp_path):
    text = (ROOT / "scenarios/plans/source_example.toml").read_text(encoding="utf-8")
    said = faults_of(
        load_plan, tmp_path / "p.toml", text.replace('title = "', 'title = "\\u0007', 1)
    )
    assert "title: " in said
    assert "invisible characters" in said


def test_a_faults_own_text_shows_it_harmlessly(tmp_path):
    text = f'title = "\\u001b[31mred\\u202e"\n{THREE_COURSES}'
    said = faults_of(load_scenario, tmp_path / "s.toml", text)
    assert said.isprintable()
