"""Editors are told of support plans and reforms what `forloeb check` tells, and templates run."""

import tomllib
from pathlib import Path

import jsonschema
import pytest

from sim.cli import DONE, status
from sim.scenario.files.canonical import json_tree
from sim.scenario.json_schema import FORMS, json_schema
from sim.scenario.schema.reform import ReformFile
from sim.scenario.schema.shapes import KeyShape, shape_of
from sim.scenario.schema.support_plan import PlanFile
from sim.scenario.templates import form_names, template_text

SCENARIOS = Path(__file__).parents[2] / "scenarios"
SHIPPED = {
    "plan": ["plans/source_example.toml", "plans/health_outside.toml"],
    "reform": ["small_reform.toml", "small_reform_moves.toml", "region_midtjylland.toml"],
}
FILES = [(form, name) for form, names in SHIPPED.items() for name in names]
VALUES = {"plan": PlanFile, "reform": ReformFile}


def complaints(form, tree):
    editor = jsonschema.Draft7Validator(json_schema(form))
    return [error.json_path for error in editor.iter_errors(json_tree(tree))]


def test_every_form_but_the_scenario_has_a_template():
    assert set(form_names()) == set(FORMS) - {"scenario"}


@pytest.mark.parametrize(("form", "name"), FILES)
def test_an_editor_accepts_what_is_shipped(form, name):
    text = (SCENARIOS / name).read_text(encoding="utf-8")
    assert text.startswith("#:schema ")
    assert (SCENARIOS / name).parent.joinpath(text.split()[1]).resolve().name == (
        FORMS[form].file_name
    )
    assert complaints(form, tomllib.loads(text)) == []


@pytest.mark.parametrize("form", form_names())
def test_a_template_runs_with_its_schema_beside_it(tmp_path, monkeypatch, capsys, form):
    monkeypatch.chdir(tmp_path)
    assert status(["new", "mine.toml", "--template", form]) == DONE
    assert {path.name for path in tmp_path.iterdir()} == {"mine.toml", FORMS[form].file_name}
    citizen = ["--citizen", "2"] if form == "reform" else []
    assert status(["check", "mine.toml"]) == status(["plan", "mine.toml", *citizen]) == DONE
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("form", form_names())
def test_a_template_is_the_shipped_example(form):
    shipped = (SCENARIOS / SHIPPED[form][0]).read_text(encoding="utf-8")
    bodies = [text[text.index("schema = 1\n") :] for text in (shipped, template_text(form))]
    assert bodies[0] == bodies[1]


def keys(shape: KeyShape) -> set[str]:
    below = [*shape.keys.values(), shape.entries, shape.items]
    return set(shape.keys) | {key for s in below if s is not None for key in keys(s)}


@pytest.mark.parametrize("form", form_names())
def test_a_template_names_every_key(form):
    text = template_text(form)
    assert {key for key in keys(shape_of(VALUES[form])) if key not in text} == set()


@pytest.mark.parametrize(
    ("form", "lines"),
    [
        ("plan", 'plan = { hourly_price_dkk = "300", theme = [] }'),
        ("plan", "plan = { hourly_price_dkk = 300, them = [] }"),
        ("reform", "less_specialised = { moves = 1 }"),
        ("reform", "inside_rate = { escorts = [{ value = true }] }"),
        ("reform", 'printed = [{ what = "all" }]'),
    ],
)
def test_an_editor_marks_what_is_wrong(form, lines):
    tree = tomllib.loads(f'schema = 1\nextends = "other.toml"\n{lines}\n')
    assert complaints(form, tree) != []


@pytest.mark.parametrize(
    "value",
    ["true", '{ value = true, status = "assumed" }', "[{ from = 2025-01-01, value = true }]"],
)
def test_an_editor_accepts_a_switch_by_date(value):
    lines = f"[less_specialised]\nmoves = {value}\n"
    assert complaints("reform", tomllib.loads(f'schema = 1\nextends = "o.toml"\n{lines}')) == []


def test_each_schema_is_written_by_the_command(tmp_path, capsys):
    for form, of in FORMS.items():
        path = tmp_path / of.file_name
        assert status(["schema", "--form", form, str(path)]) == DONE
        assert path.read_text("utf-8") == (SCENARIOS / of.file_name).read_text("utf-8")
    assert "written" in capsys.readouterr().out
