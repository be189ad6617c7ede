"""A mean and its 95 % interval, as the summary writes them."""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Estimate(NamedTuple):
    """A mean and its 95 % interval; absent where the summary has none."""

    mean: float | None
    low: float | None
    high: float | None

    def times(self, factor: float) -> "Estimate":
        """Same estimate counted in another unit."""
        return Estimate(*(None if value is None else value * factor for value in self))


UNKNOWN = Estimate(None, None, None)


def estimate(figure: Mapping[str, Any] | None) -> Estimate:
    """Read a figure of the summary; unknown where there is none."""
    if figure is None:
        return UNKNOWN
    return Estimate(figure.get("mean"), figure.get("low"), figure.get("high"))
