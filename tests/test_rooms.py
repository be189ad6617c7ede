"""The rooms of the house: small folders, no circle of imports, one thing a name."""

import ast
import re
import subprocess
from collections import Counter, defaultdict
from graphlib import CycleError, TopologicalSorter

import pytest
from source_tree import MODULES, ROOT, SIM, modules_imported, parsed

MOST_MODULES = 15
ONE_FILE_A_COMMAND = SIM / "cli"

READ = {".py", ".md", ".toml", ".sh"}
ENDINGS = r"py|md|ipynb|sh|html|css|po|lock"
PATH = re.compile(rf"`((?:[\w.-]+/)*[\w.-]+\.(?:{ENDINGS})|(?:[\w-]+/)+)`")
MADE_BY_A_RUN = {"report.html", "merging/", "merged/", "unmerged/"}


def test_no_folder_has_too_many_modules():
    modules = Counter(p.parent for p in MODULES.values() if p.name != "__init__.py")
    del modules[ONE_FILE_A_COMMAND]
    assert {folder: n for folder, n in modules.items() if n > MOST_MODULES} == {}


def test_imports_make_no_circle():
    graph = {name: modules_imported(path) - {name} for name, path in MODULES.items()}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as circle:
        pytest.fail(" <- ".join(circle.args[1]))
    assert len(order) == len(MODULES)


def public_definitions(path):
    kinds = ast.ClassDef | ast.FunctionDef
    return {n.name for n in parsed(path).body if isinstance(n, kinds) and n.name[0] != "_"}


def test_a_name_stands_for_one_thing():
    homes = defaultdict(list)
    for module, path in MODULES.items():
        if ONE_FILE_A_COMMAND not in path.parents:  # a command is called as what it calls
            for name in public_definitions(path):
                homes[name].append(module)
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}


def files_with_words():
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / line for line in listed.stdout.splitlines())
    return [p for p in paths if p.suffix in READ and p.name != "CHANGELOG.md" and p.is_file()]


def is_there(name, seen_in):
    """Whether a path leads somewhere from the root, from `sim` or from a folder above the file."""
    above = [folder for folder in seen_in.parents if folder.is_relative_to(ROOT)]
    return any((folder / name).exists() for folder in [*above, SIM])


def test_every_path_that_is_named_is_there():
    gone = [
        f"{file.relative_to(ROOT)}: {name}"
        for file in files_with_words()
        for name in PATH.findall(file.read_text(encoding="utf-8"))
        if name not in MADE_BY_A_RUN and not is_there(name, file)
    ]
    assert gone == []
