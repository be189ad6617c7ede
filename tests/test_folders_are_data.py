"""What a results folder says is data: it becomes neither SQL nor a path but through its reader."""

import ast

import pytest
from source_tree import MODULES, SIM, imported, parsed

COMPOSES_SQL = SIM / "experiments" / "folder" / "sql.py"
OPENS_DATABASES = SIM / "experiments" / "folder" / "database.py"
READS_JSON = {
    SIM / "experiments" / "folder" / "documents.py",
    SIM / "engines" / "compiling" / "kept.py",  # the head of a kept engine, nobody else's
    SIM / "calibration" / "reading" / "published" / "event_files.py",  # a municipality's records
}
WORDS_OF_SQL = ("SELECT ", "FROM ", "COPY ", "WHERE ", "read_parquet(", "CREATE ", "ATTACH ")

PATHS = sorted(MODULES.values())


def name_of(path):
    return path.relative_to(SIM).as_posix()


def strings_put_together(tree):
    """F-strings, and texts that are added or formatted, with the text they are made of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node, "".join(p.value for p in node.values if isinstance(p, ast.Constant))
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
            for side in (node.left, node.right):
                if isinstance(side, ast.Constant) and isinstance(side.value, str):
                    yield node, side.value
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            said = node.func.value
            if node.func.attr in {"format", "format_map"} and isinstance(said, ast.Constant):
                yield node, str(said.value)


def test_no_statement_is_put_together_but_by_sql():
    found = [
        f"{name_of(path)}:{node.lineno}: {text}"
        for path in PATHS
        if path != COMPOSES_SQL
        for node, text in strings_put_together(parsed(path))
        if any(word in text for word in WORDS_OF_SQL)
    ]
    assert found == []


def test_what_is_sql_is_written_out_in_the_source():
    """`Sql(…)` and `sql(…, …)` are given a text that stands there, never one that was made."""
    written_out = {"Sql": ast.Constant, "sql": ast.Constant | ast.Name}
    made = [
        f"{name_of(path)}:{node.lineno}"
        for path in PATHS
        if path != COMPOSES_SQL
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in written_out
        and not isinstance(node.args[0], written_out[node.func.id])
    ]
    assert made == []


def test_databases_are_opened_in_one_place_which_shuts_them_in():
    callers = {
        path
        for path in PATHS
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute)
        and node.attr == "connect"
        and isinstance(node.value, ast.Name)
        and node.value.id == "duckdb"
    }
    assert callers == {OPENS_DATABASES}


def test_json_is_read_in_one_place():
    readers = {
        path
        for path in PATHS
        if "json" in {name.split(".")[0] for name in imported(path)}
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Attribute)
        and node.attr in {"loads", "load"}
        and isinstance(node.value, ast.Name)
        and node.value.id == "json"
    }
    assert readers == READS_JSON


def test_a_part_of_a_statement_must_be_sql_itself():
    from sim.experiments.folder.sql import Sql, quoted, sql

    with pytest.raises(TypeError, match="rows is not SQL"):
        sql("FROM {rows}", rows="x; DROP TABLE y")
    assert sql("FROM {rows}", rows=quoted('a"; --')) == 'FROM "a""; --"'
    assert isinstance(sql("FROM x"), Sql)
