"""Keys of the tariff that several kinds use: they name courses that are there, and pay somebody."""

from collections.abc import Iterator

from sim.scenario.faults.fault import Fault, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.drafts import Draft, as_table, is_some, rows
from sim.scenario.files.presence import HOSPITAL_KIND, no_course, of_kind
from sim.scenario.schema import PER_PERSON_KINDS
from sim.scenario.tariffs.course_rates import BY_COURSE, PER_PERSON
from sim.words import phrase


def tariff_faults(draft: Draft) -> Iterator[Fault]:
    """Rates for courses that are not there."""
    tariff = draft.table("tariff")
    known = draft.names("course")
    for key in BY_COURSE:
        for course in as_table(tariff.get(key)):
            if course not in known:
                what = phrase("{name} is not a course", name=shown(course))
                yield draft.fault(("tariff", key, course), what, instead(course, known))


def unused_pay_faults(draft: Draft) -> Iterator[Fault]:
    """Pay for courses or days that the scenario does not have."""
    path = ("tariff", "individual")
    if draft.value(*path) == PER_PERSON and no_course(draft, of_kind(*PER_PERSON_KINDS)):
        what = phrase('is not used: no course is of kind "individual" or "waiting"')
        yield draft.fault(path, what, phrase("add such a course, or leave it out"))
    path = ("tariff", "paid_days_away")
    if is_some(draft.value(*path)) and no_course(draft, of_kind(HOSPITAL_KIND)):
        what = phrase('is not used: no course is of kind "hospital"')
        yield draft.fault(path, what, phrase("add such a course, or leave it out"))


def unpaid_away_faults(draft: Draft) -> Iterator[Fault]:
    """Exits into hospital where days away are paid: an exit interrupts nothing that is kept."""
    if not is_some(draft.value("tariff", "paid_days_away")):
        return
    kinds = {row.name: row.table.get("kind") for row in draft.rows("course")}
    for row in draft.rows("course"):
        for number, way in enumerate(rows(row.table.get("exits"))):
            to, is_taken = as_table(way).get("to"), is_some(as_table(way).get("probability", 1.0))
            name = as_table(to).get("course", to)
            if isinstance(name, str) and is_taken and kinds.get(name) == HOSPITAL_KIND:
                what = phrase(
                    "ends the course, and tariff.paid_days_away pays only for one interrupted"
                )
                remedy = phrase(
                    "make it a hazard, hazards_per_week = {{ {name} = … }}, or pay no days away",
                    name=name,
                )
                yield draft.fault(("course", row.number, "exits", number, "to"), what, remedy)
