"""Thirty kinds of files that cannot be read: each ends in a line with its row and column."""

import datetime as dt
import sqlite3

import duckdb
import pytest
from small_records import (
    HEADINGS,
    MAPPING,
    ROWS,
    WEEK_HEADINGS,
    WEEK_ROWS,
    text_of,
    with_row,
    with_week,
    written,
)

from sim import cli
from sim.calibration.calibrate import calibrate
from sim.calibration.reading.faults import RecordsError

CITIZEN_NUMBER = "0101701234"


def without_column(name):
    place = HEADINGS.split(",").index(name)
    lines = [HEADINGS, *ROWS]
    return "\n".join(",".join(c for n, c in enumerate(x.split(",")) if n != place) for x in lines)


SPELLS = {
    "a date in words": (with_row(4, "2024-03-01", CITIZEN_NUMBER), 4, "from"),
    "a date of another form": (with_row(5, "2024-04-01", "01-04-2024"), 5, "from"),
    "a day that is none": (with_row(3, "2024-02-01", "2024-02-31"), 3, "from"),
    "an end in words": (with_row(6, "2024-05-16", CITIZEN_NUMBER), 6, "to"),
    "an end of 9999": (with_row(6, "2024-05-16", "9999-12-31"), 6, "to"),
    "an unknown course": (with_row(7, "development", CITIZEN_NUMBER), 7, "course"),
    "an unknown exit": (with_row(8, "self_reliant", CITIZEN_NUMBER), 8, "exit"),
    "a level above 4": (with_row(9, ",1,", ",7,"), 9, "level"),
    "a level in words": (with_row(9, ",1,", f",{CITIZEN_NUMBER},"), 9, "level"),
    "a row that is too short": (with_row(10, ",self_reliant", ""), 10, "exit"),
    "a row that is too long": (with_row(11, "Nord", "Nord,Syd"), 11, "exit"),
    "a quote that is not closed": (with_row(12, "Nord", '"Nord'), 12, "team"),
    "no column of levels": (without_column("level"), 1, "level"),
    "no column of citizens": (without_column("citizen"), 1, "citizen"),
    "two columns of one name": (
        text_of(HEADINGS.replace("exit", "to"), ROWS),
        1,
        "to",
    ),
    "letters of another encoding": (
        with_row(3, "Nord", "Sønder").encode("latin-1"),
        3,
        "team",
    ),
    "two bytes a letter": (text_of(HEADINGS, ROWS).encode("utf-16-le"), 1, ""),
    "nothing at all": ("", 1, ""),
    "blank lines alone": ("\n\n", 1, ""),
    "headings alone": (HEADINGS + "\n", 1, ""),
    "another delimiter in the rows": (
        text_of(HEADINGS, [row.replace(",", ";") for row in ROWS]),
        2,
        "team",
    ),
    "no team in most rows": (
        text_of(HEADINGS, [row.replace("Nord", "") for row in ROWS]),
        2,
        "team",
    ),
}
WEEKS = {
    "hours in words": (with_week(4, "3.5", "tre"), 4, "hours"),
    "a person's number for hours": (with_week(4, "3.5", CITIZEN_NUMBER), 4, "hours"),
    "hours below nothing": (with_week(5, "4.5", "-4.5"), 5, "hours"),
    "hours with two signs": (with_week(6, "5.5", '"1.234,5"'), 6, "hours"),
    "hours without end": (with_week(7, "6.5", "inf"), 7, "hours"),
    "hours that are not a number": (with_week(7, "6.5", "nan"), 7, "hours"),
    "an unknown service": (with_week(8, "home_care", CITIZEN_NUMBER), 8, "service"),
    "a week in words": (with_week(9, "2024-08-01", CITIZEN_NUMBER), 9, "week"),
    "a short row of hours": (with_week(10, ",9.5", ""), 10, "hours"),
    "no weeks at all": ("", 1, ""),
    "headings of weeks alone": (WEEK_HEADINGS + "\n", 1, ""),
    "weeks in letters of another encoding": (
        with_week(4, "home_care", "hjælp").encode("latin-1"),
        4,
        "service",
    ),
    "no citizen in the weeks": (
        text_of(WEEK_HEADINGS, ["," + row.partition(",")[2] for row in WEEK_ROWS]),
        2,
        "citizen",
    ),
    "no column of services": (
        text_of(WEEK_HEADINGS.replace("service", "what"), WEEK_ROWS),
        1,
        "service",
    ),
}


def faults_of(folder):
    with pytest.raises(RecordsError) as error:
        calibrate(folder)
    return error.value.faults


@pytest.mark.parametrize("kind", SPELLS)
def test_a_broken_file_of_spells_is_named(kind, tmp_path):
    text, row, column = SPELLS[kind]
    faults = faults_of(written(tmp_path, spells=text))
    assert ("spells.csv", row, column) in [fault[:3] for fault in faults]
    assert not any(CITIZEN_NUMBER in str(fault) for fault in faults)


@pytest.mark.parametrize("kind", WEEKS)
def test_a_broken_file_of_weeks_is_named(kind, tmp_path):
    text, row, column = WEEKS[kind]
    faults = faults_of(written(tmp_path, weeks=text))
    assert ("weeks.csv", row, column) in [fault[:3] for fault in faults]
    assert not any(CITIZEN_NUMBER in str(fault) for fault in faults)


OTHERS = {
    "a profession that is none": ("staff", f"Nord,{CITIZEN_NUMBER},3", 2, "profession"),
    "posts in words": ("staff", "Nord,helper,3\nSyd,helper,tre", 3, "posts"),
    "a period that is none": ("accounts", "Nord,2024-13,5", 2, "period"),
    "a cost in words": ("accounts", f"Nord,2024-W05,{CITIZEN_NUMBER}kr", 2, "cost"),
}
TABLES = {
    "staff": (
        "team,profession,posts",
        (
            '[staff]\nfile = "staff.csv"\n'
            'columns = { team = "team", profession = "profession", posts = "posts" }\n'
        ),
    ),
    "accounts": (
        "team,period,cost",
        (
            '[accounts]\nfile = "accounts.csv"\n'
            'columns = { team = "team", period = "period", cost_dkk = "cost" }\n'
        ),
    ),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_a_broken_file_of_staff_or_accounts_is_named(kind, tmp_path):
    table, rows, row, column = OTHERS[kind]
    headings, mapping = TABLES[table]
    (tmp_path / f"{table}.csv").write_text(f"{headings}\n{rows}\n")
    faults = faults_of(written(tmp_path, mapping=MAPPING + mapping))
    assert (f"{table}.csv", row, column) in [fault[:3] for fault in faults]
    assert not any(CITIZEN_NUMBER in str(fault) for fault in faults)


def test_blanks_around_names_are_no_part_of_them(tmp_path):
    as_is = calibrate(written(tmp_path)).toml
    rows = [row.replace(",home_care", " , home_care ") for row in WEEK_ROWS]
    assert calibrate(written(tmp_path, weeks=text_of(WEEK_HEADINGS, rows))).toml == as_is


def hours_of(folder):
    """Hours of home care by citizen and week, as they are read."""
    from sim.calibration.reading.faults import Findings
    from sim.calibration.reading.mapping import load_mapping
    from sim.calibration.reading.weeks import read_weeks

    of = read_weeks(load_mapping(folder / "mapping.toml"), Findings())
    rows = zip(of.citizen, of.week, of.hours[:, 0], strict=True)
    return [(of.names[citizen], int(week), float(hours)) for citizen, week, hours in rows]


def test_a_citizen_written_with_and_without_blanks_is_one(tmp_path):
    rows = ["b,2024-01-02,home_care,2", " a ,2024-01-03,home_care,1", "a,2024-01-05, home_care,4"]
    folder = written(tmp_path, weeks=text_of(WEEK_HEADINGS, rows))
    assert hours_of(folder) == [("a", 0, 5.0), ("b", 0, 2.0)]


def test_a_citizen_of_blanks_alone_is_nobody(tmp_path):
    rows = ["  ,2024-01-02,home_care,2", *WEEK_ROWS[:10]]
    folder = written(tmp_path, weeks=text_of(WEEK_HEADINGS, rows))
    assert len(hours_of(folder)) == 10
    found = calibrate(folder).tree["findings"]
    assert [(one["kind"], one["column"], one["rows"]) for one in found] == [
        ("empty", "citizen", [2])
    ]


def test_weeks_of_nobody_are_set_aside_where_that_is_tolerated(tmp_path):
    mapping = MAPPING.replace("[spells]", "tolerated_share = 1\n[spells]", 1)
    rows = ["," + row.partition(",")[2] for row in WEEK_ROWS]
    tree = calibrate(written(tmp_path, mapping=mapping, weeks=text_of(WEEK_HEADINGS, rows))).tree
    assert tree["rows"]["weeks"] == 0


def test_there_are_thirty_kinds():
    kinds = [*SPELLS.values(), *WEEKS.values()]
    named = [1 for _, row, column in kinds if row and column]
    assert len(named) + len(OTHERS) >= 30
    # An empty file has no column to name, nor one of letters that cannot be read.
    assert len(kinds) - len(named) == 6


def test_every_fault_is_told_at_once(tmp_path):
    text = with_row(4, "2024-03-01", "no").replace("development,1,2024-05", "elsewhere,9,2024-05")
    assert {(fault.row, fault.column) for fault in faults_of(written(tmp_path, spells=text))} == {
        (4, "from"),
        (6, "course"),
        (6, "level"),
    }


def test_the_command_ends_with_2_and_writes_nothing(tmp_path, capsys):
    written(tmp_path, spells=with_row(4, "2024-03-01", CITIZEN_NUMBER))
    assert cli.status(["calibrate", str(tmp_path), "--out", str(tmp_path / "town.toml")]) == 2
    said = capsys.readouterr().err
    assert "spells.csv: row 4, column from: is no date; dates are read as 2026-01-31" in said
    assert CITIZEN_NUMBER not in said
    assert not (tmp_path / "town.toml").exists()


def test_faults_are_told_in_danish(tmp_path, capsys):
    written(tmp_path, spells=with_row(4, "2024-03-01", CITIZEN_NUMBER))
    assert cli.status(["--language", "da", "calibrate", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "spells.csv: række 4, kolonne from: er ingen dato; datoer læses som 2026-01-31" in said


def in_database(folder, name, statements):
    if name.endswith(".duckdb"):
        with duckdb.connect(str(folder / name)) as database:
            for statement in statements:
                database.execute(statement)
    else:
        with sqlite3.connect(folder / name) as database:
            for statement in statements:
                database.execute(statement)


@pytest.mark.parametrize("name", ["spells.duckdb", "spells.sqlite"])
def test_a_database_is_read_as_csv_is(name, tmp_path):
    columns = ", ".join(f'"{heading}" VARCHAR' for heading in HEADINGS.split(","))
    rows = [f"INSERT INTO spells VALUES ({', '.join(map(repr, row.split(',')))})" for row in ROWS]
    in_database(tmp_path, name, [f"CREATE TABLE spells ({columns})", *rows])
    mapping = MAPPING.replace("spells.csv", name)
    assert calibrate(written(tmp_path, mapping=mapping)).tree["rows"]["spells"] == 12


def test_a_spreadsheet_and_parquet_are_read_with_their_own_dates(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(HEADINGS.split(","))
    for row in ROWS:
        cells = row.split(",")
        cells[4:6] = [dt.date.fromisoformat(cell) for cell in cells[4:6]]
        book.active.append([int(cells[3]) if n == 3 else cell for n, cell in enumerate(cells)])
    book.save(tmp_path / "spells.xlsx")
    written(tmp_path)
    as_read = f"read_csv('{tmp_path / 'spells.csv'}', types = {{'citizen': 'VARCHAR'}})"
    duckdb.execute(f"COPY (SELECT * FROM {as_read}) TO '{tmp_path / 'spells.parquet'}'")
    as_csv = calibrate(tmp_path).toml
    for name in ("spells.xlsx", "spells.parquet"):
        written(tmp_path, mapping=MAPPING.replace("spells.csv", name))
        assert calibrate(tmp_path).toml == as_csv


def workbook(tmp_path, change):
    """The records as a workbook whose sheet was changed."""
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(HEADINGS.split(","))
    for row in ROWS:
        book.active.append(row.split(","))
    change(book.active)
    book.save(tmp_path / "spells.xlsx")
    written(tmp_path, mapping=MAPPING.replace("spells.csv", "spells.xlsx"))


def faults(tmp_path):
    with pytest.raises(RecordsError) as raised:
        calibrate(tmp_path)
    return str(raised.value)


def put(address, value):
    return lambda sheet: sheet.__setitem__(address, value)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("=1+1", "is a formula without a stored value; open the file in Excel or LibreOffice"),
        ("#N/A", "is an error of the spreadsheet, #N/A; mend the formula"),
    ],
)
def test_a_cell_of_a_workbook_that_cannot_be_read_says_so(tmp_path, value, said):
    workbook(tmp_path, put("A3", value))
    heading = HEADINGS.split(",")[0]
    assert f"spells.xlsx: row 3, column {heading}: {said}" in faults(tmp_path)


OLE = b"\xd0\xcf\x11\xe0"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("spells.xls", OLE, "is of Excel's old format (.xls); save it as .xlsx"),
        ("spells.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password"),
        ("spells.ods", b"PK", "is no spreadsheet; save it as .xlsx, or as CSV"),
    ],
)
def test_a_workbook_of_another_kind_is_named(tmp_path, name, content, said):
    written(tmp_path, mapping=MAPPING.replace("spells.csv", name))
    (tmp_path / name).write_bytes(content)
    assert f"{name}: {said}" in faults(tmp_path)
