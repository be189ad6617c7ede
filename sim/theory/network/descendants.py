"""What an entry at a station leads to, day after day on the calendar.

For a stay without interruptions the days since entry are the days spent in it. A hospital stay
that is resumed makes them differ: each day of the stay is followed by a pause, whose length is a
compound Poisson number of days, and the days on the calendar are those of the stay and of all
its pauses so far.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sim.model.parameters import Floats
from sim.model.terms import RESUME
from sim.theory.network.stations import Map

_NEGLIGIBLE = 1e-15
_LONGEST_TABLE = 1_500
"""Days up to which a table of 18 megabytes a station is worth its room."""


class Descendants(NamedTuple):
    """Something that an entry leads to d days later."""

    after: Floats  # entry d
    later: Floats  # sum over all days from d on, those beyond the horizon included

    def on(self, day: int, entered: Floats, past: Floats) -> Floats:
        """Sum on a day over entries [T, days] since the first and a constant past [T]."""
        recent = self.after[: day + 1]
        total = entered[:, day + 1 - len(recent) : day + 1] @ recent[::-1]
        if day + 1 < len(self.later):
            total = total + past * self.later[day + 1]
        return np.asarray(total)


def descendants_of(by_age: Floats, pause: Floats | None, days: int) -> Descendants:
    """Echo of what happens at each age of a stay, followed for some days."""
    if pause is None:
        return Descendants(by_age, np.cumsum(by_age[::-1])[::-1])
    after = _on_calendar(by_age[:days], pause, days)
    later = by_age.sum() - np.concatenate([[0.0], np.cumsum(after)])
    return Descendants(after, later)


def _on_calendar(by_age: Floats, pause: Floats, days: int) -> Floats:
    """Sum over ages a of by_age[a] x P(a days of stay and their pauses take d days)."""
    if days > _LONGEST_TABLE:
        return _by_horner(by_age, pause, days)
    return np.asarray(_taken(pause.tobytes(), days)[:, : len(by_age)] @ by_age)


@lru_cache(maxsize=32)
def _taken(pause: bytes, days: int) -> Floats:
    """P(a days of stay and their pauses take d days), array [days, days] over d and a.

    The same for all that happens during a stay, so it is made once.
    """
    law = np.frombuffer(pause)
    table = np.zeros((days, days))
    after = np.zeros(days)
    after[0] = 1.0
    for age in range(days):
        table[:, age] = after
        after[1:] = np.convolve(after, law)[: days - 1]
        after[0] = 0.0
    return table


def _by_horner(by_age: Floats, pause: Floats, days: int) -> Floats:
    """The same where a table would be too large: Horner's scheme in the generating functions."""
    after = np.zeros(days)
    for value in by_age[:0:-1]:
        after[0] += value
        after[1:] = np.convolve(after, pause)[: days - 1]
        after[0] = 0.0
    after[0] += by_age[0]
    return after


def pauses(network: Map) -> list[Floats | None]:
    """P(a day of a stay is followed by a pause of d days), by station; None without pauses."""
    return [
        _pause(network, station) if network.interruptions[station] else None
        for station in range(len(network.stations))
    ]


def _pause(network: Map, station: int) -> Floats:
    """Compound Poisson law of the resumed hospital stays that begin on one day of a stay."""
    jumps = np.zeros(1)
    for hospital, per_stay in network.interruptions[station]:
        law = network.laws[hospital]
        resumed = sum(
            ((law.by_stay * way.share) for way in network.ways[hospital] if way.name == RESUME),
            np.zeros(len(law.by_stay)),
        )
        rate = per_stay / network.laws[station].mean_days
        size = max(len(jumps), len(resumed) + 1)
        jumps = np.pad(jumps, (0, size - len(jumps)))
        jumps[1 : len(resumed) + 1] += rate * resumed
    return _compound(jumps)


def _compound(jumps: Floats) -> Floats:
    """exp(-total) x sum over n of jumps^(*n) / n!, cut where nothing is left."""
    law = term = np.ones(1)
    count = 0
    while term.sum() > _NEGLIGIBLE:
        count += 1
        term = np.convolve(term, jumps) / count
        law = np.pad(law, (0, len(term) - len(law))) + term
    law = law * np.exp(-jumps.sum())
    return np.asarray(law[: 1 + int(np.max(np.nonzero(law > _NEGLIGIBLE)))])
