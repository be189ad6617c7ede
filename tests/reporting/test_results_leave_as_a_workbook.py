"""Results leave as a workbook, CSV and Parquet: the same numbers, units said, and nothing runs."""

import contextlib
import csv
import zipfile

import openpyxl
import pytest
from small_scenarios import FOUR_WEEKS

from sim.cli import status
from sim.experiments.results import open_results
from sim.experiments.running.simulate import simulate
from sim.reporting.exporting.listed import EXPORTS
from sim.reporting.workbook.book import BookSheet, write_book
from sim.scenario.reading import load_scenario

NAMES = ("=1+2", "+4", "@SUM(A1)", "-7", "http://localhost/", "{=3}")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """A small run with its scenario file."""
    folder = tmp_path_factory.mktemp("run")
    file = folder / "town.toml"
    file.write_text(FOUR_WEEKS.replace("schema = 1", 'schema = 1\ntitle = "A town"'), "utf-8")
    scenario = load_scenario(file, ["run.replications=2"])
    return simulate(scenario, out=folder, workers=1, engine="simpy").folder


@pytest.fixture(scope="module")
def book(run):
    """The run as a workbook."""
    path = run.parent / "book.xlsx"
    assert status(["export", str(run), "--as", "xlsx", "--to", str(path)]) == 0
    return openpyxl.load_workbook(path)


def rows(sheet):
    return list(sheet.iter_rows(values_only=True))


def column(sheet, heading):
    first, *below = rows(sheet)
    return [row[first.index(heading)] for row in below]


def ore(values):
    return [round(100 * value) for value in values]


def test_team_weeks_equal_the_parquet_to_the_ore(run, book):
    table = open_results(run).team_weeks()
    for name in ("revenue", "cost", "deviation"):
        assert ore(column(book["Team weeks"], f"{name} [DKK]")) == ore(table[f"{name}_dkk"])
    assert column(book["Team weeks"], "citizens [citizens]") == pytest.approx(table["citizens"])


def test_spells_equal_the_parquet_to_the_ore(run, book):
    table = open_results(run).spells()
    assert ore(column(book["Spells"], "cost [DKK]")) == ore(table["cost_dkk"])
    assert column(book["Spells"], "citizen") == list(table["citizen"])


def test_teams_and_quarters_add_up_to_the_summary(run, book):
    total = open_results(run).summary["total"]["deviation_dkk"]
    assert column(book["Teams"], "team")[-1] == "total"
    assert column(book["Teams"], "deviation [DKK]")[-1] == pytest.approx(total["mean"])
    assert column(book["Teams"], "deviation, low [DKK]")[-1] == pytest.approx(total["low"])
    quarters = dict(
        zip(
            column(book["Quarters"], "team"),
            column(book["Quarters"], "deviation [DKK]"),
            strict=True,
        )
    )
    assert quarters["total"] == pytest.approx(total["mean"])


def test_the_first_page_says_what_it_is(run, book):
    said = {row[0]: row[1] for row in rows(book["Read me"])}
    assert said["scenario"] == "town"
    assert said["title"] == "A town"
    assert said["hash"] == run.name.rpartition("-")[2]
    assert said["first day of the run"] == "2026-01-05"
    assert said["replications"] == 2
    assert "written on" in said
    assert "sources of the numbers" in said
    assert "course.development.hours_sd" in column(book["Sources"], "key")


def test_a_danish_workbook_has_the_same_numbers_under_danish_words(run, book, tmp_path):
    path = tmp_path / "bog.xlsx"
    asked = ["export", str(run), "--as", "xlsx", "--to", str(path), "--language", "da"]
    assert status(asked) == 0
    danish = openpyxl.load_workbook(path)
    assert danish.sheetnames[0] == "Læs mig"
    assert {"Teams", "Kvartaler", "Teamuger", "Ophold", "Kilder"} <= set(danish.sheetnames)
    said = {row[0]: row[1] for row in rows(danish["Læs mig"])}
    assert said["første dag i kørslen"] == "2026-01-05"
    assert (said["scenarie"], said["simuleringer"]) == ("town", 2)
    assert "tallenes kilder" in said
    for english, sheet, heading in (
        ("deviation, low [DKK]", "Teams", "budgetafvigelse, nederst [kr.]"),
        ("citizens [citizens]", "Teamuger", "borgere [borgere]"),
    ):
        of = book["Teams" if sheet == "Teams" else "Team weeks"]
        assert column(danish[sheet], heading) == column(of, english)
    assert [len(rows(one)) for one in danish] == [len(rows(one)) for one in book]


def test_names_are_text_and_no_formula_or_link(tmp_path):
    path = tmp_path / "names.xlsx"
    write_book([BookSheet("=A:1/[x]", NAMES, [NAMES])], path)
    sheet = openpyxl.load_workbook(path).active
    assert sheet.title == "=A-1--x-"
    assert {cell.data_type for line in sheet.iter_rows() for cell in line} == {"s"}
    assert [cell.value for cell in sheet[2]] == [*NAMES]
    with zipfile.ZipFile(path) as packed:
        text = packed.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in text
    assert "hyperlink" not in text


def test_what_is_absent_is_an_empty_cell(tmp_path):
    path = tmp_path / "empty.xlsx"
    write_book([BookSheet("x", ("a", "b", "c"), [(None, float("nan"), True)])], path)
    assert rows(openpyxl.load_workbook(path).active)[1] == (None, None, True)


def test_two_sheets_never_have_one_name(tmp_path):
    path = tmp_path / "twice.xlsx"
    long = "a name of more than thirty-one letters"
    write_book([BookSheet(name, (), []) for name in (long, long.upper(), "x")], path)
    names = openpyxl.load_workbook(path).sheetnames
    assert names == [long[:31], f"{long.upper()[:29]} 2", "x"]


def test_csv_has_the_numbers_of_the_parquet(run, tmp_path):
    assert status(["export", str(run), "--as", "csv", "--to", str(tmp_path / "csv")]) == 0
    with (tmp_path / "csv" / "team_weeks.csv").open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    table = open_results(run).team_weeks()
    assert [float(row["revenue_dkk"]) for row in read] == list(table["revenue_dkk"])
    assert [row["iso_week"] for row in read] == [f"2026-W{2 + week:02}" for week in table["week"]]
    assert (tmp_path / "csv" / "summary.csv").read_text("utf-8").startswith("part,name,figure")


def test_parquet_is_the_folders_own(run, tmp_path):
    assert status(["export", str(run), "--as", "parquet", "--to", str(tmp_path / "pq")]) == 0
    made = (tmp_path / "pq" / "spells.parquet").read_bytes()
    assert made == (run / "spells.parquet").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--as", "xls", "--to", "x.xlsx"], '--as "xls" is not known; did you mean "xlsx"?'),
        (["--as", "xlsx", "--to", "x.xls"], "x.xls: a workbook's name ends in .xlsx"),
        (["--as", "xlsx", "--to", "no/x.xlsx"], "there is no folder no; make it first"),
    ],
)
def test_what_cannot_be_written_is_said(run, tmp_path, capsys, arguments, said):
    with contextlib.chdir(tmp_path):
        assert status(["export", str(run), *arguments]) == 2
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_no_run_is_refused(tmp_path, capsys):
    for kind in EXPORTS:
        assert (
            status(["export", str(tmp_path), "--as", kind, "--to", str(tmp_path / "x.xlsx")]) == 2
        )
    assert capsys.readouterr().err.count("is not a results folder") == len(EXPORTS)


def test_rates_and_compare_write_a_workbook_too(run, tmp_path, capsys):
    file, other = run.parent / "town.toml", tmp_path / "dearer.toml"
    other.write_text(file.read_text("utf-8").replace("= 2700", "= 3000"), "utf-8")
    quick = ["--replications", "2", "--out", str(tmp_path), "--no-report", "--engine", "simpy"]
    book = tmp_path / "rates.xlsx"
    assert status(["rates", str(file), "--xlsx", str(book)]) == 0
    rates = openpyxl.load_workbook(book)["Rates"]
    assert column(rates, "course") == ["development", "stabilisation", "individual", "total"]
    book = tmp_path / "compare.xlsx"
    assert status(["compare", str(file), str(other), *quick, "--xlsx", str(book)]) == 0
    compared = openpyxl.load_workbook(book)
    assert column(compared["Changes"], "key") == ["tariff.weekly_dkk.development"]
    figures = dict(
        zip(column(compared["Total"], "figure"), rows(compared["Total"])[1:], strict=True)
    )
    first = rows(compared["Total"])[0]
    cost = dict(zip(first, figures["cost_dkk"], strict=True))
    assert (cost["unit"], cost["difference"]) == ("DKK", 0)
    assert capsys.readouterr().err.count(".xlsx") == 2
