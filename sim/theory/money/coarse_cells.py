"""A smaller map for a span: old stays of one station taken together.

Beyond a certain age the money of a day no longer changes, so those found there on the span's
first day differ only in how long they still stay. They become one station whose law is that of
their residual; everybody else is followed no further than the span reaches. Nothing is lost, and
a long tail of a stay costs no time. (Milestones do hang on the age for ever: those of old stays
are spread evenly over their days, which is off by less than one milestone a citizen, and in the
chance of a whole run only.)
"""

from typing import NamedTuple

import numpy as np

from sim.model.parameters import Floats
from sim.model.units import DAYS_PER_WEEK
from sim.theory.money.ledger import Ledger
from sim.theory.network.cells import Cells, cells_of
from sim.theory.network.stations import Map, Way
from sim.theory.network.stay_laws import Law


class CoarseMap(NamedTuple):
    """A map whose stations Z to 2 Z - 1 hold the old stays of stations 0 to Z - 1."""

    network: Map
    settled_days: int  # age from which a stay is old
    old: Floats  # [Z] old stays per entry a day


def settled_days(ledger: Ledger) -> int:
    """Age [days] from which a day's money no longer depends on the age.

    Past the week in which it was assessed, the need depends on the week of the course alone.
    """
    profile = ledger.parameters.demand.profile
    weeks = int(np.max(np.nonzero(np.diff(profile, axis=-1))[-1], initial=-1)) + 2
    return DAYS_PER_WEEK + max(DAYS_PER_WEEK * weeks, ledger.last_rate_change())


def coarse_map(network: Map, settled: int, days: int) -> CoarseMap:
    """Map of a span of days."""
    young = [_shortened(law, settled + days) for law in network.laws]
    ways = [
        [way._replace(share=way.share[: len(law.by_stay)]) for way in ways]
        for law, ways in zip(young, network.ways, strict=True)
    ]
    old_laws: list[Law] = []
    old_ways: list[list[Way]] = []
    count: list[float] = []
    for law, station_ways in zip(network.laws, network.ways, strict=True):
        old_law, out, present = _old(law, station_ways, settled, days)
        old_laws.append(old_law)
        old_ways.append(out)
        count.append(present)
    lump = Map(
        network.stations * 2,
        young + old_laws,
        ways + old_ways,
        network.interruptions + [[] for _ in network.stations],
    )
    return CoarseMap(lump, settled, np.array(count))


def _shortened(law: Law, longest: int) -> Law:
    """A law up to a length; longer ones end on its last day, which lies beyond the span."""
    if len(law.by_stay) <= longest:
        return law
    by_stay, by_hazard = law.by_stay[:longest].copy(), law.by_hazard[:longest]
    by_stay[-1] += law.by_stay[longest:].sum() + law.by_hazard[longest:].sum()
    return Law(by_stay, by_hazard)


def _old(law: Law, ways: list[Way], settled: int, days: int) -> tuple[Law, list[Way], float]:
    """Law and ways of the residual of stays older than `settled`, and how many there are."""
    present = float(law.presence[settled:].sum())
    if present <= 0.0:
        nobody = Law(np.ones(1), np.zeros(1))
        return nobody, [], 0.0
    by_stay = _from_age(law.by_stay, settled)
    by_hazard = _from_age(law.by_hazard, settled)
    out = []
    for way in ways:
        ends, all_ends = (law.by_hazard, by_hazard) if way.is_hazard else (law.by_stay, by_stay)
        taken = _from_age(ends * way.share, settled)
        share = np.divide(taken, all_ends, out=np.zeros_like(taken), where=all_ends > 0)
        out.append(way._replace(share=share[: days + 1]))
    by_stay[-1] += law.old.days.sum()  # they last beyond the span
    residual = _shortened(Law(by_stay / present, by_hazard / present), days + 1)
    return (
        residual,
        [way._replace(share=way.share[: len(residual.by_stay)]) for way in out],
        present,
    )


def _from_age(ends: Floats, settled: int) -> Floats:
    """Sum over ages a from `settled` of the ends after a + d days, array [D - settled]."""
    return np.cumsum(ends[settled:][::-1])[::-1]


def coarse_cells_of(lump: CoarseMap) -> Cells:
    """Cells of a lumped map; old stays have their age when they are found."""
    old = np.full(len(lump.old), lump.settled_days)
    return cells_of(lump.network, np.concatenate([np.zeros_like(old), old]))


def weights_at_first(lump: CoarseMap, cells: Cells) -> Floats:
    """Citizens in each cell on the span's first day per entry a day, array [M]."""
    size = len(lump.old)
    weights = np.where(cells.age_days < lump.settled_days, cells.presence, 0.0)
    weights[cells.first[size:]] = lump.old
    return weights
