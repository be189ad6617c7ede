"""Courses that nobody was seen to enter: a scenario cannot lead to them, so they are left out."""

from collections.abc import Iterator
from typing import Any

from sim.words import phrase


def within_reach(tree: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The tree without the courses that no intake, exit or hazard leads to, and a note on each."""
    courses = {row["name"]: row for row in tree["course"]}
    waiting = [*_entered(tree)]
    reached: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in courses and name not in reached:
            reached.add(name)
            waiting += _led_to(courses[name])
    gone = [name for name in courses if name not in reached]
    if not gone:
        return tree, []
    kept = {**tree, "course": [row for row in tree["course"] if row["name"] in reached]}
    if isinstance(tree.get("tariff"), dict):
        kept["tariff"] = _without(tree["tariff"], gone)
    notes = [
        phrase('nobody was seen to enter course "{name}": it is left out', name=name)
        for name in gone
    ]
    return kept, notes


def _entered(tree: dict[str, Any]) -> Iterator[str]:
    """Courses that citizens begin in; every key of the intake is one, or a source."""
    for intake in (tree["intake"], *(team.get("intake", {}) for team in tree["team"])):
        for key, value in intake.items():
            yield key
            yield from value
    yield tree.get("relapse", {}).get("to", "")


def _led_to(course: dict[str, Any]) -> list[str]:
    to = [row["to"] for row in course.get("exits", [])]
    named = [one["course"] if isinstance(one, dict) else one for one in to if _has_name(one)]
    return [*named, *course.get("hazards_per_week", {})]


def _has_name(to: object) -> bool:
    return not isinstance(to, dict) or "course" in to


def _without(table: dict[str, Any], names: list[str]) -> dict[str, Any]:
    """A table without the keys that name these courses, at any depth."""
    return {
        key: _without(value, names) if isinstance(value, dict) else value
        for key, value in table.items()
        if key not in names
    }
