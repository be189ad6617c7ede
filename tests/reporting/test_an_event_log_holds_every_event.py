"""Event logs hold every event, each tied to its objects, with times that have an offset."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest
from small_scenarios import FOUR_WEEKS

import sim
from sim import cli

XES = "{http://www.xes-standard.org/}"


@pytest.fixture(scope="module")
def logs(tmp_path_factory):
    """A run, and its event log in each format."""
    folder = tmp_path_factory.mktemp("logs")
    (folder / "town.toml").write_text(FOUR_WEEKS, encoding="utf-8")
    scenario = sim.load_scenario(folder / "town.toml")
    ran = sim.simulate(scenario, replications=2, workers=1, out=folder, engine="simpy")
    texts = {}
    for kind in ("events.csv", "xes", "ocel"):
        to = folder / f"log.{kind}"
        assert cli.status(["export", str(ran.folder), "--as", kind, "--to", str(to)]) == 0
        texts[kind] = to.read_text(encoding="utf-8")
    return ran, texts


def expected(ran):
    """Begun spells of the first replication, and ways out of care."""
    asked = """
        SELECT count(*), count(*) FILTER (exit IN ('self_reliant', 'nursing_home', 'dead')),
               count(*) FILTER (exit IS NULL)
        FROM spells WHERE replication = 0
    """
    return ran.query(asked).fetchall()[0]


def test_every_spell_begins_and_every_way_out_is_an_event(logs):
    ran, texts = logs
    begun, left, still = expected(ran)
    rows = list(csv.DictReader(io.StringIO(texts["events.csv"])))
    assert len(rows) == begun + left
    assert sum(row["unfinished"] == "true" for row in rows) == still
    assert all(row["time"].endswith("+01:00") for row in rows)


def test_the_three_formats_hold_the_same_events(logs):
    _, texts = logs
    rows = list(csv.DictReader(io.StringIO(texts["events.csv"])))
    said = sorted((row["activity"], row["time"]) for row in rows)
    events = ET.fromstring(texts["xes"]).iter(f"{XES}event")  # noqa: S314 - our own
    of_xes = [{child.get("key"): child.get("value") for child in event} for event in events]
    assert sorted((e["concept:name"], e["time:timestamp"]) for e in of_xes) == said
    assert sorted((e["type"], e["time"]) for e in json.loads(texts["ocel"])["events"]) == said


def test_every_event_of_ocel_is_tied_to_objects_that_are_there(logs):
    ocel = json.loads(logs[1]["ocel"])
    there = {one["id"] for one in ocel["objects"]}
    for event in ocel["events"]:
        assert {r["objectId"] for r in event["relationships"]} <= there
        assert [r["qualifier"] for r in event["relationships"]] == ["citizen", "team", "course"]
    tied = {r["objectId"] for event in ocel["events"] for r in event["relationships"]}
    assert tied == there


def test_no_attribute_is_nan(logs):
    assert not any("nan" in text.lower().replace("nand", "") for text in logs[1].values())
