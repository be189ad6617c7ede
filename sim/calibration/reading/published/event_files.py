"""Event logs as process mining writes them: XES, and OCEL 2.0 as JSON; each event as a row.

XES: an event's attributes by their keys, its trace's under `case:`. OCEL: `ocel:type`, `ocel:time`,
its attributes by name, and the object that it is tied to under each type of object (the first of a
type). Which column is the citizen, the mapping says. Source: IEEE 1849-2023 (XES); OCEL 2.0, 2023.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

from sim.calibration.reading.mapping import FileTable
from sim.calibration.reading.published.json_stat import json_stat_table
from sim.calibration.reading.way import FileWay, Record, of_whole_file
from sim.words import phrase

Event = dict[str, str]

_NESTED: Final = frozenset({"list", "container"})


def xes_records(path: Path, file: FileTable, _way: FileWay) -> Iterator[Record]:
    """Rows of an XES file.

    Raises
    ------
    RecordsError
        When it is no XML, with the line, or holds no event.
    """
    try:
        # Entities are bounded by expat itself, and nothing outside the file is fetched.
        root = ET.parse(path).getroot()  # noqa: S314
    except ET.ParseError as wrong:
        what, remedy = phrase("is no XML"), phrase("give the XES file as it was exported")
        raise of_whole_file(file.file, what, remedy, wrong.position[0]) from wrong
    yield from _rows(_of_traces(root), file)


def _of_traces(root: ET.Element) -> Iterator[Event]:
    for trace in root.iterfind("{*}trace"):
        of_case = {f"case:{key}": value for key, value in _attributes(trace)}
        for event in trace.iterfind("{*}event"):
            yield {**of_case, **dict(_attributes(event))}


def _attributes(of: ET.Element) -> Iterator[tuple[str, str]]:
    for child in of:
        kind = child.tag.rpartition("}")[2]
        if kind not in _NESTED and "key" in child.attrib and "value" in child.attrib:
            yield child.attrib["key"], child.attrib["value"]


def _rows(events: Iterable[Event], file: FileTable) -> Iterator[Record]:
    every = list(events)
    headings = list(dict.fromkeys(key for event in every for key in event))
    if not headings:
        remedy = phrase("give the event log as it was exported")
        raise of_whole_file(file.file, phrase("has no event"), remedy)
    yield 1, [*headings]
    for number, event in enumerate(every, start=2):
        yield number, [event.get(heading) for heading in headings]


def json_records(path: Path, file: FileTable, way: FileWay) -> Iterator[Record]:
    """Rows of a JSON file: an event log of OCEL, or a table of JSON-stat.

    Raises
    ------
    RecordsError
        When it is neither, with the line where it is no JSON.
    """
    try:
        read = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as wrong:
        raise of_whole_file(
            file.file, phrase("is no JSON"), phrase("give the file as published"), wrong.lineno
        ) from wrong
    except UnicodeDecodeError as wrong:
        what = phrase("is not {encoding}", encoding="utf-8")
        raise of_whole_file(file.file, what, phrase("give the file as published"), 1) from wrong
    if isinstance(read, dict) and isinstance(read.get("events"), list):
        return _rows(_of_objects(read, file), file)
    return json_stat_table(read, file, way)


def _of_objects(read: dict[str, Any], file: FileTable) -> Iterator[Event]:
    try:
        kinds = {str(of["id"]): str(of["type"]) for of in read["objects"]}
        for event in read["events"]:
            tied: Event = {}
            for relation in event.get("relationships", []):
                one = str(relation["objectId"])
                tied.setdefault(kinds[one], one)
            said = {str(of["name"]): str(of["value"]) for of in event.get("attributes", [])}
            yield {"ocel:type": event["type"], "ocel:time": event["time"], **said, **tied}
    except (KeyError, TypeError) as wrong:
        what = phrase("is no event log of OCEL 2.0")
        remedy = phrase("give the event log as it was exported")
        raise of_whole_file(file.file, what, remedy) from wrong
