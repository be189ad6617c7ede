"""What the tariff pays for a citizen: the course rates of the first source."""

from typing import NamedTuple


class RateTerms(NamedTuple):
    """Rates of one course at one level on one day [øre]."""

    weekly_ore: float
    step_down_after_days: float
    step_down_weekly_ore: float
    lump_sum_ore: float
    reopen_within_days: float


def weekly_rate(days_in_course: int, rates: RateTerms) -> float:
    """Pay for one citizen-week [øre a week] on a day so many days into the course.

    The course's rate; from `step_down_after_days` the reduced one, because the course as
    granted is over and is expected to have made the citizen more self-reliant.

    Source: Progressionsbaseret styring, "forløbsbaserede udviklingstakst".
    """
    if days_in_course < rates.step_down_after_days:
        return rates.weekly_ore
    return rates.step_down_weekly_ore


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

    The rate of the course left behind for the first so many days, then that of the hospital
    course. Source: design, "Hospital days"; 0 days: the rate stops on admission.
    """
    return kept_ore if days_away < paid_days_away else own_ore
