"""The shape of a reform of rates on one day: offers, contracts, the old and the new structure.

Contracts may stand in the file or as rows of a CSV beside it (`reform/contract_rows.py`); both come
here as the same tables. What one table says of another is in `reform/file.py`.
"""

import datetime as dt
from typing import Annotated, Final, Literal

from pydantic import Field

from sim.scenario.schema.quantities import (
    FIRST_START,
    LAST_START,
    MAX_STAY_WEEKS,
    Hours,
    Money,
    Name,
    Probability,
    Switch,
    Table,
    undated,
)
from sim.scenario.schema.support_plan import AddedSharesTable, InsideRateTable
from sim.scenario.worded import Worded

MAX_CONTRACTS: Final = 100_000
MAX_YEARLY_DKK: Final = 10_000_000_000.0

Day = Annotated[dt.date, Field(ge=FIRST_START, le=LAST_START)]
Yearly = Annotated[float, Field(ge=0, le=MAX_YEARLY_DKK)]
Change = Annotated[float, Field(ge=-MAX_YEARLY_DKK, le=MAX_YEARLY_DKK)]
Growth = Annotated[float, Field(gt=-1, le=1)]
Occupancy = Annotated[float, Field(gt=0, le=1)]
Sentence = Annotated[str, Field(min_length=1, max_length=400)]
WholeWeeks = Annotated[int, Field(ge=0, le=MAX_STAY_WEEKS)]


Here = Literal[
    "change_dkk", "structure_dkk", "payers", "contracts", "areas", "start", "hourly_price_dkk",
    "raised_by", "compared_with", "supplements", "raised_by_and_all_supplements",
]  # fmt: skip
"""What a reform can show beside a figure that was printed."""


class ReformTable(Table):
    """The year that is looked at, and where the contracts stand."""

    start: Day
    """First day of the new structure and of the year that is added up."""
    days: Annotated[int, Field(ge=1, le=366), undated()] = 365
    """Days of that year [days]."""
    contracts: str = ""
    """A CSV of contracts, as seen from this file; or [[contract]] tables, or both."""
    hourly_price_dkk: Annotated[Money, undated()]
    """Price of a paid hour before the reform, at the price level of the old rates
    [DKK per hour]."""


class OldTable(Table):
    """The old structure: overhead as a fixed percentage on every rate."""

    one_overhead_for: Literal["all", "area", "offer"] = "all"
    """Among whom the percentage is the same; it pays their basis costs, no more and no less."""


class NewTable(Table):
    """The new structure: a basis rate a place, shared equally, and a service rate by hours."""

    budgeted_occupancy: Occupancy | None = None
    """Occupancy that basis rates are calculated at; without it, that of the starting case mix
    [share]."""
    cap_dkk_per_day: Annotated[Money, undated()] | None = None
    """Highest rate, at the price level of the old rates; what is cut off is carried by the other
    contracts, the same amount a day [DKK per day]."""


class IndexationTable(Table):
    """What rates were raised by, and what prices and pay rose by."""

    applied: Growth = 0.0
    """What rates were raised by [share]."""
    supplements: dict[str, Growth] = Field(default_factory=dict)
    """Pay agreements that came on top, by name: the gap between rates and prices [share]."""
    compared_with: list[str] = Field(default_factory=list)
    """Supplements that raise the year before's prices, beside what was applied: 0.042 and 0.013 are
    prices of 0.055."""
    paid: list[str] = Field(default_factory=list)
    """Supplements that are in the new rates."""


class RenegotiationTable(Table):
    """When a changed need is a changed plan: a material and lasting change."""

    material_share: Probability = 0.0
    """Least change of the hours, of the hours before [share]."""
    lasting_weeks: WholeWeeks = 0
    """Least weeks that the change lasts [weeks]."""
    at_next_status_meeting: Switch = False
    """New plans hold from the contract's `status_meeting`, not from the day of the change."""


class OnTopTable(Table):
    """How paid hours are made of direct ones, for `forloeb plan`."""

    add_shares: AddedSharesTable | None = None
    """What comes on top of direct hours, as shares; without it all paid hours are direct."""


class LessSpecialisedTable(Table):
    """Residents who could live in a less specialised offer."""

    moves: Switch = False
    """They move as soon as there is a place; without it they are only counted and priced."""


class BandTable(Table):
    """How far an offer's result may be from its budget before it is settled."""

    share: Probability
    """Deviation that an offer keeps, of its costs [share]."""
    settled_after_years: Annotated[int, Field(ge=0, le=10), undated()] = 2
    """Years until what lies beyond is settled in the rates [years]."""


class OfferTable(Table):
    """A place to live or to be, with its places and the costs that do not follow hours."""

    name: Name
    """Name by which contracts mean it."""
    label: Worded | None = None
    """What pages call it, in one language or in both; decides nothing."""
    area: Name = "all"
    """Special area that the offer belongs to."""
    places: Annotated[int, Field(ge=1, le=100_000), undated()]
    """Places that there are [places]."""
    basis_cost_dkk_per_year: Annotated[Yearly, undated()]
    """Buildings, management, administration: costs that do not follow support, at the price
    level of the old rates [DKK per year]."""
    interest_change_dkk_per_year: Annotated[Change, undated()] = 0.0
    """Change of the interest in the basis costs that the before is not corrected for
    [DKK per year]."""


class PayerTable(Table):
    """A payer that differs from the others."""

    name: Name
    """Name by which contracts mean it."""
    label: Worded | None = None
    """What pages call it, in one language or in both; decides nothing."""
    renegotiation: RenegotiationTable | None = None
    """Its own rule; without it, the one of all."""


class ContractTable(Table):
    """One citizen's contract: who pays whom for how many paid hours, before and after."""

    contract: Name
    """Name of the contract, one of its own."""
    payer: Name
    """Municipality that pays."""
    offer: Name
    """Offer where the citizen has a place."""
    hours_before: Annotated[Hours, undated()]
    """Paid hours before the reform [hours per week]."""
    hours_after: Annotated[Hours, undated()] | None = None
    """Paid hours after the change; without them nothing changes [hours per week]."""
    changes_on: Day | None = None
    """Day from which the new hours are needed; without it, from the first day."""
    lasts_weeks: WholeWeeks | None = None
    """How long they are; without it, for good [weeks]."""
    status_meeting: Day | None = None
    """The next meeting at which a plan can change."""
    leaves_on: Day | None = None
    """First day on which the citizen is gone."""
    could_live_in: Name | None = None
    """A less specialised offer that would do."""
    could_move_on: Day | None = None
    """First day on which it would; without it, from the first day."""
    health_hours: Annotated[Hours, undated()] = 0.0
    """Health services, of the paid hours before and after [hours per week]."""
    escort_hours: Annotated[Hours, undated()] = 0.0
    """Escorts to treatment, of the paid hours before and after [hours per week]."""
    plan: str = ""
    """The citizen's support plan, a file as seen from this one."""


class PrintedTable(Table):
    """Something that the source prints, to be shown beside what it is here."""

    what: Worded
    """What it is, in words."""
    printed: Worded
    """As the source writes it."""
    here: Here | None = None
    """What of the reform is the same thing; without it, the product has no figure of its own."""


class ReformFile(Table):
    """A reform's file as it stands on one day."""

    title: Worded = ""
    """One line that says what the reform is."""
    reform: ReformTable
    old: OldTable = OldTable()
    new: NewTable = NewTable()
    indexation: IndexationTable = IndexationTable()
    renegotiation: RenegotiationTable = RenegotiationTable()
    deficit_band: BandTable | None = None
    plan: OnTopTable = OnTopTable()
    less_specialised: LessSpecialisedTable = LessSpecialisedTable()
    inside_rate: InsideRateTable = InsideRateTable()
    printed: list[PrintedTable] = Field(default_factory=list)
    inferred: list[Worded] = Field(default_factory=list)
    """What the source does not print and this file says all the same, in words."""
    offer: Annotated[list[OfferTable], Field(min_length=1, max_length=5_000)]
    payer: list[PayerTable] = Field(default_factory=list)
    contract: Annotated[list[ContractTable], Field(min_length=1, max_length=MAX_CONTRACTS)]
