"""The tables of nursing contacts, of the clinic and of the nursing home."""

from typing import Annotated, Final, Literal

from pydantic import Field

from sim.model.terms import Weekday
from sim.scenario.schema.quantities import (
    Count,
    Days,
    Money,
    Probability,
    ProbabilityByLevel,
    Table,
    Weeks,
    undated,
)

_WORKDAYS: Final[list[Weekday]] = ["monday", "tuesday", "wednesday", "thursday", "friday"]


class NursingTable(Table):
    """Nursing that comes as contacts, a whole number of them, instead of by the hour."""

    contact_minutes: Annotated[int, Field(ge=1, le=600)]
    """A contact in the citizen's home, travel included [minutes]."""


class ClinicTable(Table):
    """The nursing clinic that all teams share."""

    reachable: ProbabilityByLevel
    """Share of citizens who can come to the clinic [probability]."""
    share: Probability
    """Share of a reachable citizen's contacts that the team books there [probability]."""
    slots_per_day: Count | None = None
    """Contacts on an open day; without it there is no limit [contacts per day]."""
    open_days: Annotated[list[Weekday], Field(min_length=1)] = _WORKDAYS
    """Days on which the clinic is open; Monday to Friday unless given."""
    longest_wait_days: Days = 7
    """A contact that has waited longer is given at home [days]."""
    time_share: Annotated[float, Field(gt=0, le=10)] = 1.0
    """Time of a contact at the clinic as a share of one at home [ratio]."""
    cost_per_contact_dkk: Money
    """What a contact at the clinic costs [DKK per contact]."""
    charged_to: Literal["team", "municipality"]
    """Who pays for it: the citizen's team, or the municipality outside the rate."""
    cost_per_slot_dkk: Money = 0.0
    """What an open slot costs the municipality, used or not [DKK per slot]."""


class NursingHomeTable(Table):
    """Places in nursing homes, which free up as residents leave."""

    places: Count | None = None
    """Places in all; without it everybody gets one at once [places]."""
    occupied: Annotated[Count | None, undated()] = None
    """Places taken on the first day; all of them unless given [places]."""
    mean_stay_weeks: Weeks
    """Mean stay of a resident, exponentially distributed [weeks]."""
