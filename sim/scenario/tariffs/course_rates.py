"""Tariff kind `course_rates`: a rate by course, stepped down, as a lump sum, or a citizen's own."""

from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from sim.model.terms import COURSE_KINDS, SERVICES, Service
from sim.model.units import DAYS_PER_WEEK
from sim.scenario.faults.fault import Fault, shown
from sim.scenario.faults.suggestions import nearest_name
from sim.scenario.files.drafts import Draft, as_table, is_some
from sim.scenario.files.presence import HOSPITAL_KIND, nobody_needs
from sim.scenario.schema.money import (
    DAYS_PER_YEAR,
    MONTHS_PER_YEAR,
    PER_PERSON_KINDS,
    OverheadShareKeys,
    OwnRateKeys,
    PaidAwayKeys,
    StepDownTable,
)
from sim.scenario.schema.quantities import MAX_STAY_WEEKS, Money, MoneyByLevel
from sim.scenario.tariffs.kind import KindWord, Payees, TariffKind, TariffPay
from sim.words import phrase

BY_COURSE: Final = ("weekly_dkk", "lump_sum_dkk", "step_down")
"""Keys that are tables by course."""
_SETTLED_DAYS: Final = {
    "day": 0.0,
    "started_week": float(DAYS_PER_WEEK),
    "started_month": DAYS_PER_YEAR / MONTHS_PER_YEAR,
}
"""Days that are paid whole once the first of them begins."""
_AVERAGE: Final = "average"
PER_PERSON: Final = "per_person"


class CourseRateKeys(PaidAwayKeys, OwnRateKeys, OverheadShareKeys):
    """Keys of every tariff with rates by course."""

    weekly_dkk: dict[str, MoneyByLevel] = Field(default_factory=dict)
    """Rate by course [DKK per citizen per week]."""
    step_down: dict[str, StepDownTable] = Field(default_factory=dict)
    """Lower rate by course after some weeks."""
    lump_sum_dkk: dict[str, MoneyByLevel] = Field(default_factory=dict)
    """Paid once when a course begins, by course [DKK per course]."""
    reopen_within_weeks: Annotated[float, Field(ge=0, le=MAX_STAY_WEEKS)] = 0.0
    """A course that begins again within this time gets no second lump sum [weeks]."""
    settled_per: Literal["day", "started_week", "started_month"] = "day"
    """What a rate by course is paid for: each day, a seventh of it; or each started week or month
    of the course, whole, on the day on which it begins. A month is a twelfth of a year; weeks and
    months count from the day the course began and stand still in hospital."""
    individual: Literal["average", "per_person"] = "average"
    """How courses of kind individual and waiting are paid: "average", by their rate in
    weekly_dkk; "per_person", each citizen's own expected cost."""


class OnTopKeys(CourseRateKeys):
    """Keys of a tariff with nothing but rates by course, and hours on top of them."""

    hourly_on_top: dict[Service, Money] = Field(default_factory=dict)
    """Pay for a delivered hour by service, on top of the rates by course [DKK per hour]."""


def course_pay(keys: CourseRateKeys, of: Payees) -> TariffPay:
    """Pay by the rates of the courses."""
    own = [course.name for course in of.courses if course.kind in PER_PERSON_KINDS]
    return TariffPay(
        weekly_dkk=keys.weekly_dkk,
        step_down=keys.step_down,
        lump_sum_dkk=keys.lump_sum_dkk,
        reopen_within_weeks=keys.reopen_within_weeks,
        own_cost=frozenset(own if keys.individual == PER_PERSON else ()),
        paid_days_away=keys.paid_days_away,
        own=keys.team,
        overhead_share=keys.overhead_share,
        settled_days=_SETTLED_DAYS[keys.settled_per],
    )


def _pay(keys: OnTopKeys, of: Payees) -> TariffPay:
    return course_pay(keys, of)._replace(hourly_dkk=keys.hourly_on_top)


def course_rate_faults(draft: Draft) -> Iterator[Fault]:
    """Courses without a rate, and rates without effect."""
    tariff = draft.table("tariff")
    if tariff and all(isinstance(tariff.get(key, {}), dict) for key in BY_COURSE):
        yield from _without_rate(draft, tariff)
        yield from _without_effect(draft, tariff)


def _may_be_per_person(draft: Draft) -> set[str]:
    """Courses that could be paid each citizen's own expected cost."""
    courses = draft.rows("course")
    return {row.name for row in courses if row.table.get("kind") in PER_PERSON_KINDS}


def _without_rate(draft: Draft, tariff: dict[str, Any]) -> Iterator[Fault]:
    paid = {*as_table(tariff.get("weekly_dkk")), *as_table(tariff.get("lump_sum_dkk"))}
    known = draft.names("course")
    paid |= {near for course in paid - {*known} if (near := nearest_name(course, known))}
    if tariff.get("individual", _AVERAGE) != _AVERAGE:
        paid |= _may_be_per_person(draft)
    for row in draft.rows("course"):
        kind = row.table.get("kind")
        if row.name and row.name not in paid and kind in COURSE_KINDS and kind != HOSPITAL_KIND:
            remedy = phrase("add it, or an entry in lump_sum_dkk; 0 counts as a rate")
            path = ("tariff", "weekly_dkk", row.name)
            yield draft.fault(
                path, phrase("course {name} has no rate", name=shown(row.name)), remedy
            )


def _without_effect(draft: Draft, tariff: dict[str, Any]) -> Iterator[Fault]:
    own = _may_be_per_person(draft) if tariff.get("individual") == PER_PERSON else set()
    for key in ("weekly_dkk", "step_down"):
        for course in own & as_table(tariff.get(key)).keys():
            what = phrase("is not used: each citizen's own expected cost is paid")
            remedy = phrase('leave it out, or write individual = "average"')
            yield draft.fault(("tariff", key, course), what, remedy)
    for course in as_table(tariff.get("step_down")).keys() - own:
        if course in draft.names("course") and course not in as_table(tariff.get("weekly_dkk")):
            what = phrase("steps down from a weekly rate that is not there")
            path = ("tariff", "step_down", course)
            yield draft.fault(path, what, phrase("add {course} to weekly_dkk", course=course))
    if tariff.get("settled_per", "day") != "day" and is_some(tariff.get("paid_days_away")):
        what = phrase("pays days that the started week or month has paid already")
        remedy = phrase('leave it out, or write settled_per = "day"')
        yield draft.fault(("tariff", "paid_days_away"), what, remedy)
    if "reopen_within_weeks" in tariff and not as_table(tariff.get("lump_sum_dkk")):
        what = phrase("is not used without lump_sum_dkk")
        yield draft.fault(("tariff", "reopen_within_weeks"), what, phrase("leave it out"))


def _faults(draft: Draft) -> Iterator[Fault]:
    """Faults of the rates, and hours on top that nobody needs."""
    yield from course_rate_faults(draft)
    for service in as_table(draft.value("tariff", "hourly_on_top")):
        if service in SERVICES and nobody_needs(draft, service):
            what = phrase("no course has hours of {service}", service=service)
            remedy = phrase("give {service} hours, or leave it out", service=service)
            yield draft.fault(("tariff", "hourly_on_top", service), what, remedy)


COURSE_RATES: Final = TariffKind(
    name="course_rates",
    says="a rate by course",
    keys=OnTopKeys,
    pay=_pay,
    faults=_faults,
    example="""\
# The rate falls when the course as granted is over, whether or not the citizen improved:
# step_down = { development = { after_weeks = 8, weekly_dkk = 1620 } }
# Paid once when a course begins [DKK per course]; a course that begins again within
# reopen_within_weeks is not paid again:
# lump_sum_dkk = { development = 2000 }
# reopen_within_weeks = 12
# Rates of a team's own, in place of those of every team; weekly ones can also stand with the
# team, as rate = { development = 2800 }:
# team = { Nord = { weekly_dkk = { development = 2800 } } }
# A started week (or "started_month") of a course is paid whole, in place of sevenths of its days:
# settled_per = "started_week"
# On every rate and hourly pay a share may be laid, overhead_share, here or for a team alone.
# Paid for each delivered hour, on top of the rates [DKK per hour]:
# hourly_on_top = { training = 120 }
# Courses of kind individual and waiting can be paid each citizen's own expected cost instead of
# an average; they then have no rate in weekly_dkk:
# individual = "per_person"
# Days of a hospital stay that are paid [days]; the rest are not. Needs a hospital course:
# paid_days_away = 0
""",
    word=KindWord(
        da="forløbstakster",
        means="A tariff that pays a rate by course for each citizen.",
        betyder="En takst, der betaler efter forløb for hver borger.",
    ),
)
