"""Tariff kind `activity`: pay for each delivered hour, or for each visit."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Final, Literal

from pydantic import Field

from sim.model.terms import SERVICES, Service
from sim.model.units import MINUTES_PER_HOUR
from sim.scenario.faults.fault import Fault, shown
from sim.scenario.files.drafts import Draft, as_table
from sim.scenario.files.presence import first_and_more, needing_service
from sim.scenario.schema.money import OverheadShareKeys, OwnRateKeys
from sim.scenario.schema.quantities import MAX_VISIT_MINUTES, Money
from sim.scenario.tariffs.kind import KindWord, Payees, TariffKind, TariffPay
from sim.words import phrase

VISIT: Final = "visit"
_MEASURES: Final = ("hour", VISIT)

VISITS_BY_SERVICE: Final[Mapping[Service, tuple[str, str]]] = {
    "home_care": ("continuity", "visit_minutes"),
    "nursing": ("nursing", "contact_minutes"),
}
"""Where the length of a visit stands that [tariff.visit_minutes] does not say."""


class HourKeys(OwnRateKeys, OverheadShareKeys):
    """Keys of a tariff that pays delivered hours, or visits."""

    per: Literal["hour", "visit"] = "hour"
    """What is paid for: each delivered hour, or each visit."""
    hourly_dkk: dict[Service, Money] = Field(default_factory=dict)
    """Pay for a delivered hour by service [DKK per hour]."""
    visit_dkk: dict[Service, Money] = Field(default_factory=dict)
    """Pay for a visit by service, where `per` is "visit"; a part of one is paid its part
    [DKK per visit]."""
    visit_minutes: dict[Service, Annotated[float, Field(gt=0, le=MAX_VISIT_MINUTES)]] = Field(
        default_factory=dict
    )
    """Length of a paid visit by service; unless given, continuity.visit_minutes for home care and
    nursing.contact_minutes for nursing [minutes]."""


def hour_pay(keys: HourKeys, of: Payees) -> Mapping[Service, float]:
    """Pay for a delivered hour by service [DKK]: that of a visit by its minutes.

    pay of a visit x 60 / minutes of a visit. A service whose visits have no length is paid
    nothing: `hour_faults` lets none through, unless no share of the pay is by the visit.
    """
    if keys.per != VISIT:
        return keys.hourly_dkk
    minutes = {**of.visit_minutes, **keys.visit_minutes}
    paid = {service: dkk for service, dkk in keys.visit_dkk.items() if service in minutes}
    return {service: dkk * MINUTES_PER_HOUR / minutes[service] for service, dkk in paid.items()}


def _pay(keys: HourKeys, of: Payees) -> TariffPay:
    return TariffPay(
        hourly_dkk=hour_pay(keys, of), own=keys.team, overhead_share=keys.overhead_share
    )


def hour_faults(draft: Draft) -> Iterator[Fault]:
    """Services that are needed and not paid, keys of the other measure, visits of no length."""
    per = draft.value("tariff", "per")
    if per not in (None, *_MEASURES):
        return
    by_visit = per == VISIT
    yield from _of_the_other(draft, by_visit=by_visit)
    key = "visit_dkk" if by_visit else "hourly_dkk"
    path = ("tariff", key)
    if not draft.may_hold(*path):
        return
    for service in SERVICES:
        needed_by = needing_service(draft, service)
        if needed_by and service not in as_table(draft.value(*path)):
            what = phrase(
                "has no pay, and {needed_by} needs it", needed_by=first_and_more(needed_by)
            )
            remedy = phrase("add it in DKK per hour; 0 counts")
            if by_visit:
                remedy = phrase("add it in DKK per visit; 0 counts")
            yield draft.fault((*path, service), what, remedy)
    if by_visit:
        yield from _without_length(draft)


def _of_the_other(draft: Draft, *, by_visit: bool) -> Iterator[Fault]:
    """Keys that pay hours where visits are paid, and the other way round."""
    for key in ("hourly_dkk",) if by_visit else ("visit_dkk", "visit_minutes"):
        if draft.has("tariff", key):
            per = shown(_MEASURES[by_visit])
            what = phrase("is not used where the tariff pays per = {per}", per=per)
            yield draft.fault(("tariff", key), what, phrase("leave it out, or change per"))


def _without_length(draft: Draft) -> Iterator[Fault]:
    """Services paid by the visit whose visits have no length."""
    for service in draft.table("tariff", "visit_dkk"):
        own = ("tariff", "visit_minutes", service)
        if service in SERVICES and not _has(draft, own) and not _said_elsewhere(draft, service):
            what = phrase("is missing, and a visit is paid by its minutes")
            yield draft.fault(own, what, phrase("add the minutes of a visit"))


def _has(draft: Draft, path: tuple[str, ...]) -> bool:
    return not draft.may_hold(*path) or draft.has(*path)


def _said_elsewhere(draft: Draft, service: str) -> bool:
    return any(service == one and _has(draft, path) for one, path in VISITS_BY_SERVICE.items())


ACTIVITY: Final = TariffKind(
    name="activity",
    says="for each delivered hour, or for each visit",
    keys=HourKeys,
    pay=_pay,
    faults=hour_faults,
    example="""\
# Of kind "activity": pay for each delivered hour, by service [DKK per hour]
# hourly_dkk = { home_care = 480, nursing = 480, training = 480 }
# or for each visit [DKK per visit], of so many minutes
# per = "visit"
# visit_dkk = { home_care = 240, nursing = 240, training = 480 }
# visit_minutes = { home_care = 30, nursing = 30, training = 60 }
""",
    word=KindWord(
        da="aktivitetsafregning",
        means="A tariff that pays for each delivered hour or visit.",
        betyder="En takst, der betaler for hver leveret time eller hvert besøg.",
    ),
)
