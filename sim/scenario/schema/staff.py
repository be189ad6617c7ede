"""The tables of staff: how many, what they give and cost, and what follows when they are few."""

from typing import Annotated

from pydantic import Field

from sim.model.terms import Profession, Service
from sim.scenario.schema.quantities import (
    Hours,
    Money,
    Positive,
    PostsByProfession,
    Probability,
    Share,
    Table,
)
from sim.scenario.worded import Worded


class ProfessionTermsTable(Table):
    """What an hour of a profession costs, and how much of it reaches citizens."""

    label: Worded | None = None
    """What pages call it, in one language or in both; tables keep the name."""
    pay_per_hour_dkk: Money
    """Pay of a paid hour, used or not [DKK per hour]."""
    absence_share: Probability
    """Share of the paid hours: holidays, sickness, courses [probability]."""
    user_facing_share: Probability
    """Share of the attended hours that is spent with citizens [probability]."""


class EffectTable(Table):
    """How the mix of professions and supervision change the effort of development."""

    recommended_mix: dict[Profession, Probability] = Field(default_factory=dict)
    """Share of each profession in the full-time equivalents; adds up to 1 [probability]."""
    mix_loss: Probability = 0.0
    """Share of the effort lost by a team without any of the recommended mix [probability]."""
    supervision_gain: Share = 0.0
    """Effort that endless supervision adds, as a share of it [ratio]."""
    supervision_tau_hours: Positive | None = None
    """Weekly supervision of a full-time equivalent that gives 63 % of it [hours per week]."""


class UnmetRaisesTable(Table):
    """What follows from need that is not met, as a ratio less 1 when nothing is met."""

    admissions: Share = 0.0
    """How much more often citizens are admitted to hospital [ratio]."""
    relapses: Share = 0.0
    """How much more often those who left self-reliant come back [ratio]."""


class StaffTable(Table):
    """Who works in each team, and what happens above their capacity."""

    full_time_equivalents: PostsByProfession = Field(default_factory=dict)
    """Staff of each team by profession [full-time equivalents]."""
    hours_per_week: Annotated[float, Field(gt=0, le=168)] = 37.0
    """Paid hours of a full-time equivalent [hours per week]."""
    temporary_share: Probability
    """Share of the hours above capacity that is bought; the rest is not met [probability]."""
    temporary_premium: Share
    """Price of a temporary hour as a ratio of cost_per_hour_dkk [ratio]."""
    supervision_hours_per_week: Hours = 0.0
    """Supervision for each full-time equivalent [hours per week]."""
    supervision_cost_per_hour_dkk: Money | None = None
    """What an hour of supervision costs the team [DKK per hour]."""
    professions: dict[Profession, ProfessionTermsTable] = Field(default_factory=dict)
    """Pay and use of time of each profession."""
    gives: dict[Service, Annotated[list[Profession], Field(min_length=1)]] = Field(
        default_factory=dict
    )
    """Who gives each service: the first one named, then those who step in, in turn."""
    effect: EffectTable | None = None
    """How staff change the effort of development."""
    unmet_raises: UnmetRaisesTable | None = None
    """What follows from need that is not met."""
