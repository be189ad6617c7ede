"""One row a team: who meets its citizens' need, what nobody meets, and how far the staff reach."""

import math
from typing import NamedTuple

from sim.experiments.summary.statistics import POSITIVE, t_interval
from sim.model.parameters import Floats
from sim.reporting.results.estimates import Estimate, estimate
from sim.reporting.results.results import ReportedResults


class StaffRow(NamedTuple):
    """Need of a team [hours a week] by who meets it."""

    team: str
    own: Estimate
    temporary: Estimate
    unmet: Estimate
    capacity: float | None  # user-facing hours of own staff; absent where the scenario is

    @property
    def need(self) -> float:
        """Hours that citizens need."""
        return sum(part.mean or 0.0 for part in (self.own, self.temporary, self.unmet))

    @property
    def utilisation(self) -> float | None:
        """Need as a share of what own staff can give, above 1 where it is too much for them."""
        return self.need / self.capacity if self.capacity else None

    @property
    def pressure(self) -> tuple[float, float]:
        """Orders teams by how far need is above what own staff can give, then by unmet need."""
        nobody_at_work = self.capacity == 0 and self.need > 0
        return math.inf if nobody_at_work else self.utilisation or 0.0, self.unmet.mean or 0.0


def staff_rows(results: ReportedResults) -> list[StaffRow]:
    """Rows of the teams in the order of the file; none where staff has no limit."""
    hours = results.care.staff
    if hours is None:
        return []
    capacity = results.terms.capacity_hours if results.terms else None
    return [
        StaffRow(
            name,
            _hours(hours.own[:, place]),
            _hours(hours.temporary[:, place]),
            _hours(hours.unmet[:, place]),
            None if capacity is None else float(capacity[place]),
        )
        for place, name in enumerate(results.teams)
    ]


def all_staff(results: ReportedResults) -> StaffRow | None:
    """The row of all teams together."""
    hours, rows = results.care.staff, staff_rows(results)
    if hours is None:
        return None
    parts = [row.capacity for row in rows if row.capacity is not None]
    capacity = sum(parts) if len(parts) == len(rows) else None
    own, temporary, unmet = (_hours(kind.sum(axis=1)) for kind in hours)
    return StaffRow("", own, temporary, unmet, capacity)


def user_facing_share(results: ReportedResults) -> float | None:
    """Share of all teams' attended hours that is spent with citizens; None without own staff."""
    terms = results.terms
    if terms is None or terms.capacity_hours is None or terms.attended_hours is None:
        return None
    attended = float(terms.attended_hours.sum())
    return float(terms.capacity_hours.sum()) / attended if attended else None


def _hours(by_replication: Floats) -> Estimate:
    return estimate(t_interval(by_replication, POSITIVE))
