"""The project's own source, read as text: its modules, what they import and what they define."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
SIM = ROOT / "sim"


def dotted(path):
    """Dotted name of a module's file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {dotted(path): path for path in sorted(SIM.rglob("*.py"))}


@cache
def parsed(path):
    """Syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imported(path):
    """Names that a file imports, wherever in the file: modules, and what is taken from them."""
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def modules_imported(path):
    """Modules of the project that a file imports: the longest that each name begins with."""
    parents = (name if name in MODULES else name.rpartition(".")[0] for name in imported(path))
    return {module for module in parents if module in MODULES}
