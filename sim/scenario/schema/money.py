"""The tables of prices and of the tariff, and how the hours spread over the week."""

from typing import Annotated, Final, Literal

from pydantic import Field

from sim.model.terms import COURSE_KINDS, INDIVIDUAL, WAITING, Service
from sim.scenario.schema.quantities import (
    MAX_DAYS,
    MAX_STAY_WEEKS,
    Money,
    MoneyByLevel,
    OrByTime,
    ProbabilityByLevel,
    Table,
    Weeks,
)

PER_PERSON_KINDS: Final = (COURSE_KINDS[INDIVIDUAL], COURSE_KINDS[WAITING])
"""Kinds of course that `individual = "per_person"` pays the citizen's own expected cost."""


class TimeShares(Table):
    """When the hours of a service are given; what is left is given by day."""

    evening: ProbabilityByLevel = 0.0
    """Share of the hours on weekday evenings [probability]."""
    weekend: ProbabilityByLevel = 0.0
    """Share of the hours on Saturdays and Sundays [probability]."""


class OutsidePrices(Table):
    """What the payer bears outside the rate, and no team is charged."""

    night_hour_dkk: Money | None = None
    """Night care [DKK per hour]."""
    complex_nursing_hour_dkk: Money | None = None
    """Complex nursing [DKK per hour]."""
    hospital_day_dkk: Money | None = None
    """A day in hospital [DKK per day]."""
    nursing_home_day_dkk: Money | None = None
    """A day in a nursing home, after all who moved in during the run [DKK per day]."""


class Prices(Table):
    """What an hour of each service costs the team."""

    cost_per_hour_dkk: dict[Service, OrByTime[Money]] = Field(default_factory=dict)
    """Cost by service, all that belongs to an hour with the citizen included; one number, or
    by time of day: day, evening, weekend [DKK per hour]."""
    outside: OutsidePrices = OutsidePrices()
    """What the payer bears outside the rate."""


class StepDown(Table):
    """The lower rate once a course as granted is over."""

    after_weeks: Weeks
    """Weeks at the full rate [weeks]."""
    weekly_dkk: MoneyByLevel
    """The rate from then on [DKK per week]."""


class Tariff(Table):
    """What the team is paid for a citizen in a course."""

    kind: Literal["course_rates"]
    """How the team is paid."""
    weekly_dkk: dict[str, MoneyByLevel] = Field(default_factory=dict)
    """Rate by course [DKK per citizen per week]."""
    step_down: dict[str, StepDown] = Field(default_factory=dict)
    """Lower rate by course after so many weeks."""
    lump_sum_dkk: dict[str, MoneyByLevel] = Field(default_factory=dict)
    """Paid once when a course begins, by course [DKK per course]."""
    reopen_within_weeks: Annotated[float, Field(ge=0, le=MAX_STAY_WEEKS)] = 0.0
    """A course that begins again within this time gets no second lump sum [weeks]."""
    individual: Literal["average", "per_person"] = "average"
    """How courses of kind individual and waiting are paid: "average", by their rate in
    weekly_dkk; "per_person", each citizen's own expected cost."""
    paid_days_away: Annotated[float, Field(ge=0, le=MAX_DAYS)] = 0.0
    """First days of a hospital stay that are paid at the rate of the course it interrupts
    [days]."""
