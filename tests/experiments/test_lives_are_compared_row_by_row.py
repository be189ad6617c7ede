"""Spells of two hand-written folders, counted as alike or not."""

import pytest
from hand_written import SPELLS, TEAM_WEEKS

from sim.experiments.comparison.lives import Folders, lives
from sim.experiments.folder.storage import write_columns


@pytest.fixture
def compared(tmp_path):
    """Lives of the hand-written folder and of one in which columns are other ones."""

    def found(spells=None, team_weeks=None, *, replications=(0, 1), names=("Nord", "Nord")):
        ours, theirs = names
        write(tmp_path / "first", SPELLS | in_team(ours), TEAM_WEEKS)
        stays = SPELLS | in_team(theirs) | (spells or {})
        weeks = TEAM_WEEKS | {"team": [theirs] * 4} | (team_weeks or {})
        write(tmp_path / "other", stays, weeks)
        folders = tmp_path / "first", tmp_path / "other"
        return lives(Folders(*folders, replications, {theirs: ours}))

    return found


def in_team(name):
    """Spells' columns of team and citizen, as a run names them."""
    return {"team": [name] * 5, "citizen": [f"{name}/{citizen}" for citizen in SPELLS["citizen"]]}


def write(folder, spells, team_weeks):
    folder.mkdir()
    write_columns(spells, folder / "spells.parquet")
    write_columns(team_weeks, folder / "team_weeks.parquet")


def test_the_same_tables_are_the_same_lives(compared):
    assert compared() == {
        "spells_first": 5,
        "spells_other": 5,
        "spells_alike": 5,
        "citizens": 4,
        "citizens_alike": 4,
        "same_lives": True,
        "same_care": True,
        "is_price_only": True,
    }


def test_money_is_no_life(compared):
    found = compared(
        {"revenue_dkk": [7.0] * 5, "cost_dkk": [8.0] * 5},
        {"revenue_dkk": [9.0] * 4, "outside_dkk": [1.0] * 4, "unshared_cost_dkk": [2.0] * 4},
    )
    assert found["is_price_only"]


def test_one_other_end_is_one_other_life(compared):
    found = compared({"exit": [None, "dead", "level_change", "dead", None]})
    assert (found["spells_alike"], found["citizens_alike"]) == (4, 3)
    assert (found["same_lives"], found["same_care"], found["is_price_only"]) == (False, None, False)


def test_a_citizen_who_never_comes_lives_otherwise(compared):
    whole = SPELLS | in_team("Nord")
    found = compared({name: column[:4] for name, column in whole.items()})
    assert (found["spells_first"], found["spells_other"]) == (5, 4)
    assert (found["citizens"], found["citizens_alike"]) == (4, 3)


@pytest.mark.parametrize(
    ("spells", "team_weeks"),
    [
        ({"delivered_hours": [0.0, 20.0, 40.0, 15.0, 14.0]}, {}),
        ({}, {"temporary_hours": [2.0, 0.0, 0.0, 2.0]}),
        ({"drawn_days": [21, 7, 2, 10, 31]}, {}),
    ],
)
def test_other_care_in_the_same_lives_is_not_price_alone(compared, spells, team_weeks):
    found = compared(spells, team_weeks)
    assert found["same_lives"]
    assert not found["is_price_only"]


def test_only_the_replications_asked_for_count(compared):
    found = compared({"exit": [None, "dead", "level_change", "dead", None]}, replications=(1,))
    assert (found["spells_first"], found["citizens"]) == (2, 2)
    assert found["is_price_only"]


def test_a_team_renamed_is_the_same_team(compared):
    assert compared(names=("Nord", "Nordre \"Ø'"))["is_price_only"]


def test_a_team_of_another_name_is_another_team(compared):
    found = compared({"team": ["Syd"] * 5})
    assert (found["spells_alike"], found["citizens_alike"]) == (0, 0)
