"""The form of `mapping.toml`: which file holds what, and what its columns and codes mean.

It is read by the scenario's own machinery (`sim/scenario/forms.py`), so that every fault comes with
line and column at once.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from sim.model.terms import CourseKind, Profession, Service, Source
from sim.scenario.faults.fault import Fault
from sim.scenario.files.drafts import Draft
from sim.scenario.forms import checked_form, read_form
from sim.scenario.schema.quantities import Name, Table
from sim.words import phrase

FILE_NAME: Final = "mapping.toml"

Law = Literal["auto", "gamma", "lognormal", "weibull", "exponential", "empirical"]
Heading = Annotated[str, Field(min_length=1, max_length=200)]


class FileTable(Table):
    """How a file is written; what is left out is as [records] says, or is found out."""

    file: str
    """The file, as seen from the mapping: .csv, .parquet, .xlsx, .duckdb, .sqlite or .db."""
    table: str | None = None
    """The table of a database file, or the sheet of a spreadsheet."""
    headings_row: Annotated[int, Field(ge=1, le=100)] = 1
    """The row that holds the headings; those above it are skipped."""
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    """What separates the columns of a CSV file."""
    decimal: Literal[",", "."] | None = None
    """The decimal sign of numbers."""
    dates: str | None = None
    """How dates are written, as "%d-%m-%Y"; ISO without it."""
    encoding: Literal["utf-8", "latin-1", "utf-16"] | None = None
    """How letters are stored; utf-8 without it."""


class SpellColumns(Table):
    """Headings of spells: a stay of a citizen in one course at one level."""

    citizen: Heading
    """Who, by any number or text that is the same all through; never read as a number."""
    team: Heading
    course: Heading
    begins: Heading
    """First day."""
    ends: Heading
    """Last day or the day after it, see `ends_are`; empty while it goes on."""
    level: Heading | None = None
    """Functional level 0 to 4."""
    exit: Heading | None = None
    """Where it led, where no spell follows it."""
    source: Heading | None = None
    """Where the citizen came from."""


class SpellsTable(FileTable):
    """The file of spells."""

    columns: SpellColumns
    courses: dict[str, str] = Field(default_factory=dict)
    """Course by code; a code that is not listed is the course's own name."""
    exits: dict[str, str] = Field(default_factory=dict)
    """Way out by code: self_reliant, clinic, nursing_home, dead, moved, or a course."""
    levels: dict[str, Annotated[int, Field(ge=0, le=4)]] = Field(default_factory=dict)
    """Functional level by code."""
    sources: dict[str, Source] = Field(default_factory=dict)
    """Source by code."""
    ends_are: Literal["last_day", "day_after"] = "last_day"
    """Whether the end is the last day in the course or the day after it."""
    gap_days: Annotated[int, Field(ge=0, le=31)] = 0
    """Days between two spells that are no gap [days]."""


class WeekColumns(Table):
    """Headings of hours by citizen and week, or of visits: a row or a column for each service."""

    citizen: Heading
    date: Heading
    """A day of the week, or of the visit."""
    service: Heading | None = None
    hours: Heading | None = None
    minutes: Heading | None = None
    by_service: dict[Service, Heading] = Field(default_factory=dict)
    """Where each service has a column of its own: its heading."""


class WeeksTable(FileTable):
    """The file of weeks or visits."""

    columns: WeekColumns
    hours_are: Literal["needed", "delivered"] = "needed"
    """Whether hours are those that were granted, or what was delivered of them."""
    unit: Literal["hours", "minutes"] = "hours"
    """Of the columns in `by_service`."""
    services: dict[str, Service] = Field(default_factory=dict)
    """Service by code."""


class StaffColumns(Table):
    """Headings of staff."""

    team: Heading
    profession: Heading
    posts: Heading
    """Full-time equivalents."""
    absence: Heading | None = None
    """Holidays, sickness and courses, as a part of the paid hours; see `absence_is`."""


class StaffFileTable(FileTable):
    """The file of staff."""

    columns: StaffColumns
    professions: dict[str, Profession] = Field(default_factory=dict)
    """Profession by code."""
    absence_is: Literal["share", "per_cent"] = "share"
    """Whether absence is 0 to 1 or 0 to 100."""


class AccountColumns(Table):
    """Headings of accounts: what a team had in a month or a week."""

    team: Heading
    period: Heading
    """2026-03 or 2026-W10."""
    revenue_dkk: Heading | None = None
    cost_dkk: Heading | None = None
    hours: Heading | None = None
    """Delivered, all services."""
    temporary_hours: Heading | None = None
    """Of these, given by temporary staff."""
    unmet_hours: Heading | None = None
    """Granted and not delivered."""


class AccountsTable(FileTable):
    """The file of accounts."""

    columns: AccountColumns


class EventColumns(Table):
    """Headings of an event log: one row an event of a citizen."""

    citizen: Heading
    activity: Heading
    date: Heading
    team: Heading | None = None
    level: Heading | None = None
    source: Heading | None = None


class EventsTable(FileTable):
    """An event log as a table, from which spells are made."""

    columns: EventColumns
    activities: dict[str, str]
    """What an activity begins: a course, or a way out; others are "ignored"."""
    levels: dict[str, Annotated[int, Field(ge=0, le=4)]] = Field(default_factory=dict)
    """Functional level by code."""
    sources: dict[str, Source] = Field(default_factory=dict)
    """Source by code."""
    team: Name = "Town"
    """The team of everybody, where no column says it."""


class AggregateColumns(Table):
    """Headings of a table of counts or amounts: what they are of, and the amounts."""

    team: Heading | None = None
    level: Heading | None = None
    course: Heading | None = None
    service: Heading | None = None
    exit: Heading | None = None
    period: Heading | None = None
    """Month, week, quarter or year: 2026-03, 2026-W10, 2026K1, 2026."""
    length: Heading | None = None
    """Of stays, in groups: "15-21 days", "22+"."""
    citizens: Heading | None = None
    granted_hours: Heading | None = None
    delivered_hours: Heading | None = None
    revenue_dkk: Heading | None = None
    cost_dkk: Heading | None = None
    censored: Heading | None = None
    """Stays that were last seen in the group and had not ended: a life table's withdrawals."""
    mean: Heading | None = None
    """Mean stay, without a count, in `length_unit`."""
    sd: Heading | None = None
    """Standard deviation of it."""
    interval_days: Heading | None = None
    """Of new citizens, in place of a count: mean days from one to the next."""
    share: Heading | None = None
    """Of those who leave a course, by exit; shares of a course add up to 1, or to 100."""


class AggregateTable(FileTable):
    """A table of counts or amounts as it is published."""

    columns: AggregateColumns
    across: Literal["period", "level", "course", "service", "exit", "team"] | None = None
    """What the headings say that are no column of the mapping: their cells are the amount."""
    amount: Literal["citizens", "granted_hours", "delivered_hours", "cost_dkk"] = "citizens"
    """What stands under headings that go across."""
    fill_down: bool = False
    """An empty cell of the first columns is that of the row above."""
    ignore: list[str] = Field(default_factory=list)
    """Texts of sums among their parts, whose rows are set aside; "I alt", "Total" are known."""
    length_unit: Literal["days", "weeks", "months", "years"] = "days"
    """Of groups of stays that name none, and of means."""
    lengths_are: Literal["rounded", "completed"] = "rounded"
    """Whether 3 days are 2.5 to 3.5, or three whole days and part of the fourth, as of ages."""
    share_tolerance: Annotated[float, Field(ge=0, le=0.2)] = 0.02
    """How far shares may be from adding up to 1, and be rescaled."""
    course: str | None = None
    """The course of every row, where no column says it."""
    teams: dict[str, str] = Field(default_factory=dict)
    """Team by code; a code that is not listed is the team's own name."""
    levels: dict[str, Annotated[int, Field(ge=0, le=4)]] = Field(default_factory=dict)
    courses: dict[str, str] = Field(default_factory=dict)
    services: dict[str, Service] = Field(default_factory=dict)
    exits: dict[str, str] = Field(default_factory=dict)


class AggregatesTable(Table):
    """What stands in for records: a scenario that tables of counts and amounts are laid over."""

    scenario: str
    """The scenario, as seen from the mapping: its courses, and all that tables leave open."""
    widest: Annotated[float, Field(gt=1, le=100)] = 2.0
    """How many times above and below a number of it may lie that has no low and high (95 %)."""


class MappedCourse(Table):
    """What the records cannot say of a course."""

    kind: CourseKind
    """What the course is for."""
    hazards: list[str] = Field(default_factory=lambda: ["hospital", "dead"])
    """Ends that come at any time, however long the stay was meant to be."""
    law: Law = "auto"
    """Form of the stay; "auto" takes the best by AIC."""
    stay_by_exit: bool | None = None
    """Whether each exit has a stay of its own; left out, it has where AIC says that it matters."""


class RecordsTable(Table):
    """What all files have in common."""

    first_day: dt.date
    """First day on which the records are complete."""
    last_day: dt.date
    """Last such day; what comes later is not looked at."""
    source: str = "own records"
    """Stands beside every number."""
    delimiter: Annotated[str, Field(min_length=1, max_length=1)] | None = None
    decimal: Literal[",", "."] = "."
    dates: str = "%Y-%m-%d"
    encoding: Literal["utf-8", "latin-1", "utf-16"] = "utf-8"
    tolerated_share: Annotated[float, Field(ge=0, le=1)] = 0.10
    """Rows of a file that may be set aside [share]; with more it is refused."""
    stale_weeks: Annotated[int, Field(ge=0, le=52)] = 6
    """Weeks without any hours after which a spell without an end is taken to be over [weeks];
    0: never."""


class MappingFile(Table):
    """What a municipality's files are, and what they mean."""

    records: RecordsTable
    spells: SpellsTable | None = None
    events: EventsTable | None = None
    weeks: WeeksTable | None = None
    staff: StaffFileTable | None = None
    accounts: AccountsTable | None = None
    aggregates: AggregatesTable | None = None
    census: AggregateTable | None = None
    """Citizens in care, by team and course or level."""
    new: AggregateTable | None = None
    """New citizens in a period, by team."""
    hours: AggregateTable | None = None
    """Granted and delivered hours in a period, by team and service."""
    ended: AggregateTable | None = None
    """Who left care in a period, by exit: deaths and moves."""
    stays: AggregateTable | None = None
    """Stays of a course in groups of lengths, or their mean."""
    transitions: AggregateTable | None = None
    """Where those go who leave a course: shares or counts by exit."""
    course: dict[str, MappedCourse] = Field(default_factory=dict)
    """Every course by name; those of the scenario where aggregates are laid over one."""
    scenario: dict[str, Any] = Field(default_factory=dict)
    """What no record can show, as a scenario says it: tariff, prices, clinic, run."""


class Mapping:
    """A mapping that was read, and the folder that its files are seen from."""

    def __init__(self, path: Path, values: MappingFile) -> None:
        self.path, self.values = path, values

    @property
    def courses(self) -> tuple[str, ...]:
        """Courses in the order of the file."""
        return tuple(self.values.course)

    def place(self, file: FileTable) -> Path:
        """Where a file of records lies."""
        return self.path.parent / file.file


def load_mapping(path: str | Path) -> Mapping:
    """Read and check a mapping.

    Raises
    ------
    ScenarioError
        With every fault that was found.
    """
    read = read_form(path, MappingFile)
    order = list(read.tree.get("course", {})) if isinstance(read.tree.get("course"), dict) else []
    found = checked_form(path, MappingFile, read, [_window, _spells_or_events, _courses])
    values = found.periods[0][1]
    in_order = values.model_copy(update={"course": {name: values.course[name] for name in order}})
    return Mapping(Path(path), in_order)


def _window(draft: Draft) -> Iterator[Fault]:
    first, last = (draft.value("records", key) for key in ("first_day", "last_day"))
    is_known = isinstance(first, dt.date) and isinstance(last, dt.date)
    if is_known and (last - first).days + 1 < _SHORTEST_DAYS:
        what = phrase("must be at least {days} days after records.first_day", days=_SHORTEST_DAYS)
        yield draft.fault(
            ("records", "last_day"), what, phrase("give the whole time of the records")
        )


_SHORTEST_DAYS: Final = 28
"""Source: assumption; four weeks show nothing of a stay of months."""


AGGREGATES: Final = ("census", "new", "hours", "ended", "stays", "transitions")
"""Tables of a mapping that hold counts and amounts."""


def _spells_or_events(draft: Draft) -> Iterator[Fault]:
    if draft.has("aggregates"):
        yield from _of_aggregates(draft)
    elif draft.has("spells") == draft.has("events"):
        what = (
            phrase("is needed")
            if not draft.has("spells")
            else phrase("is not possible beside events")
        )
        yield draft.fault(("spells",), what, phrase("say which file holds spells, or which events"))


def _of_aggregates(draft: Draft) -> Iterator[Fault]:
    """What cannot stand beside aggregates, and that there are some."""
    for name in ("spells", "events", "weeks"):
        if draft.has(name):
            what = phrase("is not possible beside aggregates")
            yield draft.fault((name,), what, phrase("leave one of the two out"))
    if not any(map(draft.has, (*AGGREGATES, "accounts"))):
        remedy = phrase("add one of {tables}", tables=", ".join((*AGGREGATES, "accounts")))
        yield draft.fault(("aggregates",), phrase("has no table to go by"), remedy)


def _courses(draft: Draft) -> Iterator[Fault]:
    if draft.has("aggregates"):
        return
    if not draft.value("course"):
        yield draft.fault(
            ("course",), phrase("names no course"), phrase("add [course.NAME] with its kind")
        )
