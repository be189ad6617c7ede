"""The smallest difference of each measure that anybody would act on (assumptions).

With citizens paired, differences far too small to matter hold beyond chance. What lies below
the smallest interesting one is `unchanged`. A planner's own limits take the place of these:
`forloeb compare --smallest continuity_index=0.02`.
"""

from collections.abc import Mapping
from typing import Final

from sim.experiments.comparison.paired import Paired
from sim.experiments.documents.rows import Key

OF_REVENUE: Final = 0.001
"""Share of revenue below which money is unchanged: a thousandth."""

OF_ITSELF: Final = 0.005
"""Share of itself below which a count, or a number of hours or weeks, is unchanged."""

IN_UNITS: Final = {
    "deviation_share": 0.001,
    "deficit_probability": 0.02,
    "clinic_share": 0.005,
    "share": 0.005,
    "slots_used_share": 0.005,
    "occupancy": 0.005,
    "self_determination": 0.005,
    "continuity_index": 0.005,
    "economy": 0.005,
    "progression": 0.005,
    "continuity": 0.005,
    "score": 0.005,
    "helpers_14_days": 0.05,
    "wait_over_0_days_share": 0.005,
    "wait_over_1_days_share": 0.005,
    "wait_over_7_days_share": 0.005,
    "wait_over_28_days_share": 0.005,
    "wait_over_91_days_share": 0.005,
    "wait_days": 0.1,
    "longest_wait_days": 1.0,
    "wait_weeks": 0.1,
    "stay_weeks": 0.05,
    "course_stay_weeks": 0.05,
}
"""Smallest interesting difference of a measure in its own unit; all others are relative."""

_SHARES: Final = frozenset(name for name in IN_UNITS if not name.endswith(("days", "weeks")))
_UNBOUNDED: Final = frozenset({"deviation_share", "occupancy"})
BETWEEN_0_AND_1: Final = _SHARES - _UNBOUNDED
"""Figures whose difference lies between -1 and 1."""


def is_money(figure: str) -> bool:
    """Whether a figure is an amount of money."""
    return figure.endswith("_dkk")


def mark_unchanged(figures: Mapping[Key, Paired], own: Mapping[str, float]) -> None:
    """Say of each difference how small it may be to count, and whether it is smaller.

    A difference that is unchanged does not hold, however surely it is there. One that chance
    could make larger is not known to be unchanged.

    Parameters
    ----------
    own
        Limits by figure, in its unit, that take the place of those above.
    """
    for key, one in figures.items():
        one["smallest"] = own.get(key[-1], _smallest(key, figures))
        one["unchanged"] = _is_unchanged(one)
        if one["unchanged"] and one["holds"]:
            one["holds"] = False


def _smallest(key: Key, figures: Mapping[Key, Paired]) -> float:
    if key[-1] in IN_UNITS:
        return IN_UNITS[key[-1]]
    if is_money(key[-1]):
        row = figures.get((*key[:-1], "revenue_dkk")) or figures.get(("total", "revenue_dkk"))
        return OF_REVENUE * abs((row["first"] if row else None) or 0.0)
    return OF_ITSELF * abs(figures[key]["first"] or 0.0)


def _is_unchanged(one: Paired) -> bool:
    """Smaller than the smallest interesting difference, and known to be."""
    difference, smallest = one["difference"], one["smallest"]
    mean, low, high = difference["mean"], difference["low"], difference["high"]
    if mean is None or low is None or high is None or abs(mean) >= smallest:
        return False
    return bool(one["holds"]) or max(-low, high) < smallest
