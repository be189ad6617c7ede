"""The table of rate setting filled by the closed-form twin: what is expected of each course.

What is not mentioned by `left_out` is exact, so there is nothing to take an interval of.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.economics.rates.accounts.account import Account
from sim.economics.rates.accounts.nursing import NursingAccount, nursing_of
from sim.economics.rates.paying import Place, Setting
from sim.model.parameters import Floats
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK
from sim.theory.money.by_station import StationDays, station_days


class ExpectedAccounts(NamedTuple):
    """A setting solved, by course and level."""

    accounts: dict[Place, Account]
    nursing: dict[Place, NursingAccount]
    away: dict[Place, Account]  # what of the accounts are paid days in hospital
    course_weeks: dict[Place, float]  # from entering at a level to leaving the course
    left_out: list[str]


def expected(setting: Setting) -> ExpectedAccounts:
    """Solve a setting by the twin."""
    days = station_days(setting.parameters, setting.rules)
    owners = _owners(setting, days)
    by_place: dict[Place, list[int]] = {}
    for z, place in enumerate(owners):
        if place is not None:
            by_place.setdefault(place, []).append(z)
    accounts = {place: _account(setting, days, place, at) for place, at in by_place.items()}
    nursing = {place: nursing_of(setting.parameters, days, at) for place, at in by_place.items()}
    away = {
        place: _account(setting, days, place, [z for z in at if days.stations[z].kept >= 0])
        for place, at in by_place.items()
    }
    course_weeks: dict[Place, float] = {
        (setting.paid[station.course].course, station.level): float(weeks)
        for station, weeks in zip(days.stations, days.course_weeks, strict=True)
        if station.course >= 0 and station.kept < 0
    }
    return ExpectedAccounts(accounts, nursing, away, course_weeks, days.leaves_out)


def _owners(setting: Setting, days: StationDays) -> list[Place | None]:
    """Course and level that each station's days are paid for; None for those out of care.

    Days in hospital belong to the course left behind if that pays for them.
    """
    owners: list[Place | None] = []
    for z, station in enumerate(days.stations):
        paid_away = station.kept >= 0 and bool(days.full_weeks[z].any() or days.late_weeks[z].any())
        at = days.stations[station.kept] if paid_away else station
        name = setting.paid[at.course].course if at.course >= 0 else ""
        owners.append((name, at.level) if at.course >= 0 else None)
    return owners


def _account(setting: Setting, days: StationDays, place: Place, at: Sequence[int]) -> Account:
    course, level = place

    def by_date(daily: Floats) -> Floats:
        return _by_date(setting, daily[list(at)].sum(axis=0))[None]

    def whole(daily: Floats) -> Floats:
        return np.atleast_1d(daily[list(at)].sum())

    return Account(
        course,
        level,
        full_weeks=by_date(days.full_weeks),
        late_weeks=by_date(days.late_weeks),
        begun=by_date(days.begun),
        hours=whole(days.hours),
        cost_dkk=whole(days.cost_ore) / ORE_PER_DKK,
        kept_pay_dkk=whole(days.kept_pay_ore) / ORE_PER_DKK,
    )


def _by_date(setting: Setting, daily: Floats) -> Floats:
    """Sums of reported days by the date from which their rates hold, array [P]."""
    calendar = setting.parameters.calendar
    period = calendar.period_of_day[-calendar.first_day :][: len(daily)]
    dates = setting.dates
    return np.asarray(
        np.bincount(dates.of_period[period], daily, minlength=len(dates.begin)), np.float64
    )


def weeks_by_date(setting: Setting) -> Floats:
    """Reported weeks by the date from which their rates hold, array [P]."""
    days = DAYS_PER_WEEK * setting.parameters.calendar.weeks
    return _by_date(setting, np.ones(days)) / DAYS_PER_WEEK
