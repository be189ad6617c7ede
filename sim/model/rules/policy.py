"""How a team sets its levers at the end of a week."""

from typing import NamedTuple


class Review(NamedTuple):
    """What a team knows when a week is over; money in øre since day 0."""

    team: int
    week: int
    citizens: int
    revenue_ore: int
    cost_ore: int


class Levers(NamedTuple):
    """What a team may move.

    `development_weeks` is the mean stay in development courses, its spread kept in
    proportion; 0 leaves the scenario's. `effort` multiplies the hours of development and,
    by the dose, its effect. Both act on spells and weeks that begin later.
    """

    development_weeks: float
    effort: float


def needs_led(_review: Review) -> Levers:
    """Reference policy: whatever the money says, care follows need."""
    return Levers(development_weeks=0.0, effort=1.0)
