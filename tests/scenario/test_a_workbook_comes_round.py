"""From a workbook to a scenario and back: every value is kept, in either language."""

import openpyxl
import pytest
from small_scenarios import WHOLE_MODEL
from spreadsheets import workbook

from sim.cli import status
from sim.reporting.workbook.scenario_book import write_scenario_book
from sim.scenario.reading import load_scenario

TEAMS = [
    [
        "hold",
        "nøgle",
        "borgere i development [borgere]",
        "tilgang, nye henvendelser [borgere pr. uge]",
    ],
    ["Øst", "0101", 12, 2.5],
    ["Vest & co", "0102", 7, 1.25],
]
COURSES = [
    ["forløb", "niveau", "type", "hjemmepleje [timer pr. uge]", "takst [kr. pr. uge]", "kilde"],
    ["development", 0, "udvikling", 1, 2700.5, "egne tal"],
    ["development", 1, None, 2, 2700.5, "egne tal"],
    ["development", 2, None, 4, 2700.5, "egne tal"],
    ["development", 3, None, 6.25, 2700.5, "egne tal"],
    ["development", 4, None, 9.125, 4100, "egne tal"],
]


def cells(path, sheet):
    """Cells by heading and by what the row is called."""
    first, *rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    return {
        (*row[:1], level, heading): value
        for row in rows
        for level in [row[first.index("niveau")] if "niveau" in first else None]
        for heading, value in zip(first, row, strict=True)
        if value is not None
    }


def two_sheets(folder):
    def add(sheet):
        other = sheet.parent.create_sheet("Forløb")
        for row in COURSES:
            other.append(row)

    return workbook(folder / "book.xlsx", TEAMS, change=add)


def test_a_workbook_a_scenario_and_a_workbook_again(tmp_path):
    book, file = two_sheets(tmp_path), tmp_path / "town.toml"
    assert status(["new", str(file), "--from", str(book)]) == 0
    again = tmp_path / "again.xlsx"
    export = ["export", str(file), "--as", "xlsx", "--to", str(again), "--language", "da"]
    assert status(export) == 0
    for sheet in ("Hold", "Forløb"):
        before, after = cells(book, sheet), cells(again, sheet)
        assert {key: after.get(key) for key in before} == before


@pytest.mark.parametrize("language", ["en", "da"])
def test_a_scenario_a_workbook_and_a_scenario_again(tmp_path, language):
    base = tmp_path / "base.toml"
    base.write_text(WHOLE_MODEL, encoding="utf-8")
    before = load_scenario(base)
    assert write_scenario_book(before, tmp_path / "book.xlsx", language) == []
    teams, courses = ("Hold", "Forløb") if language == "da" else ("Teams", "Courses")
    named = f'[tables]\nteams = "book.xlsx#{teams}"\ncourses = "book.xlsx#{courses}"\n'
    again = tmp_path / "again.toml"
    again.write_text(f'schema = 1\nextends = "base.toml"\n{named}', encoding="utf-8")
    assert load_scenario(again).values == before.values


def test_what_is_wrong_in_the_book_is_said_and_nothing_is_written(tmp_path, capsys):
    book = workbook(tmp_path / "hold.xlsx", [["Hold", "tilgang"], ["Nord", -2], ["Syd", "tre"]])
    assert status(["new", str(tmp_path / "town.toml"), "--from", str(book)]) == 2
    assert "cell Hold!B3: must be a number" in capsys.readouterr().err
    assert not (tmp_path / "town.toml").exists()
    assert status(["new", str(tmp_path / "t.toml"), "--from", str(book), "--teams", "3"]) == 2
