"""The shape of a scenario on one day: plain, typed numbers with their bounds.

Values with a source, and dated values, are resolved to plain numbers by `values.py` before
they come here, so each class reads as the table that a planner writes. What one table says
of another (an exit to an unknown course, a course without a rate) is in `checks/`; the step
to the model's arrays is in `parameters.py`. The texts under the fields are what an editor
shows beside a key (`json_schema.py`).
"""

import datetime as dt
from typing import Annotated, Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from sim.model.terms import LEVELS, CourseKind, Policy, Service, Source

SCHEMA_VERSION: Final = 1

FIRST_START: Final = dt.date(1900, 1, 1)
LAST_START: Final = dt.date(2199, 12, 31)
MAX_WEEKS: Final = 5_200
MAX_REPLICATIONS: Final = 1_000_000
MAX_SEED: Final = 2**63 - 1
MAX_INFLOW: Final = 10_000.0
MAX_HOURS: Final = 400.0
MAX_DKK: Final = 100_000_000.0
MAX_STAY_WEEKS: Final = 2_600.0
MAX_HAZARD: Final = 7.0
MAX_PRESENT: Final = 100_000
MAX_NAME: Final = 80

TAG: Final = "\0"
"""Marks the branches of a choice in pydantic's fault paths; no key of a scenario has it."""


# Which branch of a choice a value means, so that a fault speaks of that branch only.


def _number_or_list(value: object) -> str:
    return TAG + ("list" if isinstance(value, list) else "number")


def _number_or_table(value: object) -> str:
    return TAG + ("table" if isinstance(value, dict) else "number")


def _number_or_text(value: object) -> str:
    return TAG + ("text" if isinstance(value, str) else "number")


def _text_or_table(value: object) -> str:
    return TAG + ("table" if isinstance(value, dict | BaseModel) else "text")


def _list_or_table(value: object) -> str:
    return TAG + ("table" if isinstance(value, dict) else "list")


_one_a_level = Field(min_length=LEVELS, max_length=LEVELS)
_number = Tag(TAG + "number")
_text = Tag(TAG + "text")
_list = Tag(TAG + "list")
_table = Tag(TAG + "table")

T = TypeVar("T")
ByLevel = Annotated[
    Annotated[T, _number] | Annotated[list[T], _one_a_level, _list],
    Discriminator(_number_or_list),
]
"""One value for every level, or a list of one value a level (levels 0 to 4)."""
OrBySource = Annotated[
    Annotated[T, _number] | Annotated[dict[Source, T], _table], Discriminator(_number_or_table)
]

Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME)]
Probability = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0, le=1_000)]
Inflow = Annotated[float, Field(ge=0, le=MAX_INFLOW)]
Hours = Annotated[float, Field(ge=0, le=MAX_HOURS)]
Money = Annotated[float, Field(ge=0, le=MAX_DKK)]
StayWeeks = Annotated[float, Field(gt=0, le=MAX_STAY_WEEKS)]
SpreadWeeks = Annotated[float, Field(ge=0, le=MAX_STAY_WEEKS)]
Hazard = Annotated[float, Field(ge=0, le=MAX_HAZARD)]
Level = Annotated[int, Field(ge=0, lt=LEVELS)]
LevelStep = Annotated[int, Field(gt=-LEVELS, lt=LEVELS)]
Count = Annotated[int, Field(ge=0, le=MAX_PRESENT)]
Variation = Annotated[float, Field(ge=0, le=10)]
Share = Annotated[float, Field(ge=0, le=100)]
Seed = Annotated[int, Field(ge=0, le=MAX_SEED)]
TeamKey = Annotated[
    Annotated[Name, _text] | Annotated[Seed, _number], Discriminator(_number_or_text)
]

ProbabilityByLevel = ByLevel[Probability]
HoursByLevel = ByLevel[Hours]
MoneyByLevel = ByLevel[Money]
StayWeeksByLevel = ByLevel[StayWeeks]
SpreadWeeksByLevel = ByLevel[SpreadWeeks]
HazardByLevel = ByLevel[Hazard]
CountByLevel = ByLevel[Count]
VariationByLevel = ByLevel[Variation]
LevelShares = Annotated[list[Probability], _one_a_level]

Initial = Annotated[
    Annotated[Literal["stationary", "empty"], _text]
    | Annotated[dict[str, dict[str, CountByLevel]], _table],
    Discriminator(_text_or_table),
]
StartLevel = Annotated[
    Annotated[LevelShares, _list] | Annotated[dict[Source, LevelShares], _table],
    Discriminator(_list_or_table),
]
Intake = dict[
    str,
    Annotated[
        Annotated[Probability, _number] | Annotated[dict[str, Probability], _table],
        Discriminator(_number_or_table),
    ],
]
"""Probability by course; or by source, and within it by course."""


class Table(BaseModel):
    """A TOML table: unknown keys are faults, and `true` is not a number."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        allow_inf_nan=False,
        use_attribute_docstrings=True,
    )


class Run(Table):
    """What is simulated, and from where."""

    start: Annotated[dt.date, Field(ge=FIRST_START, le=LAST_START)]
    """First day: a Monday, written without quotes."""
    weeks: Annotated[int, Field(ge=1, le=MAX_WEEKS)]
    """Length of the reported time, warm-up excluded [weeks]."""
    initial: Initial = "stationary"
    """Who is in care on the first day: "stationary" (the long-run mix), "empty" (nobody), or
    counts by team and course [citizens]."""
    warm_up_weeks: Annotated[int, Field(ge=0, le=MAX_WEEKS)] = 0
    """Simulated before the start and not reported [weeks]."""
    replications: Annotated[int, Field(ge=1, le=MAX_REPLICATIONS)] = 30
    """How many times chance is played through."""
    seed: Seed = 1
    """Picks the chance that is played; the same seed gives the same citizens."""


class Team(Table):
    """A care team: who comes to it and how it decides."""

    name: Name
    """What the team is called in tables and figures."""
    key: TeamKey | None = None
    """What the team's citizens are drawn by, in place of the name; keep it when renaming."""
    inflow_per_week: OrBySource[Inflow]
    """New citizens a week, as one number or by source [citizens per week]."""
    policy: Policy = "needs_led"
    """How the team decides: "needs_led" gives each citizen the need, whatever is paid."""
    intake: Intake | None = None
    """Which course a new citizen of this team starts in, in place of the common [intake]."""


class Citizen(Table):
    """What a citizen brings along for life."""

    start_level: StartLevel = [1.0, 0.0, 0.0, 0.0, 0.0]
    """Share of new citizens at functional level 0 to 4, in all or by source [probability]."""
    multiplier_sd: VariationByLevel = 0.0
    """Standard deviation between citizens of the need multiplier, whose mean is 1 [ratio]."""


class Stay(Table):
    """How long a spell lasts when nothing else ends it."""

    distribution: Literal["gamma", "lognormal", "weibull", "exponential", "fixed", "empirical"]
    """The form of the distribution."""
    mean_weeks: StayWeeksByLevel | None = None
    """Mean [weeks]."""
    sd_weeks: SpreadWeeksByLevel | None = None
    """Standard deviation, for gamma, lognormal and weibull [weeks]."""
    values_weeks: Annotated[list[StayWeeks], Field(min_length=1, max_length=100_000)] | None = None
    """Observed lengths, each as likely as the next, for empirical [weeks]."""


class Destination(Table):
    """Where an exit leads, when a name alone does not say it."""

    course: str | None = None
    """The next course; without it the same course."""
    level: Level | None = None
    """The functional level from then on, 0 to 4."""
    level_change: LevelStep | None = None
    """The step from the present level; -1 is one better."""


To = Annotated[
    Annotated[str, _text] | Annotated[Destination, _table], Discriminator(_text_or_table)
]


class Exit(Table):
    """One way a stay can end, and how likely it is."""

    to: To
    """A course, a way out (self_reliant, clinic, nursing_home, dead, moved), "resume" from
    hospital, or a table of course, level and level_change."""
    probability: ProbabilityByLevel | None = None
    """Share of the stays that end this way [probability]."""


class Dose(Table):
    """Chance of ending self-reliant after so many weeks of development.

    p(weeks, effort) = p_max (1 - exp(-weeks * effort**gamma / tau_weeks))
    """

    p_max: ProbabilityByLevel
    """The chance after endless development [probability]."""
    tau_weeks: Positive
    """The weeks that give 63 % of it [weeks]."""
    gamma: Positive = 1.0
    """How much effort counts beside weeks [exponent]."""


class Course(Table):
    """One course: its need, its stay and its exits."""

    name: Name
    """What the course is called; exits, rates and intake refer to it."""
    kind: CourseKind
    """What the course is for."""
    stay: Stay
    """How long a spell lasts when no hazard ends it."""
    hours_per_week: dict[Service, HoursByLevel] = {}
    """Mean need by service, at multiplier 1 [hours per week]."""
    hours_sd: HoursByLevel = 0.0
    """Standard deviation of the need from week to week, of the sum, at multiplier 1 [hours
    per week]."""
    profile: Annotated[list[Share], Field(min_length=1, max_length=520)] | None = None
    """Share of the mean need in week 1, 2, ... of the course; the last one stays [ratio]."""
    exits: list[Exit] = []
    """How a stay ends; the probabilities add up to 1."""
    hazards_per_week: dict[str, HazardByLevel] = {}
    """What can end a spell before its stay is over, by where it leads [per week]."""
    dose: Dose | None = None
    """Lets the length of the stay decide the exit self_reliant."""


class Relapse(Table):
    """The chance that a citizen who left self-reliant comes back, and when."""

    probability: ProbabilityByLevel
    """Share of those who left self-reliant [probability]."""
    after: Stay
    """Time from leaving to coming back."""
    to: str
    """The course they come back to."""


class Prices(Table):
    """What an hour of each service costs the team."""

    cost_per_hour_dkk: dict[Service, Money] = {}
    """Cost by service, all that belongs to an hour with the citizen included [DKK per hour]."""


class StepDown(Table):
    """The lower rate once a course as granted is over."""

    after_weeks: Annotated[float, Field(gt=0, le=MAX_STAY_WEEKS)]
    """Weeks at the full rate [weeks]."""
    weekly_dkk: MoneyByLevel
    """The rate from then on [DKK per week]."""


class Tariff(Table):
    """What the team is paid for a citizen in a course."""

    kind: Literal["course_rates"]
    """How the team is paid."""
    weekly_dkk: dict[str, MoneyByLevel] = {}
    """Rate by course [DKK per citizen per week]."""
    step_down: dict[str, StepDown] = {}
    """Lower rate by course after so many weeks."""
    lump_sum_dkk: dict[str, MoneyByLevel] = {}
    """Paid once when a course begins, by course [DKK per course]."""
    reopen_within_weeks: Annotated[float, Field(ge=0, le=MAX_STAY_WEEKS)] = 0.0
    """A course that begins again within this time gets no second lump sum [weeks]."""


class Values(Table):
    """A whole scenario as it stands on one day."""

    title: str = ""
    """One line that says what the scenario is."""
    run: Run
    team: Annotated[list[Team], Field(min_length=1, max_length=5_000)]
    intake: Intake = {}
    """Which course a new citizen starts in; adds up to 1, in all or for each source
    [probability]."""
    citizen: Citizen = Citizen()
    course: Annotated[list[Course], Field(min_length=1, max_length=200)]
    relapse: Relapse | None = None
    prices: Prices = Prices()
    tariff: Tariff
