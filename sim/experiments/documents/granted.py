"""Type of a row of a summary's `granted`: a course that is granted by minutes a week."""

from typing_extensions import TypedDict

from sim.experiments.summary.statistics import Figure


class GrantedFigures(TypedDict):
    """Granted and delivered time of a course's citizens; minutes are of a citizen and week."""

    course: str
    from_minutes: float
    below_minutes: float | None
    paid_minutes: float | None
    citizens: Figure
    granted_minutes: Figure
    delivered_minutes: Figure
    balance_minutes: Figure
    planning_share: Figure
    planning: str
    to_next_minutes: Figure
    above_edge_share: Figure
    below_edge_share: Figure
    helpers_14_days: Figure
