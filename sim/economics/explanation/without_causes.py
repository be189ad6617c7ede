"""What is to be expected of each team when no cause is at work: price, case mix and chance.

The closed-form twin gives it where its means are exact; where it leaves something out, the mean
over replications does, and the twin the spread only. `leaves_out` says which and why.
"""

from typing import Final, NamedTuple

import numpy as np

from sim.economics.explanation.causes import NEVER_FULL
from sim.economics.explanation.run_sums import RunSums
from sim.experiments.expectation import Expectation
from sim.experiments.running.preparing import job
from sim.experiments.summary.scenario_facts import fixed_budgets_ore
from sim.experiments.summary.verdict import price_part, shares_of_citizens
from sim.model.parameters import Floats, Ints, Parameters
from sim.model.units import ORE_PER_DKK
from sim.scenario.reading import Scenario
from sim.theory.chance_law import ChanceLaw, chance_law
from sim.theory.network.entries import present_by_day
from sim.theory.twin import twin

FEWEST: Final = 30
"""Replications from which a mean is taken where the twin cannot give it."""

_BAND_ONLY: Final = "in the band only"
"""What the twin says of what leaves its means exact (`theory/limits.py`)."""


class ReferenceMoney(NamedTuple):
    """Money of the reference by team, in the order of the file, over the reported weeks.

    One row if the twin is exact, else one a replication [N, T].
    """

    deviation_ore: Floats  # [N, T]
    revenue_ore: Floats  # [N, T]
    citizens: Floats  # [N, T] mean number
    budget_ore: Floats  # [T] what the tariff pays, less basis cost, whoever is there
    variances_ore: Floats  # [T, J] of the deviation by chance alone, parts of the twin's law
    thirds_ore: Floats  # [T, J] third cumulants of the parts
    means_ore: Floats  # [T, J] what the citizens of each part bring
    leaves_out: list[str]

    @property
    def is_exact(self) -> bool:
        """Claim that the means are the twin's."""
        return not reference_left_out(self.leaves_out)

    def law(self, teams: list[int]) -> ChanceLaw:
        """Law of how far some teams together fall from what is expected [DKK]."""
        parts = (self.variances_ore, self.thirds_ore, self.means_ore)
        variances, thirds, means = (part[teams].sum(axis=0) for part in parts)
        return chance_law(
            0.0, variances / ORE_PER_DKK**2, thirds / ORE_PER_DKK**3, means / ORE_PER_DKK
        )

    @property
    def share_of_citizens(self) -> Floats:
        """Share of all citizens who are in each team's care [T]; adds up to 1."""
        return shares_of_citizens(self.citizens.mean(axis=0))

    def price(self) -> Floats:
        """Expected deviation at the municipality's mean case mix [N, T], in øre."""
        return price_part(self.deviation_ore, self.budget_ore, self.share_of_citizens)

    def whole(self) -> tuple[Ints, Ints]:
        """Price and case mix [T] in whole øre; together the expected deviation, rounded once.

        Prices add up to the municipality's expectation, so case mix adds up to nothing.
        """
        deviation = np.rint(self.deviation_ore.mean(axis=0)).astype(np.int64)
        price = _adding_up(self.price().mean(axis=0), int(deviation.sum()))
        return price, deviation - price


def reference_left_out(leaves_out: list[str]) -> list[str]:
    """What keeps the twin's means from being exact."""
    return [line for line in leaves_out if _BAND_ONLY not in line]


def solved(reference: Scenario) -> Expectation:
    """The reference's twin; a nursing home that is never full has no limit."""
    prepared = job(reference)
    prepared = prepared._replace(parameters=_unlimited(prepared.parameters))
    return Expectation(reference, prepared, twin(prepared.parameters, prepared.rules))


def _unlimited(parameters: Parameters) -> Parameters:
    home = parameters.nursing_home
    places = np.where(home.places >= NEVER_FULL, -1, home.places)
    return parameters._replace(nursing_home=home._replace(places=places))


def expected_by_twin(found: Expectation) -> ReferenceMoney:
    """Expectation and chance as the twin has them."""
    rows, total = list(found.job.team_rows), found.twin.total
    courses = np.array([station.course for station in found.twin.network.stations])
    present = present_by_day(found.twin.network, found.twin.entries)[..., found.reported]
    return ReferenceMoney(
        deviation_ore=total.deviation[rows][None, :],
        revenue_ore=total.revenue[rows][None, :],
        citizens=present[rows][:, courses >= 0].sum(axis=1).mean(axis=-1)[None, :],
        budget_ore=fixed_budgets_ore(found.job.parameters)[rows],
        variances_ore=total.variances[rows],
        thirds_ore=total.thirds[rows],
        means_ore=total.means[rows],
        leaves_out=found.twin.leaves_out,
    )


def expected_by_mean(by_twin: ReferenceMoney, sums: RunSums) -> ReferenceMoney:
    """The twin's chance with the means of simulated replications."""
    return by_twin._replace(
        deviation_ore=sums.deviation_ore.astype(np.float64),
        revenue_ore=sums.revenue_ore.astype(np.float64),
        citizens=sums.citizens,
    )


def _adding_up(values: Floats, total: int) -> Ints:
    """Values in whole numbers that add up to a total, the largest of them taking the rest."""
    whole: Ints = np.rint(values).astype(np.int64)
    whole[np.argmax(np.abs(whole))] += total - int(whole.sum())
    return whole
