"""Edges between courses granted by minutes a week: what a minute written up to one brings."""

from collections.abc import Sequence

from sim.economics.documents.audit import EdgeRow
from sim.model.parameters import Parameters
from sim.model.rulebook import Rulebook
from sim.model.units import ORE_PER_DKK
from sim.theory.network.dates import on_date
from sim.theory.steady.edges import EdgeReached, edges_within_reach


def edge_rows(parameters: Parameters, rules: Rulebook, courses: Sequence[str]) -> list[EdgeRow]:
    """A row an edge on the first date; none where no team grades its own citizens."""
    return [_row(one, courses) for one in edges_within_reach(on_date(parameters, 0), rules)]


def _row(one: EdgeReached, courses: Sequence[str]) -> EdgeRow:
    gained = one.gained_ore / ORE_PER_DKK
    return {
        "course": courses[one.course],
        "above": courses[one.above],
        "from_minutes": one.from_minutes,
        "citizens": one.citizens,
        "written_minutes_per_week": one.written_minutes,
        "gained_dkk_per_week": gained,
        "gained_dkk_per_minute": gained / one.written_minutes if one.written_minutes else None,
    }
