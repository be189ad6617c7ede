"""Where spells lead: exits and hazards, their destinations and their probabilities."""

from collections.abc import Iterator
from typing import Any, Final

from sim.model.terms import COURSE_KINDS, LEVEL_CHANGE_NAME, OUTS, RESUME_NAME
from sim.scenario.checks.shares import TOLERANCE, astray, at_levels, totals
from sim.scenario.faults.fault import Fault, Path, shown
from sim.scenario.faults.suggestions import instead, nearest_name
from sim.scenario.files.drafts import Draft, DraftRow, as_table, rows
from sim.scenario.files.presence import HOSPITAL_KIND
from sim.words import known, phrase

SELF_RELIANT_NAME: Final = OUTS[0]
_NO_STEP: Final = known("give a level or a level_change other than 0, or leave the exit out")


def exit_faults(draft: Draft) -> Iterator[Fault]:
    """Faults of all exits and hazards."""
    for row in draft.rows("course"):
        for number, way in enumerate(rows(row.table.get("exits"))):
            if isinstance(way, dict):
                path = ("course", row.number, "exits", number, "to")
                yield from _of_destination(draft, row, path, way.get("to"))
        for name in as_table(row.table.get("hazards_per_week")):
            yield from _of_hazard(draft, row, name)
        yield from _of_doubles(draft, row)
        yield from _of_probabilities(draft, row)
        if "dose" in row.table and not _is_dosed(row):
            what = phrase(
                "has no exit {self_reliant_name} to decide",
                self_reliant_name=shown(SELF_RELIANT_NAME),
            )
            remedy = phrase(
                'add {{ to = "{self_reliant_name}" }} to the exits, or leave the dose out',
                self_reliant_name=SELF_RELIANT_NAME,
            )
            yield draft.fault(("course", row.number, "dose"), what, remedy)


def leads_to(row: DraftRow, name: str) -> bool:
    """Some exit or hazard leads to a name, or to what can only mean it, or cannot be read."""
    ways = row.table.get("exits", [])
    if not isinstance(ways, list):
        return True
    named = [way.get("to") if isinstance(way, dict) else way for way in ways]
    named += as_table(row.table.get("hazards_per_week"))
    return any(to == name or (isinstance(to, str) and _means(to, name)) for to in named)


def _means(to: str, name: str) -> bool:
    return nearest_name(to, OUTS) == name and to not in OUTS


def _of_destination(draft: Draft, row: DraftRow, path: Path, to: object) -> Iterator[Fault]:
    if isinstance(to, dict):
        yield from _of_table(draft, row, path, to)
    elif isinstance(to, str) and to == row.name:
        yield draft.fault(path, phrase("leads to the course itself"), phrase(_NO_STEP))
    elif isinstance(to, str):
        yield from _of_name(draft, row, path, to)


def _of_name(draft: Draft, row: DraftRow, path: Path, name: str) -> Iterator[Fault]:
    kind = row.table.get("kind")
    if name == RESUME_NAME and kind in COURSE_KINDS and kind != HOSPITAL_KIND:
        what = phrase(
            "{name} is only for a course of kind {hospital_kind}",
            name=shown(name),
            hospital_kind=shown(HOSPITAL_KIND),
        )
        yield draft.fault(path, what, phrase("name a course or a way out"))
    elif name == LEVEL_CHANGE_NAME:
        what = phrase("{name} does not say which way", name=shown(name))
        yield draft.fault(path, what, phrase("write to = { level_change = -1 }"))
    elif name != RESUME_NAME and name not in {*draft.names("course"), *OUTS}:
        every = [*draft.names("course"), *OUTS]
        what = phrase("{name} is not a course or a way out", name=shown(name))
        yield draft.fault(path, what, instead(name, every, verb="name"))


def _of_table(draft: Draft, row: DraftRow, path: Path, to: dict[str, Any]) -> Iterator[Fault]:
    name = to.get("course", row.name)
    if isinstance(name, str) and name not in draft.names("course") and "course" in to:
        what = phrase("{name} is not a course", name=shown(name))
        is_word = name in OUTS or name == RESUME_NAME
        remedy = (
            phrase('write to = "{name}"', name=name)
            if is_word
            else instead(name, draft.names("course"))
        )
        yield draft.fault((*path, "course"), what, remedy)
    if "level" in to and "level_change" in to:
        yield draft.fault(
            path, phrase("has both level and level_change"), phrase("keep one of them")
        )
    elif name == row.name and "level" not in to and to.get("level_change", 0) == 0:
        yield draft.fault(path, phrase("leads to the course itself"), phrase(_NO_STEP))


def _of_hazard(draft: Draft, row: DraftRow, name: str) -> Iterator[Fault]:
    path = ("course", row.number, "hazards_per_week", name)
    if name == row.name:
        what = phrase("leads to the course itself")
        yield draft.fault(path, what, phrase("name another course or a way out"))
    else:
        yield from _of_name(draft, row, path, name)


def _of_doubles(draft: Draft, row: DraftRow) -> Iterator[Fault]:
    seen: list[object] = []
    for number, way in enumerate(rows(row.table.get("exits"))):
        to = way.get("to") if isinstance(way, dict) else None
        if to is not None and to in seen:
            path = ("course", row.number, "exits", number, "to")
            yield draft.fault(
                path, phrase("is there twice"), phrase("keep one exit with the sum of both")
            )
        seen.append(to)


def _of_probabilities(draft: Draft, row: DraftRow) -> Iterator[Fault]:
    path = ("course", row.number, "exits")
    ways = row.table.get("exits", [])
    if ways == []:
        remedy = phrase("add exits, whose probabilities add up to 1")
        yield draft.fault(path, phrase("nobody can leave: a stay has no exits to end in"), remedy)
    if not isinstance(ways, list) or not all(isinstance(way, dict) for way in ways):
        return
    stated = [way["probability"] for way in ways if "probability" in way]
    bare = [n for n, way in enumerate(ways) if "probability" not in way]
    dosed = [n for n in bare if "dose" in row.table and ways[n].get("to") == SELF_RELIANT_NAME]
    for number in bare:
        if number not in dosed:
            remedy = phrase("say how likely the exit is, 0 to 1")
            yield draft.fault((*path, number, "probability"), phrase("is missing"), remedy)
    if dosed:
        yield from _of_rest(draft, path, stated)
    elif ways and not bare and (what := astray(stated)):
        yield draft.fault(
            path, phrase("the probabilities {what}", what=what), phrase("change them")
        )


def _of_rest(draft: Draft, path: Path, stated: list[Any]) -> Iterator[Fault]:
    """Exits beside one that the dose decides: they share what it leaves, in proportion."""
    sums = list(enumerate(totals(stated) or ()))
    none = [(level, s) for level, s in sums if s <= 0]
    over = [(level, s) for level, s in sums if s > 1 + TOLERANCE]
    if none:
        what = phrase(
            "the exits beside the dose must add up to more than 0, add up to {sums}",
            sums=at_levels(none),
        )
        remedy = phrase("add an exit for those who do not end self-reliant")
        yield draft.fault(path, what, remedy)
    if over:
        what = phrase(
            "the exits beside the dose must add up to at most 1, add up to {sums}",
            sums=at_levels(over),
        )
        yield draft.fault(path, what, phrase("change them"))


def _is_dosed(row: DraftRow) -> bool:
    ways = rows(row.table.get("exits"))
    return any(isinstance(way, dict) and way.get("to") == SELF_RELIANT_NAME for way in ways)
