"""The tables of prices and of the tariff, and how the hours spread over the week."""

from typing import Annotated, Final, Literal

from pydantic import Field

from sim.model.terms import COURSE_KINDS, INDIVIDUAL, WAITING, Bearer, Service
from sim.scenario.schema.quantities import (
    MAX_DAYS,
    BorneMoney,
    Money,
    MoneyByLevel,
    Name,
    OrByCourse,
    OrByTime,
    Probability,
    ProbabilityByLevel,
    Share,
    SpreadWeeks,
    Table,
    Weeks,
    undated,
)

PER_PERSON_KINDS: Final = (COURSE_KINDS[INDIVIDUAL], COURSE_KINDS[WAITING])
"""Kinds of course that `individual = "per_person"` pays the citizen's own expected cost."""

DAYS_PER_YEAR: Final = 365
MONTHS_PER_YEAR: Final = 12
"""By which a cost per year, and the basis rate that pays it, are shared out; leap days come on top.
Source: assumption."""


class TimeSharesTable(Table):
    """When the hours of a service are given; what is left is given by day."""

    evening: ProbabilityByLevel = 0.0
    """Share of the hours on weekday evenings [probability]."""
    weekend: ProbabilityByLevel = 0.0
    """Share of the hours on Saturdays and Sundays [probability]."""


class PracticalHelpTable(Table):
    """Practical help beside personal care: a part of the home care with a price of its own.

    The hours of a course's home care are those of both, and its price is then that of personal
    care.
    """

    share: ProbabilityByLevel
    """Share of the hours of home care that are practical help [probability]."""
    evening: Probability = 0.0
    """Share of the practical help on weekday evenings [probability]."""
    weekend: Probability = 0.0
    """Share of the practical help on Saturdays and Sundays [probability]."""
    cost_per_hour_dkk: OrByTime[Money]
    """What an hour of it costs; one number, or by time of day [DKK per hour]."""


class OutsidePricesTable(Table):
    """What is borne outside the rate, and no team is charged.

    The table of a price may say its `bearer`, also by date: one of municipality, region, state and
    citizen, or the share of each. Without it a hospital day is borne by the region, all else by
    the municipality.
    """

    night_hour_dkk: BorneMoney | None = None
    """Night care [DKK per hour]."""
    simple_nursing_hour_dkk: BorneMoney | None = None
    """Simple nursing, where the rate does not cover it [DKK per hour]."""
    complex_nursing_hour_dkk: BorneMoney | None = None
    """Complex nursing [DKK per hour]."""
    acute_nursing_hour_dkk: BorneMoney | None = None
    """Acute nursing [DKK per hour]."""
    temporary_place_day_dkk: BorneMoney | None = None
    """A day at a temporary place [DKK per day]."""
    hospital_day_dkk: BorneMoney | None = None
    """A day in hospital [DKK per day]."""
    nursing_home_day_dkk: BorneMoney | None = None
    """A day in a nursing home, after all who moved in during the run [DKK per day]."""
    bearers: dict[str, dict[Bearer, Probability]] = Field(default_factory=dict)
    """Share of each price that each bearer bears, as the tables of the prices say it; not a key
    of the file [share]."""


class PricesTable(Table):
    """What an hour of each service costs the team."""

    cost_per_hour_dkk: dict[Service, OrByTime[Money]] = Field(default_factory=dict)
    """Cost by service, all that belongs to an hour with the citizen included; one number, or
    by time of day: day, evening, weekend [DKK per hour]."""
    outside: OutsidePricesTable = OutsidePricesTable()
    """What is borne outside the rate."""


class StepDownTable(Table):
    """The lower rate once a course as granted is over."""

    after_weeks: Weeks
    """Weeks at the full rate, by the course's clock: it goes on across a change of level, and
    stands still during a hospital stay [weeks]."""
    weekly_dkk: MoneyByLevel
    """The rate from then on [DKK per week]."""


class StopLossTable(Table):
    """What the payer refunds of citizens who cost very much, by citizen and calendar week."""

    above_dkk_per_week: Money
    """Cost of a citizen in a calendar week above which it begins, all courses, levels and hospital
    stays of the week together; the whole limit, however few days are in care [DKK per week]."""
    refunded_share: Probability
    """Share of what lies above that is refunded [probability]."""


class DeficitBandTable(Table):
    """How far from balance a team may be at the end of a budget year before it is evened out."""

    share: Probability
    """Deviation that stays with the team, as a share of its revenue [share of revenue]."""
    trued_up_share: Probability = 1.0
    """Share of what lies beyond that is evened out [probability]."""
    every_weeks: Annotated[int, Field(ge=1, le=520), undated()] = 52
    """Length of a budget year; what the run's last day cuts short is settled on that day, by the
    revenue and cost so far [weeks]."""


class YardstickTable(Table):
    """Teams paid by what other teams' care actually cost: the true-up of the elder law, § 19.

    What they are paid meanwhile is settled, both ways, at the average cost of a citizen-day with
    the teams in `of`, and the payee's overhead_share on top.
    """

    of: Annotated[list[Name], Field(min_length=1)]
    """The municipality's own teams, whose actual average cost is the price."""
    paid_to: Annotated[list[Name], Field(min_length=1)] | None = None
    """Teams that are paid by it; without it all that are not in `of`."""
    like_citizens: bool = True
    """Whether each course and level has its own average cost; otherwise all citizens have one."""
    settled_every_weeks: Annotated[int, Field(ge=1, le=520), undated()] = 52
    """Length of a budget year; what the run's last day cuts short is settled on that day, by the
    days and costs so far [weeks]."""


class RefundStepTable(Table):
    """One step of the state's refund."""

    above_dkk_per_year: Money
    """Expense on a citizen above which it holds, month by month a twelfth of it [DKK per year]."""
    share: Probability
    """Share of all that lies above that is refunded [share]."""


class RefundTable(Table):
    """What the state refunds of expensive cases, month by month: to the payer, not to the team."""

    steps: Annotated[list[RefundStepTable], Field(min_length=1, max_length=20)]
    """Limits and shares, the lowest limit first."""
    paid_to: Literal["municipality"] = "municipality"
    """Who is refunded."""
    citizens_share: OrByCourse[Probability] = 1.0
    """Share of the citizens whom it holds for: those of the age group, as under 67; one number, or
    by course, where a course that is not named has none of them [probability]."""


class PlanRenegotiationTable(Table):
    """From when on a changed need is a changed support plan."""

    material_share: Share = 0.0
    """Least change of hours, as a share of the hours in the plan [share]."""
    lasting_weeks: SpreadWeeks = 0.0
    """Least time that the new need has lasted [weeks]."""
    status_meeting_weeks: SpreadWeeks = 0.0
    """Time between the meetings at which plans change, from the day the course began; 0: any
    day [weeks]."""


class PaidAwayKeys(Table):
    """Keys of a tariff that hospital stays interrupt."""

    paid_days_away: Annotated[float, Field(ge=0, le=MAX_DAYS)] = 0.0
    """First days of a hospital stay that are paid at the rate of the course it interrupts, as on
    the day of admission: the course's clock stands still meanwhile. A hazard interrupts a course;
    an exit ends it [days]."""


class TeamRatesTable(Table):
    """Rates of one team, in place of those of every team; what is not named is as in [tariff]."""

    weekly_dkk: dict[str, MoneyByLevel] = Field(default_factory=dict)
    """Rate by course [DKK per citizen per week]."""
    step_down: dict[str, StepDownTable] = Field(default_factory=dict)
    """Lower rate by course after some weeks."""
    lump_sum_dkk: dict[str, MoneyByLevel] = Field(default_factory=dict)
    """Paid once when a course begins, by course [DKK per course]."""
    hourly_on_top: dict[Service, Money] = Field(default_factory=dict)
    """Pay for a delivered hour by service, on top of the rates by course [DKK per hour]."""
    hourly_dkk: dict[Service, Money] = Field(default_factory=dict)
    """Pay for a delivered hour by service [DKK per hour]."""
    overhead_share: Share | None = None
    """What is laid on every rate and hourly pay of this team [share]."""


class OwnRateKeys(Table):
    """Keys of a tariff whose rates may be a team's own."""

    team: dict[str, TeamRatesTable] = Field(default_factory=dict)
    """Rates of single teams by name, as [tariff.team.Nord]; what is not named is as in [tariff]."""


class OverheadShareKeys(Table):
    """Key of every tariff on whose prices a share may be laid."""

    overhead_share: Share = 0.0
    """What is laid on every rate and on the price of every hour: administration, buildings
    [share]."""


class TariffTerms(Table):
    """What a tariff of any kind may say; the keys of each kind are in `tariffs/`."""

    stop_loss: StopLossTable | None = None
    """What the payer refunds of citizens who cost very much."""
    deficit_band: DeficitBandTable | None = None
    """How far from balance a team may be before it is evened out."""
    yardstick: YardstickTable | None = None
    """Teams paid by what other teams' care actually cost."""
    indexation_share: Annotated[float, Field(ge=-0.9, le=10)] = 0.0
    """How far all amounts of the tariff stand above those written; a value by date is a level: it
    takes the place of the one before and does not come on top of it [share]."""
    indexation_per_year: Annotated[float, Field(ge=-0.5, le=0.5)] = 0.0
    """By how much all amounts of the tariff rise on every 1 January after the start, each year on
    top of the years before and of indexation_share; by date, the rise of the new years from then
    on [share per year]."""
