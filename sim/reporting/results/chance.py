"""The band of a team's deviation that is chance alone, as the closed-form twin gives it.

The twin applies only to a network without congestion and behaviour; where it does not,
there is no band and the figures say so. Nothing is computed here.
"""

from collections.abc import Mapping
from typing import NamedTuple

Band = tuple[float, float, float]
"""Mean, low and high [DKK]: 95 % of periods end between low and high by chance alone."""


class Chance(NamedTuple):
    """What the twin says of the reported weeks: a band a team."""

    by_team: Mapping[str, Band] | None = None
