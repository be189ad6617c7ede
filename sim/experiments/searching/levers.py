"""What a search may move: a key between two ends, in steps, or over a list of values.

The search sees every lever in 0-1; what stands there as a value is said here and nowhere else. A
key with `*` for a team's name stands for that key of every team.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from sim.scenario.search_table import SearchLeverTable
from sim.words import phrase

_EVERY: Final = "team.*."
_DIGITS: Final = 10
"""Of a value between two ends, so that it is written as it is meant."""


class SearchLever(NamedTuple):
    """A key that is moved, and how far."""

    key: str
    low: float = 0.0
    high: float = 1.0
    step: float | None = None
    values: tuple[float | str, ...] = ()

    @property
    def size(self) -> int | None:
        """How many values it has; None where there is no end of them."""
        if self.values:
            return len(self.values)
        return None if self.step is None else int((self.high - self.low) / self.step + 1e-9) + 1

    def value(self, place: float) -> float | str:
        """Value at a place in 0-1; the same for all places that stand for it."""
        count = self.size
        if count is None:
            return float(f"{self.low + (self.high - self.low) * place:.{_DIGITS}g}")
        number = min(int(place * count), count - 1)
        if self.values:
            return self.values[number]
        return float(f"{self.low + number * (self.step or 0.0):.{_DIGITS}g}")

    def place(self, value: object) -> float | None:
        """Place in 0-1 at which a value stands; None where it is out of reach."""
        count = self.size
        if self.values:
            return (self.values.index(value) + 0.5) / len(self.values) if self._has(value) else None
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        if not self.low <= value <= self.high:
            return None
        if count is None:
            return (value - self.low) / (self.high - self.low)
        number = round((value - self.low) / (self.step or 1.0))
        return (min(number, count - 1) + 0.5) / count

    def _has(self, value: object) -> bool:
        return value in self.values

    def beside(self, place: float) -> list[float]:
        """Places of the values next to that of a place; none where there is no end of them."""
        count = self.size
        if count is None:
            return []
        number = min(int(place * count), count - 1)
        return [(n + 0.5) / count for n in (number - 1, number + 1) if 0 <= n < count]


def search_levers(tables: Mapping[str, SearchLeverTable]) -> tuple[SearchLever, ...]:
    """Levers of a scenario's [search].

    Raises
    ------
    ValueError
        When there is none, or one has not what it needs.
    """
    if not tables:
        raise ValueError(
            phrase(
                "nothing to move: give levers as KEY=LOW,HIGH, or write them in [search.levers] of "
                "the scenario"
            )
        )
    return tuple(_lever(key, of) for key, of in tables.items())


def _lever(key: str, of: SearchLeverTable) -> SearchLever:
    if of.values:
        return SearchLever(key, values=tuple(of.values))
    if of.low is None or of.high is None or of.low >= of.high:
        raise ValueError(phrase("{key}: give a low and a high above it, or values", key=key))
    return SearchLever(key, of.low, of.high, of.step)


def setting_at(
    levers: Sequence[SearchLever], places: Sequence[float], teams: Sequence[str]
) -> dict[str, Any]:
    """Values by key at places in 0-1."""
    found: dict[str, Any] = {}
    for lever, place in zip(levers, places, strict=True):
        found |= dict.fromkeys(keys_meant(lever.key, teams), lever.value(place))
    return found


def keys_meant(key: str, teams: Sequence[str]) -> list[str]:
    """The keys that one stands for: itself, or that of every team."""
    if not key.startswith(_EVERY):
        return [key]
    rest = key.removeprefix(_EVERY)
    return [f'team."{team}".{rest}' for team in teams]
