"""The yardstick: whose cost is the price of whose care."""

from collections.abc import Sequence

import numpy as np

from sim.model.parameters import Yardstick
from sim.scenario.arrays.periods import each
from sim.scenario.arrays.tariff import overheads
from sim.scenario.arrays.teams import teams_by_key
from sim.scenario.schema.scenario import Values


def yardstick(periods: Sequence[Values]) -> Yardstick:
    """Teams by rising key; without a yardstick nobody is paid by it."""
    first, said = periods[0], periods[0].tariff.yardstick
    names = [first.team[row].name for row in teams_by_key(first)]
    of = set(said.of) if said else set()
    paid: set[str] = set()
    if said:
        paid = set(names) - of if said.paid_to is None else set(said.paid_to)
    return Yardstick(
        every_weeks=said.settled_every_weeks if said else 0,
        like_citizens=said is not None and said.like_citizens,
        of=np.array([name in of for name in names], np.int64),
        paid=np.array([name in paid for name in names], np.int64),
        overhead_share=each(periods, lambda v: overheads(v) if said else [0.0] * len(names)),
    )
