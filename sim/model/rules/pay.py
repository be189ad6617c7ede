"""What the tariff pays: course rates, pay by the hour, and what smooths either.

A tariff of several parts weighs them when its numbers become arrays, so each rule here pays its
own part in full.
"""

from typing import NamedTuple

from sim.model.units import MINUTES_PER_HOUR


class RateTerms(NamedTuple):
    """Rates of one course at one level on one day [øre]."""

    weekly_ore: float
    step_down_after_days: float
    step_down_weekly_ore: float
    lump_sum_ore: float
    reopen_within_days: float
    settled_days: float = 0.0  # of a started week or month, which is paid whole; 0: by the day


def weekly_rate(days_in_course: int, rates: RateTerms) -> float:
    """Pay for one citizen-week [øre a week], by how many days the course has lasted.

    The course's rate; from `step_down_after_days` the reduced one, because the course as
    granted is over and is expected to have made the citizen more self-reliant.

    Where a started week or month is paid whole, all of it falls on the day on which it begins,
    counted from the day the course began; the days after it bring nothing.

    Source: Progressionsbaseret styring, "forløbsbaserede udviklingstakst"; started weeks and
    months: assumption.

    >>> falling = RateTerms(2700_00, 56, 1620_00, 0, 0)  # 2,700 DKK, after eight weeks 1,620 DKK
    >>> [weekly_rate(day, falling) for day in (0, 55, 56)]
    [270000, 270000, 162000]
    >>> by_started_week = falling._replace(settled_days=7.0)
    >>> [weekly_rate(day, by_started_week) for day in (0, 1, 6, 7)]
    [1890000.0, 0.0, 0.0, 1890000.0]
    """
    weekly = rates.step_down_weekly_ore
    if days_in_course < rates.step_down_after_days:
        weekly = rates.weekly_ore
    if rates.settled_days == 0.0:
        return weekly
    return weekly * _days_settled(days_in_course, rates.settled_days)


def _days_settled(days_in_course: int, settled_days: float) -> float:
    """Days that are paid on a day of a course: those of the week or month that begins on it."""
    begun = days_in_course // settled_days
    is_new = days_in_course == 0 or begun > (days_in_course - 1) // settled_days
    return settled_days if is_new else 0.0


def lump_sum(days_since_left: int, rates: RateTerms) -> float:
    """Pay when a course begins [øre]: the lump sum, unless the course is re-opened.

    A citizen who comes back within `reopen_within_days` of leaving the same course has been
    paid for already. Source: Odense's course rates 2019-20, first course; the re-opening
    rule is an assumption.
    """
    return 0.0 if days_since_left < rates.reopen_within_days else rates.lump_sum_ore


def personal_rate(expected_ore: float) -> float:
    """Individual rate [øre a week] of a citizen who is expected to cost so much a week.

    Source: Progressionsbaseret styring, "individuel takst, der gives til en enkelt borger".
    """
    return expected_ore


def rate_away(days_away: int, paid_days_away: float, kept_ore: float, own_ore: float) -> float:
    """Pay for a day in hospital [øre a week].

    The rate of the course left behind for the first `paid_days_away`, then that of the hospital
    course. Source: design, "Hospital days"; 0 days: the rate stops on admission.
    """
    return kept_ore if days_away < paid_days_away else own_ore


def hourly_pay(minutes: float, ore_per_hour: float) -> float:
    """Pay for the delivered minutes of a service [øre].

    Source: design, tariff kind `activity`.
    """
    return minutes * ore_per_hour / MINUTES_PER_HOUR


def refund(cost_ore: float, above_ore: float, share: float) -> float:
    """What the payer refunds of a citizen's cost in a week that runs above a limit [øre].

    share x max(0, cost - limit), of all that the citizen costs in a calendar week: stop-loss for
    outliers, and the form of the state's refund of particularly expensive cases.

    Source: design, "stop-loss for outliers".
    """
    return share * max(0.0, cost_ore - above_ore)


def yardstick(cost_ore: float, days: float, own_days: float, overhead_share: float) -> float:
    """Price of a team's citizen-days [øre]: what the yardstick's teams' cost on average.

    (1 + overhead) x cost / days x own days, `days` those of the yardstick's teams, above 0.

    Source: Ældreloven section 19 (1)-(2), the municipality's own average cost of a like offer;
    the overhead on it of draft orders, May 2025.

    >>> yardstick(cost_ore=1000_00, days=100, own_days=50, overhead_share=0.06)  # 10 DKK a day
    53000.0
    """
    return (1.0 + overhead_share) * cost_ore * own_days / days


class BandTerms(NamedTuple):
    """Share of revenue within which a deviation stays the team's; how much beyond is evened out."""

    share: float
    trued_up_share: float


def true_up(revenue_ore: float, cost_ore: float, band: BandTerms) -> float:
    """Payment to a team (below 0: by it) when a budget year is settled [øre].

    A year that the run cuts short is settled by what it has brought: the band is a share of it.
    The deviation within +-share of the revenue stays with the team; of what lies beyond,
    `trued_up_share` is evened out. Source: evidence, "+-5 % deficit band".

    >>> half_beyond_5 = BandTerms(share=0.05, trued_up_share=0.5)
    >>> [true_up(100_00, cost, half_beyond_5) for cost in (104_00, 109_00, 91_00)]
    [0.0, 200.0, -200.0]
    """
    kept = band.share * revenue_ore
    deviation = revenue_ore - cost_ore
    if deviation < -kept:
        return band.trued_up_share * (-kept - deviation)
    if deviation > kept:
        return -band.trued_up_share * (deviation - kept)
    return 0.0
