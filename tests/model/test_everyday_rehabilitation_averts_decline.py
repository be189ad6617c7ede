"""Half an hour a week of everyday rehabilitation averts 0.6 (1 - exp(-0.5 / 0.25)) of the declines.

1,400 citizens stay a week at level 2; every stay ends a level worse, a level better or in moving,
with 0.5, 0.3 and 0.2. Counts are compared at four standard errors: a false alarm in 16,000, and a
share averted that is 0.07 too large or small is found nine times in ten.
"""

import math

import numpy as np
import pytest
from by_hand import AS_EXPECTED, coming, state_after, tables, weeks_of

from sim.model.state import SPELLS
from sim.model.terms import HELD, LEVEL_CHANGE, out_code

CITIZENS = 1_400
TEXT = f"""
schema = 1
[run]
start = 2026-01-05
weeks = 2
initial = "empty"
[citizen]
start_level = [0, 0, 1, 0, 0]
[[team]]
name = "Nord"
inflow_per_week = {coming(0, CITIZENS)}
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "fixed", mean_weeks = 1 }}
hours_per_week = {{ home_care = 2 }}
exits = [
  {{ to = {{ level_change = 1 }}, probability = 0.5 }},
  {{ to = {{ level_change = -1 }}, probability = 0.3 }},
  {{ to = "moved", probability = 0.2 }},
]
[course.everyday_rehabilitation]
hours_per_week = [0.5, 0.5, 0.5, 0.1, 0]
max_share = 0.6
tau_hours = 0.25
[prices]
cost_per_hour_dkk = {{ home_care = 480 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 0 }}
"""
AVERTED = 0.6 * (1 - math.exp(-0.5 / 0.25))


class Spells:
    """Spells of a run by the day on which they began."""

    def __init__(self, text, rules=AS_EXPECTED):
        state = state_after(text, rules)
        rows = slice(int(state.rows[SPELLS]))
        self.start = state.spells.start_day[rows]
        self.level = state.spells.level[rows]
        self.exit = state.spells.exit[rows]


@pytest.fixture(scope="module")
def spells():
    return Spells(TEXT)


def is_binomial(count, of, chance):
    return abs(count - of * chance) <= 4 * math.sqrt(of * chance * (1 - chance))


def test_of_the_declines_the_share_of_the_formula_is_averted(spells):
    first = spells.exit[spells.start == 0]
    assert is_binomial((first == HELD).sum(), CITIZENS, 0.5 * AVERTED)
    # 4 + 1.28 errors of 0.5 x share averted.
    assert 5.28 * math.sqrt(0.5 * AVERTED * (1 - 0.5 * AVERTED) / CITIZENS) / 0.5 < 0.14


def test_no_other_exit_changes(spells):
    first = spells.exit[spells.start == 0]
    assert is_binomial((first == out_code("moved")).sum(), CITIZENS, 0.2)
    changed = (first == LEVEL_CHANGE).sum()
    assert is_binomial(changed, CITIZENS, 0.3 + 0.5 * (1 - AVERTED))


def test_an_averted_decline_is_another_stay_at_the_same_level(spells):
    first = spells.exit[spells.start == 0]
    later, counts = np.unique(spells.level[spells.start == 7], return_counts=True)
    assert later.tolist() == [1, 2, 3]
    assert counts[1] == (first == HELD).sum()
    assert counts[0] + counts[2] == (first == LEVEL_CHANGE).sum()
    assert is_binomial(counts[0], CITIZENS, 0.3)


def test_its_hours_are_given_by_home_care():
    one = TEXT.replace(coming(0, CITIZENS), coming(0)).replace("weeks = 2", "weeks = 1")
    found = tables(one)
    assert weeks_of(found, "home_care_hours") == [2.5]
    assert weeks_of(found, "cost_dkk") == [2.5 * 480]


def test_less_of_it_averts_less():
    # At level 3 six minutes a week.
    spells = Spells(TEXT.replace("[0, 0, 1, 0, 0]", "[0, 0, 0, 1, 0]"))
    first = spells.exit[spells.start == 0]
    assert is_binomial((first == HELD).sum(), CITIZENS, 0.5 * 0.6 * (1 - math.exp(-0.1 / 0.25)))


def test_a_level_that_cannot_get_worse_is_not_held_by_rehabilitation():
    # At level 4 with none of it: who would get worse stays where they are, and nothing was averted.
    at_4 = TEXT.replace("[0, 0, 1, 0, 0]", "[0, 0, 0, 0, 1]")
    spells = Spells(at_4)
    assert HELD not in spells.exit
    first, later = spells.exit[spells.start == 0], spells.level[spells.start == 7]
    assert is_binomial((first == LEVEL_CHANGE).sum(), CITIZENS, 0.8)
    assert is_binomial((later == 4).sum(), CITIZENS, 0.5)


def test_what_it_averts_is_a_rule():
    all_of_it = AS_EXPECTED._replace(averted=lambda _hours, _terms: 1.0)
    spells = Spells(TEXT, all_of_it)
    assert is_binomial((spells.exit[spells.start == 0] == HELD).sum(), CITIZENS, 0.5)
    assert set(spells.level[spells.start == 7].tolist()) == {1, 2}
