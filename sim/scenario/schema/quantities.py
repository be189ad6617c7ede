"""Single values of a scenario: their bounds, and the choices of form that each may have.

A number for all levels or five, one number or a table by source or time of day: each choice
has a tag, so that a fault speaks of the branch that the planner meant.
"""

import datetime as dt
from typing import Annotated, Any, Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Discriminator, Field, GetJsonSchemaHandler, Tag
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from sim.model.terms import LEVELS, Profession, Source, Time

SCHEMA_VERSION: Final = 1

FIRST_START: Final = dt.date(1900, 1, 1)
LAST_START: Final = dt.date(2199, 12, 31)
MAX_WEEKS: Final = 5_200
MAX_REPLICATIONS: Final = 1_000_000
MAX_SEED: Final = 2**63 - 1
MAX_INFLOW: Final = 10_000.0
MAX_HOURS: Final = 400.0
MAX_DKK: Final = 100_000_000.0
MAX_BUDGET: Final = 10_000_000_000.0
MAX_STAY_WEEKS: Final = 2_600.0
MAX_HAZARD: Final = 7.0
MAX_PRESENT: Final = 100_000
MAX_NAME: Final = 80
MAX_STAFF: Final = 10_000.0
MAX_DAYS: Final = 366
MAX_VISIT_MINUTES: Final = 1_440

TAG: Final = "\0"
"""Marks the branches of a choice in pydantic's fault paths; no key of a scenario has it."""

FIT: Final = "fit"
"""An inflow that is to be found from the counts of today."""

UNDATED: Final = "undated"
"""Marks a number that cannot change by date."""


SWITCHED: Final = "switched"
"""Marks a switch that may come with its source or change by date, as a number may."""


BORNE: Final = "borne"
"""Marks a price outside the rate, whose table may say who bears it."""


def undated() -> Any:  # noqa: ANN401 - pydantic's own type for a field's marks
    """Field of a number that holds for the whole run."""
    return Field(json_schema_extra={UNDATED: True})


def switched() -> Any:  # noqa: ANN401 - as above
    """Field of a switch that may be turned on a date."""
    return Field(json_schema_extra={SWITCHED: True})


# Which branch of a choice a value means.


def _number_or_list(value: object) -> str:
    return TAG + ("list" if isinstance(value, list) else "number")


def _number_or_table(value: object) -> str:
    return TAG + ("table" if isinstance(value, dict) else "number")


def _number_or_text(value: object) -> str:
    return TAG + ("text" if isinstance(value, str) else "number")


def _number_or_fit(value: object) -> str:
    return TAG + ("text" if value == FIT else "number")


def text_or_table(value: object) -> str:
    """Tag of a text, or of a table or what was made of one."""
    return TAG + ("table" if isinstance(value, dict | BaseModel) else "text")


def _list_or_table(value: object) -> str:
    return TAG + ("table" if isinstance(value, dict) else "list")


_one_a_level = Field(min_length=LEVELS, max_length=LEVELS)
_number = Tag(TAG + "number")
_list = Tag(TAG + "list")
text_branch = Tag(TAG + "text")
table_branch = Tag(TAG + "table")

T = TypeVar("T")
ByLevel = Annotated[
    Annotated[T, _number] | Annotated[list[T], _one_a_level, _list],
    Discriminator(_number_or_list),
]
"""One value for every level, or a list of one value a level (levels 0 to 4)."""
OrBySource = Annotated[
    Annotated[T, _number] | Annotated[dict[Source, T], table_branch],
    Discriminator(_number_or_table),
]
OrByTime = Annotated[
    Annotated[T, _number] | Annotated[dict[Time, T], table_branch],
    Discriminator(_number_or_table),
]

OrByTeam = Annotated[
    Annotated[T, _number] | Annotated[dict[str, T], table_branch],
    Discriminator(_number_or_table),
]
"""One number for every team, or a table by team."""
OrByCourse = Annotated[
    Annotated[T, _number] | Annotated[dict[str, T], table_branch],
    Discriminator(_number_or_table),
]
"""One number for every course, or a table by course."""

Name = Annotated[str, Field(min_length=1, max_length=MAX_NAME)]
Switch = Annotated[bool, switched()]
Probability = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0, le=1_000)]
Inflow = Annotated[float, Field(ge=0, le=MAX_INFLOW)]
InflowOrFit = Annotated[
    Annotated[Literal["fit"], text_branch] | Annotated[Inflow, _number],
    Discriminator(_number_or_fit),
]
Hours = Annotated[float, Field(ge=0, le=MAX_HOURS)]
Money = Annotated[float, Field(ge=0, le=MAX_DKK)]
BorneMoney = Annotated[float, Field(ge=0, le=MAX_DKK, json_schema_extra={BORNE: True})]
LeverValue = Annotated[float, Field(ge=0, le=MAX_STAY_WEEKS)]
Budget = Annotated[float, Field(ge=0, le=MAX_BUDGET)]
Weeks = Annotated[float, Field(gt=0, le=MAX_STAY_WEEKS)]
MilestoneWeeks = Annotated[float, Field(ge=1, le=MAX_STAY_WEEKS)]
"""Need is assessed by the week, so at most one milestone a week."""
SpreadWeeks = Annotated[float, Field(ge=0, le=MAX_STAY_WEEKS)]
Days = Annotated[int, Field(ge=0, le=MAX_DAYS)]
Minutes = Annotated[float, Field(ge=0, le=60 * MAX_HOURS)]
DaysOfWeek = Annotated[float, Field(ge=0, le=7)]
Hazard = Annotated[float, Field(ge=0, le=MAX_HAZARD)]
Level = Annotated[int, Field(ge=0, lt=LEVELS)]
LevelStep = Annotated[int, Field(gt=-LEVELS, lt=LEVELS)]
Count = Annotated[int, Field(ge=0, le=MAX_PRESENT)]
Variation = Annotated[float, Field(ge=0, le=10)]
Share = Annotated[float, Field(ge=0, le=100)]
Posts = Annotated[float, Field(ge=0, le=MAX_STAFF)]
PostsByProfession = dict[Profession, Posts]
Seed = Annotated[int, Field(ge=0, le=MAX_SEED)]
TeamKey = Annotated[
    Annotated[Name, text_branch] | Annotated[Seed, _number], Discriminator(_number_or_text)
]

ProbabilityByLevel = ByLevel[Probability]
HoursByLevel = ByLevel[Hours]
DaysByLevel = ByLevel[DaysOfWeek]
MoneyByLevel = ByLevel[Money]
WeeksByLevel = ByLevel[Weeks]
SpreadWeeksByLevel = ByLevel[SpreadWeeks]
HazardByLevel = ByLevel[Hazard]
CountByLevel = ByLevel[Count]
VariationByLevel = ByLevel[Variation]
LevelShares = Annotated[list[Probability], _one_a_level]

OrByProfession = Annotated[
    Annotated[T, _number] | Annotated[dict[Profession, T], table_branch],
    Discriminator(_number_or_table),
]

Initial = Annotated[
    Annotated[Literal["stationary", "empty"], text_branch]
    | Annotated[dict[str, dict[str, CountByLevel]], table_branch],
    Discriminator(text_or_table),
]
StartLevel = Annotated[
    Annotated[LevelShares, _list] | Annotated[dict[Source, LevelShares], table_branch],
    Discriminator(_list_or_table),
]
Intake = dict[
    str,
    Annotated[
        Annotated[Probability, _number] | Annotated[dict[str, Probability], table_branch],
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
    )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The table's JSON Schema, with what is said of each field."""
        from sim.scenario.schema.field_words import field_words

        found = handler(schema)
        fields = handler.resolve_ref_schema(found).get("properties", {})
        for name, words in field_words(cls).items():
            key = cls.model_fields[name].alias or name
            if key in fields:
                fields[key].setdefault("description", words)
        return found
