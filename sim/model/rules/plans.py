"""What a support plan pays: from direct hours to paid ones, their price, and when it is rewritten.

The same rules serve the arithmetic of one plan (`sim/economics/reform/support_plan.py`), which
counts in fractions, and the engine, which counts in floats.
"""

from fractions import Fraction
from typing import NamedTuple, TypeVar

Number = TypeVar("Number", float, Fraction)


class AddedTerms(NamedTuple):
    """What comes on top of direct hours, each as a share of its own base."""

    shared: float
    documentation: float
    organisation: float
    absence: float


class PlanTerms(NamedTuple):
    """What a plan is paid [øre]; one structure has a basis rate, the other a percentage."""

    basis_ore_per_week: float
    hour_ore: float
    overhead_share: float


class ChangeTerms(NamedTuple):
    """From when on a changed need is a changed plan."""

    material_share: float
    lasting_weeks: float


def added_hours(
    direct: Number, shared: Number, documentation: Number, organisation: Number, absence: Number
) -> tuple[Number, Number, Number, Number]:
    """Hours that shares come to, in the order of the shares [hours a week].

    Shared is a share of direct hours; documentation of direct and shared; organisation of these
    and documentation; absence of the paid hours, absence among them.

    Source: Region Midtjylland, "Eksempel borgerskema"; of what each is a share is an assumption.
    """
    together = direct * shared
    written = (direct + together) * documentation
    organised = (direct + together + written) * organisation
    present = direct + together + written + organised
    return together, written, organised, present * absence / (1 - absence)


def paid_hours(direct_hours: float, add: AddedTerms) -> float:
    """Hours that a plan is paid for, by its direct hours [hours a week].

    Source: Region Midtjylland: 20.0 direct hours are 42.0 paid ones.
    """
    together, written, organised, away = added_hours(
        direct_hours, add.shared, add.documentation, add.organisation, add.absence
    )
    return direct_hours + together + written + organised + away


def plan_rate(hours: float, terms: PlanTerms) -> float:
    """Rate of a plan, by its paid hours [øre a week].

    basis rate + hours x price x (1 + overhead).

    Source: Region Midtjylland, "Fra overhead til basis/service": a fixed percentage on every
    rate before, an equal basis rate for all and a service rate by the hour after.
    """
    return terms.basis_ore_per_week + hours * terms.hour_ore * (1.0 + terms.overhead_share)


def is_material(before: Number, after: Number, share: Number) -> bool:
    """Whether hours have changed by a share of those before; no change is never material.

    Source: Region Midtjylland, "væsentlig og vedvarende ændring"; the share is the scenario's.
    """
    return after != before and abs(after - before) >= share * before


def is_lasting(lasted_weeks: float, least_weeks: float) -> bool:
    """Whether a change has lasted, or is going to last, long enough to be written down.

    Source: Region Midtjylland, "væsentlig og vedvarende ændring"; the weeks are the scenario's.
    """
    return lasted_weeks >= least_weeks


def is_renegotiated(
    before_hours: float, after_hours: float, lasted_weeks: float, terms: ChangeTerms
) -> bool:
    """Whether a plan is rewritten at a meeting at which the new need has lasted so long.

    Source: Region Midtjylland, "Fælles principper fx ift. genforhandling af takst".
    """
    material = is_material(before_hours, after_hours, terms.material_share)
    return material and is_lasting(lasted_weeks, terms.lasting_weeks)
