"""The shape of a scenario on one day: plain, typed numbers with their bounds.

Values with a source, and dated values, are resolved to plain numbers by `files/values.py` before
they come here, so each class reads as the table that a planner writes. What one table says
of another (an exit to an unknown course, a course without a rate) is in `checks/`; the step
to the model's arrays is in `arrays/`. The texts under the fields are what an editor shows
beside a key (`json_schema.py`).
"""

from sim.scenario.schema.behaviour import (
    AcceptanceTable,
    AuditRiskTable,
    BehaviourTable,
    BoundsTable,
    EarlyDischargeTable,
    LearningTable,
    RelabelTable,
)
from sim.scenario.schema.courses import (
    CourseTable,
    DestinationTable,
    DoseTable,
    EverydayRehabilitationTable,
    ExitTable,
    RelapseTable,
    StayTable,
)
from sim.scenario.schema.money import (
    PER_PERSON_KINDS,
    DeficitBandTable,
    OutsidePricesTable,
    PlanRenegotiationTable,
    PricesTable,
    StepDownTable,
    StopLossTable,
    TimeSharesTable,
)
from sim.scenario.schema.nursing import ClinicTable, NursingHomeTable, NursingTable
from sim.scenario.schema.offers import PayersTable, QueueTable
from sim.scenario.schema.outcomes import (
    ContinuityTable,
    GoalsTable,
    NeedsAssessmentTable,
    SelfDeterminationTable,
)
from sim.scenario.schema.people import CitizenTable, RunTable, TeamTable
from sim.scenario.schema.quantities import (
    FIRST_START,
    LAST_START,
    MAX_SEED,
    SCHEMA_VERSION,
    TAG,
    UNDATED,
    Intake,
)
from sim.scenario.schema.staff import (
    EffectTable,
    ProfessionTermsTable,
    StaffTable,
    UnmetRaisesTable,
)

__all__ = [
    "FIRST_START",
    "LAST_START",
    "MAX_SEED",
    "PER_PERSON_KINDS",
    "SCHEMA_VERSION",
    "TAG",
    "UNDATED",
    "AcceptanceTable",
    "AuditRiskTable",
    "BehaviourTable",
    "BoundsTable",
    "CitizenTable",
    "ClinicTable",
    "ContinuityTable",
    "CourseTable",
    "DeficitBandTable",
    "DestinationTable",
    "DoseTable",
    "EarlyDischargeTable",
    "EffectTable",
    "EverydayRehabilitationTable",
    "ExitTable",
    "GoalsTable",
    "Intake",
    "LearningTable",
    "NeedsAssessmentTable",
    "NursingHomeTable",
    "NursingTable",
    "OutsidePricesTable",
    "PayersTable",
    "PlanRenegotiationTable",
    "PricesTable",
    "ProfessionTermsTable",
    "QueueTable",
    "RelabelTable",
    "RelapseTable",
    "RunTable",
    "SelfDeterminationTable",
    "StaffTable",
    "StayTable",
    "StepDownTable",
    "StopLossTable",
    "TeamTable",
    "TimeSharesTable",
    "UnmetRaisesTable",
]
