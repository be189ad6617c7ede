"""What a tariff makes of one good thing more, for a team of the shipped scenarios, by the twin.

`a_week(tariff, …)` is the steady state of one team. All that the twin leaves out of these
scenarios is that contacts of a weekend wait for the clinic to open, which moves no money.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from teams_at_work import GOOD_FAITH, under

from sim.model.levers import LEVERS
from sim.model.units import ORE_PER_DKK
from sim.scenario.arrays.parameters import parameters_of
from sim.theory.steady.steady import SteadyStates

AT_COST = {"development": 3464.7, "stabilisation": 1682.6, "individual": 10617.3}
"""Hours x price less what a tenth of the nursing in the clinic saves [DKK a week].

Stabilisation: 2.9 x 450 + 0.6 x 650 - 0.6 x 60 / 28 x 0.35 x 0.286 x (28 / 60 x 650 - 207);
the others alike.
"""


def rates(weekly_dkk: Mapping[str, float]) -> list[str]:
    """Overrides that pay these rates."""
    return [f"tariff.weekly_dkk.{course}={dkk}" for course, dkk in weekly_dkk.items()]


class Week(NamedTuple):
    """Means of a team's week; money in DKK."""

    surplus: float
    payer: float
    census: float
    self_reliant: float
    clinic_contacts: float
    unmet_hours: float


@cache
def _states(tariff: str, overrides: tuple[str, ...]) -> SteadyStates:
    return SteadyStates(parameters_of(under(tariff, GOOD_FAITH, *overrides)))


def a_week(tariff: str, *overrides: str, **levers: float) -> Week:
    """A team's week under a tariff; levers not given are those of good faith."""
    states = _states(tariff, overrides)
    held = states.parameters.behaviour.reference[0].copy()
    for name, value in levers.items():
        held[LEVERS.index(name)] = value
    found = states.under(held)
    return Week(
        surplus=float(found.surplus[0]) / ORE_PER_DKK,
        payer=float(found.payer[0]) / ORE_PER_DKK,
        census=float(found.census[0]),
        self_reliant=float(found.completions[0]),
        clinic_contacts=float(found.clinic_contacts[0]),
        unmet_hours=float(found.unmet_hours[0]),
    )
