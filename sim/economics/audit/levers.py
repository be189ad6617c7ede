"""Which levers an audit moves, how far, and by what step.

A scenario's own [behaviour.levers] come first. Where it lists none, every lever that has
something to act on is moved within bounds that stand here (assumptions).
"""

from typing import Final, NamedTuple

import numpy as np

from sim.model.parameters import Parameters
from sim.model.terms import (
    ACCEPT_DELAY,
    CLINIC_SHARE,
    DELIVERED_SHARE,
    DEVELOPMENT,
    DEVELOPMENT_WEEKS,
    EFFORT,
    LEVERS,
    RELABEL_SHARE,
    STEP_DOWN_DELAY,
    WRITTEN_SHARE,
)
from sim.scenario.schema import Values


class LeverTerms(NamedTuple):
    """What a lever is counted in, how large a step of it is, and how far it goes unless told."""

    unit: str
    step: float
    low: float
    high: float


TERMS: Final[dict[int, LeverTerms]] = {
    DEVELOPMENT_WEEKS: LeverTerms("weeks", 1.0, 1.0, 26.0),
    EFFORT: LeverTerms("ratio", 0.1, 0.5, 2.0),
    DELIVERED_SHARE: LeverTerms("share of need", 0.1, 0.5, 1.2),
    CLINIC_SHARE: LeverTerms("share of contacts", 0.1, 0.0, 1.0),
    RELABEL_SHARE: LeverTerms("share of citizens", 0.1, 0.0, 0.5),
    STEP_DOWN_DELAY: LeverTerms("weeks", 1.0, 0.0, 13.0),
    ACCEPT_DELAY: LeverTerms("weeks", 1.0, 0.0, 8.0),
    WRITTEN_SHARE: LeverTerms("share of need", 0.1, 0.8, 1.2),
}


class Audited(NamedTuple):
    """A lever that is audited, and how far it may be moved."""

    lever: int
    low: float
    high: float

    @property
    def name(self) -> str:
        """Name of the lever."""
        return LEVERS[self.lever]

    @property
    def terms(self) -> LeverTerms:
        """Unit and step."""
        return TERMS[self.lever]


def audited_levers(values: Values, parameters: Parameters) -> list[Audited]:
    """Levers that a scenario leaves free, or else all that can be moved."""
    listed, freedom = values.behaviour.levers, values.behaviour.freedom
    if listed:
        free = list(listed) if freedom is None else [name for name in freedom if name in listed]
        return [
            Audited(LEVERS.index(name), listed[name].low, listed[name].high)
            for name in LEVERS
            if name in free and acts(parameters, LEVERS.index(name))
        ]
    return [
        Audited(lever, terms.low, terms.high)
        for lever, terms in TERMS.items()
        if acts(parameters, lever)
    ]


def acts(parameters: Parameters, lever: int) -> bool:
    """Whether a lever has something to act on."""
    develops = bool((parameters.network.kind == DEVELOPMENT).any())
    clinic, demand = parameters.clinic, parameters.demand
    steps_down = np.isfinite(parameters.tariff.step_down_after_days)
    return {
        DEVELOPMENT_WEEKS: develops,
        EFFORT: develops,
        CLINIC_SHARE: clinic.is_open and bool((demand.contact_minutes > 0).any()),
        RELABEL_SHARE: bool((parameters.behaviour.dearer_course >= 0).any()),
        STEP_DOWN_DELAY: bool(steps_down.any()) or parameters.tariff.is_by_plan,
        WRITTEN_SHARE: parameters.tariff.is_by_plan,
    }.get(lever, True)
