"""The tables of those who wait for a team's place, and of those who pay."""

from typing import Annotated

from pydantic import Field

from sim.scenario.schema.quantities import Hazard, Name, Probability, Table, undated
from sim.scenario.worded import Worded


class QueueTable(Table):
    """Those for whom a team with limited places has none."""

    given_up_per_week: Hazard = 0.0
    """How often those who wait for a place find something else [per week]."""


class PayersTable(Table):
    """Who pays for a citizen, drawn once for life."""

    share: Annotated[dict[Name, Probability], undated()]
    """Share of the citizens by payer; adds up to 1 [probability]."""
    label: dict[Name, Worded] = Field(default_factory=dict)
    """What pages call a payer, in one language or in both; tables keep the name."""
