"""Every step of docs/planner.md, from 43,000 inhabitants to a budget by quarter, is run."""

import contextlib
import re
import shlex

import openpyxl
import pytest
from source_tree import ROOT

from sim.cli import status
from sim.scenario.reading import load_scenario

PAGE = (ROOT / "docs" / "planner.md").read_text(encoding="utf-8")
PART = PAGE.split("## From a town to a budget")[1].split("\n## ")[0]
QUICK = "--replications 1 --weeks 14"


def steps(block):
    """Command lines of a block, small enough for a test."""
    return [
        line.partition("#")[0].removeprefix("forloeb ").replace("--replications 30", QUICK)
        for line in block.splitlines()
        if line.startswith("forloeb ")
    ]


def own_teams(path):
    """The table of the page as a workbook."""
    lines = [line.strip("|").split("|") for line in PART.splitlines() if line.startswith("| ")]
    book = openpyxl.Workbook()
    book.active.title = "Hold"
    for heading_or_row in (line for line in lines if "---" not in line[0]):
        book.active.append([cell.strip() for cell in heading_or_row])
    book.save(path)


def done(line, folder):
    arguments = [
        str(next(folder.glob(word)).relative_to(folder)) if "*" in word else word
        for word in shlex.split(line)
    ]
    assert status(arguments) == 0, line


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """The folder in which every step was done."""
    folder = tmp_path_factory.mktemp("planner")
    before, after = (steps(block) for block in re.findall(r"```sh\n(.*?)```", PART, re.DOTALL))
    assert (len(before), len(after)) == (2, 5)
    with contextlib.chdir(folder):
        for line in before:
            done(line, folder)
        own_teams(folder / "hold.xlsx")
        for line in after:
            done(line, folder)
    return folder


def test_the_scenario_has_the_own_teams_with_inflow_to_be_fitted(town):
    values = load_scenario(town / "town.toml").values
    assert [team.name for team in values.team] == ["Nord", "Midt", "Syd"]
    assert {team.inflow_per_week for team in values.team} == {"fit"}
    assert values.run.initial["Syd"] == {"development": 18, "stabilisation": 236, "individual": 1}
    text = (town / "town.toml").read_text("utf-8")
    assert text.startswith("#:schema ./forloeb.schema.json\n# With the rows of hold.xlsx.\n")
    assert "# A municipality of 43,000" in text


def test_the_own_teams_have_a_budget_by_quarter(town):
    sheet = openpyxl.load_workbook(town / "run.xlsx")["Kvartaler"]
    rows = {row[:2] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert {team for team, _ in rows} == {"Nord", "Midt", "Syd", "total"}
    assert {quarter for _, quarter in rows} == {"2026-Q1", "2026-Q2"}


def test_the_report_opens_in_danish(town):
    (report,) = town.glob("results/town-*/report.html")
    assert '<html lang="da"' in report.read_text(encoding="utf-8")


def test_the_draft_has_a_workbook_in_danish(town):
    assert openpyxl.load_workbook(town / "draft.xlsx").sheetnames == ["Hold", "Forløb"]
