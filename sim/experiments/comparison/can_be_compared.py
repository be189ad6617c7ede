"""What keeps scenarios from being compared: every fault at once, where it stands.

The same citizens can live under two scenarios only when the calendar and the teams are the same
and everyone who is in care on the first day has a place in both.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from sim.experiments.running.starting import peopled, started
from sim.model.parameters import Start
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.scenario.arrays.teams import key_number
from sim.scenario.faults.fault import Fault, ScenarioError, key_text, shown
from sim.scenario.reading import Scenario
from sim.theory.network.stations import AWAY
from sim.words import known, number_said, phrase

_CALENDAR = ("start", "weeks", "warm_up_weeks")


def check_comparable(
    first: Scenario, others: Sequence[Scenario], rules: Rulebook = STANDARD_RULES
) -> None:
    """Refuse scenarios that the same citizens cannot live under.

    Raises
    ------
    ScenarioError
        With every fault that was found.
    """
    faults = {fault for other in others for fault in _of_calendar_and_teams(first, other)}
    if not faults:
        start = started(first, rules).start
        faults = {fault for other in others for fault in _of_people(first, other, start)}
    if faults:
        raise ScenarioError(faults)


def _fault(scenario: Scenario, path: tuple[str, ...], what: str, remedy: str) -> Fault:
    """Fault at a key, teams and courses by name."""
    place: list[str | int] = list(path)
    if path[0] in {"team", "course"} and len(path) > 1:
        rows = getattr(scenario.values, path[0])
        place[1] = [row.name for row in rows].index(path[1])
    return Fault(*scenario.spot.deepest(place), key_text(path), what, remedy)


# The calendar and the teams


def _of_calendar_and_teams(first: Scenario, other: Scenario) -> Iterator[Fault]:
    for key in _CALENDAR:
        mine, theirs = getattr(first.values.run, key), getattr(other.values.run, key)
        if mine != theirs:
            what = phrase(
                "is {theirs}, and {mine} in {stem}",
                theirs=shown(theirs),
                mine=shown(mine),
                stem=first.stem,
            )
            remedy = phrase(
                "give both the same, as with --set run.{key}={mine}", key=key, mine=shown(mine)
            )
            yield _fault(other, ("run", key), what, remedy)
    yield from _of_teams(first, other)


def _of_teams(first: Scenario, other: Scenario) -> Iterator[Fault]:
    """Teams are told apart by their keys, which are hashes of their names unless given."""
    mine, theirs = _names_by_key(first), _names_by_key(other)
    for key in mine.keys() - theirs.keys():
        if mine[key] in theirs.values():
            what = phrase(
                "lacks the key that it has in {stem}, so other citizens would come", stem=first.stem
            )
            yield _fault(other, ("team", mine[key]), what, phrase("give it the same key"))
        else:
            what = phrase(
                "has no team {mine}, which {stem} has", mine=shown(mine[key]), stem=first.stem
            )
            yield _fault(
                other, ("team",), what, phrase("add it, or the same key to the team renamed")
            )
    for key in theirs.keys() - mine.keys():
        if theirs[key] not in mine.values():
            what = phrase("is not a team of {stem}", stem=first.stem)
            yield _fault(
                other, ("team", theirs[key]), what, phrase("add it there, or leave it out here")
            )


def _names_by_key(scenario: Scenario) -> dict[int, str]:
    return {key_number(team): team.name for team in scenario.values.team}


# Those who are there on the first day


def _of_people(first: Scenario, other: Scenario, start: Start) -> Iterator[Fault]:
    kinds = {course.name: course.kind for course in other.values.course}
    numbers = start.course[peopled(start)]
    for number in np.unique(numbers[numbers != AWAY]):
        course = first.values.course[number]
        if course.name not in kinds:
            what = phrase(
                "has no course {name}, where {people}",
                name=shown(course.name),
                people=_people(first, start, number),
            )
            yield _fault(other, ("course",), what, phrase("add it, to say what becomes of them"))
        elif kinds[course.name] != course.kind:
            path = ("course", course.name, "kind")
            what = phrase(
                "is {kinds}, and {kind} in {stem}",
                kinds=shown(kinds[course.name]),
                kind=shown(course.kind),
                stem=first.stem,
            )
            yield _fault(
                other,
                path,
                what,
                phrase("its people stay what they are: {rename}", rename=phrase(_RENAME)),
            )
    if AWAY in numbers and other.values.relapse is None:
        what = phrase("is missing, and {people}", people=_people(first, start, AWAY))
        yield _fault(other, ("relapse",), what, phrase("add it; its probability may be 0"))


_RENAME = known("give the new course another name")


def _people(first: Scenario, start: Start, course: int) -> str:
    """How many are found in a course, expected or counted."""
    count = start.present[:, start.course == course].sum()
    if course == AWAY:
        said = known("{count} citizens of {stem} will come back")
    else:
        said = known("{count} citizens of {stem} are on the first day")
    return phrase(said, count=number_said(count, 1), stem=first.stem)
