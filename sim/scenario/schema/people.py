"""The tables of a run, its teams and the citizens who come to them."""

import datetime as dt
from typing import Annotated, Final

from pydantic import Field

from sim.model.levers import LeverName
from sim.model.terms import Policy, Service, WhenSpent
from sim.scenario.schema.quantities import (
    FIRST_START,
    LAST_START,
    MAX_REPLICATIONS,
    MAX_WEEKS,
    InflowOrFit,
    Initial,
    Intake,
    LeverValue,
    Money,
    MoneyByLevel,
    Name,
    OrByProfession,
    OrBySource,
    OrByTime,
    PostsByProfession,
    Probability,
    Seed,
    StartLevel,
    Table,
    TeamKey,
    VariationByLevel,
    undated,
)
from sim.scenario.worded import Worded

_AT_LEVEL_0: Final = [1.0, 0.0, 0.0, 0.0, 0.0]


class RunTable(Table):
    """The run: its first day, length, replications and seed."""

    start: Annotated[dt.date, Field(ge=FIRST_START, le=LAST_START)]
    """First day: a Monday, written without quotes."""
    weeks: Annotated[int, Field(ge=1, le=MAX_WEEKS)]
    """Length of the reported time, warm-up excluded [weeks]."""
    initial: Initial = "stationary"
    """Who is in care on the first day: "stationary" (the long-run mix), "empty" (nobody), or
    counts by team and course; a team without any begins in its long-run mix [citizens]."""
    warm_up_weeks: Annotated[int, Field(ge=0, le=MAX_WEEKS)] = 0
    """Simulated before the start and not reported [weeks]."""
    replications: Annotated[int, Field(ge=1, le=MAX_REPLICATIONS)] = 30
    """How many times chance is played through."""
    seed: Seed = 1
    """Picks the chance that is played; the same seed gives the same citizens."""


class TeamTable(Table):
    """A care team: who comes to it, who works in it and how it decides."""

    name: Name
    """What the team is called in tables and figures."""
    label: Worded | None = None
    """What pages call it, in one language or in both; tables keep the name."""
    key: TeamKey | None = None
    """What the team's citizens are drawn by, in place of the name; keep it when renaming."""
    inflow_per_week: OrBySource[InflowOrFit]
    """New citizens a week, as one number or by source; or "fit": so many as keep the team's
    counts of today, in run.initial, in care in the long run [citizens per week]."""
    policy: Policy = "needs_led"
    """How the team decides: "needs_led" gives each citizen the need, whatever is paid;
    "budget_led" gives less when cost runs above revenue; "incentive_led" does what serves its
    own weighing of citizens and money best under the tariff; "learning" tries one step of a lever
    at a time and keeps what paid."""
    alpha: Annotated[Probability, undated()] = 1.0
    """Of an incentive-led team: weight of citizens' benefit; money has the rest [probability]."""
    levers: dict[LeverName, Annotated[LeverValue, undated()]] = Field(default_factory=dict)
    """Where the team's levers stand in good faith, in place of what the scenario says [unit of
    the lever]."""
    intake: Intake | None = None
    """Which course a new citizen of this team starts in, in place of the common [intake]."""
    full_time_equivalents: PostsByProfession | None = None
    """This team's own staff by profession, in place of those of [staff]; a profession that is
    not named has none [full-time equivalents]."""
    places: Annotated[int, Field(ge=1, le=100_000)] | None = None
    """Citizens in the team's care at most, those in hospital among them; without it there is no
    limit [citizens]."""
    basis_cost_dkk_per_year: Annotated[float, Field(ge=0, le=10_000_000_000)] | None = None
    """Buildings, management, administration: cost that does not follow hours, borne by the team
    whoever is there [DKK per year]."""
    reserve_dkk: Annotated[float, Field(ge=0, le=10_000_000_000), undated()] | None = None
    """What the team may lose in all, cost less revenue since the first day; once it has lost more
    its reserve is spent. Without it a team may lose for ever [DKK]."""
    when_spent: WhenSpent | None = None
    """What becomes of a team whose reserve is spent, looked at each week: "stop" takes in nobody
    new as long as it is, who then count as declined (needs [acceptance]); "bail_out" lets the
    municipality pay what was lost; "merge" sends all who come, or come back, to another team."""
    merges_with: str | None = None
    """Of when_spent = "merge": the team that it joins; left out, the next of the file."""
    rate: dict[str, MoneyByLevel] = Field(default_factory=dict)
    """This team's rate by course, in place of that in [tariff] weekly_dkk; what else of a tariff is
    a team's own is in [tariff.team.NAME] [DKK per citizen per week]."""
    cost_per_hour_dkk: dict[Service, OrByTime[Money]] = Field(default_factory=dict)
    """What an hour costs this team by service, in place of [prices] cost_per_hour_dkk; one number,
    or by time of day [DKK per hour]."""
    pay_per_hour_dkk: OrByProfession[Money] | None = None
    """This team's pay of a paid hour, in place of that of [staff.professions]; one number, or by
    profession [DKK per hour]."""
    absence_share: OrByProfession[Probability] | None = None
    """This team's share of the paid hours that goes to holidays, sickness and courses, in place of
    that of [staff.professions]; one number, or by profession [probability]."""
    user_facing_share: OrByProfession[Probability] | None = None
    """This team's share of the attended hours that is spent with citizens, in place of that of
    [staff.professions]; one number, or by profession [probability]."""


class CitizenTable(Table):
    """What a citizen brings along for life."""

    start_level: StartLevel = _AT_LEVEL_0
    """Share of new citizens at functional level 0 to 4, in all or by source [probability]."""
    multiplier_sd: VariationByLevel = 0.0
    """Standard deviation between citizens of the need multiplier, whose mean is 1 [ratio]."""
