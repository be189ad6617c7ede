"""What is said of each field of a table, from the texts under the fields in its source.

Only the JSON Schema needs them, so they are read when it is made: reading the source of every table
would take a quarter of the time in which `forloeb check` answers.
"""

import ast
import inspect
from itertools import pairwise
from textwrap import dedent


def field_words(table: type) -> dict[str, str]:
    """Text under each field, by its name; those of the classes that a table rests on too."""
    found: dict[str, str] = {}
    for each in reversed(table.__mro__):
        if each.__module__.startswith("sim."):
            found |= _own_words(each)
    return found


def _own_words(table: type) -> dict[str, str]:
    try:
        source = dedent(inspect.getsource(table))
    except (OSError, TypeError):  # made by a function, not written as a class
        return {}
    (written,) = ast.parse(source).body
    body = written.body if isinstance(written, ast.ClassDef) else []
    return {
        field.target.id: inspect.cleandoc(text.value.value)
        for field, text in pairwise(body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)
        if isinstance(text.value.value, str)
    }
