"""`--set KEY=VALUE` changes one value; what is wrong with it is told at its place."""

# ruff: noqa: E501 - a fault is one line

import pytest

from sim.scenario.reading import load_scenario


@pytest.fixture
def after(written, sound):
    """Values of the sound scenario after overrides."""
    return lambda *overrides: load_scenario(written(sound), overrides).values


def test_a_key_of_a_table(after):
    assert after("run.seed=9").run.seed == 9


def test_a_team_and_a_course_by_name(after):
    values = after("team.Nord.inflow_per_week = 5", "course.development.stay.mean_weeks=6")
    assert values.team[0].inflow_per_week == 5.0
    assert values.course[0].stay.mean_weeks == 6.0


def test_a_name_with_spaces_in_quotes(written, sound):
    text = sound.replace('"Nord"', '"Team 1 (vest)"')
    scenario = load_scenario(written(text), ['team."Team 1 (vest)".inflow_per_week=2'])
    assert scenario.values.team[0].inflow_per_week == 2.0


def test_a_name_with_danish_letters_needs_no_quotes(written, sound):
    text = sound.replace('"Nord"', '"Sønderå"')
    scenario = load_scenario(written(text), ["team.Sønderå.inflow_per_week=2"])
    assert scenario.values.team[0].inflow_per_week == 2.0


def test_an_item_of_a_list_by_its_number(after):
    values = after(
        "course.development.exits[0].probability=0.4", "course.development.exits[1].probability=0.6"
    )
    assert [way.probability for way in values.course[0].exits] == [0.4, 0.6]


def test_a_table_that_was_not_there(after):
    assert after("citizen.multiplier_sd=0.5").citizen.multiplier_sd == 0.5


def test_a_later_one_wins(after):
    assert after("run.seed=9", "run.seed=10").run.seed == 10


def test_a_list_a_table_and_a_text(after):
    values = after(
        'run.initial="empty"',
        "course.stabilisation.hours_per_week={ nursing = 0, home_care = [1, 2, 3, 4, 5] }",
    )
    assert values.run.initial == "empty"
    assert values.course[1].hours_per_week["home_care"] == [1.0, 2.0, 3.0, 4.0, 5.0]


WRONG = [
    ("run.seed", "--set:1:9: run.seed: is not KEY=VALUE; write for example team.Nord.inflow_per_week=5"),
    ("=3", "--set:1:1: =3: is not KEY=VALUE; write for example team.Nord.inflow_per_week=5"),
    ("run.seed=", "--set:1:10: run.seed: has no value; write --set run.seed=VALUE"),
    ("run.sed=1", '--set:1:5: run.sed: is not known here; did you mean "seed"?'),
    ("run.seed=-1", "--set:1:5: run.seed: must be 0 or more, is -1; check the sign"),
    ("team.Nort.inflow_per_week=5", '--set:1:6: team.Nort: is not a team of the scenario; did you mean "Nord"?'),
    ("course.xyz.stay.mean_weeks=5", '--set:1:8: course.xyz: is not a course of the scenario; write one of "development", "stabilisation", "hospital"'),
    ("team.Nord.policy=needs_led", """--set:1:18: team.Nord.policy: needs_led is not a TOML value; quote text: --set 'team.Nord.policy="needs_led"'"""),
    ("run.seed=1, 2", '--set:1:10: run.seed: 1, 2 is not a TOML value; write a number, true, a date, "text" in quotes, a [list] or a {table}'),
    ("run.seed=1\nrun.weeks=2", '--set:1:10: run.seed: 1\\\\nrun.weeks=2 is not a TOML value; write a number, true, a date, "text" in quotes, a [list] or a {table}'),
    ("run.seed.x=1", '--set:1:10: run.seed.x: is not known here; write one of "value", "unit", "source", "year", "status", "low", "high", "law", "n", "period"'),
    ("run.start.x=1", "--set:1:11: run.start: is not a table, is 2026-01-05; set run.start as a whole"),
    ("course.development.exits[7].to=1", "--set:1:20: course.development.exits[7]: is not in the list; the last one is course.development.exits[1]"),
    ("course.development.exits.to=1", '--set:1:26: course.development.exits.to: is not an exit of the course; write one of "stabilisation", "self_reliant"'),
    ("course.development.exits.to.x=1", "--set:1:26: course.development.exits: takes a number in brackets, as [0]; set course.development.exits as a whole"),
    ("schema=2", "--set:1:1: schema: belongs in the file; leave it out of --set"),
    ("extends=1", "--set:1:1: extends: belongs in the file; leave it out of --set"),
]  # fmt: skip


@pytest.mark.parametrize(("override", "said"), WRONG)
def test_what_is_wrong_is_said_at_its_place(faults, sound, override, said):
    assert faults(sound, [override]) == [said]


def test_every_override_has_its_number(faults, sound):
    said = faults(sound, ["run.seed=1", "run.weeks=0", "run.seed=-1"])
    assert [line.split(" ")[0] for line in said] == ["--set:2:5:", "--set:3:5:"]
