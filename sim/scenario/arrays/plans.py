"""What support plans are paid, in øre: basis rates, the price of an hour, what comes on top.

Under a tariff that pays no plans every number here is one at which nothing is paid.
"""

from collections.abc import Sequence
from typing import Any, Final

from sim.model.rules.plans import AddedTerms
from sim.model.terms import COURSE_KINDS, HOSPITAL
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK, nearest
from sim.scenario.arrays.periods import each, entries
from sim.scenario.schema import CourseTable, PlanRenegotiationTable
from sim.scenario.tariffs.kind import PlanPay, TariffPay

_NOTHING: Final = PlanPay(hour_dkk=0.0)


def plans(
    pays: Sequence[TariffPay], index: Sequence[float], teams: Sequence[str]
) -> dict[str, Any]:
    """Fields of `model.parameters.Tariff` that only a tariff by plan uses.

    `pays` and `index` (by what every amount is multiplied) are by period, teams by rising key.
    """
    paid = [pay.plan or _NOTHING for pay in pays]
    indexed = list(zip(paid, index, strict=True))
    return {
        "is_by_plan": pays[0].plan is not None,
        "basis_ore_per_day": each(
            indexed,
            lambda of: [_ore(dkk, of[1]) for dkk in entries(of[0].basis_dkk_per_day, teams)],
        ),
        "plan_hour_ore": each(indexed, lambda of: _ore(of[0].hour_dkk, of[1])),
        "overhead_share": each(paid, lambda plan: plan.overhead_share),
        "added_shares": each(
            paid, lambda plan: entries(plan.added.model_dump(), AddedTerms._fields)
        ),
        "material_share": each(paid, lambda plan: _renegotiation(plan).material_share),
        "lasting_weeks": each(paid, lambda plan: _renegotiation(plan).lasting_weeks),
        "meeting_days": each(
            paid,
            lambda plan: nearest(DAYS_PER_WEEK * _renegotiation(plan).status_meeting_weeks),
        ),
    }


def paid_by_plan(pay: TariffPay, courses: Sequence[CourseTable]) -> list[bool]:
    """Whether each course is paid by plan: all but hospital, where plans are paid."""
    return [pay.plan is not None and c.kind != COURSE_KINDS[HOSPITAL] for c in courses]


def _renegotiation(plan: PlanPay) -> PlanRenegotiationTable:
    return plan.renegotiation or PlanRenegotiationTable()


def _ore(dkk: float, index: float) -> float:
    """An amount of the tariff, indexed."""
    return ORE_PER_DKK * dkk * index
