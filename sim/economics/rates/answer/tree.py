"""Everything that `forloeb rates --json` says, by the week and by the year [DKK].

A year has 365.25 / 7 weeks. Intervals are 95 %; where the twin is exact their bounds are the
value itself, and null where nothing gives grounds for one.
"""

from collections.abc import Mapping

from sim.economics.documents.rates import (
    ClinicShare,
    CourseEffect,
    DevelopmentEffect,
    LumpSum,
    NeedBehind,
    RatesOfDay,
    RatesTotal,
    RatesTree,
    RateToSet,
    RateTree,
    StepDown,
)
from sim.economics.rates.accounts.account import Account, Rates, account_revenue, weekly_pay
from sim.economics.rates.accounts.nursing import at_share
from sim.economics.rates.adjusting import expected_revenue
from sim.economics.rates.answer.remarks import remarks
from sim.economics.rates.balance import Balance, balanced, week_ratios, without_step_down
from sim.economics.rates.effect import EffectOfDevelopment
from sim.economics.rates.found import RateFound, RatesFound
from sim.economics.rates.need import is_paid_by_median, need_behind
from sim.economics.rates.paying import Place
from sim.economics.rates.reference import is_by_course
from sim.experiments.causes_at_work import STATIONARY
from sim.experiments.summary.statistics import Figure
from sim.model.units import WEEKS_PER_YEAR
from sim.model.version import DOCUMENT_VERSION


def rates_tree(found: RatesFound) -> RatesTree:
    """The whole answer of rate setting."""
    setting, asked = found.setting, found.asked
    return {
        "schema": DOCUMENT_VERSION,
        "scenario": setting.scenario.stem,
        "weeks": setting.parameters.calendar.weeks,
        "method": "twin" if found.runs is None else "simulation",
        "exact": found.is_exact,
        "leaves_out": found.solved.left_out,
        "replications": None if found.runs is None else len(found.runs.unshared_dkk),
        "seed": None if found.runs is None else setting.scenario.values.run.seed,
        "rates": [_rate(found, of) for of in found.outcomes],
        "total": _total(found),
        "scaling": None
        if found.factor is None
        else {"total_dkk_per_year": asked.total_dkk_per_year, "factor": found.factor},
        "rounding": None
        if asked.round_to_dkk is None
        else {
            "step_dkk": asked.round_to_dkk,
            "residue_is_placed": asked.place_residue,
            "residue_dkk_per_year": sum(_residue(found, of) for of in found.outcomes),
        },
        "planned_clinic_share": asked.clinic_share,
        "effect_of_development": _effect(found, found.effect),
        "remarks": remarks(found),
    }


def _rate(found: RatesFound, of: RateFound) -> RateTree:
    paid, account = of.row.paid, of.account
    weeks = float(account.weeks.mean())
    is_paid = is_by_course(found.setting.given)
    return {
        "course": of.row.place[0],
        "level": of.row.place[1],
        "kind": paid.kind,
        "paid": paid.way,
        "citizens": weeks / found.setting.parameters.calendar.weeks,
        "begun_per_year": float(account.begun.sum(axis=1).mean()) / found.years,
        "hours_per_week": _over(float(account.hours.mean()), weeks),
        "cost_dkk_per_week": _over(float(account.cost_dkk.mean()), weeks),
        "now": _on_date(of, of.row.now, 0) if is_paid and of.balance else None,
        "deviation_now_dkk_per_year": _deviation(found, of, of.row.now) if is_paid else None,
        "balanced_by": _balanced_by(of),
        "balancing_dkk": _bounded(found, of.balance),
        "twin_balancing_dkk": _by_twin(found, of),
        "step_down": _step_down(found, of),
        "lump_sum": _lump_sum(found, of),
        "clinic": _clinic(found, of),
        "effect": _effect_on(found, of),
        "need": _need(found, of),
        "to_set": _to_set(found, of) if of.balance else None,
        "deviation_dkk_per_year": _deviation(found, of, of.rates),
        "residue_dkk_per_year": _residue(found, of),
    }


def _balanced_by(of: RateFound) -> str | None:
    """Which number is solved; the others keep their ratio to it."""
    if of.balance is None:
        return None
    return "lump_sum_dkk" if of.balance.is_lump_sum else "weekly_dkk"


def _over(amount: float, units: float) -> float | None:
    return amount / units if units else None


def _bounded(found: RatesFound, balance: Balance | None) -> Figure | None:
    """Interval of the number that was solved."""
    return None if balance is None else _exactly(found, balance.first_dkk)


def _exactly(found: RatesFound, figure: Figure) -> Figure:
    """A figure; what is exact is its own bound."""
    if not found.is_exact:
        return figure
    return Figure(mean=figure["mean"], low=figure["mean"], high=figure["mean"])


def _need(found: RatesFound, of: RateFound) -> NeedBehind | None:
    """Need behind a rate, and what a rate at its median would be."""
    need = need_behind(found, of)
    if need is None:
        return None
    cost = _over(float(of.account.cost_dkk.mean()), float(of.account.weeks.mean()))
    at_median = None if cost is None else cost * need.median_minutes / need.mean_minutes
    return {
        "mean_minutes": need.mean_minutes,
        "median_minutes": need.median_minutes,
        "from_minutes": need.from_minutes,
        "below_minutes": need.below_minutes,
        "at_median_dkk": at_median,
        "looks_like_median": is_paid_by_median(found, of),
    }


# What a rate is and comes to


def _on_date(of: RateFound, rates: Rates, date: int) -> RatesOfDay:
    """Rates that hold from a date; null where the course has none of the kind."""
    steps, lump = of.row.paid.after_weeks is not None, of.row.is_lump_sum
    weekly = float(rates.weekly_dkk[date])
    return {
        "weekly_dkk": weekly if weekly or not lump else None,
        "late_weekly_dkk": float(rates.late_weekly_dkk[date]) if steps else None,
        "lump_sum_dkk": float(rates.lump_sum_dkk[date]) if lump else None,
    }


def _to_set(found: RatesFound, of: RateFound) -> list[RateToSet]:
    days = found.setting.dates.begin
    return [{"from": day.isoformat(), **_on_date(of, of.rates, p)} for p, day in enumerate(days)]


def _deviation(found: RatesFound, of: RateFound, rates: Rates) -> float:
    """Expected deviation at some rates, with the nursing given as it is at present."""
    return float((account_revenue(of.account, rates) - of.account.cost_dkk).mean()) / found.years


def _residue(found: RatesFound, of: RateFound) -> float:
    """What rounding adds to the expected revenue."""
    return (
        expected_revenue(of.account, of.rates) - expected_revenue(of.account, of.exact)
    ) / found.years


def _total(found: RatesFound) -> RatesTotal:
    cost = sum(float(of.account.cost_dkk.mean()) for of in found.outcomes) / found.years
    now = _revenue(found, [of.row.now for of in found.outcomes])
    then = _revenue(found, [of.rates for of in found.outcomes])
    is_paid = is_by_course(found.setting.given)
    return {
        "cost_dkk_per_year": cost,
        "revenue_now_dkk_per_year": now if is_paid else None,
        "deviation_now_dkk_per_year": now - cost if is_paid else None,
        "revenue_dkk_per_year": then,
        "deviation_dkk_per_year": then - cost,
        "deviation_at_planned_share_dkk_per_year": _at_planned(found, then),
        "of_it_own_cost_dkk_per_year": sum(
            _deviation(found, of, of.rates) for of in found.outcomes if of.balance is None
        ),
    }


def _revenue(found: RatesFound, rates: list[Rates]) -> float:
    pay = (expected_revenue(of.account, r) for of, r in zip(found.outcomes, rates, strict=True))
    return sum(pay) / found.years


def _at_planned(found: RatesFound, revenue_dkk: float) -> float | None:
    """Expected deviation if as much of the nursing were given in the clinic as was planned."""
    share = found.asked.clinic_share
    if share is None:
        return None
    costs = (at_share(of.account, of.nursing, share).cost_dkk.mean() for of in found.outcomes)
    return revenue_dkk - float(sum(costs)) / found.years


# What is made explicit


def _step_down(found: RatesFound, of: RateFound) -> StepDown | None:
    """The rate after the step-down, and the one rate that would balance without it."""
    if of.balance is None or of.row.paid.after_weeks is None:
        return None
    account = of.account
    late = float(account.late_weeks.sum(axis=1).mean())
    rate = float(of.balance.rates.late_weekly_dkk[0])
    bounds = (
        Figure(mean=rate, low=rate, high=rate)
        if of.balance.is_lump_sum
        else of.balance.scaled(rate)
    )
    return {
        "after_weeks": of.row.paid.after_weeks,
        "ratio": float(week_ratios(of.row.now)[1][0]),
        "late_share": _over(late, float(account.weeks.mean())),
        "late_dkk": _exactly(found, bounds),
        "without_step_down_dkk": None
        if of.row.is_lump_sum
        else _exactly(found, without_step_down(account, of.row.now)),
    }


def _lump_sum(found: RatesFound, of: RateFound) -> LumpSum | None:
    """What there is to pay for each course begun, what of it is paid by the week, and its length.

    A course begun at a level goes on at others, which have rows of their own: its weeks are those
    from entering to leaving, by the twin.
    """
    if of.balance is None or not of.row.is_lump_sum:
        return None
    begun = float(of.account.begun.sum(axis=1).mean())
    by_the_week = float(weekly_pay(of.account, of.balance.rates).mean())
    return {
        "cost_of_a_course_dkk": _over(float(of.account.cost_dkk.mean()), begun),
        "paid_by_the_week_dkk": _over(by_the_week, begun),
        "lump_sum_dkk": float(of.balance.rates.lump_sum_dkk[0]),
        "weeks_of_a_course": found.solved.course_weeks.get(
            of.row.place, _over(float(of.account.weeks.mean()), begun)
        ),
    }


def _clinic(found: RatesFound, of: RateFound) -> ClinicShare | None:
    """The balancing rate by the share of the nursing that is priced as if in a clinic."""
    if of.balance is None or not of.nursing.at_home_dkk:
        return None
    at_home = balanced(
        at_share(of.account, of.nursing, 0.0), of.row.now, is_lump_sum=of.row.is_lump_sum
    )
    return {
        "share": of.nursing.clinic_share,
        "nursing_at_home_dkk_per_week": of.nursing.at_home_dkk / of.nursing.weeks,
        "nursing_at_clinic_dkk_per_week": of.nursing.at_clinic_dkk / of.nursing.weeks,
        "at_home_dkk": _bounded(found, at_home),
        "at_present_dkk": _bounded(found, of.balance),
        "at_planned_dkk": _bounded(found, of.planned),
    }


def _by_twin(found: RatesFound, of: RateFound) -> float | None:
    """The rate that balances by the twin alone, whatever filled the table."""
    if of.balance is None or not of.row.is_in(found.solved.accounts):
        return None
    return of.row.balance(found.solved.accounts).first_dkk["mean"]


def _effect_on(found: RatesFound, of: RateFound) -> CourseEffect | None:
    """Citizens and cost of a year by the twin, with development as it is and without effect.

    A week of a course costs the same either way unless its pay hangs on the course's length;
    what an effect saves are the weeks that nobody needs.
    """
    if found.effect is None:
        return None
    citizens, cost, rate = _in_year(found, of, found.solved.accounts)
    without_citizens, without_cost, without_rate = _in_year(found, of, found.effect.accounts)
    return {
        "citizens": citizens,
        "cost_dkk_per_year": cost,
        "balancing_dkk": rate,
        "without_citizens": without_citizens,
        "without_cost_dkk_per_year": without_cost,
        "without_balancing_dkk": without_rate,
    }


def _in_year(
    found: RatesFound, of: RateFound, side: Mapping[Place, Account]
) -> tuple[float, float, float | None]:
    """Citizens of a course, its cost in a year [DKK] and the rate that balances [DKK]."""
    if not of.row.is_in(side):
        return 0.0, 0.0, None
    account = of.row.account(side)
    return (
        float(account.weeks.sum()) / found.setting.parameters.calendar.weeks,
        float(account.cost_dkk.sum()) / found.years,
        of.row.balance(side).first_dkk["mean"] if of.balance else None,
    )


def _effect(found: RatesFound, effect: EffectOfDevelopment | None) -> DevelopmentEffect | None:
    """What development is expected to save, by the twin at hourly prices."""
    if effect is None:
        return None
    saved = effect.cost_without_dkk - effect.cost_dkk
    weeks = found.years * WEEKS_PER_YEAR
    return {
        "exact": not found.solved.left_out,
        "is_long_run": found.setting.scenario.values.run.initial == STATIONARY,
        "cost_dkk_per_year": effect.cost_dkk / found.years,
        "cost_without_dkk_per_year": effect.cost_without_dkk / found.years,
        "saved_dkk_per_week": saved / weeks,
        "saved_dkk_per_course_begun": _over(saved, effect.begun),
        "saved_dkk_per_citizen_week": _over(saved, effect.citizen_weeks),
        "citizens": effect.citizen_weeks / weeks,
        "citizens_without": effect.citizen_weeks_without / weeks,
    }
