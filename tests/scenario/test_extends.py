"""A file that extends another holds only what differs."""

import pytest

from sim.scenario.faults.fault import ScenarioError
from sim.scenario.reading import load_scenario


@pytest.fixture
def extended(written, sound):
    """Scenario whose base is the sound one."""
    written(sound, "base.toml")

    def load(text):
        return load_scenario(written(f'schema = 1\nextends = "base.toml"\n{text}', "own.toml"))

    return load


def test_a_file_that_only_extends_is_its_base(extended):
    own = extended("")
    assert own.values == load_scenario("base.toml").values
    assert own.stem == "own"


def test_tables_merge_and_values_are_replaced(extended):
    values = extended("[run]\nseed = 7\n[tariff.weekly_dkk]\ndevelopment = 2800\n").values
    assert values.run.seed == 7
    assert values.run.weeks == 104
    assert values.tariff.weekly_dkk == {"development": 2800, "stabilisation": 1575}


def test_teams_merge_by_name_and_new_ones_come_last(extended):
    teams = extended(
        '[[team]]\nname = "Vest"\ninflow_per_week = 1\n[[team]]\nname = "Syd"\nkey = 4\n'
    ).values.team
    assert [team.name for team in teams] == ["Nord", "Syd", "Vest"]
    assert teams[1].key == 4
    assert teams[1].inflow_per_week == {"first_contact": 2.0, "hospital_discharge": 1.0}


def test_lists_are_replaced(extended):
    course = extended(
        '[[course]]\nname = "stabilisation"\n'
        'exits = [{ to = "moved", probability = 0.2 }, { to = "dead", probability = 0.8 }]\n'
    ).values.course[1]
    assert [way.to for way in course.exits] == ["moved", "dead"]
    assert course.stay.mean_weeks == [50.0, 40.0, 30.0, 20.0, 10.0]


def test_a_number_does_not_inherit_the_source_of_another(written, sound):
    sourced = 'inflow_per_week = { value = 4, source = "us", status = "measured" }'
    written(sound.replace("inflow_per_week = 4.0", sourced), "base.toml")
    child = 'schema = 1\nextends = "base.toml"\n[[team]]\nname = "Nord"\n'
    own = load_scenario(written(child + "inflow_per_week = { value = 5 }\n", "own.toml"))
    (row,) = [row for row in own.ledger if row.key == "team.Nord.inflow_per_week"]
    assert (row.value, row.source, row.status) == (5, None, None)


def test_a_stay_of_another_distribution_is_replaced_whole(extended):
    stay = (
        extended(
            '[[course]]\nname = "development"\nstay = { distribution = "fixed", mean_weeks = 9 }\n'
        )
        .values.course[0]
        .stay
    )
    assert (stay.distribution, stay.mean_weeks, stay.sd_weeks) == ("fixed", 9.0, None)


def test_a_stay_without_a_distribution_is_merged(extended):
    stay = (
        extended('[[course]]\nname = "development"\nstay = { mean_weeks = 9 }\n')
        .values.course[0]
        .stay
    )
    assert (stay.distribution, stay.mean_weeks, stay.sd_weeks) == ("gamma", 9.0, 4.0)


def test_a_fault_is_told_in_the_file_where_it_stands(written, sound):
    written(sound.replace("weeks = 104", "weeks = 0"), "base.toml")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(written('schema = 1\nextends = "base.toml"\n[run]\nseed = -1\n', "own.toml"))
    assert str(caught.value).splitlines() == [
        "base.toml:6:1: run.weeks: must be 1 or more, is 0; write 1 or more",
        "own.toml:4:1: run.seed: must be 0 or more, is -1; check the sign",
    ]


def test_a_base_is_found_from_the_file_that_names_it(tmp_path, written, sound):
    (tmp_path / "deep").mkdir()
    written(sound, "base.toml")
    written('schema = 1\nextends = "../base.toml"\n', "deep/middle.toml")
    own = load_scenario(written('schema = 1\nextends = "deep/middle.toml"\n', "own.toml"))
    assert own.values.run.weeks == 104


def test_a_circle_of_files_is_told_where_it_closes(written):
    written('schema = 1\nextends = "b.toml"\n', "a.toml")
    written('schema = 1\nextends = "./a.toml"\n', "b.toml")
    with pytest.raises(ScenarioError) as caught:
        load_scenario("a.toml")
    assert str(caught.value) == (
        'b.toml:2:1: extends: "./a.toml" leads back to itself; extend another file, or none'
    )


def test_each_file_names_its_schema(written, sound):
    written(sound, "base.toml")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(written('extends = "base.toml"\n', "own.toml"))
    assert str(caught.value) == (
        "own.toml:1:1: schema: is missing; write schema = 1 on the first line"
    )


def test_a_base_that_is_not_toml_is_told_in_the_base(written):
    written("schema = \n", "base.toml")
    with pytest.raises(ScenarioError) as caught:
        load_scenario(written('schema = 1\nextends = "base.toml"\n', "own.toml"))
    assert str(caught.value).startswith("base.toml:1:10: syntax: is not TOML: invalid value; ")


def chain(written, sound, files):
    """A scenario and files that each extend the one before; the last one's name."""
    written(sound, "f0.toml")
    for number in range(1, files):
        written(f'schema = 1\nextends = "f{number - 1}.toml"\n', f"f{number}.toml")
    return f"f{files - 1}.toml"


def test_a_hundred_files_may_extend_each_other(written, sound):
    last = chain(written, sound, 100)
    assert load_scenario(last).values == load_scenario("f0.toml").values


@pytest.mark.parametrize("files", [101, 1_000])
def test_more_are_refused_for_what_they_are(written, sound, files):
    last = chain(written, sound, files)
    with pytest.raises(ScenarioError) as caught:
        load_scenario(last)
    (fault,) = caught.value.faults
    assert fault.key == "extends"
    assert f'"f{files - 101}.toml" would be file 101 of a chain of files that extend' in fault.what
    assert fault.remedy == "put their keys into fewer files, 100 at most"
