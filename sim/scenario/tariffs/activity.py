"""Tariff kind `activity`: pay for each delivered hour."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from sim.model.terms import SERVICES, Service
from sim.scenario.faults.fault import Fault
from sim.scenario.files.drafts import Draft, as_table
from sim.scenario.files.presence import first_and_more, needing_service
from sim.scenario.schema.money import OwnRateKeys
from sim.scenario.schema.quantities import Money
from sim.scenario.tariffs.kind import KindWord, Payees, TariffKind, TariffPay
from sim.words import phrase


class HourKeys(OwnRateKeys):
    """Keys of a tariff that pays delivered hours."""

    hourly_dkk: dict[Service, Money] = Field(default_factory=dict)
    """Pay for a delivered hour by service [DKK per hour]."""


def _pay(keys: HourKeys, of: Payees) -> TariffPay:
    del of
    return TariffPay(hourly_dkk=keys.hourly_dkk, own=keys.team)


def hour_faults(draft: Draft) -> Iterator[Fault]:
    """Services that are needed and not paid."""
    path = ("tariff", "hourly_dkk")
    if not draft.may_hold(*path):
        return
    for service in SERVICES:
        needed_by = needing_service(draft, service)
        if needed_by and service not in as_table(draft.value(*path)):
            what = phrase(
                "has no pay, and {needed_by} needs it", needed_by=first_and_more(needed_by)
            )
            yield draft.fault((*path, service), what, phrase("add it in DKK per hour; 0 counts"))


ACTIVITY: Final = TariffKind(
    name="activity",
    says="for each delivered hour",
    keys=HourKeys,
    pay=_pay,
    faults=hour_faults,
    example="""\
# Of kind "activity": pay for each delivered hour, by service [DKK per hour]
# hourly_dkk = { home_care = 480, nursing = 480, training = 480 }
""",
    word=KindWord(
        da="aktivitetsafregning",
        means="A tariff that pays for each delivered hour.",
        betyder="En takst, der betaler for hver leveret time.",
    ),
)
