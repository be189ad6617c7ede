"""What teams are paid, in øre: each way of paying weighed by its share, and indexed."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sim.model.parameters import Floats, Tariff, Yardstick
from sim.model.terms import SERVICES, Service
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK, nearest
from sim.scenario.arrays.periods import by_level, each, each_whole, entries
from sim.scenario.arrays.plans import paid_by_plan, plans
from sim.scenario.arrays.teams import alike, paid_by_yardstick, teams_by_key
from sim.scenario.schema import CourseTable, DeficitBandTable, StopLossTable
from sim.scenario.schema.money import TariffTerms
from sim.scenario.schema.scenario import Values
from sim.scenario.tariffs.activity import VISITS_BY_SERVICE
from sim.scenario.tariffs.kind import Amount, Payees, TariffPay, own_pay
from sim.scenario.tariffs.table import tariff_pay


class _Paid(NamedTuple):
    """What is paid from a date on, and to whom."""

    pay: TariffPay
    terms: TariffTerms
    courses: Sequence[CourseTable]
    teams: Sequence[str]  # by rising key

    @property
    def indexed(self) -> float:
        """By what every amount is multiplied."""
        return 1.0 + self.terms.indexation_share


def _paid(values: Values) -> _Paid:
    pay = tariff_pay(values.tariff, Payees(values.course, values.team, _visit_minutes(values)))
    teams = [values.team[row].name for row in teams_by_key(values)]
    return _Paid(pay, values.tariff, values.course, teams)


def _rated(values: Values, name: str) -> _Paid:
    """What is paid to a team and those of the same terms."""
    paid = _paid(values)
    team = next(team for team in values.team if team.name == name)
    return paid._replace(pay=own_pay(paid.pay, team))


def overheads(values: Values) -> list[float]:
    """What is laid on the amounts of each team, by rising key [share]."""
    paid = _paid(values)
    return [own_pay(paid.pay, values.team[row]).overhead_share for row in teams_by_key(values)]


def _visit_minutes(values: Values) -> dict[Service, float]:
    """Length of a visit by service, where the scenario says it."""
    lengths: dict[Service, float] = {}
    for service, (table, key) in VISITS_BY_SERVICE.items():
        if (said := getattr(values, table)) is not None:
            lengths[service] = float(getattr(said, key))
    return lengths


def tariff(periods: Sequence[Values]) -> Tariff:
    """What the team is paid, on every date."""
    paid = [_paid(values) for values in periods]
    kinds = alike(periods).first
    rated = [_rated(values, team) for values in periods for team in kinds]
    band = periods[0].tariff.deficit_band
    return Tariff(
        weekly_ore=each(rated, lambda p: _rates(p, p.pay.weekly_dkk)),
        is_per_person=each_whole(paid, _is_per_person),
        **plans([p.pay for p in paid], [p.indexed for p in paid], paid[0].teams),
        paid_days_away=each(paid, lambda p: p.pay.paid_days_away),
        step_down_after_days=each(rated, _step_down_days),
        step_down_weekly_ore=each(
            rated,
            lambda p: _rates(p, {name: s.weekly_dkk for name, s in p.pay.step_down.items()}),
        ),
        lump_sum_ore=each(rated, lambda p: _rates(p, p.pay.lump_sum_dkk)),
        reopen_within_days=each(rated, lambda p: p.pay.reopen_within_weeks * DAYS_PER_WEEK),
        settled_days=paid[0].pay.settled_days,
        course_share=each(rated, lambda p: p.pay.course_share * (1.0 + p.pay.overhead_share)),
        hourly_ore=each(rated, _hourly),
        budget_ore=each(paid, _budgets),
        refund_above_ore=each(
            paid, lambda p: ORE_PER_DKK * _stop_loss(p).above_dkk_per_week * p.indexed
        ),
        refunded_share=each(paid, lambda p: _stop_loss(p).refunded_share),
        band_share=each(paid, lambda p: _band(p).share),
        trued_up_share=each(paid, lambda p: _band(p).trued_up_share),
        true_up_weeks=band.every_weeks if band else 0,
    )


_NO_STOP_LOSS = StopLossTable(above_dkk_per_week=0.0, refunded_share=0.0)
_NO_BAND = DeficitBandTable(share=1.0, trued_up_share=0.0)


def _stop_loss(paid: _Paid) -> StopLossTable:
    return paid.terms.stop_loss or _NO_STOP_LOSS


def _band(paid: _Paid) -> DeficitBandTable:
    return paid.terms.deficit_band or _NO_BAND


def _hourly(paid: _Paid) -> list[float]:
    weight = paid.pay.hourly_share * paid.indexed * (1.0 + paid.pay.overhead_share)
    return [weight * (ORE_PER_DKK * dkk) for dkk in entries(paid.pay.hourly_dkk, SERVICES)]


def _budgets(paid: _Paid) -> list[float]:
    """Budget of each team for a week."""
    weight, given = paid.pay.block_share * paid.indexed, paid.pay.budget_dkk_per_week
    by_team = given if isinstance(given, Mapping) else dict.fromkeys(paid.teams, given)
    return [weight * (ORE_PER_DKK * dkk) for dkk in entries(by_team, paid.teams)]


def _rates(paid: _Paid, table: Mapping[str, Amount]) -> list[Floats]:
    weight = paid.pay.course_share * paid.indexed * ORE_PER_DKK
    weight *= 1.0 + paid.pay.overhead_share
    return [weight * by_level(table.get(course.name)) for course in paid.courses]


def _is_per_person(paid: _Paid) -> list[bool]:
    own = [course.name in paid.pay.own_cost for course in paid.courses]
    by_plan = paid_by_plan(paid.pay, paid.courses)
    return [one or other for one, other in zip(own, by_plan, strict=True)]


def _step_down_days(paid: _Paid) -> list[float]:
    steps = paid.pay.step_down
    return [
        nearest(steps[course.name].after_weeks * DAYS_PER_WEEK) if course.name in steps else np.inf
        for course in paid.courses
    ]


# The yardstick


def yardstick_terms(periods: Sequence[Values]) -> Yardstick:
    """Teams by rising key; without a yardstick nobody is paid by it."""
    first, said = periods[0], periods[0].tariff.yardstick
    names = [first.team[row].name for row in teams_by_key(first)]
    of = set(said.of) if said else set()
    paid = paid_by_yardstick(first)
    return Yardstick(
        every_weeks=said.settled_every_weeks if said else 0,
        like_citizens=said is not None and said.like_citizens,
        of=np.array([name in of for name in names], np.int64),
        paid=np.array([name in paid for name in names], np.int64),
        overhead_share=each(periods, lambda v: overheads(v) if said else [0.0] * len(names)),
    )
