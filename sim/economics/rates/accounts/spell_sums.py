"""What a table of spells says of each course and level, added up by replication.

The table is that of a results folder; records of a municipality in the same columns do as well.
"""

from typing import NamedTuple

import numpy as np

from sim.economics.rates.paying import Place
from sim.experiments.folder.sql import Sql
from sim.experiments.results import Results
from sim.experiments.summary.adding import added_by, count, minutes, ore, summed
from sim.model.parameters import Floats
from sim.model.terms import LEVELS
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, ORE_PER_DKK


class SpellSums(NamedTuple):
    """Sums over the spells of a course at a level in the reported weeks, arrays [R]."""

    weeks: Floats  # citizen-weeks
    begun: Floats  # courses that are no re-opened ones; changes of level not counted
    hours: Floats  # delivered at home
    revenue_dkk: Floats
    cost_dkk: Floats
    clinic_visits: Floats
    home_visits: Floats

    @property
    def clinic_share(self) -> float:
        """Share of the nursing contacts that were given at the clinic; 0 without contacts."""
        visits = self.clinic_visits.sum() + self.home_visits.sum()
        return float(self.clinic_visits.sum() / visits) if visits else 0.0


def spell_sums(results: Results, reopen_within_weeks: float = 0.0) -> dict[Place, SpellSums]:
    """Sums by course and level, of those in which somebody was.

    A course that begins again within `reopen_within_weeks` of leaving it is re-opened.
    """
    tables = results.tables
    courses = [of["course"] for of in results.summary["courses"]]
    places = {f"{course} {level}": (course, level) for course in courses for level in range(LEVELS)}
    given = {
        "end": DAYS_PER_WEEK * results.summary["weeks"],
        "reopen_days": DAYS_PER_WEEK * reopen_within_weeks,
    }
    axes = tables.replications, tuple(places)
    sums = added_by(_PLACE, _COLUMNS, tables.stays.such(_AWAY, given), axes)
    return {
        place: _in_units(*(amounts[:, n].astype(float) for amounts in sums.values()))
        for n, place in enumerate(places.values())
        if sums["days"][:, n].any()
    }


_PLACE = Sql("course || ' ' || level")
_AWAY = Sql(
    "SELECT *, start_day - lag(end_day) "
    "OVER (PARTITION BY replication, citizen, course ORDER BY start_day) AS absence_days "
    "FROM {rows}"
)


_COLUMNS = {
    "days": Sql("coalesce(sum(least(coalesce(end_day, $end), $end) - greatest(start_day, 0)), 0)"),
    "begun": Sql(
        "count(*) FILTER (entry AND start_day >= 0 "
        "AND coalesce(absence_days, $reopen_days) >= $reopen_days)"
    ),
    "minutes": minutes("delivered_hours"),
    "revenue": ore("revenue_dkk"),
    "cost": ore("cost_dkk"),
    "clinic": count("clinic_visits"),
    "home": count("home_visits"),
}
"""SQL of each sum, in whole days, minutes and øre."""


def _in_units(days: Floats, begun: Floats, time: Floats, *amounts: Floats) -> SpellSums:
    revenue, cost, clinic, home = amounts
    money = revenue / ORE_PER_DKK, cost / ORE_PER_DKK
    return SpellSums(days / DAYS_PER_WEEK, begun, time / MINUTES_PER_HOUR, *money, clinic, home)


def total_cost(results: Results) -> Floats:
    """Cost of all teams by replication [DKK], that of weeks without citizens included."""
    tables = results.tables
    cost = summed({"cost": ore("cost_dkk")}, tables.weeks, tables.replications)["cost"]
    return np.asarray(cost / ORE_PER_DKK)
