"""The tables of needs assessment, of outcomes other than money, and of goals."""

from typing import Annotated, Final, Literal

from pydantic import Field

from sim.model.terms import Service, Time
from sim.scenario.schema.quantities import (
    MAX_STAFF,
    MAX_VISIT_MINUTES,
    Hours,
    MilestoneWeeks,
    Positive,
    Probability,
    Share,
    Table,
    undated,
)


class NeedsAssessmentTable(Table):
    """How teams assess need after the first day."""

    individual_from_hours_per_week: Hours | None = None
    """Expected hours from which a citizen in a stabilisation course is put in the individual
    one, mean times multiplier, all services [hours per week]."""
    milestone_weeks: dict[str, MilestoneWeeks] = Field(default_factory=dict)
    """Time between reassessments, by course; without it need is followed at once [weeks]."""
    milestone_hours: dict[Service, Hours] = Field(default_factory=dict)
    """What one reassessment takes of the team, by service [hours]."""


BY_TEAM: Final = "team"
"""Who grades, where teams write the minutes by which their own citizens are graded."""


class BracketsTable(Table):
    """Courses with a `bracket` are granted by minutes a week, and pay follows what is granted.

    Need stays that of the course that a citizen is in: intake and exits say which.
    """

    assessed_by: Annotated[Literal["assessor", "team"], undated()] = "assessor"
    """Who grades: the assessor, by the minutes needed, or the team, by those that it writes (the
    lever written_share)."""
    every_weeks: Annotated[int, Field(ge=1, le=520), undated()] | None = None
    """Time between assessments of a citizen; without it a change is followed at once [weeks]."""
    near_share: Annotated[Probability, undated()] = 0.1
    """How far from an edge minutes are counted as next to it, as a share of the edge [ratio]."""


class ContinuityTable(Table):
    """How many different helpers a citizen meets."""

    visit_minutes: Annotated[float, Field(gt=0, le=MAX_VISIT_MINUTES)]
    """Length of a home-care visit [minutes]."""
    staff: Annotated[float, Field(ge=1, le=MAX_STAFF)] | None = None
    """Persons who share a citizen's visits; with [staff] the team's full-time equivalents
    unless given [persons]."""
    contact_person_share: Probability = 0.0
    """Share of the visits that the contact person takes, where it is by shift the one of each
    shift and profession [probability]."""
    by: Literal["team", "shift"] = "team"
    """Whether all of the team share a citizen's visits, or in each shift (day, evening, weekend)
    and profession those who work in it."""
    shift_staff: dict[Time, Probability] | None = None
    """By shift: share of the staff who work in it, adding up to 1; without it as the hours fall, at
    mean need and all courses and levels alike [probability]."""


class SelfDeterminationTable(Table):
    """Share of delivered hours that stand where the citizen put them.

    At a use u of the team's capacity: idle_share - (idle_share - full_share) u**exponent up to
    u = 1, and full_share / u above.
    """

    idle_share: Probability
    """The share with staff to spare [probability]."""
    full_share: Probability
    """The share when all capacity is used [probability]."""
    exponent: Positive
    """How late the share begins to fall [exponent]."""


class GoalsTable(Table):
    """How much each goal weighs in courses of one kind."""

    economy: Share = 0.0
    """Weight of what the care costs against what it is paid [weight]."""
    progression: Share = 0.0
    """Weight of functional levels gained [weight]."""
    continuity: Share = 0.0
    """Weight of few different helpers [weight]."""
    self_determination: Share = 0.0
    """Weight of hours that stand where the citizen put them [weight]."""
