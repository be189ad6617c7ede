import shutil

import pytest
from forging import change_table, edit_record, sign_files
from two_teams import SMALL

from sim.experiments.folder.record import digest_of
from sim.experiments.folder.storage import ResultsError
from sim.experiments.running.simulate import simulate
from sim.experiments.verification.verify import verify
from sim.model.version import MODEL_VERSION
from sim.scenario.reading import load_scenario


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A folder with nothing wrong."""
    place = tmp_path_factory.mktemp("sound")
    (place / "small.toml").write_text(SMALL, encoding="utf-8")
    return simulate(load_scenario(place / "small.toml"), workers=1, out=place / "out").folder


@pytest.fixture
def folder(sound, tmp_path):
    return shutil.copytree(sound, tmp_path / sound.name)


def failed(folder):
    return [check.check for check in verify(folder, [0]) if not check.is_ok]


def change(folder, table, assignment):
    change_table(folder, table, f"UPDATE changed SET {assignment}")  # noqa: S608 - our own


def test_a_fresh_run_passes_every_check(folder):
    checks = list(verify(folder, [0]))
    assert [check for check in checks if not check.is_ok] == []
    assert len(checks) == 27
    assert checks[-1].check == "replication 0, run again, agrees row by row"


def test_changed_bytes_are_found(folder):
    (folder / "summary.json").write_bytes(b"{}")
    assert failed(folder)[0] == "summary.json is as it was written"


def test_a_deviation_that_is_an_ore_off_is_found(folder):
    change(folder, "team_weeks", "deviation_dkk = deviation_dkk + 0.01 WHERE week = 2")
    assert "deviation = revenue - cost to the øre, in every row" in failed(folder)
    assert "team_weeks.parquet is as it was written" not in failed(folder)


def test_money_of_a_spell_that_is_an_ore_off_is_found(folder):
    change(folder, "spells", "cost_dkk = cost_dkk + 0.01")
    assert "money of a team's spells = money of its weeks, to the øre" in failed(folder)


def test_a_citizen_day_too_many_is_found(folder):
    change(folder, "team_weeks", "development_citizens = development_citizens + 1/7.0")
    found = failed(folder)
    assert "citizens = sum of the citizens of all courses" in found
    assert "census counted from spells = census of the weeks" in found


def test_a_citizen_who_vanishes_is_found(folder):
    change(folder, "spells", "exit = 'stabilisation' WHERE exit = 'dead'")
    assert "present at the start + entries = present at the end + left" in failed(folder)


def test_a_week_of_another_run_is_found(folder):
    change(folder, "team_weeks", "week = 99 WHERE week = 5")
    assert "the tables hold the run's replications, teams and weeks" in failed(folder)


def test_numbers_that_obey_every_rule_but_are_not_the_models_are_found(folder):
    change(folder, "spells", "drawn_days = drawn_days + 7 WHERE start_day < 0")
    assert failed(folder) == ["replication 0, run again, agrees row by row"]


@pytest.mark.parametrize(
    ("table", "assignment", "rule"),
    [
        ("team_weeks", "home_care_hours = home_care_hours + 1", "care of a team's spells"),
        ("spells", "unmet_hours = unmet_hours + 1", "care of a team's spells"),
        ("spells", "clinic_visits = 1 WHERE start_day = 0", "care of a team's spells"),
        ("team_weeks", "unshared_cost_dkk = 0.01", "money of a team's spells"),
        ("spells", "outside_dkk = 0.01", "costs outside the rate agree"),
        ("team_weeks", "outside_hospital_dkk = 1", "the accounts outside the rate add up"),
        ("team_weeks", "temporary_hours = 9999", "no part of the delivered hours exceeds them"),
        ("team_weeks", "evening_hours = 9999", "no part of the delivered hours exceeds them"),
        ("team_weeks", "clinic_longest_wait_days = 3", "waits and helpers are known"),
        ("spells", "helpers_14_days = 3", "waits and helpers are known"),
        ("team_weeks", "continuity_index = 1.5", "waits and helpers are known"),
        ("team_weeks", "outside_dkk = 'nan'::DOUBLE", "no amount is infinite"),
        ("spells", "level_weeks_gained = '-inf'::DOUBLE", "no amount is infinite"),
        ("spells", "cost_dkk = -1", "no amount is infinite"),
        ("team_weeks", "temporary_hours = NULL", "columns that are always known have no gaps"),
        ("spells", "level_weeks_gained = NULL", "columns that are always known have no gaps"),
        ("spells", "exit = 'level_held' WHERE exit = 'stabilisation'", "a level that was held"),
    ],
)
def test_tables_that_do_not_hang_together_are_found(folder, table, assignment, rule):
    change(folder, table, assignment)
    assert any(check.startswith(rule) for check in failed(folder))


@pytest.mark.parametrize("content", [b"", b"garbage" * 50])
def test_an_unreadable_table_is_no_traceback(folder, content):
    (folder / "spells.parquet").write_bytes(content)
    assert failed(folder) == ["spells.parquet is as it was written"]
    sign_files(folder)
    assert failed(folder) == ["the tables can be read"]


def test_an_unreadable_record_is_no_traceback(folder):
    (folder / "run.json").write_text("{", encoding="utf-8")
    assert failed(folder) == ["run.json can be read"]


def test_tables_of_an_earlier_build_say_which_column_they_lack(folder):
    change_table(folder, "team_weeks", "ALTER TABLE changed DROP yardstick_dkk")
    first, *_ = [check for check in verify(folder) if not check.is_ok]
    assert "team_weeks has no column yardstick_dkk, which this build" in first.detail


def of_model(number):
    def edit(record):
        record["versions"]["model"] = number
        determined = {"model_version": number, "determinants": record["determinants"]}
        record["hash"] = digest_of(determined)

    return edit


def test_a_run_of_another_model_says_so(folder):
    edit_record(folder, of_model(0))
    (last,) = [check for check in verify(folder) if not check.is_ok]
    assert f"made by model version 0, this is version {MODEL_VERSION}" in last.detail


def test_a_damaged_table_of_another_model_is_damaged_first(folder):
    edit_record(folder, of_model(1))
    (folder / "team_weeks.parquet").write_bytes(b"other columns")
    assert failed(folder) == ["team_weeks.parquet is as it was written"]


def test_a_changed_scenario_is_found(folder):
    edit_record(folder, lambda record: record["resolved"]["run"].update(seed=2))
    assert failed(folder) == ["the scenario in run.json can be run"]


def test_a_folder_of_something_else_is_refused(tmp_path):
    with pytest.raises(ResultsError, match="is not a results folder"):
        list(verify(tmp_path))
    with pytest.raises(ResultsError, match="is not a results folder"):
        list(verify(tmp_path / "absent"))


def test_an_engine_that_does_not_exist_is_no_traceback(folder):
    edit_record(folder, lambda record: record.update(engine="fast"))
    assert failed(folder) == ["run.json can be read"]
