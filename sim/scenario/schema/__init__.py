"""The shape of a scenario on one day: plain, typed numbers with their bounds.

Values with a source, and dated values, are resolved to plain numbers by `values.py` before
they come here, so each class reads as the table that a planner writes. What one table says
of another (an exit to an unknown course, a course without a rate) is in `checks/`; the step
to the model's arrays is in `arrays/`. The texts under the fields are what an editor shows
beside a key (`json_schema.py`).
"""

from typing import Annotated

from pydantic import Field

from sim.model.terms import Benefit, CourseKind, Service
from sim.scenario.schema.behaviour import Behaviour, Bounds, Relabel
from sim.scenario.schema.courses import (
    Course,
    Destination,
    Dose,
    EverydayRehabilitation,
    Exit,
    Relapse,
    Stay,
)
from sim.scenario.schema.money import (
    PER_PERSON_KINDS,
    PLAN_KINDS,
    DeficitBand,
    OutsidePrices,
    PlanRenegotiation,
    Prices,
    StepDown,
    StopLoss,
    Tariff,
    TimeShares,
)
from sim.scenario.schema.nursing import Clinic, Nursing, NursingHome
from sim.scenario.schema.offers import Payers, Queue
from sim.scenario.schema.outcomes import Continuity, Goals, NeedsAssessment, SelfDetermination
from sim.scenario.schema.people import Citizen, Run, Team
from sim.scenario.schema.quantities import (
    FIRST_START,
    LAST_START,
    MAX_SEED,
    SCHEMA_VERSION,
    TAG,
    UNDATED,
    Intake,
    Money,
    Table,
    undated,
)
from sim.scenario.schema.staff import Effect, ProfessionTerms, Staff, UnmetRaises

__all__ = [
    "FIRST_START",
    "LAST_START",
    "MAX_SEED",
    "PER_PERSON_KINDS",
    "PLAN_KINDS",
    "SCHEMA_VERSION",
    "TAG",
    "UNDATED",
    "Behaviour",
    "Bounds",
    "Citizen",
    "Clinic",
    "Continuity",
    "Course",
    "DeficitBand",
    "Destination",
    "Dose",
    "Effect",
    "EverydayRehabilitation",
    "Exit",
    "Goals",
    "Intake",
    "NeedsAssessment",
    "Nursing",
    "NursingHome",
    "OutsidePrices",
    "Payers",
    "PlanRenegotiation",
    "Prices",
    "ProfessionTerms",
    "Queue",
    "Relabel",
    "Relapse",
    "Run",
    "SelfDetermination",
    "Staff",
    "Stay",
    "StepDown",
    "StopLoss",
    "Tariff",
    "Team",
    "TimeShares",
    "UnmetRaises",
    "Values",
]


class Values(Table):
    """A whole scenario as it stands on one day."""

    title: str = ""
    """One line that says what the scenario is."""
    run: Run
    team: Annotated[list[Team], Field(min_length=1, max_length=5_000)]
    intake: Intake = Field(default_factory=dict)
    """Which course a new citizen starts in; adds up to 1, in all or for each source
    [probability]."""
    citizen: Citizen = Citizen()
    course: Annotated[list[Course], Field(min_length=1, max_length=200)]
    relapse: Relapse | None = None
    needs_assessment: NeedsAssessment = NeedsAssessment()
    times: dict[Service, TimeShares] = Field(default_factory=dict)
    """When the hours of each service are given; what is left is given by day."""
    prices: Prices = Prices()
    tariff: Tariff
    behaviour: Behaviour = Behaviour()
    benefit_dkk: dict[Benefit, Annotated[Money, undated()]] = Field(default_factory=dict)
    """What good and harm to citizens are worth to those who weigh them: a week self-reliant
    (within a year of leaving), a week at a better level than at first, an hour of need not met,
    an admission. No part of any account [DKK]."""
    nursing: Nursing | None = None
    clinic: Clinic | None = None
    nursing_home: NursingHome | None = None
    queue: Queue | None = None
    payers: Payers | None = None
    staff: Staff | None = None
    continuity: Continuity | None = None
    self_determination: SelfDetermination | None = None
    goals: dict[CourseKind, Goals] = Field(default_factory=dict)
    """How much economy, progression, continuity and self-determination weigh, by course
    kind [weight]."""
