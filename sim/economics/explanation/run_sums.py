"""Money and presence by replication and team, as a results folder has them."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sim.experiments.folder.pieces import SPELLS, TEAM_WEEKS
from sim.experiments.folder.sql import Sql
from sim.experiments.summary.adding import added_by, days, ore, tables_at
from sim.model.parameters import Floats, Ints
from sim.model.units import DAYS_PER_WEEK


class RunSums(NamedTuple):
    """Sums over the reported weeks, arrays [replications, teams] in the order of the file."""

    revenue_ore: Ints
    cost_ore: Ints
    citizens: Floats  # mean number

    @property
    def deviation_ore(self) -> Ints:
        """Revenue less cost."""
        return np.asarray(self.revenue_ore - self.cost_ore)

    def of(self, replications: Sequence[int]) -> "RunSums":
        """Sums of some replications of a run that has all from the first on."""
        rows = list(replications)
        return RunSums(self.revenue_ore[rows], self.cost_ore[rows], self.citizens[rows])


def run_sums(
    folder: Path, teams: Sequence[str], replications: Sequence[int], weeks: int
) -> RunSums:
    """Sums of some of a folder's replications."""
    tables = tables_at(folder / TEAM_WEEKS, folder / SPELLS)
    columns = {"revenue": ore("revenue_dkk"), "cost": ore("cost_dkk"), "days": days("citizens")}
    found = added_by(Sql("team"), columns, tables.weeks, (tables.replications, tuple(teams)))
    rows = np.searchsorted(tables.replications, replications)
    citizens = found["days"][rows] / (DAYS_PER_WEEK * weeks)
    return RunSums(found["revenue"][rows], found["cost"][rows], citizens)
