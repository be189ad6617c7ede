"""`A+B` is A with what B says of its own laid over it."""

import pytest

from sim.scenario.faults.fault import ScenarioError
from sim.scenario.reading import load_scenario

RATE = "[tariff.weekly_dkk]\ndevelopment = 2500\n"
INFLOW = '[[team]]\nname = "Nord"\ninflow_per_week = 9.0\n'
OF_BASE = 'schema = 1\nextends = "base.toml"\n'


@pytest.fixture
def files(written, sound):
    """A base, two reforms of it, and a file that has both."""
    written(sound, "base.toml")
    written(OF_BASE + RATE, "rate.toml")
    written(OF_BASE + INFLOW, "inflow.toml")
    written(OF_BASE + RATE + INFLOW, "both.toml")
    return written


def test_a_stack_is_the_file_that_has_both(files):
    del files
    both = load_scenario("both.toml")
    for stack in ("base.toml+rate.toml+inflow.toml", "rate.toml+inflow.toml", "inflow+rate"):
        scenario = load_scenario(stack)
        assert scenario.determinants == both.determinants
        assert scenario.resolved == both.resolved


def test_a_stack_is_called_by_its_files(files):
    del files
    assert load_scenario("base.toml+rate.toml").stem == "base+rate"


def test_the_last_file_has_the_last_word(files):
    files(OF_BASE + "[tariff.weekly_dkk]\ndevelopment = 2400\n", "lower.toml")
    for stack, rate in (("rate+lower", 2400), ("lower+rate", 2500)):
        assert load_scenario(stack).values.tariff.weekly_dkk["development"] == rate


def test_a_later_file_need_not_be_a_whole_scenario(files):
    files("schema = 1\n" + RATE, "part.toml")
    assert load_scenario("base+part").values.tariff.weekly_dkk["development"] == 2500


def test_of_a_shared_base_nothing_is_said_twice(files, sound):
    """What the first file changes stays, though the base of the second says otherwise."""
    files('schema = 1\nextends = "base.toml"\n[run]\nweeks = 52\n', "short.toml")
    values = load_scenario("short+rate").values
    assert values.run.weeks == 52
    assert "weeks = 104" in sound


def test_a_base_that_is_not_shared_is_laid_over_too(files):
    files("schema = 1\n" + INFLOW, "another.toml")
    files('schema = 1\nextends = "another.toml"\n' + RATE, "far.toml")
    values = load_scenario("base+far").values
    assert values.team[0].inflow_per_week == 9.0
    assert values.tariff.weekly_dkk["development"] == 2500


def test_a_file_whose_name_has_the_sign_is_that_file(files, sound):
    files(sound.replace("weeks = 104", "weeks = 7"), "base+rate.toml")
    assert load_scenario("base+rate.toml").values.run.weeks == 7
    files("schema = 1\n" + RATE, "part.toml")
    stack = load_scenario("base+rate.toml+part.toml").values
    assert (stack.run.weeks, stack.tariff.weekly_dkk["development"]) == (7, 2500)


def test_a_file_is_also_looked_for_beside_the_first(files, tmp_path, monkeypatch):
    del files
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    scenario = load_scenario("../base.toml+rate.toml")
    assert scenario.values.tariff.weekly_dkk["development"] == 2500
    assert scenario.path.as_posix() == "../base+rate.toml"


def test_overrides_come_last(files):
    del files
    scenario = load_scenario("base+rate", ["tariff.weekly_dkk.development=1"])
    assert scenario.values.tariff.weekly_dkk["development"] == 1


@pytest.mark.parametrize(
    ("stack", "line"),
    [
        ("base+rat", "rat:1:1: file: does not exist; check the name and the folder"),
        ("no+such.toml", "no+such.toml:1:1: file: does not exist; check the name and the folder"),
    ],
)
def test_a_missing_file_is_named(files, stack, line):
    del files
    with pytest.raises(ScenarioError) as error:
        load_scenario(stack)
    assert str(error.value) == line


def test_a_fault_stands_in_the_file_that_makes_it(files):
    files("schema = 1\n\n[tariff.weekly_dkk]\ndevelopmen = 2500\n", "typo.toml")
    with pytest.raises(ScenarioError) as error:
        load_scenario("base+typo")
    assert str(error.value).startswith("typo.toml:4:1: tariff.weekly_dkk.developmen: ")


def test_faults_of_all_files_come_at_once(files):
    files("schema = \n", "one.toml")
    files("[run\n", "two.toml")
    with pytest.raises(ScenarioError) as error:
        load_scenario("base+one+two")
    assert {fault.file for fault in error.value.faults} == {"one.toml", "two.toml"}
