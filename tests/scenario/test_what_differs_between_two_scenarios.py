"""A line for every key that differs, by name, with units and sources, and for nothing else."""

import pytest

from sim.scenario.differences import differences
from sim.scenario.reading import load_scenario

DATED = "[{ from = 2026-01-05, value = 1575 }, { from = 2027-01-04, value = 1600 }]"
TWO_EXITS = """
    { to = { level_change = -1 }, probability = 0.2 },
    { to = { course = "stabilisation", level = 3 }, probability = 0.3 },
"""


@pytest.fixture
def lines(written, sound):
    """Lines that are said when pieces of the sound scenario are replaced."""

    def said(*pieces):
        text = sound
        for old, new in pieces:
            assert old in text
            text = text.replace(old, new)
        first = load_scenario(written(sound, "first.toml"))
        return [
            str(change) for change in differences(first, load_scenario(written(text, "other.toml")))
        ]

    return said


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("2700", "2500", "tariff.weekly_dkk.development: 2700 -> 2500"),
        ("mean_weeks = 8", "mean_weeks = 8.5", "course.development.stay.mean_weeks: 8 -> 8.5"),
        (
            "[50, 40, 30, 20, 10]",
            "[50, 40, 30, 20, 11]",
            "course.stabilisation.stay.mean_weeks: [50, 40, 30, 20, 10] -> [50, 40, 30, 20, 11]",
        ),
        (", dead = 0.001", "", "course.development.hazards_per_week.dead: 0.001 -> -"),
        (
            "training = 500 }",
            "training = 500, nursing = 480 }",
            "prices.cost_per_hour_dkk.nursing: - -> 480",
        ),
        ("weeks = 104", "weeks = 104\nwarm_up_weeks = 2", "run.warm_up_weeks: 0 -> 2"),
        (
            "stabilisation = 1575",
            f"stabilisation = {DATED}",
            "tariff.weekly_dkk.stabilisation: 1575 -> 1575, from 2027-01-04 1600",
        ),
        (
            "inflow_per_week = 4.0",
            'inflow_per_week = { value = 5, unit = "citizens a week", source = "us" }',
            "team.Nord.inflow_per_week: 4 -> 5 (citizens a week; source: - -> us)",
        ),
    ],
)
def test_a_key_and_its_values(lines, old, new, line):
    assert lines((old, new)) == [line]


def test_exits_go_by_where_they_lead(lines):
    found = lines(
        (
            '    { to = "stabilisation", probability = 0.5 },\n',
            TWO_EXITS,
        )
    )
    assert found == [
        "course.development.exits[stabilisation].probability: 0.5 -> -",
        "course.development.exits[level -1].probability: - -> 0.2",
        "course.development.exits[stabilisation level 3].probability: - -> 0.3",
    ]


def test_titles_sources_and_order_are_no_difference(lines):
    assert lines(("A sound scenario", "Another title")) == []
    sourced = '{ value = 2700, source = "us", status = "measured" }'
    assert lines(("development = 2700", f"development = {sourced}")) == []
    assert lines(("{ first_contact = 2, hospital", "{ first_contact = 2.0, hospital")) == []


def test_another_source_is_told_where_the_value_differs(written, sound):
    texts = [
        sound.replace("development = 2700", f'development = {{ value = {v}, source = "{s}" }}')
        for v, s in ((2700, "the council"), (2500, "the ministry"))
    ]
    both = [load_scenario(written(text, f"{n}.toml")) for n, text in enumerate(texts)]
    (change,) = differences(*both)
    assert (change.first_source, change.other_source) == ("the council", "the ministry")
    assert str(change).endswith("2700 -> 2500 (source: the council -> the ministry)")
