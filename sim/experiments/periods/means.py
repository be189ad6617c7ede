"""Mean deviation of each team by period, from amounts by replication, team and week."""

import datetime as dt
from typing import NamedTuple

import numpy as np

from sim.experiments.periods.calendar import week_parts
from sim.experiments.periods.period import Period
from sim.model.parameters import Floats
from sim.model.units import ORE_PER_DKK


class PeriodMeans(NamedTuple):
    """Names of the periods, and mean amounts of each team and of all together [DKK]."""

    names: list[str]
    by_team: list[list[float]]
    total: list[float]


def period_means(dkk: Floats, start: dt.date, by: Period) -> PeriodMeans:
    """Means over replications of amounts [replications, teams, weeks], cut in whole øre.

    Examples
    --------
    >>> week = np.array([[[70.0]]])  # the Monday is the last one of a quarter
    >>> period_means(week, dt.date(2026, 3, 30), Period.quarter).by_team
    [[20.0, 50.0]]
    """
    ore = np.rint(ORE_PER_DKK * dkk).astype(np.int64)
    parts = week_parts(start, ore.shape[-1], by)
    names = list(dict.fromkeys(part.period for part in parts))
    cut = np.stack(
        [
            np.sum([one.of(ore[..., one.week]) for one in parts if one.period == name], axis=0)
            for name in names
        ],
        axis=-1,
    )
    means = cut.mean(axis=0) / ORE_PER_DKK
    return PeriodMeans(names, means.tolist(), means.sum(axis=0).tolist())
