"""The floors of the house: who may import whom, and what a rule may not do."""

import ast

import pytest
from source_tree import MODULES, SIM, imported, parsed

FILES = sorted(MODULES.values())
RULES = sorted((SIM / "model" / "rules").glob("*.py"))

MAY_IMPORT = {
    "model": set(),
    "scenario": {"model"},
    "engines": {"model"},
    "theory": {"model"},
    "experiments": {"model", "scenario", "engines", "theory"},
    "economics": {"model", "scenario", "engines", "theory", "experiments"},
    "calibration": {"model", "scenario", "engines", "theory", "experiments", "economics"},
}
MIDDLE = {"model", "scenario", "engines", "theory", "experiments", "economics", "calibration"}
MAY_IMPORT["reporting"] = MIDDLE
MAY_IMPORT["web"] = MIDDLE | {"reporting"}
MAY_IMPORT["cli"] = MAY_IMPORT["web"] | {"web"}

ALONE = {
    "simpy": {"engines/simpy_engine.py"},
    "numba": {
        f"engines/compiling/{name}.py"
        for name in (
            *("answers", "building", "columns", "compiled_loop", "functions"),
            *("philox", "references", "rules", "sums"),
        )
    },
}
IMPURE = {"random", "secrets", "time", "datetime", "os", "sys", "io", "numpy.random"}


def name_of(path):
    return path.relative_to(SIM).as_posix()


def floor_of(path):
    """Package within `sim`, or None for the front door."""
    parts = path.relative_to(SIM).parts
    return parts[0] if len(parts) > 1 else None


def floors_imported(path):
    parts = (module.split(".") for module in imported(path))
    return {part[1] for part in parts if part[0] == "sim" and len(part) > 1 and part[1].islower()}


def test_a_file_imports_nothing_from_a_floor_above():
    packages = {child.name for child in SIM.iterdir() if child.is_dir()}
    above = {
        name_of(path): (floors_imported(path) & packages) - MAY_IMPORT[floor] - {floor}
        for path in FILES
        if (floor := floor_of(path)) is not None
    }
    assert {name: floors for name, floors in above.items() if floors} == {}


@pytest.mark.parametrize("name", ["words.py", "writing.py", "extras.py"])
def test_what_all_floors_use_stands_on_words_alone(name):
    used = {module for module in imported(SIM / name) if module.split(".")[0] == "sim"}
    assert {module for module in used if not module.startswith("sim.words.")} == set()


def test_every_package_has_a_floor():
    packages = {child.parent.name for child in SIM.glob("*/__init__.py")}
    assert packages <= set(MAY_IMPORT)


@pytest.mark.parametrize("library", ALONE)
def test_a_scheduler_library_is_imported_in_its_own_files_only(library):
    users = {
        name_of(path) for path in FILES if library in {i.split(".")[0] for i in imported(path)}
    }
    assert users == ALONE[library]


def test_matplotlib_is_imported_in_reporting_only():
    users = [p for p in FILES if "matplotlib" in {i.split(".")[0] for i in imported(p)}]
    assert {floor_of(path) for path in users} <= {"reporting"}


@pytest.mark.parametrize("path", RULES, ids=name_of)
def test_rules_know_neither_state_nor_events_nor_chance_nor_time(path):
    modules = imported(path)
    within = {f"sim.model.{part}" for part in ("state", "events", "draws", "log", "rulebook")}
    assert not {m for m in modules if any(m == w or m.startswith(w + ".") for w in within)}
    assert not modules & IMPURE


@pytest.mark.parametrize("path", RULES, ids=name_of)
def test_rules_are_undecorated_plain_functions(path):
    tree = parsed(path)
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.Lambda)]
    assert all(f in tree.body for f in functions)
    assert not any(f.decorator_list for f in functions)


@pytest.mark.parametrize("path", RULES, ids=name_of)
def test_rules_never_raise_and_touch_nothing_outside(path):
    banned = (
        ast.Raise,
        ast.Assert,
        ast.Global,
        ast.Nonlocal,
        ast.Try,
        ast.With,
        ast.AsyncFunctionDef,
    )
    found = [n for n in ast.walk(parsed(path)) if isinstance(n, banned)]
    assert found == []


@pytest.mark.parametrize("path", RULES, ids=name_of)
def test_rules_change_none_of_their_arguments(path):
    for node in ast.walk(parsed(path)):
        targets = node.targets if isinstance(node, ast.Assign) else []
        targets += [node.target] if isinstance(node, ast.AugAssign) else []
        assert not any(isinstance(target, ast.Attribute | ast.Subscript) for target in targets)


def test_there_are_rules_to_look_at():
    assert len(RULES) >= 6
