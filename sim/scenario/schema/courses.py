"""The table of a course, and what leads back into one: need, stay, exits, dose, relapse."""

from typing import Annotated, Literal

from pydantic import Discriminator, Field

from sim.model.terms import CourseKind, OutsideDays, OutsideHours, Service
from sim.scenario.schema.quantities import (
    DaysByLevel,
    HazardByLevel,
    HoursByLevel,
    Level,
    LevelStep,
    Minutes,
    Name,
    Positive,
    ProbabilityByLevel,
    Share,
    SpreadWeeksByLevel,
    Table,
    Weeks,
    WeeksByLevel,
    table_branch,
    text_branch,
    text_or_table,
)
from sim.scenario.worded import Worded


class StayTable(Table):
    """How long a spell lasts when nothing else ends it."""

    distribution: Literal["gamma", "lognormal", "weibull", "exponential", "fixed", "empirical"]
    """The form of the distribution."""
    mean_weeks: WeeksByLevel | None = None
    """Mean [weeks]."""
    sd_weeks: SpreadWeeksByLevel | None = None
    """Standard deviation, for gamma, lognormal and weibull [weeks]."""
    values_weeks: Annotated[list[Weeks], Field(min_length=1, max_length=100_000)] | None = None
    """Observed lengths, each as likely as the next, for empirical [weeks]."""


class DestinationTable(Table):
    """Where an exit leads, when a name alone does not say it."""

    course: str | None = None
    """The next course; without it the same course."""
    level: Level | None = None
    """The functional level from then on, 0 to 4."""
    level_change: LevelStep | None = None
    """The step from the present level; -1 is one better."""


To = Annotated[
    Annotated[str, text_branch] | Annotated[DestinationTable, table_branch],
    Discriminator(text_or_table),
]


class ExitTable(Table):
    """One way a stay can end, and how likely it is."""

    to: To
    """A course, a way out (self_reliant, clinic, nursing_home, dead, moved), "resume" from
    hospital, or a table of course, level and level_change."""
    probability: ProbabilityByLevel | None = None
    """Share of the stays that end this way [probability]."""
    stay: StayTable | None = None
    """How long a stay that ends this way lasts, where that is not as the course's other stays."""


class DoseTable(Table):
    """Chance of ending self-reliant, by the weeks of development.

    p(weeks, effort) = p_max (1 - exp(-weeks * effort**gamma / tau_weeks))
    """

    p_max: ProbabilityByLevel
    """The chance after endless development [probability]."""
    tau_weeks: Positive
    """The weeks that give 63 % of it [weeks]."""
    gamma: Positive = 1.0
    """How much effort counts beside weeks [exponent]."""


class EverydayRehabilitationTable(Table):
    """Training in everyday tasks that home care gives, and that averts decline.

    averted share of declines = max_share (1 - exp(-hours_per_week / tau_hours))

    A stay that would have ended in a worse level of the same course begins anew at the same
    level instead.
    """

    hours_per_week: HoursByLevel
    """Added to the home care of the course, at multiplier 1 [hours per week]."""
    max_share: ProbabilityByLevel
    """Share of the declines that endless rehabilitation averts [probability]."""
    tau_hours: Positive
    """The weekly hours that avert 63 % of it [hours per week]."""


class BracketTable(Table):
    """Minutes a week between which a course is granted."""

    from_minutes: Minutes
    """Least expected need of home care, nursing and training together [minutes per week]."""
    below_minutes: Minutes | None = None
    """The edge to the next course; left out, there is none [minutes per week]."""
    paid_minutes: Minutes | None = None
    """Course time that the rate pays for; left out, it is the course's own mean need [minutes per
    week]."""


class CourseTable(Table):
    """One course: its need, its stay and its exits."""

    name: Name
    """What the course is called; exits, rates and intake refer to it."""
    label: Worded | None = None
    """What pages call it, in one language or in both; tables keep the name."""
    kind: CourseKind
    """What the course is for."""
    stay: StayTable | None = None
    """How long a spell lasts when no hazard ends it; an exit may have a stay of its own."""
    hours_per_week: dict[Service, HoursByLevel] = Field(default_factory=dict)
    """Mean need by service, at multiplier 1 [hours per week]."""
    hours_sd: HoursByLevel = 0.0
    """Standard deviation of the need from week to week, of the sum, at multiplier 1 [hours
    per week]."""
    bracket: BracketTable | None = None
    """Minutes a week between which it is granted; `forloeb rates` shows its rate beside them."""
    outside_hours_per_week: dict[OutsideHours, HoursByLevel] = Field(default_factory=dict)
    """Mean need of night care and of simple, complex and acute nursing that the rate does not
    cover, at multiplier 1 [hours per week]."""
    outside_days_per_week: dict[OutsideDays, DaysByLevel] = Field(default_factory=dict)
    """Mean days at a temporary place, which the rate does not cover, at multiplier 1; the hours
    of the course are those that the team gives besides [days per week]."""
    profile: Annotated[list[Share], Field(min_length=1, max_length=520)] | None = None
    """Share of the mean need in week 1, 2, ... of the course; the last one stays [ratio]."""
    everyday_rehabilitation: EverydayRehabilitationTable | None = None
    """Training in everyday tasks that averts decline."""
    exits: list[ExitTable] = Field(default_factory=list)
    """How a stay ends; the probabilities add up to 1."""
    hazards_per_week: dict[str, HazardByLevel] = Field(default_factory=dict)
    """What can end a spell before its stay is over, by where it leads [per week]."""
    dose: DoseTable | None = None
    """Lets the length of the stay decide the exit self_reliant."""


class RelapseTable(Table):
    """The chance that a citizen who left self-reliant comes back, and when."""

    probability: ProbabilityByLevel
    """Share of those who left self-reliant [probability]."""
    after: StayTable
    """Time from leaving to coming back."""
    to: str
    """The course they come back to."""
