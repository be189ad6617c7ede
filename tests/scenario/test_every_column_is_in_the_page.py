"""The page of spreadsheets shows every column, in Danish and English, with its unit and key."""

import pytest
from source_tree import ROOT

from sim.scenario.tables.column import understood
from sim.scenario.tables.columns import COURSES, TEAMS
from sim.scenario.tables.words import KINDS, LAWS, OUTS, POLICIES, STATUSES

PAGE = (ROOT / "docs" / "spreadsheets.md").read_text(encoding="utf-8")
NAMED = {"run.initial": "COURSE", "exits": "X", "hazards_per_week": "X", "rate": "COURSE"}


def line(column):
    """A column as a line of the page."""
    of = NAMED.get(column.key_name, "")
    english, danish = (column.heading(language, of) for language in ("en", "da"))
    return f"| {danish} | {english} | `{column.key_name}` | {column.holds.value} |"


@pytest.mark.parametrize("columns", [TEAMS, COURSES], ids=["teams", "courses"])
def test_the_page_has_a_line_for_each_column_in_its_order(columns):
    lines = [line(column) for column in columns]
    assert "\n".join(lines) in PAGE, "\n".join(lines)


@pytest.mark.parametrize("words", [KINDS, LAWS, OUTS, POLICIES, STATUSES])
def test_the_page_has_every_word(words):
    said = ", ".join(f"{danish} `{own}`" for own, danish in words)
    assert said in PAGE, said


@pytest.mark.parametrize("columns", [TEAMS, COURSES], ids=["teams", "courses"])
@pytest.mark.parametrize("language", ["en", "da"])
def test_a_heading_as_written_means_its_column(columns, language):
    for column in columns:
        of = "development" if column.names_another else ""
        found = understood(column.heading(language, of), columns)
        assert found is not None
        assert (found.column, found.of) == (column, of)
