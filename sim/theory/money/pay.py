"""What the tariff pays by course for a day in each cell: a rate, or the citizen's own.

Pay by the hour is in `care.py`, since it follows need as cost does. A rate per person is the
citizen's own expected cost, so it carries the need multiplier as cost does; so do the hours of a
support plan, which the twin takes to be those of the need. The first days of a hospital stay may
be paid as the course that it interrupts. `granted.py` says which courses are granted by minutes.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from sim.model.events.lives.plans import added_terms, plan_terms
from sim.model.events.lookups import rate_terms
from sim.model.parameters import Floats, Ints, Parameters
from sim.model.rulebook import Rulebook
from sim.model.rules.pay import RateTerms
from sim.theory.money.care import CarePrices
from sim.theory.money.granted import granted_courses
from sim.theory.network.cells import Cells
from sim.theory.network.stations import Map


class Pay(NamedTuple):
    """Pay for a week in each cell [øre]."""

    fixed_ore: Floats  # [M]
    personal_ore: Floats  # [M] at multiplier 1, in proportion to it


class PayTerms(NamedTuple):
    """What the pay hangs on."""

    rulebook: Rulebook
    parameters: Parameters
    care: CarePrices
    network: Map


def pay_of(payer: PayTerms, cells: Cells, period: int) -> Pay:
    """Pay in every cell by the values of a period."""
    ages = np.split(cells.age_days, cells.first[1:])
    pays = [_station_pay(payer, period, z, days) for z, days in enumerate(ages)]
    pay = Pay(*(np.concatenate(parts) for parts in zip(*pays, strict=True)))
    if not payer.parameters.tariff.settled_days or not cells.is_lumped.any():
        return pay
    # Old stays taken together are of all ages: their weeks and months begin on every day alike.
    by_day = pay_of(_settled_by_day(payer), cells, period)
    both = zip(pay, by_day, strict=True)
    return Pay(*(np.where(cells.is_lumped, spread, own) for own, spread in both))


def _settled_by_day(payer: PayTerms) -> PayTerms:
    tariff = payer.parameters.tariff._replace(settled_days=0.0)
    return payer._replace(parameters=payer.parameters._replace(tariff=tariff))


def _station_pay(payer: PayTerms, period: int, z: int, ages: Ints) -> Pay:
    station = payer.network.stations[z]
    if station.course < 0:
        return Pay(np.zeros(len(ages)), np.zeros(len(ages)))
    own = _granted_pay(payer, (period, station.course, station.level), ages)
    paid = float(payer.parameters.tariff.paid_days_away[period])
    if station.kept < 0 or paid <= 0.0:
        return own
    away = payer.rulebook.rate_away
    kept = _kept_pay(payer, period, station.kept, ages)
    return Pay(
        *(
            np.array([away(*day) for day in zip(ages.tolist(), [paid] * len(k), k, o, strict=True)])
            for k, o in zip(kept, own, strict=True)
        )
    )


def _granted_pay(payer: PayTerms, place: tuple[int, int, int], clock_days: Ints) -> Pay:
    """Pay of those in a course at a level: of what they are granted, on average over them."""
    period, course, level = place
    granted = granted_courses(payer.rulebook, payer.parameters, place)
    if len(granted) == 1 and granted[0].course == course:
        return _course_pay(payer, place, clock_days)
    pays = [_course_pay(payer, (period, one.course, level), clock_days) for one in granted]
    shares = [one.share for one in granted]
    return Pay(*(np.asarray(np.average(pay, 0, shares)) for pay in zip(*pays, strict=True)))


def _course_pay(payer: PayTerms, place: tuple[int, int, int], clock_days: Ints) -> Pay:
    """Pay of a course at a level in a period, by the days on its clock."""
    period, course, level = place
    parameters, rulebook = payer.parameters, payer.rulebook
    none = np.zeros(len(clock_days))
    if parameters.tariff.is_per_person[period, course] and parameters.tariff.is_by_plan:
        basis, service = _plan_pay(payer, place)
        return Pay(np.full(len(none), basis), np.full(len(none), service))
    if parameters.tariff.is_per_person[period, course]:
        hours, prices = parameters.demand.hours[place], payer.care.home_ore_per_hour[period, level]
        own = float(parameters.tariff.course_share[period])
        own *= rulebook.personal_rate(float(hours @ prices))
        return Pay(none, np.full(len(none), own))
    longest = int(clock_days.max(initial=0)).bit_length()
    rates = _rates(rulebook.weekly_rate, rate_terms(parameters, period, (course, level)), longest)
    return Pay(rates[clock_days], none)


@lru_cache(maxsize=128)
def _rates(weekly_rate: Callable[[int, RateTerms], float], terms: RateTerms, bits: int) -> Floats:
    """Rates by the day on the clock, below 2**bits: stays of many lengths ask for the same ones."""
    return np.array([weekly_rate(day, terms) for day in range(1 << bits)])


def _plan_pay(payer: PayTerms, place: tuple[int, int, int]) -> tuple[float, float]:
    """Pay of a plan [øre a week]: without any hours, and what those of the mean citizen add.

    All teams have the same terms here (`by_terms.py`).
    """
    period, hours = place[0], float(payer.parameters.demand.hours[place].sum())
    add, terms = added_terms(payer.parameters, period), plan_terms(payer.parameters, period, 0)
    rules = payer.rulebook
    basis = rules.plan_rate(rules.paid_hours(0.0, add), terms)
    return basis, rules.plan_rate(rules.paid_hours(hours, add), terms) - basis


def _kept_pay(payer: PayTerms, period: int, kept: int, away_days: Ints) -> Pay:
    """Pay of an interrupted course, the same on all days away, on average over interruptions.

    Its clock stands still during the absence. Interruptions come at the same hazard on every day
    of a stay, so by the share of its days that lie so far into it.
    """
    station, presence = payer.network.stations[kept], payer.network.laws[kept].presence
    days = np.arange(1, len(presence) + 1)
    by_clock = _granted_pay(payer, (period, station.course, station.level), days)
    share = presence / presence.sum()
    return Pay(*(np.full(len(away_days), float(pay @ share)) for pay in by_clock))
