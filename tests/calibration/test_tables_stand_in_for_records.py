"""Counts and amounts as they are published, and the scenario that meets them, by arithmetic."""

import json

import numpy as np
import pytest

import sim
from sim import cli
from sim.calibration.aggregates.grouped import group_named
from sim.calibration.calibrate import calibrate
from sim.calibration.reading.faults import RecordsError
from sim.calibration.reading.mapping import FileTable
from sim.calibration.reading.published.event_files import json_records
from sim.calibration.reading.published.px import px_records
from sim.calibration.reading.way import PLAIN

BASE = """
schema = 1
[run]
start = 2026-01-05
weeks = 4
[[team]]
name = "Nord"
inflow_per_week = 1.0
[intake]
development = 1.0
[[course]]
name = "development"
kind = "development"
stay = { distribution = "gamma", mean_weeks = 8, sd_weeks = 4 }
hours_per_week = { home_care = 3.0, training = 1.5 }
hours_sd = 1.0
exits = [ { to = "self_reliant", probability = 1.0 } ]
hazards_per_week = { dead = 0.001 }
[prices]
cost_per_hour_dkk = { home_care = 450, training = 450 }
[tariff]
kind = "course_rates"
weekly_dkk = { development = 2000 }
"""
MAPPING = """
schema = 1
[records]
first_day = 2024-01-01
last_day = 2024-12-29
[aggregates]
scenario = "base.toml"
"""
CENSUS = """
[census]
file = "census.csv"
columns = { team = "team", citizens = "citizens" }
"""
NEW = """
[new]
file = "new.csv"
delimiter = ";"
headings_row = 3
across = "period"
columns = { team = "hold" }
"""
HOURS = """
[hours]
file = "hours.csv"
columns = { team = "team", delivered_hours = "hours" }
"""
ACCOUNTS = """
[accounts]
file = "accounts.csv"
columns = { team = "team", period = "month", cost_dkk = "cost" }
"""
FILES = {
    "base.toml": BASE,
    # 400 in care in Nord; 2,080 new in 364 days are 40 a week: a stay of 10 weeks.
    "census.csv": "team,citizens\nNord,400\nI alt,400\n",
    "new.csv": '"Nye borgere"\n\nhold;2024K1;2024K2;2024K3;2024K4\n'
    "Nord;520;520;526;525\nI alt;..;..;..;..\n\nKilde: egne tal\n",
    # 1,600 hours a week are 4 a citizen.
    "hours.csv": f"team,hours\nNord,{1_600 * 52}\n",
    # 800,000 DKK a week of 366 / 7 / 12 weeks a month are 500 an hour.
    "accounts.csv": "team,month,cost\n"
    + "".join(f"Nord,2024-{m:02d},{800_000 * 366 / 84:.0f}\n" for m in range(1, 13)),
}


def written(folder, mapping, **files):
    for name, text in {**FILES, **files, "mapping.toml": mapping}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return calibrate(
        written(tmp_path_factory.mktemp("t"), MAPPING + CENSUS + NEW + HOURS + ACCOUNTS)
    )


def row(found, key):
    return next(of for of in found.scenario.ledger if of.key == key)


def test_the_twin_of_the_scenario_meets_every_table(whole):
    met = {of["figure"]: (of["counted"], of["kept"]) for of in whole.tree["met"]}
    assert set(met) == {"census", "new", "delivered", "cost"}
    for counted, kept in met.values():
        assert kept == pytest.approx(counted, rel=0.01)
    solved = sim.expectation(whole.scenario, moments="mean").tree
    assert solved["total"]["citizens"] == pytest.approx(400, rel=0.01)
    assert solved["total"]["cost_dkk"] / 4 == pytest.approx(800_000, rel=0.01)


def test_numbers_that_the_tables_say_are_measured_and_those_left_open_have_their_range(whole):
    stay = row(whole, "course.development.stay.mean_weeks")
    assert (stay.status, stay.value) == ("measured", pytest.approx(10, rel=0.02))
    assert row(whole, "prices.cost_per_hour_dkk.training").value == pytest.approx(500, rel=0.01)
    # Whether the 4 hours are home care or training, no table says: together they are 4.
    parts = [
        row(whole, f"course.development.hours_per_week.{s}") for s in ("home_care", "training")
    ]
    assert sum(of.value for of in parts) == pytest.approx(4, rel=0.02)
    assert parts[1].status == "assumed"
    assert parts[1].high / parts[1].low > 2
    assert (row(whole, "course.development.hazards_per_week.dead").status) != "measured"


def test_sums_and_notes_are_set_aside_and_said(whole):
    said = {(of["file"], of["kind"]): of["rows"] for of in whole.tree["findings"]}
    assert said["census.csv", "a sum among its parts"] == [3]
    assert said["new.csv", "a sum among its parts"] == [5]
    assert said["new.csv", "a note, no row"] == [7]


def test_what_is_kept_back_is_no_nought(tmp_path):
    some = FILES["new.csv"].replace("520;520", "..;520")
    found = calibrate(written(tmp_path, MAPPING + NEW, **{"new.csv": some}))
    inflow = row(found, "team.Nord.inflow_per_week")
    # Three quarters of 91, 92 and 92 days.
    assert inflow.value == pytest.approx((520 + 526 + 525) / (275 / 7), rel=1e-3)


def test_the_command_prints_and_writes_it(tmp_path, capsys):
    written(tmp_path, MAPPING + CENSUS + NEW)
    out = str(tmp_path / "town.toml")
    assert cli.status(["calibrate", str(tmp_path), "--out", out, "--language", "da"]) == 0
    assert "Ladt åbent" in capsys.readouterr().out
    assert cli.status(["check", out, "--strict"]) == 0


BROKEN = {
    "no number": ("census.csv", "team,citizens\nNord,mange\n", 2, "citizens"),
    "no period": ("new.csv", FILES["new.csv"].replace("2024K2", "Q"), 4, "period"),
    "no team": ("census.csv", "team,citizens\n,400\n", 2, "team"),
    "no such column": ("census.csv", "hold,citizens\nNord,400\n", 1, "team"),
    "below 0": ("hours.csv", "team,hours\nNord,-4\n", 2, "hours"),
    "too many cells": ("census.csv", "team,citizens\nNord,4,4\n", 2, "citizens"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_table_is_named_by_row_and_column(kind, tmp_path):
    file, text, number, column = BROKEN[kind]
    with pytest.raises(RecordsError) as error:
        calibrate(written(tmp_path, MAPPING + CENSUS + NEW + HOURS, **{file: text}))
    assert error.value.faults[0][:3] == (file, number, column)


GROUPS = {
    ("15–21 days", "days"): (14.5, 21.5),
    ("15-21", "days"): (14.5, 21.5),
    ("22+", "days"): (21.5, np.inf),
    ("22 dage og derover", "days"): (21.5, np.inf),
    ("over 21 dage", "days"): (21.5, np.inf),
    ("under 8 dage", "weeks"): (0, 7.5),
    ("2 uger", "days"): (10.5, 17.5),
    ("mange", "days"): None,
    ("21-15", "days"): None,
}


@pytest.mark.parametrize(("text", "unit"), GROUPS)
def test_a_group_of_stays_is_read_as_it_is_written(text, unit):
    found = group_named(text, unit)
    assert (None if found is None else tuple(found)) == GROUPS[text, unit]


STAYS = """
[stays]
file = "stays.csv"
columns = { course = "course", length = "days", citizens = "citizens" }
"""


def test_stays_in_groups_with_an_open_end_give_law_mean_and_spread(tmp_path):
    # Exponential of mean 20 days: shares by its survival at 7.5, 14.5 and 21.5 days.
    edges = np.exp(-np.array([0, 7.5, 14.5, 21.5, np.inf]) / 20)
    counts = np.round(1_000 * -np.diff(edges)).astype(int)
    names = ("1-7", "8-14", "15–21 days", "22+")
    text = "course,days,citizens\n" + "".join(
        f"development,{name},{n}\n" for name, n in zip(names, counts, strict=True)
    )
    found = calibrate(written(tmp_path, MAPPING + NEW + STAYS, **{"stays.csv": text}))
    assert found.scenario.tree["course"][0]["stay"]["distribution"] == "exponential"
    stay = row(found, "course.development.stay.mean_weeks")
    assert stay.value == pytest.approx(20 / 7, rel=0.01)


PX = """CHARSET="ANSI";
AXIS-VERSION="2010";
CODEPAGE="iso-8859-1";
TITLE="Borgere efter ""hold"" "
"og tid";
STUB="hold";
HEADING="tid";
VALUES("hold")="Nord","Sønder, by";
CODES("hold")="01","02";
VALUES("tid")="2024K1","2024K2";
NOTE="DATA=1 er ""ikke"" data; heller ikke her";
DATA=
12 ".."
"-" 7.5;
"""


def rows_of(reader, path, text, encoding="utf-8"):
    path.write_bytes(text.encode(encoding))
    return [cells for _, cells in reader(path, FileTable(file=path.name), PLAIN)]


def test_a_px_file_is_read_as_it_is_published(tmp_path):
    assert rows_of(px_records, tmp_path / "t.px", PX, "latin-1") == [
        ["hold", "tid", "hold:code", "value"],
        ["Nord", "2024K1", "01", "12"],
        ["Nord", "2024K2", "01", ".."],
        ["Sønder, by", "2024K1", "02", "-"],
        ["Sønder, by", "2024K2", "02", "7.5"],
    ]


def test_rows_that_px_leaves_out_are_noughts(tmp_path):
    sparse = PX.replace('DATA=\n12 ".."\n"-" 7.5;', 'KEYS("hold")=CODES;\nDATA=\n"02",3 4;')
    values = [cells[-1] for cells in rows_of(px_records, tmp_path / "t.px", sparse, "latin-1")]
    assert values[1:] == ["0", "0", "3", "4"]


@pytest.mark.parametrize("wrong", ["DATA=\n12;", "STUB=;", "DATA"])
def test_a_px_file_with_something_missing_is_refused(wrong, tmp_path):
    text = PX.partition("DATA=\n")[0] + wrong
    with pytest.raises(RecordsError, match=r"t\.px"):
        rows_of(px_records, tmp_path / "t.px", text, "latin-1")


JSON_STAT = {
    "version": "2.0",
    "class": "dataset",
    "id": ["HOLD", "Tid"],
    "size": [2, 2],
    "dimension": {
        "HOLD": {
            "label": "hold",
            "category": {"index": {"02": 1, "01": 0}, "label": {"01": "Nord", "02": "Syd"}},
        },
        "Tid": {"label": "tid", "category": {"index": ["2024K1", "2024K2"]}},
    },
    "value": {"0": 12, "2": 3.5, "3": 4},
    "status": {"1": ".."},
}


def test_json_stat_is_read_whether_values_are_a_list_or_an_object(tmp_path):
    sparse = rows_of(json_records, tmp_path / "t.json", json.dumps(JSON_STAT))
    assert sparse == [
        ["hold", "tid", "hold:code", "value"],
        ["Nord", "2024K1", "01", "12"],
        ["Nord", "2024K2", "01", ".."],
        ["Syd", "2024K1", "02", "3.5"],
        ["Syd", "2024K2", "02", "4"],
    ]
    whole = {**JSON_STAT, "value": [12, None, 3.5, 4]}
    assert rows_of(json_records, tmp_path / "t.json", json.dumps({"dataset": whole})) == sparse


@pytest.mark.parametrize("change", [{"size": [2, 3]}, {"value": [1]}, {"id": ["HOLD"]}])
def test_json_stat_that_does_not_fit_together_is_refused(change, tmp_path):
    with pytest.raises(RecordsError, match=r"t\.json"):
        rows_of(json_records, tmp_path / "t.json", json.dumps({**JSON_STAT, **change}))


def test_a_px_table_is_a_census(tmp_path):
    mapping = MAPPING + CENSUS.replace("census.csv", "census.px").replace(
        'team = "team", citizens = "citizens"', 'team = "hold", citizens = "value"'
    )
    mapping += 'teams = { "Sønder, by" = "Syd" }\n'
    (tmp_path / "census.px").write_bytes(PX.encode("latin-1"))
    found = calibrate(written(tmp_path, mapping + NEW), smallest_cell=1)
    counted = {of["team"]: of["counted"] for of in found.tree["met"] if of["figure"] == "census"}
    assert counted == {"Nord": 12, "Syd": pytest.approx(3.75)}
