"""The tables of behaviour: what teams may move, what it takes, and what it is worth to citizens."""

from typing import Annotated, Final

from pydantic import Field

from sim.model.levers import LeverName
from sim.model.terms import DeclinedTo, ShortOrder
from sim.scenario.schema.quantities import (
    MAX_DAYS,
    MAX_HAZARD,
    Hours,
    LeverValue,
    Money,
    Probability,
    Share,
    Table,
    undated,
)
from sim.scenario.schema.staff import UnmetRaisesTable

ALL_OF_IT: Final = 1.0


class BoundsTable(Table):
    """How far a lever may be moved."""

    low: Annotated[LeverValue, undated()]
    """Least value [unit of the lever]."""
    high: Annotated[LeverValue, undated()]
    """Largest value [unit of the lever]."""


class RelabelTable(Table):
    """Reporting citizens in a dearer course than the one they are in."""

    courses: dict[str, str] = Field(default_factory=dict)
    """The dearer course by course."""
    hours_per_week: Hours = 0.0
    """Staff hours that it takes for each such citizen [hours per week]."""
    found_share: Probability = 0.0
    """Share of such citizens whom an audit finds, and who are paid as what they are
    [probability]."""
    penalty_dkk: Money = 0.0
    """What the team pays for each spell that is found: a stay in a course at a level [DKK per
    spell]."""


class AuditRiskTable(Table):
    """What holds teams back from re-labelling, the more the more of it they do.

    A spell is found with probability 1 - (1 - found_share) (1 - found_per_audit x share
    re-labelled)^audits_per_year.
    """

    audits_per_year: Annotated[float, Field(ge=0, le=MAX_DAYS)] = 0.0
    """Audits of a team, beside the checks of behaviour.relabel.found_share [per year]."""
    found_per_audit: Probability = 0.0
    """Chance that one audit finds a re-labelled spell, were all spells re-labelled; at a share of
    them that share of the chance [probability]."""
    dishonesty_dkk: Money = 0.0
    """What a re-labelled spell is to the team's staff, were all spells re-labelled; at a share of
    them that share of it each. No part of any account [DKK per spell]."""


class AcceptanceTable(Table):
    """Who takes the citizens whom a team declines (lever accept_share, or a spent reserve)."""

    declined_to: DeclinedTo = "municipality"
    """Who takes them: the municipality, outside the rate; a team, which takes in everybody, and
    where it has no place the municipality; or nobody until they have waited (waiting)."""
    price_dkk: Money
    """What care elsewhere costs the municipality in all for one of mean need, of those who wait
    while they wait; for others in proportion to their need [DKK per citizen]."""
    team: str | None = None
    """Of declined_to = "team": the team that takes in everybody; left out, where citizens choose,
    one of those that do, by the shares of [choice]."""
    wait_weeks: Annotated[int, Field(ge=1, le=520)] | None = None
    """Of declined_to = "waiting": weeks after which the team has to take them in; while they wait
    they give up by behaviour.given_up_per_week [weeks]."""
    admissions_per_week: Annotated[float, Field(ge=0, le=MAX_HAZARD)] = 0.0
    """Of declined_to = "waiting": how often those who wait go to hospital, to the first course of
    that kind, after which they are in the team's care [per week]."""


class EarlyDischargeTable(Table):
    """What becomes of citizens whom a team discharges early (lever discharge_share)."""

    after_weeks: Annotated[int, Field(ge=1, le=520)]
    """Weeks of a stay after which they are discharged, if it would have been longer; relapses are
    then raised by unmet_raises, as if the rest of the stay had been need not met [weeks]."""
    found_share: Probability = 0.0
    """Share that is found: they stay, and the team pays the penalty [probability]."""
    penalty_dkk: Money = 0.0
    """What the team pays for each stay that is found [DKK per spell]."""


class ChoiceTable(Table):
    """Free choice: citizens choose their team, among those that have a place."""

    at_intake: Annotated[dict[str, Probability], Field(min_length=1)]
    """Share of all new citizens who choose each team, wherever they come; adds up to 1
    [probability]."""
    change_per_week: Annotated[float, Field(ge=0, le=MAX_HAZARD)] = 0.0
    """How often a citizen in care chooses anew, by the same shares, and so may stay; the value of
    the day on which the spell began [per week]."""


class LearningTable(Table):
    """How teams of policy "learning" find out what pays."""

    trial_weeks: Annotated[int, Field(ge=1, le=520), undated()] = 4
    """Weeks that a step is tried before it is judged [weeks]."""
    noise_share: Annotated[Share, undated()] = 0.0
    """Sd of what a team misreads its weekly result by, as a share of its cost [ratio]."""
    new_weight: Annotated[Probability, undated()] = 0.5
    """Weight of the newest result in what a team remembers [probability]."""


class BehaviourTable(Table):
    """How far teams may go, and what it takes of them."""

    levers: dict[LeverName, BoundsTable] = Field(default_factory=dict)
    """Each lever that a policy may move, and its bounds."""
    freedom: list[LeverName] | None = None
    """Levers that the service structure leaves to the teams; without it all that are listed."""
    reaction: Annotated[Share, undated()] = ALL_OF_IT
    """How much less a budget-led team delivers when cost runs above revenue: share of need for
    each share of the revenue [ratio]."""
    learning: LearningTable = LearningTable()
    """How teams of policy "learning" find out what pays."""
    relabel: RelabelTable = RelabelTable()
    """What the lever relabel_share does."""
    step_down_hours_per_week: Hours = 0.0
    """Staff hours that putting off a step-down takes for each citizen [hours per week]."""
    short_order: ShortOrder = "in_proportion"
    """Who goes short when a team gives less than is needed: everybody, in_proportion to need or
    evenly (the same minutes a day); by_need, those who need least first; by_cost, those whose care
    is dearest first."""
    effort_dkk: Money = 0.0
    """What it is to the team's staff to give a citizen twice the need, or to develop with twice
    the effort, for a week; of a part beyond, the square of the part. No part of any account
    [DKK per citizen-week]."""
    given_up_per_week: Annotated[float, Field(ge=0, le=MAX_HAZARD)] = 0.0
    """How often those who wait to be accepted give up [per week]."""
    unmet_raises: UnmetRaisesTable | None = None
    """What follows from need that is not met, where there is no [staff] to say so."""
