"""A run's days by rate: counted when all else is done, they say at once what other rates pay."""

import numpy as np

from sim.experiments.prepared.paid_days import (
    DayCount,
    PaidDays,
    added_revenue,
    differs_in_rates_alone,
    pays_linearly,
)
from sim.experiments.prepared.paired_sums import Replications, with_revenue
from sim.experiments.prepared.prepare import PreparedJob


class RunDays:
    """The days of each replication of a run, as far as they are counted."""

    def __init__(self) -> None:
        """Begin with none."""
        self.counted: dict[int, PaidDays] = {}
        self._count: DayCount | None = None

    def missing(self, of: Replications | None) -> list[int]:
        """Replications whose days are still to be counted."""
        return [] if of is None else [n for n in of.numbers if n not in self.counted]

    def count(self, prepared: PreparedJob, replication: int) -> None:
        """Count some more days of a replication."""
        if self._count is None:
            self._count = DayCount(prepared, replication)
        self._count.step()
        found = self._count.counted
        if found is not None:
            self.counted[replication], self._count = found, None

    def at_other_rates(
        self, of: Replications, was: PreparedJob, now: PreparedJob
    ) -> Replications | None:
        """The same replications paid at other rates; None where the days do not tell."""
        if not pays_linearly(now) or not differs_in_rates_alone(was.parameters, now.parameters):
            return None
        if self.missing(of):
            return None
        added = [added_revenue(self.counted[n], now.parameters.tariff) for n in of.numbers]
        if any(one is None for one in added):
            return None
        return with_revenue(of, np.array(added))
