"""One replication of two weeks: how each kind of course is measured against its goals."""

import math

import hand_written
import pytest
from hand_written import HEADING, summarised

from sim.experiments.summary.scenario_facts import Goal
from sim.model.rules.outcomes import Measures

# citizen, course, level, start, end, exit, whether the course begins
LIVES = [
    # a gets a level better within the course, then a level worse in stabilisation.
    ("a", "development", 2, -3, 4, "level_change", True),
    ("a", "development", 1, 4, 9, "stabilisation", False),
    ("a", "stabilisation", 1, 9, 12, "level_change", True),
    ("a", "stabilisation", 2, 12, None, None, False),
    # b is interrupted by a hospital stay and ends self-reliant.
    ("b", "development", 3, 0, 3, "hospital", True),
    ("b", "hospital", 3, 3, 6, "resume", True),
    ("b", "development", 3, 6, 10, "self_reliant", False),
    # c ends as c began, d dies, e began before the window and ends a level better.
    ("c", "development", 1, 1, 8, "stabilisation", True),
    ("c", "stabilisation", 1, 8, None, None, True),
    ("d", "development", 1, 1, 5, "dead", True),
    ("e", "development", 1, -20, 6, "stabilisation", False),
    ("e", "stabilisation", 0, 6, None, None, True),
    # f keeps the level by everyday rehabilitation, g is still in development.
    ("f", "stabilisation", 2, -9, 7, "level_held", True),
    ("f", "stabilisation", 2, 7, None, None, False),
    ("g", "development", 0, 2, None, None, True),
]
COLUMNS = "citizen", "course", "level", "start_day", "end_day", "exit", "entry"
FIRST = [True] + [False] * (len(LIVES) - 1)
THIRD = [False, False, True] + [False] * (len(LIVES) - 3)
LAST = FIRST[::-1]


def only(rows, value, other=0.0):
    """A column with a value on the rows given."""
    return [value if here else other for here in rows]


def both(*columns):
    return [a + b for a, b in zip(*columns, strict=True)]


SPELLS = (
    dict(zip(COLUMNS, map(list, zip(*LIVES, strict=True)), strict=True))
    | {
        "replication": [0] * len(LIVES),
        "team": ["Nord"] * len(LIVES),
        "drawn_days": [7] * len(LIVES),
        "level_weeks_gained": [0.0] * len(LIVES),
    }
    | {
        # Development earns 900 and spends 1,000, stabilisation earns 1,000 and spends 800.
        "revenue_dkk": both(only(FIRST, 900.0), only(THIRD, 1_000.0)),
        "cost_dkk": both(only(FIRST, 1_000.0), only(THIRD, 800.0)),
        "delivered_hours": both(only(FIRST, 6.0), only(LAST, 4.0)),
        "self_determined_hours": [5.0, *[None] * (len(LIVES) - 2), 2.0],
        "continuity_index": [0.25, *[None] * (len(LIVES) - 2), 0.5],
        "visited_days": [7, *[0] * (len(LIVES) - 2), 14],
    }
)
TEAM_WEEKS = {column: [0, 0] for column in hand_written.TEAM_WEEKS} | {
    "replication": [0, 0],
    "team": ["Nord"] * 2,
    "week": [0, 1],
    "development_citizens": [3.0, 1.0],
    "stabilisation_citizens": [3.0, 4.0],
    "hospital_citizens": [0.0, 0.0],
}
STABILISATION_YEARS = 7 * (3 + 4) / 365.25
WEIGHTS = Measures(economy=0.5, progression=0.3, continuity=0.1, self_determination=0.1)


def goals(folder, **weights):
    heading = HEADING._replace(
        courses=("development", "stabilisation", "hospital"),
        kinds=("development", "stabilisation", "hospital"),
        goals=tuple(Goal(kind, weight) for kind, weight in weights.items()),
    )
    found = summarised(folder, heading, TEAM_WEEKS, SPELLS)["goals"]
    return {
        row.pop("kind"): {name: figure["mean"] for name, figure in row.items()} for row in found
    }


def test_development_counts_who_ended_better_off_among_those_who_ended(tmp_path):
    found = goals(tmp_path, development=WEIGHTS)["development"]
    # a, b and e of a, b, c and e: d's death and b's hospital stay ended no course.
    assert found["progression"] == pytest.approx(3 / 4)
    assert found["economy"] == pytest.approx(0.9)
    assert found["continuity"] == pytest.approx((0.25 * 7 + 0.5 * 14) / 21)
    assert found["self_determination"] == pytest.approx((5 + 2) / (6 + 4))
    score = 0.5 * 0.9 + 0.3 * 0.75 + 0.1 * 8.75 / 21 + 0.1 * 0.7
    assert found["score"] == pytest.approx(score)


def test_stabilisation_counts_levels_lost_a_year(tmp_path):
    found = goals(tmp_path, stabilisation=Measures(1.0, 3.0, 0.0, 0.0))["stabilisation"]
    kept = math.exp(-1 / STABILISATION_YEARS)
    assert found["progression"] == pytest.approx(kept)
    assert found["economy"] == 1
    assert found["score"] == pytest.approx((1 + 3 * kept) / 4)


def test_a_score_is_unknown_where_a_measure_with_a_weight_is(tmp_path):
    found = goals(tmp_path, stabilisation=WEIGHTS)["stabilisation"]
    assert found["continuity"] is None
    assert found["score"] is None


def test_a_kind_without_a_course_has_no_measures(tmp_path):
    found = goals(tmp_path, individual=WEIGHTS)["individual"]
    assert set(found.values()) == {None}
