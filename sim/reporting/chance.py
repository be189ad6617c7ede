"""The band of a team's deviation that is chance alone, as the closed-form twin gives it.

The twin applies only to a network without congestion and behaviour; where it does not,
every field is empty and the figures say so. Nothing is computed here.
"""

from collections.abc import Mapping
from typing import NamedTuple

from sim.reporting.results import Array

Band = tuple[float, float, float]
"""Mean, low and high [DKK]: 95 % of periods end between low and high by chance alone."""


class Chance(NamedTuple):
    """What the twin says of the reported weeks.

    `by_team` holds a band a team; `total_by_week` mean, low and high [weeks] of the
    deviation of all teams, added up from the start [DKK].
    """

    by_team: Mapping[str, Band] | None = None
    total_by_week: tuple[Array, Array, Array] | None = None
