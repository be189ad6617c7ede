"""Tariff kind `mixed`: a share by the hour, a share of a fixed budget, and the rest by course."""

from collections.abc import Iterator
from typing import Any, Final

from sim.scenario.faults.fault import Fault, shown
from sim.scenario.files.drafts import Draft, is_some
from sim.scenario.files.values import is_number
from sim.scenario.schema.quantities import Probability
from sim.scenario.tariffs.activity import HourKeys, hour_faults, hour_pay
from sim.scenario.tariffs.block import BudgetKeys, budget_faults
from sim.scenario.tariffs.course_rates import CourseRateKeys, course_pay, course_rate_faults
from sim.scenario.tariffs.kind import KindWord, Payees, TariffKind, TariffPay
from sim.words import phrase

_SHARES: Final = ("hourly_share", "block_share")


class MixedKeys(CourseRateKeys, HourKeys, BudgetKeys):
    """Keys of a mixed tariff."""

    hourly_share: Probability = 0.0
    """Of a mixed tariff: share that is paid by the hour or visit [probability]."""
    block_share: Probability = 0.0
    """Of a mixed tariff: share of the fixed budget that is paid; what is left is paid by course
    [probability]."""


def _pay(keys: MixedKeys, of: Payees) -> TariffPay:
    return course_pay(keys, of)._replace(
        hourly_dkk=hour_pay(keys, of),
        budget_dkk_per_week=keys.budget_dkk_per_week,
        course_share=1.0 - keys.hourly_share - keys.block_share,
        hourly_share=keys.hourly_share,
        block_share=keys.block_share,
    )


def _faults(draft: Draft) -> Iterator[Fault]:
    """Faults of the shares, and of what they pay."""
    tariff = draft.table("tariff")
    yield from _of_shares(draft, tariff)
    if not _is_all_shared_out(tariff):
        yield from course_rate_faults(draft)
    if is_some(tariff.get("hourly_share")):
        yield from hour_faults(draft)
    if is_some(tariff.get("block_share")):
        yield from budget_faults(draft)


def _of_shares(draft: Draft, tariff: dict[str, Any]) -> Iterator[Fault]:
    if not any(draft.has("tariff", key) for key in _SHARES):
        what = phrase('"mixed" mixes nothing without hourly_share or block_share')
        yield draft.fault(
            ("tariff", "kind"), what, phrase('add one of them, or write "course_rates"')
        )
    shares = [tariff.get(key, 0.0) for key in _SHARES]
    if all(is_number(share) for share in shares) and sum(shares) > 1.0:
        what = phrase(
            "comes to {round} together with hourly_share", round=shown(round(sum(shares), 6))
        )
        yield draft.fault(("tariff", "block_share"), what, phrase("let them add up to at most 1"))


def _is_all_shared_out(tariff: dict[str, Any]) -> bool:
    shares = [tariff.get(key, 0.0) for key in _SHARES]
    return all(is_number(share) for share in shares) and sum(shares) >= 1.0


MIXED: Final = TariffKind(
    name="mixed",
    says="a share of each",
    keys=MixedKeys,
    pay=_pay,
    faults=_faults,
    example="""\
# Of kind "mixed": the share paid by the hour and the share of the budget; what is left is paid by
# course. Shares with dates phase a tariff in, here from pay by the hour to rates in a year:
# hourly_share = [{ from = 2026-01-05, value = 1.0 }, { from = 2026-07-06, value = 0.5 }, \
{ from = 2027-01-04, value = 0.0 }]
# block_share = 0.0
""",
    word=KindWord(
        da="blandet takst",
        means="A tariff that pays a share by the hour and the rest by course.",
        betyder="En takst, der betaler en andel efter timer og resten efter forløb.",
    ),
)
