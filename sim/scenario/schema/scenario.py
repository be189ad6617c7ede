"""A whole scenario as it stands on one day."""

from typing import Annotated

from pydantic import Field

from sim.model.terms import Benefit, CourseKind, Service
from sim.scenario.schema.behaviour import (
    AcceptanceTable,
    AuditRiskTable,
    BehaviourTable,
    ChoiceTable,
    EarlyDischargeTable,
)
from sim.scenario.schema.courses import CourseTable, RelapseTable
from sim.scenario.schema.money import PracticalHelpTable, PricesTable, RefundTable, TimeSharesTable
from sim.scenario.schema.nursing import ClinicTable, NursingHomeTable, NursingTable
from sim.scenario.schema.offers import PayersTable, QueueTable
from sim.scenario.schema.outcomes import (
    BracketsTable,
    ContinuityTable,
    GoalsTable,
    NeedsAssessmentTable,
    SelfDeterminationTable,
)
from sim.scenario.schema.people import CitizenTable, RunTable, TeamTable
from sim.scenario.schema.quantities import Intake, Money, Table, undated
from sim.scenario.schema.staff import StaffTable
from sim.scenario.search_table import SearchTable
from sim.scenario.tariffs.table import TariffTable
from sim.scenario.worded import Worded


class Values(Table):
    """A whole scenario as it stands on one day."""

    title: Worded = ""
    """One line that says what the scenario is."""
    run: RunTable
    team: Annotated[list[TeamTable], Field(min_length=1, max_length=5_000)]
    intake: Intake = Field(default_factory=dict)
    """Which course a new citizen starts in; adds up to 1, in all or for each source
    [probability]."""
    citizen: CitizenTable = CitizenTable()
    course: Annotated[list[CourseTable], Field(min_length=1, max_length=200)]
    relapse: RelapseTable | None = None
    needs_assessment: NeedsAssessmentTable = NeedsAssessmentTable()
    brackets: BracketsTable | None = None
    times: dict[Service, TimeSharesTable] = Field(default_factory=dict)
    """When the hours of each service are given; what is left is given by day."""
    practical_help: PracticalHelpTable | None = None
    prices: PricesTable = PricesTable()
    tariff: TariffTable
    behaviour: BehaviourTable = BehaviourTable()
    benefit_dkk: dict[Benefit, Annotated[Money, undated()]] = Field(default_factory=dict)
    """What good and harm to citizens are worth to those who weigh them: a week self-reliant
    (within a year of leaving), a week at a better level than at first, an hour of need not met,
    an admission; unmet_hour_squared is what an hour of need not met is more, at the share of the
    need that is not met: all of it where nothing is. No part of any account [DKK]."""
    audit_risk: AuditRiskTable | None = None
    acceptance: AcceptanceTable | None = None
    choice: ChoiceTable | None = None
    early_discharge: EarlyDischargeTable | None = None
    nursing: NursingTable | None = None
    clinic: ClinicTable | None = None
    nursing_home: NursingHomeTable | None = None
    queue: QueueTable | None = None
    payers: PayersTable | None = None
    refund: RefundTable | None = None
    staff: StaffTable | None = None
    continuity: ContinuityTable | None = None
    self_determination: SelfDeterminationTable | None = None
    goals: dict[CourseKind, GoalsTable] = Field(default_factory=dict)
    """How much economy, progression, continuity and self-determination weigh, by course
    kind [weight]."""
    search: SearchTable | None = None
