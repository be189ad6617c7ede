"""What a question to a results folder can read and write: that folder, unless one asks for more."""

import duckdb
import pytest

import sim
from sim.experiments.folder.database import connection, counted, pattern
from sim.experiments.folder.sql import Sql
from sim.experiments.folder.storage import write_columns

OWN = {"team": ["Nord", "Syd"], "week": [1, 2]}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A run's folder in `out`, and a table of one's own beside it."""
    from small_scenarios import FOUR_WEEKS, scenario_of

    place = tmp_path_factory.mktemp("reach")
    scenario = scenario_of(FOUR_WEEKS, "four")
    sim.simulate(scenario, replications=1, workers=1, engine="simpy", out=place / "out")
    write_columns(OWN, place / "own.parquet")
    return place


@pytest.fixture
def folder(place):
    (folder,) = (place / "out").iterdir()
    return folder


def test_its_own_tables_can_be_asked(folder):
    rows = sim.open_results(folder).query("SELECT count(DISTINCT week) FROM team_weeks")
    assert rows.fetchall() == [(4,)]


@pytest.mark.parametrize(
    "question",
    [
        "FROM '{place}/own.parquet'",
        "FROM '{folder}/../../own.parquet'",
        "FROM read_text('/etc/hostname')",
        "FROM glob('/etc/*')",
        "COPY (SELECT 1) TO '{place}/marker.csv'",
        "ATTACH '{place}/marker.db'",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "SET allowed_directories = ['/']",
        "INSTALL httpfs",
    ],
)
def test_nothing_else_is_read_or_written(place, folder, question):
    asked = question.format(place=place, folder=folder)
    with pytest.raises(duckdb.Error):
        sim.open_results(folder).query(asked).fetchall()
    assert not list(place.glob("marker*"))


def test_a_researcher_may_join_a_table_of_ones_own(place, folder):
    results = sim.open_results(folder, external=True)
    joined = f"SELECT count(*) FROM team_weeks JOIN '{place}/own.parquet' USING (team, week)"  # noqa: S608 - our own
    teams = {row[0] for row in results.query("SELECT DISTINCT team FROM team_weeks").fetchall()}
    assert results.query(joined).fetchall()[0][0] == len(teams & {"Nord"}) + len(teams & {"Syd"})


def test_a_link_out_of_the_folder_is_not_followed(place, folder):
    (folder / "link.parquet").symlink_to(place / "own.parquet")
    try:
        with connection(folder) as connected, pytest.raises(duckdb.Error):
            counted(
                connected,
                Sql("SELECT count(*) FROM read_parquet($path)"),
                {"path": str(folder / "link.parquet")},
            )
    finally:
        (folder / "link.parquet").unlink()


@pytest.mark.parametrize("name", ["[", "]", "a*b", "?", "[!a]", "**", "a'b", "{x}", "~", "$HOME"])
def test_a_path_means_the_file_of_that_name(tmp_path, name):
    for other in (name, "a", "axb", "b"):
        (tmp_path / other).mkdir(exist_ok=True)
        write_columns({"team": [other]}, tmp_path / other / "t.parquet")
    asked = Sql("SELECT count(*) FROM read_parquet($path) WHERE team = $team")
    given = {"path": pattern(tmp_path / name / "t.parquet"), "team": name}
    every = Sql("SELECT count(*) FROM read_parquet($path)")
    with connection(tmp_path / name) as connected:
        assert counted(connected, asked, given) == counted(connected, every, given) == 1


def test_counts_do_not_overflow_in_other_tools(folder):
    found = sim.open_results(folder).query("DESCRIBE team_weeks").fetchall()
    types = {row[0]: row[1] for row in found}
    counts = ("replication", "week", "clinic_visits", "home_visits", "visited_days", "gave_up")
    assert {types[name] for name in counts} == {"BIGINT"}


def test_an_unreadable_folder_is_an_error_of_results(tmp_path):
    for path in (tmp_path, tmp_path / "absent", tmp_path / ("x" * 300), "/proc/1/cwd"):
        with pytest.raises(sim.ResultsError):
            sim.open_results(path)
