"""The shape of a support plan on one day: themes with hours, and what comes on top of them."""

from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.schema.quantities import Hours, Money, Name, Probability, Switch, Table
from sim.scenario.worded import Worded

BelowOne = Annotated[float, Field(ge=0, lt=1)]
Kind = Literal["health", "escort"]
"""Support that an agreement may keep inside the rate or leave outside it."""


class ThemeTable(Table):
    """One assessment theme of the plan."""

    theme: Name
    """Name of the theme, as "practical tasks"."""
    support: str = ""
    """What is agreed, in words."""
    hours_per_week: Hours
    """Direct support [hours per week]."""
    kind: Kind | None = None
    """Health services, or escorts to treatment; without it, neither."""


class AddedHoursTable(Table):
    """What comes on top of direct support, as hours."""

    shared: Hours = 0.0
    """The citizen's part of night watch, joint activities and the like [hours per week]."""
    documentation: Hours = 0.0
    """Documentation and reports [hours per week]."""
    organisation: Hours = 0.0
    """Courses, staff meetings, working environment [hours per week]."""
    absence: Hours = 0.0
    """Leave, sickness and public holidays [hours per week]."""


class AddedSharesTable(Table):
    """What comes on top of direct support, as shares."""

    shared: Probability = 0.0
    """Of direct support [share]."""
    documentation: Probability = 0.0
    """Of direct and shared support [share]."""
    organisation: Probability = 0.0
    """Of direct and shared support and documentation [share]."""
    absence: BelowOne = 0.0
    """Of the paid hours, absence among them [share]."""


class InsideRateTable(Table):
    """What the rate pays for; what it does not is paid elsewhere, by the hour.

    Source: Region Midtjylland, "Erfaringer": certain health services may be in the rates, and the
    escorts' agreement does not reach general practice, out-of-hours doctors and mere transport.
    """

    health_services: Switch = True
    """Health services are inside the rate."""
    escorts: Switch = True
    """Escorts to treatment are inside the rate."""


class PlanTable(Table):
    """One citizen's support plan."""

    hourly_price_dkk: Money
    """What an hour costs, whoever is paid for it [DKK per hour]."""
    basis_rate_dkk_per_day: Money = 0.0
    """The offer's basis rate, the same for all who live there [DKK per day]."""
    theme: Annotated[list[ThemeTable], Field(min_length=1, max_length=200)]
    """What is agreed, theme by theme."""
    add_hours: AddedHoursTable | None = None
    """What comes on top, as hours; this or `add_shares`."""
    add_shares: AddedSharesTable | None = None
    """What comes on top, as shares; this or `add_hours`."""
    inside_rate: InsideRateTable = InsideRateTable()
    """What the rate pays for."""


class PlanFile(Table):
    """A support plan's file."""

    title: Worded = ""
    """One line that says whose plan it is."""
    plan: PlanTable
