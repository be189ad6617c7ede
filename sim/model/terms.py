"""The closed lists of the model: what may exist, and the whole number that stands for it.

Every other module takes names and codes from here, those of levers from `levers.py`. Lists that
a planner may lengthen (teams, courses) are not here but in `parameters.py`.
"""

from typing import Final, Literal, get_args

LEVELS: Final = 5
"""Functional levels 0-4 of FSIII: 0 no or slight limitation, 4 total."""

Service = Literal["home_care", "nursing", "training"]
SERVICES: Final[tuple[str, ...]] = get_args(Service)
"""What a citizen can need, in the order of every array over services."""
HOME_CARE: Final = SERVICES.index("home_care")
NURSING: Final = SERVICES.index("nursing")
TRAINING: Final = SERVICES.index("training")

Time = Literal["day", "evening", "weekend"]
TIMES: Final[tuple[str, ...]] = get_args(Time)
"""When care inside the rate is given; night is outside it."""
DAY: Final = TIMES.index("day")
EVENING: Final = TIMES.index("evening")
WEEKEND: Final = TIMES.index("weekend")

Profession = Literal["helper", "assistant", "nurse", "therapist"]
PROFESSIONS: Final[tuple[str, ...]] = get_args(Profession)

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: Final[tuple[str, ...]] = get_args(Weekday)

OutsideHours = Literal["night", "simple_nursing", "complex_nursing", "acute_nursing"]
OUTSIDE_HOURS: Final[tuple[str, ...]] = get_args(OutsideHours)
"""Care by the hour that citizens of a team need but that the rate does not cover."""
OutsideDays = Literal["temporary_place"]
OUTSIDE_DAYS: Final[tuple[str, ...]] = get_args(OutsideDays)
"""The same by the day: a temporary place ("sundheds- og omsorgsplads")."""
OUTSIDE_NEEDS: Final = (*OUTSIDE_HOURS, *OUTSIDE_DAYS)
"""What is needed outside the rate, in hours or days a week."""
NIGHT: Final = OUTSIDE_NEEDS.index("night")
SIMPLE_NURSING: Final = OUTSIDE_NEEDS.index("simple_nursing")
COMPLEX_NURSING: Final = OUTSIDE_NEEDS.index("complex_nursing")
ACUTE_NURSING: Final = OUTSIDE_NEEDS.index("acute_nursing")
TEMPORARY_PLACE: Final = OUTSIDE_NEEDS.index("temporary_place")
OUTSIDE: Final = (*OUTSIDE_NEEDS, "hospital", "nursing_home", "clinic", "declined", "bail_out")
"""What is borne outside the rate, in the order of every array over these accounts."""
OUTSIDE_HOSPITAL: Final = OUTSIDE.index("hospital")
OUTSIDE_NURSING_HOME: Final = OUTSIDE.index("nursing_home")
OUTSIDE_CLINIC: Final = OUTSIDE.index("clinic")
OUTSIDE_DECLINED: Final = OUTSIDE.index("declined")
OUTSIDE_BAIL_OUT: Final = OUTSIDE.index("bail_out")

LONG_WAITS_DAYS: Final = (0, 1, 7, 28, 91)
"""Waits for a place that are counted when they are longer [days], in the order of
every array over them."""
WAITED_OVER: Final = tuple(f"waited_over_{days}_days" for days in LONG_WAITS_DAYS)
"""Their columns."""

Bearer = Literal["municipality", "region", "state", "citizen"]
BEARERS: Final[tuple[str, ...]] = get_args(Bearer)
"""Who can bear an account outside the rate, in the order of every array over bearers."""
MUNICIPALITY: Final = BEARERS.index("municipality")
REGION: Final = BEARERS.index("region")
STATE: Final = BEARERS.index("state")

ADJUSTMENTS: Final = ("refund", "true_up", "penalty", "yardstick")
"""What a tariff adds to pay by course, hour and budget; a penalty is taken off."""

Goal = Literal["economy", "progression", "continuity", "self_determination"]
GOALS: Final[tuple[str, ...]] = get_args(Goal)

CourseKind = Literal["development", "stabilisation", "individual", "hospital", "waiting"]
COURSE_KINDS: Final[tuple[str, ...]] = get_args(CourseKind)
DEVELOPMENT: Final = COURSE_KINDS.index("development")
STABILISATION: Final = COURSE_KINDS.index("stabilisation")
INDIVIDUAL: Final = COURSE_KINDS.index("individual")
HOSPITAL: Final = COURSE_KINDS.index("hospital")
WAITING: Final = COURSE_KINDS.index("waiting")

Out = Literal["self_reliant", "clinic", "nursing_home", "dead", "moved"]
OUTS: Final[tuple[str, ...]] = get_args(Out)
"""Ways to leave the teams' care."""

Source = Literal["first_contact", "hospital_discharge", "temporary_place"]
SOURCES: Final[tuple[str, ...]] = ("present", *get_args(Source))
"""Where a citizen comes from; `present` are those in care when the run starts."""
PRESENT: Final = 0

Policy = Literal["needs_led", "budget_led", "incentive_led", "learning"]
POLICIES: Final[tuple[str, ...]] = get_args(Policy)
BUDGET_LED: Final = POLICIES.index("budget_led")
INCENTIVE_LED: Final = POLICIES.index("incentive_led")
LEARNING: Final = POLICIES.index("learning")

Benefit = Literal[
    "self_reliant_week", "level_week", "unmet_hour", "admission", "unmet_hour_squared"
]
BENEFITS: Final[tuple[str, ...]] = get_args(Benefit)
"""Outcomes that are good or bad for citizens, each with a worth in kroner."""

ShortOrder = Literal["in_proportion", "evenly", "by_need", "by_cost"]
SHORT_ORDERS: Final[tuple[str, ...]] = get_args(ShortOrder)
"""Who goes short when hours are short."""
IN_PROPORTION: Final = SHORT_ORDERS.index("in_proportion")
EVENLY: Final = SHORT_ORDERS.index("evenly")
BY_NEED: Final = SHORT_ORDERS.index("by_need")

DeclinedTo = Literal["municipality", "team", "waiting"]
DECLINED_TO: Final[tuple[str, ...]] = get_args(DeclinedTo)
"""Who takes those whom a team declines."""
TO_TEAM: Final = DECLINED_TO.index("team")
TO_WAITING: Final = DECLINED_TO.index("waiting")

WhenSpent = Literal["stop", "bail_out", "merge"]
WHEN_SPENT: Final[tuple[str, ...]] = get_args(WhenSpent)
"""What becomes of a team whose reserve is spent."""
STOP: Final = WHEN_SPENT.index("stop")
BAIL_OUT: Final = WHEN_SPENT.index("bail_out")
MERGE: Final = WHEN_SPENT.index("merge")

# Destination codes: a course is its index (0 and up), everything else is negative.
SELF_RELIANT: Final = -1
NURSING_HOME: Final = -1 - OUTS.index("nursing_home")
RESUME: Final = -10
"""Back to the course, level and stay that a hospital stay interrupted."""
LEVEL_CHANGE: Final = -11
"""Exit of a spell that ended in a new level of the same course."""
HELD: Final = -12
"""Exit of a spell whose decline everyday rehabilitation averted: the same course and level."""
CHANGED_TEAM: Final = -13
"""Exit of a spell that goes on, the same in all else, with another team."""
DISCHARGED: Final = -14
"""Exit of a spell that the team ended early, of a citizen who costs more than is paid."""
STILL_THERE: Final = -99
"""Exit of a spell that has not ended."""

RESUME_NAME: Final = "resume"
LEVEL_CHANGE_NAME: Final = "level_change"
HELD_NAME: Final = "level_held"
CHANGED_TEAM_NAME: Final = "changed_team"
DISCHARGED_NAME: Final = "discharged_early"

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
