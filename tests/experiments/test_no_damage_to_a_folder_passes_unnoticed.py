"""A fuzz of results folders: never a fault of the program, never another number without a word.

A hundred cases here; `tests/benchmarks/folders.py` runs two thousand and counts how they end.
"""

import pytest
from hypothesis import HealthCheck, given, settings
from spoiled_folders import COMMANDS, DAMAGE, base_in, ended, fault_of, fresh_copy, spoil

QUICK = settings(max_examples=25, suppress_health_check=list(HealthCheck))


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Where folders are damaged: `base` stays whole, `copy` is damaged, `right` is how it ends."""
    base = base_in(tmp_path_factory.mktemp("base"))
    copy = tmp_path_factory.mktemp("damaged") / "copy"
    fresh_copy(base, copy)
    return base, copy, {name: ended(copy, name) for name in COMMANDS}


def test_the_whole_folder_is_right(place):
    assert {found.code for found in place[2].values()} == {0}


@pytest.mark.parametrize("name", COMMANDS)
@QUICK
@given(damage=DAMAGE)
def test_a_damaged_folder_is_refused_or_gives_what_the_whole_one_gives(place, damage, name):
    base, copy, right = place
    fresh_copy(base, copy)
    spoil(copy, damage)
    assert not fault_of(name, right[name], ended(copy, name))
