"""The commented reform to begin from runs, and names every key; the page's figures are its own."""

import importlib.util
from pathlib import Path

from sim.economics.reform.reform import PARTS, reform, reform_tree
from sim.scenario.reform.file import load_reform
from sim.scenario.schema.reform import ReformFile
from sim.scenario.schema.shapes import KeyShape, shape_of

ROOT = Path(__file__).parents[2]
SMALL = ROOT / "scenarios" / "small_reform.toml"


def keys(shape: KeyShape):
    for key, below in shape.keys.items():
        yield key
        yield from keys(below)
    if shape.items is not None:
        yield from keys(shape.items)


def test_every_key_is_shown():
    text = SMALL.read_text("utf-8")
    assert {key for key in keys(shape_of(ReformFile)) if key not in text} == set()


def test_every_part_but_structure_moves_something():
    total = reform_tree(reform(load_reform(SMALL)))["total"]
    assert [name for name in PARTS if total[name] == 0] == ["structure_dkk"]


def test_only_the_lasting_material_change_of_a_common_payer_is_paid():
    found = reform(load_reform(SMALL))
    changed = [
        line.contract.contract
        for line in found.lines
        if line.steps.with_plans != line.steps.with_structure
    ]
    assert changed == ["2", "7"]


def test_the_pages_figures_are_those_of_the_scenario():
    path = ROOT / "scenarios" / "region_figures.py"
    spec = importlib.util.spec_from_file_location("region_figures", path)
    drawn = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(drawn)
    for name, text in drawn.figures().items():
        assert (drawn.FOLDER / name).read_text("utf-8") == text, f"python {path.name} writes it"
