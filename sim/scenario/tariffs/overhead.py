"""Tariff kind `overhead`: the hours of each citizen's support plan, and a percentage on top."""

from collections.abc import Iterator
from typing import Final

from sim.scenario.faults.fault import Fault
from sim.scenario.files.drafts import Draft
from sim.scenario.schema.money import OverheadShareKeys
from sim.scenario.tariffs.by_plan import PlanKeys, hour_price_faults, pay_of_plans
from sim.scenario.tariffs.kind import KindWord, Payees, TariffKind, TariffPay
from sim.words import phrase


class OverheadKeys(PlanKeys, OverheadShareKeys):
    """Keys of a tariff with a percentage on the hours of plans."""


def _pay(keys: OverheadKeys, of: Payees) -> TariffPay:
    del of
    return pay_of_plans(keys, overhead_share=keys.overhead_share)


def _faults(draft: Draft) -> Iterator[Fault]:
    yield from hour_price_faults(draft)
    if "overhead_share" not in draft.table("tariff"):
        what, remedy = (
            phrase("is missing, and the tariff lays it on every hour"),
            phrase("add a share, as 0.25"),
        )
        yield draft.fault(("tariff", "overhead_share"), what, remedy)


OVERHEAD: Final = TariffKind(
    name="overhead",
    says="those hours and a percentage on top",
    keys=OverheadKeys,
    pay=_pay,
    faults=_faults,
    example="""\
# Of kind "overhead": those hours with a share on top.
# overhead_share = 0.25
""",
    word=KindWord(
        da="overheadtakst",
        means="A tariff that pays the hours of support plans and a percentage on top.",
        betyder="En takst, der betaler borgerskemaets timer og en procentsats oveni.",
    ),
)
