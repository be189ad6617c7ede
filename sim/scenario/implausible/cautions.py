"""Cautions about a scenario that has no fault: the list of all of them.

A caution is written like a fault, `file:line:column: key: warning: what; what to do`, and stops
nothing unless `--strict` makes it a fault. It names the usual figure and where that is from.
"""

from collections.abc import Callable, Iterator
from typing import Final

from sim.scenario.faults.fault import Caution, Fault, Path, key_text, named, row_names
from sim.scenario.implausible.care import (
    hazard_cautions,
    hour_cautions,
    inflow_cautions,
    team_inflow,
)
from sim.scenario.implausible.money import dot_cautions, rate_cautions
from sim.scenario.implausible.said import SaidCaution
from sim.scenario.reading import Scenario
from sim.scenario.schema.scenario import Values
from sim.scenario.tables.sheet import cell_named
from sim.words import phrase

_FEW_A_WEEK: Final = 1_000
"""New citizens a week: with no more, and no counts, even stays of fifty years fit anywhere."""


def cautions(scenario: Scenario) -> tuple[Caution, ...]:
    """Every caution about a scenario, each said once."""
    found = [
        *dot_cautions(scenario.spot),
        *(said for _, values in scenario.periods for each in BY_DAY for said in each(values)),
    ]
    return tuple(cautioned(scenario, *said) for said in dict.fromkeys(found))


def cautioned(scenario: Scenario, path: Path, what: str, remedy: str) -> Caution:
    """A caution at a key, or at the table around it where the key is missing."""
    key = key_text(named(path, row_names(scenario.resolved)))
    return Caution(*cell_named(Fault(*scenario.spot.deepest(path), key, what, remedy)))


def _clinic_cautions(values: Values) -> Iterator[SaidCaution]:
    clinic = values.clinic
    if clinic is not None and clinic.share > 0 and clinic.slots_per_day == 0:
        what = phrase("the clinic has no slots, and contacts are booked there: none is given at it")
        remedy = phrase("give slots_per_day, or set clinic.share = 0")
        yield SaidCaution(("clinic", "slots_per_day"), what, remedy)


BY_DAY: Final[tuple[Callable[[Values], Iterator[SaidCaution]], ...]] = (
    _clinic_cautions,
    hour_cautions,
    hazard_cautions,
    inflow_cautions,
    rate_cautions,
)
"""What looks at the values of each day on which one changes."""


def is_small(scenario: Scenario) -> bool:
    """Whether too few come, and too few are counted, to fill any machine."""
    weekly = sum(team_inflow(team) for _, values in scenario.periods for team in values.team)
    return weekly <= _FEW_A_WEEK and not isinstance(scenario.values.run.initial, dict)
