"""Workbooks and CSV files for tests, and a scenario that names them."""

import openpyxl
from small_scenarios import THREE_COURSES

from sim.scenario.faults.fault import ScenarioError
from sim.scenario.reading import load_scenario


def workbook(path, rows, sheet="Hold", change=None):
    """A workbook with one sheet; `change(sheet)` may do to it what a planner does."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    if change is not None:
        change(book.active)
    book.save(path)
    return path


def scenario_with(folder, **tables):
    """A scenario file that names sheets beside it."""
    (folder / "base.toml").write_text(THREE_COURSES, encoding="utf-8")
    named = "".join(f'{key} = "{file}"\n' for key, file in tables.items())
    text = f'schema = 1\nextends = "base.toml"\n[tables]\n{named}'
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def read(folder, **tables):
    """The scenario, checked."""
    return load_scenario(scenario_with(folder, **tables))


def faults(folder, **tables):
    """What is wrong, one line each, without the folder."""
    try:
        load_scenario(scenario_with(folder, **tables))
    except ScenarioError as error:
        return [str(fault).replace(f"{folder}/", "") for fault in error.faults]
    return []
