"""What runs and is hardly meant: cautions about a scenario that has no fault.

A caution is written like a fault, `file:line:column: key: what; what to do`, and stops nothing.
"""

from collections.abc import Iterator
from typing import Final

from sim.scenario.faults.fault import Fault, key_text
from sim.scenario.reading import Scenario
from sim.scenario.schema.scenario import Values

_FEW_A_WEEK: Final = 1_000
"""New citizens a week: with no more, and no counts, even stays of fifty years fit anywhere."""

_Caution = tuple[tuple[str, ...], str, str]


def cautions(scenario: Scenario) -> tuple[Fault, ...]:
    """Every caution about a scenario, each said once."""
    found = dict.fromkeys(said for _, values in scenario.periods for said in _of(values))
    return tuple(cautioned(scenario, *said) for said in found)


def cautioned(scenario: Scenario, path: tuple[str, ...], what: str, remedy: str) -> Fault:
    """A caution at a key, or at the table around it where the key is missing."""
    return Fault(*scenario.spot.deepest(path), key_text(path), f"warning: {what}", remedy)


def _of(values: Values) -> Iterator[_Caution]:
    clinic = values.clinic
    if clinic is not None and clinic.share > 0 and clinic.slots_per_day == 0:
        what = "the clinic has no slots, and contacts are booked there: none is given at it"
        remedy = "give slots_per_day, or set clinic.share = 0"
        yield ("clinic", "slots_per_day"), what, remedy


def is_small(scenario: Scenario) -> bool:
    """Whether too few come, and too few are counted, to fill any machine."""
    weekly = sum(
        sum(team.inflow_per_week.values())
        if isinstance(team.inflow_per_week, dict)
        else team.inflow_per_week
        for _, values in scenario.periods
        for team in values.team
    )
    return weekly <= _FEW_A_WEEK and not isinstance(scenario.values.run.initial, dict)
