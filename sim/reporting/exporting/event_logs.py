"""Event logs of a run's first replication: CSV with dates, XES, and OCEL 2.0 as JSON.

An event is the beginning of a course at a level, or a way out of care; it is tied to a citizen, a
team and a course. Who is still in care at the end is marked as unfinished, so that the last course
does not count as an end. Times are midday with an offset; what is not there is left out, never NaN.
Sources: IEEE 1849-2023 (XES); OCEL 2.0 Specification, 2023.
"""

import datetime as dt
import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, Final, NamedTuple
from xml.sax.saxutils import quoteattr

from sim.experiments.csv_text import csv_text
from sim.experiments.folder.record import read_record, recorded_scenario
from sim.experiments.folder.storage import ResultsError
from sim.experiments.results import Results
from sim.model.terms import DISCHARGED_NAME, OUTS
from sim.reporting.exporting.kind import ExportKind
from sim.writing import replace_named

_MIDDAY: Final = "T12:00:00+01:00"
_COLUMNS: Final = ("case", "activity", "time", "team", "course", "level", "unfinished")


class CareEvent(NamedTuple):
    """One event of a citizen."""

    citizen: str
    activity: str
    time: str
    team: str
    course: str
    """Which stay it belongs to."""
    level: int
    is_unfinished: bool
    """The stay goes on at the end of the run."""


def care_events(results: Results) -> Iterator[CareEvent]:
    """Events by citizen in order of time."""
    table = results.spells()
    names = ("citizen", "team", "course", "level", "start_day", "end_day", "exit")
    first = min(results.replications)
    rows = [
        row
        for replication, *row in zip(
            table["replication"].tolist(), *(table[name].tolist() for name in names), strict=True
        )
        if replication == first
    ]
    start = _first_day(results)
    for _, life in groupby(sorted(rows, key=lambda row: (row[0], row[4])), lambda row: row[0]):
        for number, row in enumerate(life, start=1):
            yield from _of_spell(row, f"{row[0]}#{number}", start)


def _first_day(results: Results) -> dt.date:
    scenario = recorded_scenario(read_record(results.folder))
    if scenario is None:
        message = f"{results.folder}: this version cannot read its scenario; run the file again"
        raise ResultsError(message)
    return scenario.values.run.start


def _of_spell(row: list[Any], course: str, start: dt.date) -> Iterator[CareEvent]:
    citizen, team, name, level, begins, ends, exit_ = row
    yield CareEvent(citizen, name, _time(start, begins), team, course, level, exit_ is None)
    if exit_ in (*OUTS, DISCHARGED_NAME):
        yield CareEvent(
            citizen, exit_, _time(start, ends), team, course, level, is_unfinished=False
        )


def _time(start: dt.date, day: int) -> str:
    return (start + dt.timedelta(days=int(day))).isoformat() + _MIDDAY


def _write_events_csv(results: Results, path: Path) -> list[Path]:
    rows = (
        (e.citizen, e.activity, e.time, e.team, e.course, e.level, str(e.is_unfinished).lower())
        for e in care_events(results)
    )
    replace_named(csv_text(_COLUMNS, rows), path)
    return [path]


def _write_xes(results: Results, path: Path) -> list[Path]:
    replace_named("\n".join(_xes_lines(care_events(results))) + "\n", path)
    return [path]


def _xes_lines(events: Iterator[CareEvent]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<log xes.version="1849-2016" xmlns="http://www.xes-standard.org/">'
    for name, prefix in (("Concept", "concept"), ("Time", "time"), ("Organizational", "org")):
        uri = f"http://www.xes-standard.org/{prefix}.xesext"
        yield f'  <extension name="{name}" prefix="{prefix}" uri="{uri}"/>'
    for citizen, life in groupby(events, lambda event: event.citizen):
        several = list(life)
        yield "  <trace>"
        yield _attribute("string", "concept:name", citizen, 4)
        yield _attribute("boolean", "unfinished", _said(several[-1].is_unfinished), 4)
        for event in several:
            yield "    <event>"
            yield _attribute("string", "concept:name", event.activity, 6)
            yield _attribute("date", "time:timestamp", event.time, 6)
            yield _attribute("string", "org:group", event.team, 6)
            yield _attribute("string", "course", event.course, 6)
            yield _attribute("int", "level", str(event.level), 6)
            yield "    </event>"
        yield "  </trace>"
    yield "</log>"


def _said(is_so: bool) -> str:  # noqa: FBT001 - what it says
    return "true" if is_so else "false"


def _attribute(kind: str, key: str, value: str, indent: int) -> str:
    return f"{' ' * indent}<{kind} key={quoteattr(key)} value={quoteattr(value)}/>"


def _write_ocel(results: Results, path: Path) -> list[Path]:
    replace_named(json.dumps(_ocel(list(care_events(results))), ensure_ascii=False) + "\n", path)
    return [path]


def _ocel(events: list[CareEvent]) -> dict[str, Any]:
    objects = {("citizen", e.citizen): None for e in events}
    objects |= {("team", e.team): None for e in events} | {
        ("course", e.course): None for e in events
    }
    level = [{"name": "level", "type": "integer"}]
    unfinished = {e.course for e in events if e.is_unfinished}
    return {
        "objectTypes": [
            {"name": "citizen", "attributes": []},
            {"name": "team", "attributes": []},
            {"name": "course", "attributes": [{"name": "unfinished", "type": "boolean"}]},
        ],
        "eventTypes": [
            {"name": name, "attributes": level} for name in sorted({e.activity for e in events})
        ],
        "objects": [_object(kind, name, events[0].time, unfinished) for kind, name in objects],
        "events": [_ocel_event(number, event) for number, event in enumerate(events, start=1)],
    }


def _object(kind: str, name: str, time: str, unfinished: set[str]) -> dict[str, Any]:
    attributes = [{"name": "unfinished", "time": time, "value": name in unfinished}]
    return {
        "id": f"{kind}:{name}",
        "type": kind,
        "attributes": attributes if kind == "course" else [],
        "relationships": [],
    }


def _ocel_event(number: int, event: CareEvent) -> dict[str, Any]:
    of = {"citizen": event.citizen, "team": event.team, "course": event.course}
    return {
        "id": f"e{number}",
        "type": event.activity,
        "time": event.time,
        "attributes": [{"name": "level", "value": event.level}],
        "relationships": [
            {"objectId": f"{kind}:{name}", "qualifier": kind} for kind, name in of.items()
        ],
    }


EVENTS_CSV: Final = ExportKind("events.csv", "an event log as CSV", _write_events_csv)
XES: Final = ExportKind("xes", "an event log as XES", _write_xes)
OCEL: Final = ExportKind("ocel", "an object-centric event log, OCEL 2.0 JSON", _write_ocel)
