"""Rows of a spreadsheet are teams and courses of a scenario, whatever they were typed in."""

import datetime as dt

import pytest
from spreadsheets import faults, read, scenario_with, workbook

from sim.experiments.folder.record import run_hash
from sim.scenario.reading import load_scenario
from sim.scenario.tables.numerals import number_of
from sim.scenario.tables.sheet import Problem

HEADINGS = ["Hold", "Tilgang [borgere pr. uge]", "Sygeplejersker [årsværk]", "Note"]
ROWS = [HEADINGS, ["Nord", 4.5, None, "i dag"], ["Øst", 3, None, None]]


def team(scenario, name):
    return next(one for one in scenario.values.team if one.name == name)


def test_a_sheet_of_teams_is_the_list_of_teams(tmp_path):
    workbook(tmp_path / "hold.xlsx", ROWS)
    scenario = read(tmp_path, teams="hold.xlsx#Hold")
    assert [one.name for one in scenario.values.team] == ["Nord", "Øst"]
    assert team(scenario, "Nord").inflow_per_week == 4.5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", "\t"])
def test_csv_is_read_as_danish_excel_writes_it(tmp_path, encoding, separator):
    lines = [["Hold", "Tilgang"], ["Øst", "4,5"], ["Nord", "1.250,5"]]
    text = "\r\n".join(separator.join(line) for line in lines)
    (tmp_path / "hold.csv").write_bytes(text.encode(encoding))
    scenario = read(tmp_path, teams="hold.csv")
    assert [one.inflow_per_week for one in scenario.values.team] == [4.5, 1250.5]


def test_english_csv_has_commas_between(tmp_path):
    (tmp_path / "teams.csv").write_text('team,inflow\nNord,4.5\n"A (east)",3\n', encoding="utf-8")
    scenario = read(tmp_path, teams="teams.csv")
    assert [one.name for one in scenario.values.team] == ["Nord", "A (east)"]


def test_rows_are_in_the_resolved_scenario_and_its_hash(tmp_path):
    path = workbook(tmp_path / "hold.xlsx", ROWS)
    before = read(tmp_path, teams="hold.xlsx")
    assert before.resolved["team"][1] == {"name": "Øst", "inflow_per_week": 3}
    assert "tables" not in before.resolved
    workbook(path, [HEADINGS, ["Nord", 4.6, None, None], ["Øst", 3, None, None]])
    assert run_hash(read(tmp_path, teams="hold.xlsx")) != run_hash(before)


LEVELS = [
    ["forløb", "niveau", "hjemmepleje", "takst", "afgang til død", "afgang til niveau +1", "kilde"],
    ["stabilisation", None, 3, 1500, 0.5, 0.5, "egne tal"],
    ["stabilisation", 4, "9,5", 4000, 1, 0, "skøn"],
]


def test_a_row_without_a_level_holds_where_a_level_has_no_cell_of_its_own(tmp_path):
    workbook(tmp_path / "book.xlsx", LEVELS, "Forløb")
    scenario = read(tmp_path, courses="book.xlsx#Forløb")
    course = next(one for one in scenario.values.course if one.name == "stabilisation")
    assert course.hours_per_week == {"home_care": [3, 3, 3, 3, 9.5], "nursing": 0.5}
    assert course.exits[0].to == "dead"
    assert course.exits[0].probability == [0.5, 0.5, 0.5, 0.5, 1]
    assert course.exits[1].to.level_change == 1
    assert course.exits[1].probability == [0.5, 0.5, 0.5, 0.5, 0]
    assert scenario.values.tariff.weekly_dkk["stabilisation"] == [1500, 1500, 1500, 1500, 4000]
    rows = {row.key: row.source for row in scenario.ledger}
    assert rows["course.stabilisation.hours_per_week.home_care"] == "egne tal; skøn"
    assert rows["course.stabilisation.hours_per_week.nursing"] is None


def test_counts_of_today_are_columns_of_a_team(tmp_path):
    rows = [
        ["hold", "tilgang", "borgere i development", "borgere i stabilisation, niveau 2"],
        ["Nord", 2, 30, 12],
    ]
    workbook(tmp_path / "hold.xlsx", rows)
    initial = read(tmp_path, teams="hold.xlsx").values.run.initial
    assert initial == {"Nord": {"development": 30, "stabilisation": [0, 0, 12, 0, 0]}}


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("37,5", ",", 37.5),
        ("37.5", ",", 37.5),
        ("1.234,5", ",", 1234.5),
        ("1.234.567", ",", 1234567),
        ("0.125", ",", 0.125),
        ("1 234", ",", 1234),
        ("1\u00a0234,5", ",", 1234.5),
        ("12,5 %", ",", 0.125),
        ("\u22123", ",", -3),
        ("1,234.5", ".", 1234.5),
        ("1.234", ".", 1.234),
        ("1,5", ".", 1.5),
        ("1E-05 %", ".", 1e-7),
    ],
)
def test_a_number_is_read_as_people_write_it(text, decimal, number):
    assert number_of(text, decimal) == number


@pytest.mark.parametrize(
    ("value", "decimal", "said"),
    [
        ("1.234", ",", "1.234 may be 1234, or 1,234"),
        ("1,234", ".", "1,234 may be 1234, or 1.234"),
        ("fem", ",", 'must be a number, is "fem"'),
        ("", ",", 'must be a number, is ""'),
        ("4 t", ",", 'must be a number, is "4 t"'),
        (True, ",", "must be a number, is true"),
        (dt.datetime(2026, 5, 1), ",", "is a date, 2026-05-01, and must be a number"),  # noqa: DTZ001
        (dt.time(13, 30), ",", "is a time of day, 13:30:00, and must be a number"),
        (float("inf"), ",", "must be a number, is inf"),
    ],
)
def test_what_may_be_two_numbers_or_none_is_refused(value, decimal, said):
    found = number_of(value, decimal)
    assert isinstance(found, Problem)
    assert found.what == said


def spoiled(change=None, rows=ROWS):
    def made(folder):
        workbook(folder / "hold.xlsx", rows, change=change)

    return made


def put(address, value):
    return lambda sheet: sheet.__setitem__(address, value)


def hide(sheet):
    sheet.row_dimensions[3].hidden = True


def hide_column(sheet):
    sheet.column_dimensions["B"].hidden = True


def as_date(sheet):
    sheet["B2"] = 46143
    sheet["B2"].number_format = "dd-mm-yyyy"


def named(text):
    return lambda folder: (folder / "hold.xlsx").write_bytes(text)


def locked(folder):
    workbook(folder / "hold.xlsx", ROWS)
    (folder / "~$hold.xlsx").write_bytes(b"Planner")


def at(address, said, key="tables.teams"):
    """The line of a fault at a cell, row and column by number and by letter."""
    row, column = int(address[1:]), "ABCDEF".index(address[0]) + 1
    return f"hold.xlsx#Hold:{row}:{column}: {key}: cell Hold!{address}: {said}"


HERE = "own.toml:4:1: tables.teams: "
INFLOW = "team.Nord.inflow_per_week"
OPEN = "is open in Excel, and what is not saved there is not read; save and close it (if Excel"
OLD = "is of Excel's old format (.xls); save it as .xlsx"
LOCKED = "is protected by a password; open it in Excel, and save it as .xlsx without a password"
CONTAINER = b"\xd0\xcf\x11\xe0"
PASSWORD = CONTAINER + b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"
SAID = {
    "a formula without a value": (
        spoiled(put("B2", "=2+2.5")),
        at("B2", "is a formula without a stored value", INFLOW),
    ),
    "an error": (
        spoiled(put("B2", "#REF!")),
        at("B2", "is an error of the spreadsheet, #REF!", INFLOW),
    ),
    "a date": (
        spoiled(as_date),
        at("B2", "is a date, 2026-05-01, and must be a number", INFLOW),
    ),
    "merged headings": (
        spoiled(lambda sheet: sheet.merge_cells("B1:C1")),
        at("B1", "headings B1:C1 are merged"),
    ),
    "merged cells": (
        spoiled(lambda sheet: sheet.merge_cells("A2:A3")),
        at("A2", "cells A2:A3 are merged"),
    ),
    "a hidden row": (spoiled(hide), at("A3", "row 3 is hidden")),
    "a hidden column": (spoiled(hide_column), at("B1", "column B is hidden")),
    "two headings": (
        spoiled(put("C1", "inflow")),
        at("C1", 'heading "inflow" stands in column B too'),
    ),
    "an unknown heading": (
        spoiled(put("C1", "Sygeplejesker")),
        at("C1", '"Sygeplejesker" is no heading that is known; did you mean "sygeplejersker"?'),
    ),
    "no heading": (spoiled(put("F2", 7)), at("F2", "stands under no heading")),
    "a row of sums": (
        spoiled(rows=[*ROWS, ["I alt", 7.5]]),
        at("A4", '"I alt" is a row of sums, not a team'),
    ),
    "no name": (spoiled(rows=[*ROWS, [None, 7.5]]), at("B4", "the row has no team")),
    "a team twice": (
        spoiled(rows=[*ROWS, ["Nord", 7.5]]),
        at("A4", 'team "Nord" stands in row 2 too'),
    ),
    "out of bounds": (
        spoiled(put("B3", -1)),
        at("B3", "must be 0 or more, is -1", "team.Øst.inflow_per_week"),
    ),
    "no headings": (
        spoiled(rows=[["Nord", 4.5]]),
        at("A1", 'no line has the heading "team" (or "hold")'),
    ),
    "no rows": (spoiled(rows=[HEADINGS]), at("A1", "no row stands under the headings")),
    "an old file": (named(CONTAINER), f'{HERE}"hold.xlsx" {OLD}'),
    "a password": (named(PASSWORD), f'{HERE}"hold.xlsx" {LOCKED}'),
    "no workbook": (
        named(b"Hold;Tilgang"),
        f'{HERE}"hold.xlsx" is no Excel workbook, whatever its name says',
    ),
    "no file": (
        lambda _: None,
        f'{HERE}"hold.xlsx" does not exist; name a sheet, as seen from own.toml',
    ),
    "open in Excel": (locked, f'{HERE}"hold.xlsx" {OPEN}'),
}


@pytest.mark.parametrize("what", SAID)
def test_what_is_wrong_is_said_with_sheet_row_and_column(tmp_path, what):
    spoil, said = SAID[what]
    spoil(tmp_path)
    found = faults(tmp_path, teams="hold.xlsx")
    assert found
    assert found[0].startswith(said), found


def test_a_formula_has_the_value_that_was_stored(tmp_path):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(tmp_path / "hold.xlsx") as book:
        sheet = book.add_worksheet("Hold")
        sheet.write_row(0, 0, ["hold", "tilgang"])
        sheet.write_string(1, 0, "Nord")
        sheet.write_formula(1, 1, "=2+2.5", None, 4.5)
    assert team(read(tmp_path, teams="hold.xlsx"), "Nord").inflow_per_week == 4.5


def test_a_sheet_is_named_where_there_are_several(tmp_path):
    path = workbook(
        tmp_path / "book.xlsx", ROWS, "Ark1", lambda sheet: sheet.parent.create_sheet("Ark2")
    )
    assert faults(tmp_path, teams="book.xlsx")[0].endswith(
        'has 2 sheets, and it is not said which one: "Ark1", "Ark2"; name one, as '
        f"{path}#Ark1".replace(f"{tmp_path}/", "")
    )
    assert (
        'has no sheet Hold; name one of "Ark1", "Ark2"'
        in faults(tmp_path, teams="book.xlsx#Hold")[0]
    )
    assert faults(tmp_path, teams="book.xlsx#Ark1") == []


def test_values_are_changed_by_the_rows_of_a_file(tmp_path):
    rows = [
        ["nøgle", "værdi"],
        ["run.start", dt.datetime(2026, 6, 1)],  # noqa: DTZ001 - as Excel has days
        ["run.weeks", 12],
        ["team.Nord.policy", "needs_led"],
        ["course.individual.hours_per_week", "{ home_care = 20 }"],
        ["tariff.weekly_dkk.individual", "10.000,50"],
    ]
    workbook(tmp_path / "changes.xlsx", rows)
    path = scenario_with(tmp_path)
    values = load_scenario(path, [f"@{tmp_path}/changes.xlsx", "run.weeks=6"]).values
    assert (values.run.start, values.run.weeks) == (dt.date(2026, 6, 1), 6)
    assert values.tariff.weekly_dkk["individual"] == 10000.5
    assert values.course[2].hours_per_week == {"home_care": 20}


def test_what_is_wrong_in_a_file_of_changes_has_its_cell(tmp_path):
    (tmp_path / "c.csv").write_text(
        "key;value\nrun.weeks;0\nteam.Vest.places;3\nrun.start;46027\n;4\nrun.seed\n", "utf-8"
    )
    said = "\n".join(refused(scenario_with(tmp_path), f"@{tmp_path}/c.csv"))
    assert "c.csv:4:2" not in said
    assert "c.csv:5:2: --set: cell B5: the row has no key" in said
    assert "c.csv:6:1: run.seed: cell A6: has no value" in said
    (tmp_path / "c.csv").write_text("key;value\nrun.weeks;0\nteam.Vest.places;3\n", "utf-8")
    said = "\n".join(refused(scenario_with(tmp_path), f"@{tmp_path}/c.csv"))
    assert "c.csv:2:2: run.weeks: cell B2: must be 1 or more, is 0" in said
    assert "c.csv:3:1: team.Vest: cell A3: is not a team of the scenario" in said


def refused(path, *overrides):
    with pytest.raises(ValueError, match="cell") as error:
        load_scenario(path, list(overrides))
    return map(str, error.value.faults)
