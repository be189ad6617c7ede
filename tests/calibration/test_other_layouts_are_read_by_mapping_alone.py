"""Ten record sets in other shapes, read by their mapping alone; what stands in them by counting."""

from pathlib import Path

import pytest

from sim.calibration.aggregates.targets import read_tables
from sim.calibration.calibrate import calibrate
from sim.calibration.reading.faults import RecordsError
from sim.calibration.reading.mapping import FileTable, load_mapping
from sim.calibration.reading.published.event_files import json_records, xes_records
from sim.calibration.reading.way import PLAIN

LAYOUTS = Path(__file__).parents[2] / "docs" / "layouts"
RECORDS = (
    "hospital_log",
    "visits_in_minutes",
    "columns_by_service",
    "activities",
    "objects",
    "sql_export",
)


@pytest.mark.parametrize("name", RECORDS)
def test_the_same_lives_are_found_in_every_shape(name):
    # 48 citizens; 45 came within the 52 weeks, 15 of them to the second team or ward.
    found = calibrate(LAYOUTS / name)
    assert found.tree["rows"]["spells"] == 59
    assert found.tree["findings"] == []
    first, second = (team["new_per_week"]["value"] for team in found.tree["teams"])
    assert (first * 52, second * 52) == (pytest.approx(30), pytest.approx(15))
    stay = found.tree["courses"][0]["levels"]
    assert all(6 < level["mean_weeks"]["value"] < 11 for level in stay)
    assert found.scenario.values.team[1].name == found.tree["teams"][1]["team"]


def row(found, key):
    return next(of for of in found.scenario.ledger if of.key == key)


def test_a_stroke_pathway_has_the_published_arrivals_stays_and_ways():
    # One stroke in 1.2 days, TIA in 9.3, other in 3.6 and 3.2: 10.75 a week; stays of 7.4 days.
    found = calibrate(LAYOUTS / "stroke_pathway")
    weekly = 7 / 1.2 + 7 / 9.3 + 7 / 3.6 + 7 / 3.2
    inflow = row(found, 'team."Stroke service".inflow_per_week')
    assert inflow.value == pytest.approx(weekly, rel=0.01)
    assert row(found, "intake.acute_stroke").value == pytest.approx(7 / 1.2 / weekly, rel=0.01)
    stay = row(found, "course.acute_stroke.stay.mean_weeks")
    assert (stay.status, stay.value) == ("measured", pytest.approx(7.4 / 7, rel=0.01))
    exits = {e["to"]: e["probability"] for e in found.scenario.tree["course"][1]["exits"]}
    assert exits == {"rehabilitation": 0.01, "self_reliant": 0.01, "moved": 0.98}


def test_stays_in_groups_have_their_median():
    # Of 372 stays 167 were 21 days or shorter, 275 were 42 or shorter: the median is about 24 days.
    found = calibrate(LAYOUTS / "stay_groups")
    stay = found.scenario.tree["course"][0]["stay"]
    assert stay["distribution"] == "lognormal"
    cv = stay["sd_weeks"]["value"] / stay["mean_weeks"]["value"]
    assert 7 * stay["mean_weeks"]["value"] / (1 + cv**2) ** 0.5 == pytest.approx(24, rel=0.05)


def test_a_life_table_has_its_deaths_over_its_years_at_risk():
    # 149 deaths; halves of the years of those who died or left: 240 + 170 + ... - halves.
    found = calibrate(LAYOUTS / "life_table")
    years = sum(
        entered - (out + died) / 2
        for entered, out, died in ((240, 12, 58), (170, 20, 40), (110, 15, 25), (70, 14, 14))
    )
    stay = row(found, "course.stabilisation.stay.mean_weeks")
    assert stay.value == pytest.approx((years + 42 * 2) / 149 * 52.18, rel=0.25)


def test_a_statbank_meets_its_csv_px_and_json_stat_at_once():
    found = calibrate(LAYOUTS / "statbank")
    met = {
        (of["figure"], of["team"], of["course"] or of["service"]): of for of in found.tree["met"]
    }
    # Two quarters of 52 and 50, and of 26 and "..".
    assert met["census", "Nordby", "development"]["counted"] == 51
    assert met["census", "Sydby", "development"]["counted"] == 26
    # The whole of 2023 and 2024, 731 days.
    home_care = met["granted", "Nordby", "home_care"]["counted"]
    assert home_care == pytest.approx((61_100 + 62_400) / (731 / 7))
    assert all(abs(of["gap"]) < 2 for of in found.tree["met"])


BROKEN = {
    "no XML": (xes_records, "log.xes", "<log><trace></log>", 1),
    "no event": (xes_records, "log.xes", "<log><trace/></log>", 0),
    "no JSON": (json_records, "log.json", '{\n"events": [', 2),
    "neither": (json_records, "log.json", '{"a": 1}', 0),
    "an event tied to nothing": (
        json_records,
        "log.json",
        '{"objects": [], "events": [{"type": "", "time": "", "relationships": [{"objectId": 1}]}]}',
        0,
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_log_is_named(kind, tmp_path):
    reader, name, text, line = BROKEN[kind]
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(RecordsError) as error:
        list(reader(tmp_path / name, FileTable(file=name), PLAIN))
    assert error.value.faults[0][:2] == (name, line)


@pytest.mark.parametrize("whole", ["99", "101", "60"])
def test_shares_that_do_not_add_up_are_rescaled_within_what_is_tolerated(whole, tmp_path):
    for file in (LAYOUTS / "stroke_pathway").iterdir():
        text = file.read_text(encoding="utf-8")
        if file.name == "transitions.csv":
            text = text.replace("Stroke,Other,63", f"Stroke,Other,{int(whole) - 37}")
        (tmp_path / file.name).write_text(text, encoding="utf-8")
    mapping = load_mapping(tmp_path / "mapping.toml")
    if whole == "60":
        with pytest.raises(RecordsError, match=r"transitions.csv: row 2, column %: shares add up"):
            read_tables(mapping)
        return
    found = read_tables(mapping)
    said = [of.rows for of in found.findings.found if of.kind == "shares that do not add up to 1"]
    assert said == [(2, 3, 4)]
    assert sum(found.leads["acute_stroke"].values()) == pytest.approx(1)
