"""The closed lists of the model: what may exist, and the whole number that stands for it.

Every other module takes names and codes from here. Lists that a planner may lengthen
(teams, courses) are not here but in `parameters.py`.
"""

from typing import Final, Literal, get_args

LEVELS: Final = 5
"""Functional levels 0-4 of FSIII: 0 no or slight limitation, 4 total."""

Service = Literal["home_care", "nursing", "training"]
SERVICES: Final[tuple[str, ...]] = get_args(Service)
"""What a citizen can need, in the order of every array over services."""

CourseKind = Literal["development", "stabilisation", "individual", "hospital", "waiting"]
COURSE_KINDS: Final[tuple[str, ...]] = get_args(CourseKind)
DEVELOPMENT: Final = COURSE_KINDS.index("development")
HOSPITAL: Final = COURSE_KINDS.index("hospital")

Out = Literal["self_reliant", "clinic", "nursing_home", "dead", "moved"]
OUTS: Final[tuple[str, ...]] = get_args(Out)
"""Ways to leave the teams' care."""

Source = Literal["first_contact", "hospital_discharge", "temporary_place"]
SOURCES: Final[tuple[str, ...]] = ("present", *get_args(Source))
"""Where a citizen comes from; `present` are those in care when the run starts."""
PRESENT: Final = 0

Policy = Literal["needs_led"]

# Destination codes: a course is its index (0 and up), everything else is negative.
SELF_RELIANT: Final = -1
RESUME: Final = -10
"""Back to the course, level and stay that a hospital stay interrupted."""
LEVEL_CHANGE: Final = -11
"""Exit of a spell that ended in a new level of the same course."""
STILL_THERE: Final = -99
"""Exit of a spell that has not ended."""

RESUME_NAME: Final = "resume"
LEVEL_CHANGE_NAME: Final = "level_change"

# How an exit treats the functional level.
LEVEL_KEPT: Final = 0
LEVEL_SET: Final = 1
LEVEL_MOVED: Final = 2


def out_code(name: str) -> int:
    """Destination code of a way out."""
    return -1 - OUTS.index(name)


def out_name(code: int) -> str:
    """Name of a way out, from its destination code."""
    return OUTS[-1 - code]
