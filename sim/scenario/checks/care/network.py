"""The course network: every course can be reached, and from every one care can be left.

Nodes are a course at a functional level. A way counts when its probability is above 0 on
any day of the run. What cannot be read is a fault already: such a number counts as above 0
and an unknown name as the nearest known one, so that one mistake is not told twice.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from sim.model.terms import (
    COURSE_KINDS,
    DEVELOPMENT,
    INDIVIDUAL,
    LEVELS,
    OUTS,
    RESUME_NAME,
    STABILISATION,
    WAITING,
)
from sim.scenario.checks.care.exits import SELF_RELIANT_NAME
from sim.scenario.checks.care.nursing import NURSING_HOME_NAME
from sim.scenario.checks.care.people import intake_of, shares_from, sources_of
from sim.scenario.faults.fault import Fault, shown
from sim.scenario.faults.suggestions import nearest_name
from sim.scenario.files.drafts import Draft, DraftRow, as_table, is_some, rows, some_levels
from sim.scenario.files.presence import HOSPITAL_KIND, first_of_kind, of_kind
from sim.scenario.schema.shapes import SOURCE_NAMES
from sim.words import phrase

_STABILISATION: Final = COURSE_KINDS[STABILISATION]


class Node(NamedTuple):
    """A course at a functional level; a way out is a node at level 0.

    A hospital stay keeps the course and level that it interrupts, if any.
    """

    course: str
    level: int
    kept: "Node | None" = None


Ways = dict[Node, set[Node]]
Known = tuple[str, ...]


def network_faults(drafts: Sequence[Draft]) -> Iterator[Fault]:
    """Courses that nobody can reach, and courses from which nobody can leave care."""
    first = drafts[0]
    ways = _Ways(drafts)
    entered = {node for draft in drafts for node in _entries(draft)}
    entered |= {other for node in entered for other in ways.around(node, node)}
    if any(is_some(draft.value("acceptance", "admissions_per_week")) for draft in drafts):
        hospital = first_of_kind(first, HOSPITAL_KIND)
        entered |= {Node(hospital, node.level) for node in entered} if hospital else set()
    reached = set(ways.followed(entered))
    for row in first.rows("course"):
        nodes = {node for node in reached if node.course == row.name}
        if not row.name:
            continue
        if entered and not nodes:
            what = phrase("nobody can reach course {name}", name=shown(row.name))
            remedy = phrase("lead an intake, an exit or a hazard to it, or drop it")
            yield first.fault(("course", row.number, "name"), what, remedy)
        nodes = nodes or {Node(row.name, level) for level in range(LEVELS)}
        yield from _stuck_faults(first, row, nodes, ways)


def _stuck_faults(draft: Draft, row: DraftRow, nodes: set[Node], ways: "_Ways") -> Iterator[Fault]:
    stuck = {node.level for node in nodes if ways.close_in(node)}
    if stuck and row.table.get("exits", []) != []:
        levels = ", ".join(map(str, sorted(stuck)))
        at = (
            ""
            if stuck == {node.level for node in nodes}
            else phrase(" at level {levels}", levels=levels)
        )
        what = phrase("nobody can leave care from course {name}{at}", name=shown(row.name), at=at)
        remedy = phrase(
            "add an exit or a hazard that leads, at last, to {either}", either=_either(OUTS)
        )
        yield draft.fault(("course", row.number, "exits"), what, remedy)


def _either(names: Sequence[str]) -> str:
    return ", ".join(names[:-1]) + phrase(" or {names}", names=names[-1])


class _Ways:
    """Ways between nodes, followed from where one begins to look."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.plain: Ways = defaultdict(set)
        for draft in drafts:
            for node, to in (*_relapse_ways(draft), *_all_course_ways(draft)):
                self.plain[node].add(to)
        self.detours = _detours(drafts[0])
        courses = list(drafts[0].rows("course"))
        self.hospitals = {r.name for r in courses if r.table.get("kind") == HOSPITAL_KIND}
        self.return_course = _return_course(courses)

    def from_node(self, node: Node) -> Iterator[Node]:
        """Where a node leads, and where those are sent who cannot go there."""
        for to in self._from_node(node):
            yield to
            yield from self.around(to, node)

    def around(self, to: Node, before: Node) -> Iterator[Node]:
        """Where those may be sent who were to go somewhere, at the level they have then."""
        course = self.detours.get(to.course)
        if course is not None and course != before.course:
            yield to._replace(course=course, level=before.level if to.course in OUTS else to.level)

    def _from_node(self, node: Node) -> Iterator[Node]:
        """Where a node leads, a return to what the hospital stay interrupted."""
        for to in self.plain.get(Node(node.course, node.level), ()):
            if to.course == RESUME_NAME:
                yield node.kept or Node(self.return_course, node.level)
            elif to.course in self.hospitals and node.course not in OUTS:
                here = node.kept if node.course in self.hospitals else node
                yield to._replace(kept=here)
            else:
                yield to

    def followed(self, start: Iterable[Node]) -> Iterator[Node]:
        """All nodes that can be reached, each once, as they are found."""
        found = set(start)
        waiting = list(found)
        yield from waiting
        while waiting:
            for node in self.from_node(waiting.pop()):
                if node not in found:
                    found.add(node)
                    waiting.append(node)
                    yield node

    def lead_out(self, node: Node) -> bool:
        """A citizen at the node can leave care some day."""
        return any(reached.course in OUTS for reached in self.followed([node]))

    def close_in(self, node: Node) -> bool:
        """Nobody leaves care from the node, and not because of what it will return to."""
        if node.kept is not None and not self.lead_out(node.kept):
            return False
        return not self.lead_out(node)


def _detours(draft: Draft) -> dict[str, str]:
    """Course that may take the place of another destination.

    The individual one for a stabilisation course, where a need is large enough; the one for
    those who wait, where the nursing home is full.
    """
    found: dict[str, str] = {}
    individual, waiting = (first_of_kind(draft, COURSE_KINDS[k]) for k in (INDIVIDUAL, WAITING))
    if individual and _may_have(draft, "needs_assessment", "individual_from_hours_per_week"):
        lasting = filter(of_kind(_STABILISATION), draft.rows("course"))
        found |= {row.name: individual for row in lasting}
    if waiting and _may_have(draft, "nursing_home", "places"):
        found[NURSING_HOME_NAME] = waiting
    return found


def _may_have(draft: Draft, *path: str) -> bool:
    """Something stands at a path, or in place of the tables on the way to it."""
    return draft.has(*path) or not draft.may_hold(*path[:-1])


def _all_course_ways(draft: Draft) -> Iterator[tuple[Node, Node]]:
    known = _known(draft)
    for row in draft.rows("course"):
        yield from _course_ways(known, row)


def _course_ways(known: Known, row: DraftRow) -> Iterator[tuple[Node, Node]]:
    exits = row.table.get("exits", [])
    if not isinstance(exits, list):
        yield from ((Node(row.name, level), Node(OUTS[0], 0)) for level in range(LEVELS))
    for way in rows(exits):
        yield from _exit_ways(known, row, way if isinstance(way, dict) else {"to": way})
    for name, hazard in as_table(row.table.get("hazards_per_week")).items():
        for level in some_levels(hazard):
            yield Node(row.name, level), _node(known, name, level)


def _exit_ways(known: Known, row: DraftRow, way: dict[str, Any]) -> Iterator[tuple[Node, Node]]:
    to = way.get("to")
    levels = some_levels(way.get("probability", "missing"))
    if to == SELF_RELIANT_NAME and some_levels(as_table(row.table.get("dose")).get("p_max")):
        levels = list(range(LEVELS))
    for level in levels:
        if isinstance(to, dict):
            course = to.get("course", row.name)
            yield Node(row.name, level), _node(known, course, _level(to, level))
        else:
            yield Node(row.name, level), _node(known, to, level)


def _known(draft: Draft) -> Known:
    return (*draft.names("course"), *OUTS, RESUME_NAME)


def _node(known: Known, name: object, level: int) -> Node:
    """Where a name leads; a way out if that cannot even be guessed."""
    meant = name if name in known else nearest_name(str(name), known)
    if meant is None:
        return Node(OUTS[0], 0)
    return Node(str(meant), 0 if meant in OUTS else level)


def _level(to: dict[str, Any], level: int) -> int:
    """Level after an exit; a step beyond the last level stays there."""
    given, step = to.get("level", level), to.get("level_change", 0)
    moved = (given if isinstance(given, int) else level) + (step if isinstance(step, int) else 0)
    return min(max(moved, 0), LEVELS - 1)


def _relapse_ways(draft: Draft) -> Iterator[tuple[Node, Node]]:
    """Back from self-reliance: a way of reaching a course, never one of leaving."""
    to = draft.value("relapse", "to")
    if isinstance(to, str):
        for level in some_levels(draft.value("relapse", "probability")):
            yield Node(SELF_RELIANT_NAME, 0), _node(_known(draft), to, level)


def _return_course(courses: Sequence[DraftRow]) -> str:
    """Where those go who had no course before the hospital: development, or the first."""
    development = COURSE_KINDS[DEVELOPMENT]
    others = [row for row in courses if row.table.get("kind") != HOSPITAL_KIND]
    by_kind = sorted(others, key=lambda row: row.table.get("kind") != development)
    return by_kind[0].name if by_kind else ""


def _entries(draft: Draft) -> Iterator[Node]:
    """Where citizens come in: by intake at their start levels, or there at the start."""
    known = _known(draft)
    levels = {source: _start_levels(draft, source) for source in SOURCE_NAMES}
    for team in draft.rows("team"):
        _, intake = intake_of(draft, team)
        for source in sources_of(draft, team):
            for course, share in shares_from(as_table(intake), source).items():
                if is_some(share):
                    yield from (_node(known, course, level) for level in levels[source])
    for counts in draft.table("run", "initial").values():
        for course, count in as_table(counts).items():
            yield from (_node(known, course, level) for level in some_levels(count))


def _start_levels(draft: Draft, source: str) -> list[int]:
    given = draft.value("citizen", "start_level")
    if given is None:
        return [0]
    return some_levels(given.get(source) if isinstance(given, dict) else given)
