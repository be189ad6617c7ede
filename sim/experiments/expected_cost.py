"""What a run tells of its causes by itself: what limits cost, and what dated values moved.

Limited staff, a full clinic and a queue are held against care at its hourly price: what the needed
minutes are worth, what contacts turned home for want of a slot cost more, and what is paid for
those who wait for a nursing-home place less their cost. Dated values are held against the days
before the first of them: what a citizen-day brings then and later. What shortage does to lives
(admissions, relapse, how well development works) is in neither; `forloeb explain` runs the scenario
without its causes. `summary/verdict.py` says what follows.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sim.experiments.causes_at_work import CAUSES_AT_WORK, STATIONARY, causes_at_work
from sim.experiments.folder.sql import Sql, quoted, sql
from sim.experiments.summary.adding import (
    Tables,
    added_by,
    count,
    days,
    in_whole_units,
    minutes,
    ore,
)
from sim.model.events.lookups import mean_price
from sim.model.parameters import Floats, Ints, Parameters
from sim.model.terms import NURSING, SERVICES
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, ORE_PER_DKK
from sim.scenario.arrays.teams import teams_by_key
from sim.scenario.reading import Scenario


class ExpectedPrices(NamedTuple):
    """What care costs where nothing is short; teams in the order of the file.

    Periods are those of the reported weeks; a week has its last day's values.
    """

    period_of_week: tuple[int, ...]
    hourly_ore: Floats  # [P, T, S] of an hour, over levels and times of day
    turned_home_ore: Floats  # [P, T] what a contact at home costs more than at the clinic
    is_staffed: bool
    has_basis: bool  # whether a team costs something whoever is there
    waiting: tuple[str, ...]  # courses in which citizens wait for a nursing-home place

    @property
    def periods(self) -> int:
        """Number of periods."""
        return len(self.hourly_ore)


class CareGiven(NamedTuple):
    """What teams gave, earned and spent by period, arrays [N, P, T]; whole øre, minutes, days."""

    minutes: Ints  # [N, P, T, S] delivered
    unmet: Ints  # minutes of all services
    turned_home: Ints  # contacts
    other_ore: Ints  # part of the cost that is neither staff nor hourly prices
    cost_ore: Ints
    revenue_ore: Ints
    citizen_days: Ints


class OfTheWaiting(NamedTuple):
    """Pay and cost of those who wait for a nursing-home place [N, T; whole øre]."""

    revenue_ore: Ints
    cost_ore: Ints


class Told(NamedTuple):
    """Parts of a deviation that a run tells by itself [N, T; whole øre]."""

    capacity_ore: Ints
    timing_ore: Ints


def nothing_told(shape: tuple[int, ...]) -> Told:
    """What a run tells that cannot."""
    return Told(np.zeros(shape, np.int64), np.zeros(shape, np.int64))


def expected_prices(scenario: Scenario, parameters: Parameters) -> ExpectedPrices | None:
    """Prices by which a run tells its causes apart; None where it cannot.

    It can from a stationary start where no team follows anything but need.
    """
    causes, values = causes_at_work(scenario), scenario.values
    is_steady = values.run.initial == STATIONARY and scenario.starts_as is None
    if not causes or not is_steady or any(_is_beyond_a_run(name) for name in causes):
        return None
    calendar, rows = parameters.calendar, np.argsort(teams_by_key(values)).tolist()
    last_days = np.arange(DAYS_PER_WEEK - 1, calendar.end_day, DAYS_PER_WEEK)
    found, of_week = np.unique(
        calendar.period_of_day[last_days - calendar.first_day], return_inverse=True
    )
    hourly = np.array(
        [
            [[_hour(parameters, (period, team), s) for s in range(len(SERVICES))] for team in rows]
            for period in found.tolist()
        ]
    )
    return ExpectedPrices(
        tuple(of_week.tolist()),
        hourly,
        _contact_ore(parameters, found, hourly),
        is_staffed=parameters.staff.is_limited,
        has_basis=bool(parameters.offers.basis_ore.any()),
        waiting=tuple(course.name for course in values.course if course.kind == "waiting"),
    )


def _is_beyond_a_run(cause: str) -> bool:
    return CAUSES_AT_WORK[cause].term == "behaviour"


def _hour(parameters: Parameters, place: tuple[int, int], service: int) -> float:
    period, team = place
    levels = range(parameters.demand.time_share.shape[1])
    prices = [mean_price(parameters, period, level, service, team) for level in levels]
    return float(np.mean(prices))


def _contact_ore(parameters: Parameters, periods: Ints, hourly: Floats) -> Floats:
    """What a nursing contact at home costs more than at the clinic [P, T]."""
    hours = parameters.demand.contact_minutes[periods] / MINUTES_PER_HOUR
    at_home, clinic = hours[:, np.newaxis] * hourly[..., NURSING], parameters.clinic
    if not clinic.is_open:
        return np.zeros_like(at_home)
    charged = clinic.ore_per_contact[periods] * clinic.is_charged_to_team[periods]
    return np.asarray(at_home - charged[:, np.newaxis])


def told_by_run(given: CareGiven, waiting: OfTheWaiting, prices: ExpectedPrices) -> Told:
    """What limits brought a team beside care at hourly prices, and what dated values did.

    Staff: worth of the needed minutes − what staff and temporary hours cost.
    Clinic: − contacts turned home × what they cost more. Queue: pay − cost of those who wait.
    Timing: citizen-days after the first date × (what a day then brings − what it brought before).
    """
    cost = given.cost_ore.astype(float)
    expected = _at_hourly_prices(given, prices) if prices.is_staffed else cost
    limited = expected - cost - given.turned_home * prices.turned_home_ore
    queue = waiting.revenue_ore - waiting.cost_ore * _ratio(expected.sum(1), cost.sum(1))
    timing = _timing(given, given.revenue_ore - cost - limited)
    return Told(_whole(limited.sum(axis=1) + queue), _whole(timing))


def _timing(given: CareGiven, left: Floats) -> Floats:
    """What dated values moved [N, T], of what is left of the deviation [N, P, T]."""
    days_there = given.citizen_days.astype(float)
    a_day = _ratio(left.sum(axis=2), days_there.sum(axis=2), otherwise=0.0)
    return np.asarray(np.einsum("npt,np->nt", days_there, a_day - a_day[:, :1]))


def _at_hourly_prices(given: CareGiven, prices: ExpectedPrices) -> Floats:
    """Cost if every needed minute cost its hourly price [N, P, T]; what is unmet is as the rest."""
    worth = (given.minutes * prices.hourly_ore).sum(axis=-1) / MINUTES_PER_HOUR
    every = given.minutes.sum(axis=-1)
    return np.asarray(worth * _ratio(every + given.unmet, every) + given.other_ore)


def _ratio(part: Floats | Ints, whole: Floats | Ints, otherwise: float = 1.0) -> Floats:
    filled = np.full(np.shape(whole), otherwise)
    return np.asarray(np.divide(part, whole, out=filled, where=whole > 0))


def _whole(amounts: Floats) -> Ints:
    return np.rint(amounts).astype(np.int64)


# From the tables of a results folder


def told_by_tables(tables: Tables, teams: Sequence[str], prices: ExpectedPrices) -> Told:
    """The same of a results folder [replications, T]."""
    periods = prices.periods
    names = tuple(f"{period} {team}" for period in range(periods) for team in teams)
    weeks = tables.weeks.given_also({"period_of_week": list(prices.period_of_week)})
    asked = {**_WEEKLY, "basis": ore("basis_cost_dkk") if prices.has_basis else Sql("0")}
    found = added_by(_PERIOD_AND_TEAM, asked, weeks, (tables.replications, names))
    week = {name: sums.reshape(-1, periods, len(teams)) for name, sums in found.items()}
    given = CareGiven(
        np.stack([week[service] for service in SERVICES], axis=-1),
        week["unmet"],
        week["turned_home"],
        week["charged"] + week["basis"],
        week["cost"],
        week["revenue"],
        week["days"],
    )
    stays = tables.stays.given_also({"waiting": list(prices.waiting)})
    waits = added_by(Sql("team"), _WAITING, stays, (tables.replications, tuple(teams)))
    return told_by_run(given, OfTheWaiting(waits["revenue"], waits["cost"]), prices)


_PERIOD_AND_TEAM = Sql("concat($period_of_week[week + 1], ' ', team)")
_WEEKLY = {
    **{service: minutes(f"{service}_hours") for service in SERVICES},
    "unmet": minutes("unmet_hours"),
    "turned_home": count("clinic_turned_home"),
    "charged": ore("clinic_charged_dkk"),
    "cost": ore("cost_dkk"),
    "revenue": ore("revenue_dkk"),
    "days": days("citizens"),
}
_WAITING = {
    name: sql(
        "coalesce(sum({each}) FILTER (list_contains($waiting, course)), 0)",
        each=in_whole_units(quoted(f"{name}_dkk"), ORE_PER_DKK),
    )
    for name in ("revenue", "cost")
}
