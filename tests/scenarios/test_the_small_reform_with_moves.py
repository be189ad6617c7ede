"""The small reform with moves and hours outside the rate: what its comments say."""

from pathlib import Path

import pytest

from sim.economics.reform.reform import PARTS, less_specialised, reform, reform_tree
from sim.scenario.reform.file import load_reform

PATH = Path(__file__).parents[2] / "scenarios" / "small_reform_moves.toml"


@pytest.fixture(scope="module")
def found():
    return reform(load_reform(PATH))


def test_who_saves_most_moves_first_and_one_finds_no_place(found):
    days = {name: day.isoformat() for name, day in found.moving.moved.items()}
    assert days == {"1": "2025-03-01", "4": "2025-06-01", "5": "2025-11-01"}
    said = less_specialised(found)
    assert (said["could_move"], said["moved"], said["for_want_of_places"]) == (4, 3, 1)
    assert 0 < said["saved_dkk"] < said["potential_dkk"]


def test_the_parts_add_up_and_the_bill_is_more_than_the_rates(found):
    total = reform_tree(found)["total"]
    assert total["change_dkk"] == sum(total[part] for part in PARTS)
    assert total["bill_dkk"] - total["after_dkk"] == total["outside_rate_dkk"] > 0
