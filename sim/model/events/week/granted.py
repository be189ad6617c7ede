"""What parts come to by the course that is granted, where courses are granted by minutes a week."""

from sim.model.events.lookups import Model
from sim.model.events.week.parts import Booked, Part, delivered_minutes
from sim.model.state import NO_ROW, State


def noted_by_bracket(
    model: Model, state: State, part: Part, one: Booked, place: tuple[int, int]
) -> None:
    """Add a part to the sums of the course that it is granted, at its place (team, week)."""
    brackets, weeks, (team, week) = model.parameters.brackets, state.weeks, place
    number = brackets.number[state.spells.paid_course[part.spell]]
    if number == NO_ROW:
        return
    edges, written = brackets.from_minutes, state.spells.written_minutes[part.spell]
    weeks.granted_days[team, week, number] += part.days
    weeks.granted_minute_days[team, week, number] += written * part.days
    weeks.granted_delivered_minutes[team, week, number] += delivered_minutes(one)
    weeks.granted_visited_days[team, week, number] += one.visited_days
    weeks.granted_helpers[team, week, number] += one.helpers
    if written < edges[part.period, number] * (1.0 + brackets.near_share):
        weeks.above_edge_days[team, week, number] += part.days
    if number + 1 < len(brackets.course) and written >= edges[part.period, number + 1] * (
        1.0 - brackets.near_share
    ):
        weeks.below_edge_days[team, week, number] += part.days
