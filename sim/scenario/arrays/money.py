"""What care costs and what teams are paid, in øre."""

from collections.abc import Mapping, Sequence

import numpy as np

from sim.model.parameters import Floats, Prices, Tariff
from sim.model.terms import OUTSIDE_HOURS, SERVICES, TIMES
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK, nearest
from sim.scenario.arrays.periods import Levels, by_level, each, each_whole, entries
from sim.scenario.arrays.plans import paid_by_plan, plans
from sim.scenario.arrays.teams import teams_by_key
from sim.scenario.schema import PER_PERSON_KINDS, DeficitBandTable, StopLossTable
from sim.scenario.schema.scenario import Values


def prices(periods: Sequence[Values]) -> Prices:
    """What care costs, by service and time, and outside the rate."""
    return Prices(
        ore_per_hour=each(periods, _per_hour),
        outside_ore_per_hour=each(periods, _outside_per_hour),
        hospital_ore_per_day=each(periods, lambda v: _ore(v.prices.outside.hospital_day_dkk)),
        nursing_home_ore_per_day=each(
            periods, lambda v: _ore(v.prices.outside.nursing_home_day_dkk)
        ),
    )


def _ore(dkk: float | None) -> float:
    return ORE_PER_DKK * (dkk or 0.0)


def _per_hour(values: Values) -> list[list[float]]:
    given = values.prices.cost_per_hour_dkk
    return [_by_time(given.get(service, 0.0)) for service in SERVICES]  # type: ignore[call-overload]


def _by_time(price: float | Mapping[str, float]) -> list[float]:
    """Price at each time of day; a bare number holds at all."""
    by_time = price if isinstance(price, Mapping) else dict.fromkeys(TIMES, price)
    return [_ore(dkk) for dkk in entries(by_time, TIMES)]


def _outside_per_hour(values: Values) -> list[float]:
    return [_ore(getattr(values.prices.outside, f"{kind}_hour_dkk")) for kind in OUTSIDE_HOURS]


def tariff(periods: Sequence[Values]) -> Tariff:
    """What the team is paid, each part weighed by its share of the tariff and indexed."""
    band = periods[0].tariff.deficit_band
    return Tariff(
        weekly_ore=each(periods, lambda v: _rates(v, v.tariff.weekly_dkk)),
        is_per_person=each_whole(periods, _is_per_person),
        **plans(periods),
        paid_days_away=each(periods, lambda v: v.tariff.paid_days_away),
        step_down_after_days=each(periods, _step_down_days),
        step_down_weekly_ore=each(
            periods,
            lambda v: _rates(v, {name: s.weekly_dkk for name, s in v.tariff.step_down.items()}),
        ),
        lump_sum_ore=each(periods, lambda v: _rates(v, v.tariff.lump_sum_dkk)),
        reopen_within_days=each(periods, lambda v: v.tariff.reopen_within_weeks * DAYS_PER_WEEK),
        course_share=each(periods, lambda v: _shares(v)["course_rates"]),
        hourly_ore=each(periods, _hourly),
        budget_ore=each(periods, _budgets),
        refund_above_ore=each(
            periods, lambda v: _ore(_stop_loss(v).above_dkk_per_week) * _index(v)
        ),
        refunded_share=each(periods, lambda v: _stop_loss(v).refunded_share),
        band_share=each(periods, lambda v: _band(v).share),
        trued_up_share=each(periods, lambda v: _band(v).trued_up_share),
        true_up_weeks=band.every_weeks if band else 0,
    )


_NO_STOP_LOSS = StopLossTable(above_dkk_per_week=0.0, refunded_share=0.0)
_NO_BAND = DeficitBandTable(share=1.0, trued_up_share=0.0)


def _stop_loss(values: Values) -> StopLossTable:
    return values.tariff.stop_loss or _NO_STOP_LOSS


def _band(values: Values) -> DeficitBandTable:
    return values.tariff.deficit_band or _NO_BAND


def _shares(values: Values) -> dict[str, float]:
    """How much each way of paying counts."""
    tariff = values.tariff
    if tariff.kind != "mixed":
        return {"course_rates": 0.0, "activity": 0.0, "block": 0.0, tariff.kind: 1.0}
    hourly, block = tariff.hourly_share, tariff.block_share
    return {"course_rates": 1.0 - hourly - block, "activity": hourly, "block": block}


def _index(values: Values) -> float:
    return 1.0 + values.tariff.indexation_share


def _hourly(values: Values) -> list[float]:
    weight = _shares(values)["activity"] * _index(values)
    return [weight * _ore(dkk) for dkk in entries(values.tariff.hourly_dkk, SERVICES)]


def _budgets(values: Values) -> list[float]:
    """Budget of each team for a week."""
    weight, given = _shares(values)["block"] * _index(values), values.tariff.budget_dkk_per_week
    names = [values.team[row].name for row in teams_by_key(values)]
    by_team = given if isinstance(given, Mapping) else dict.fromkeys(names, given)
    return [weight * _ore(dkk) for dkk in entries(by_team, names)]


def _rates(values: Values, table: Mapping[str, Levels]) -> list[Floats]:
    weight = _shares(values)["course_rates"] * _index(values) * ORE_PER_DKK
    return [weight * by_level(table.get(course.name)) for course in values.course]


def _is_per_person(values: Values) -> list[bool]:
    is_on = values.tariff.individual == "per_person"
    own = [is_on and course.kind in PER_PERSON_KINDS for course in values.course]
    return [one or other for one, other in zip(own, paid_by_plan(values), strict=True)]


def _step_down_days(values: Values) -> list[float]:
    steps = values.tariff.step_down
    return [
        nearest(steps[course.name].after_weeks * DAYS_PER_WEEK) if course.name in steps else np.inf
        for course in values.course
    ]
