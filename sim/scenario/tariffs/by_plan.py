"""What kinds that pay support plans share: the price of an hour and what comes on top."""

from collections.abc import Iterator, Mapping

from sim.scenario.faults.fault import Fault
from sim.scenario.files.drafts import Draft
from sim.scenario.schema.money import PaidAwayKeys, PlanRenegotiationTable
from sim.scenario.schema.quantities import Money
from sim.scenario.schema.support_plan import AddedSharesTable
from sim.scenario.tariffs.kind import PlanPay, TariffPay
from sim.words import phrase


class PlanKeys(PaidAwayKeys):
    """Keys of a tariff that pays each citizen's support plan."""

    service_hour_dkk: Money | None = None
    """Price of a paid hour of a support plan [DKK per hour]."""
    add_shares: AddedSharesTable = AddedSharesTable()
    """What comes on top of a plan's direct hours; without it these are the paid hours."""
    renegotiation: PlanRenegotiationTable | None = None
    """From when on a changed need is a changed plan; without it at once."""


def pay_of_plans(
    keys: PlanKeys,
    basis_dkk_per_day: Mapping[str, float] | None = None,
    overhead_share: float = 0.0,
) -> TariffPay:
    """Pay by plans for their hours, beside a basis rate by team or with a share on top."""
    plan = PlanPay(
        hour_dkk=keys.service_hour_dkk or 0.0,
        overhead_share=overhead_share,
        basis_dkk_per_day=basis_dkk_per_day or {},
        added=keys.add_shares,
        renegotiation=keys.renegotiation,
    )
    return TariffPay(plan=plan, paid_days_away=keys.paid_days_away)


def hour_price_faults(draft: Draft) -> Iterator[Fault]:
    """An hour of a plan without a price."""
    if "service_hour_dkk" not in draft.table("tariff"):
        what = phrase("is missing, and every plan is paid by it")
        remedy = phrase("add it in DKK per hour; 0 counts")
        yield draft.fault(("tariff", "service_hour_dkk"), what, remedy)
