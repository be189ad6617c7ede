"""The band of chance alone comes from outside, or the numbers of the teams leave it empty."""

import csv
import io
import re
from html import unescape
from urllib.parse import unquote

from sim.reporting.run.report import write_report

BAND = {"Nord": (0.0, -100.0, 100.0), "Øst": (-10.0, -90.0, 70.0)}


def chance_of_teams(page):
    """What the table of the teams in an English page says of chance, by team."""
    links = (
        unescape(link) for link in re.findall(r'href="data:text/csv;charset=utf-8,([^"]*)"', page)
    )
    tables = (unquote(link).lstrip("\N{ZERO WIDTH NO-BREAK SPACE}") for link in links)
    teams = next(table for table in tables if table.startswith("team,verdict,"))
    rows = csv.DictReader(io.StringIO(teams))
    columns = [name for name in rows.fieldnames if "chance" in name]
    return {row["team"]: [row[name] for name in columns] for row in rows}


def test_without_a_twin_the_columns_of_chance_are_empty(results_folder):
    page = write_report(results_folder()).read_text(encoding="utf-8")
    assert chance_of_teams(page) == {team: ["", "", ""] for team in BAND}


def test_with_a_twin_the_band_is_in_the_numbers(results_folder):
    page = write_report(results_folder(), chance=BAND).read_text(encoding="utf-8")
    assert chance_of_teams(page) == {"Nord": ["0", "-100", "100"], "Øst": ["-10", "-90", "70"]}
