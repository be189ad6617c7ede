"""Expected care and money of every station, day by day, all teams together.

`daily_money.py` adds the same up by team; here the stations stay apart, so that what a course costs
can be set beside the weeks that its rate pays. Rates are told from weeks by paying one øre for
a week, hours from prices by pricing an hour at one øre: the ledger does the rest.
"""

from typing import NamedTuple

import numpy as np

from sim.model.parameters import Floats, Ints, Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.terms import HOSPITAL, NURSING
from sim.model.units import DAYS_PER_WEEK
from sim.theory.limits import means_leave_out
from sim.theory.money.by_terms import SameTerms, by_terms
from sim.theory.money.care import care_of
from sim.theory.money.ledger import Ledger
from sim.theory.money.pay import PayTerms, pay_of
from sim.theory.network.cells import cells_of
from sim.theory.network.descendants import Descendants, descendants_of
from sim.theory.network.entries import Entries, entries_of
from sim.theory.network.stations import Map, Station, explored
from sim.theory.network.traffic import course_days
from sim.words import known


class StationDays(NamedTuple):
    """Expected sums by station and reported day, arrays [Z, days]; money in øre."""

    stations: list[Station]
    leaves_out: list[str]  # in words; empty where all that follows is exact
    full_weeks: Floats  # citizen-weeks paid at the rate of the course, by sevenths
    late_weeks: Floats  # and at the rate after the step-down
    begun: Floats  # courses begun
    course_weeks: Floats  # [Z] from entering there to leaving the course, on average
    hours: Floats  # given at home, milestones included
    nursing_hours: Floats  # needed, wherever they are given; milestones not included
    cost_ore: Floats
    kept_pay_ore: Floats  # pay that no rate decides: own expected cost, hospital's own rate


def station_days(parameters: Parameters, rules: Rulebook = STANDARD_RULES) -> StationDays:
    """Solve a scenario whose `start` is filled, station by station.

    The days in hospital that are paid as the course left behind are at the hospital's station,
    which says which course that is (`kept`).
    """
    network = explored(rules, parameters)
    parts = [_of_teams(rules, same, network) for same in by_terms(parameters)]
    return StationDays(
        network.stations,
        [*means_leave_out(rules, parameters, network), *_fixed_cost(parameters)],
        course_weeks=course_days(network) / DAYS_PER_WEEK,
        **{name: np.sum([part[name] for part in parts], axis=0) for name in parts[0]},
    )


def _of_teams(rules: Rulebook, same: SameTerms, network: Map) -> dict[str, Floats]:
    """The sums of teams of the same terms, by the names of `StationDays`."""
    parameters = same.parameters
    solver = _Solver(rules, parameters, network, same.teams)
    return {
        "full_weeks": solver.revenue(_paying(parameters, full=1.0)),
        "late_weeks": solver.revenue(_paying(parameters, late=1.0)),
        "begun": solver.begun(),
        "hours": solver.cost(_priced(parameters, np.ones_like(parameters.prices.ore_per_hour))),
        "nursing_hours": solver.cost(_nursing_alone(parameters)),
        "cost_ore": solver.cost(parameters),
        "kept_pay_ore": solver.revenue(_without_rates(parameters)),
    }


def _fixed_cost(parameters: Parameters) -> list[str]:
    """What of the cost belongs to no station, in words."""
    if not parameters.offers.basis_ore.any():
        return []
    return [
        known(
            "basis cost, which those present share by days: the twin gives it to the team as a "
            "whole"
        )
    ]


class _Solver:
    """Adds up what a day is worth at each station over those expected there."""

    def __init__(self, rules: Rulebook, parameters: Parameters, network: Map, teams: Ints) -> None:
        self.rules = rules
        self.network = network
        self.cells = cells_of(network)
        self.calendar = parameters.calendar
        self.entries = _together(entries_of(network, parameters), teams)

    @property
    def reported(self) -> range:
        """Reported days, counted from the first of all days."""
        return range(-self.calendar.first_day, self.entries.daily.shape[-1])

    def begun(self) -> Floats:
        """Expected courses begun [Z, days]."""
        return np.asarray(self.entries.begun[0][:, list(self.reported)])

    def revenue(self, parameters: Parameters) -> Floats:
        """Expected pay [Z, days]."""
        if not _pays(parameters):
            return np.zeros((len(self.network.stations), len(self.reported)))
        payer = PayTerms(self.rules, parameters, care_of(parameters), self.network)
        periods = self.calendar.period_of_day[list(self.reported)].tolist()
        weekly = {period: pay_of(payer, self.cells, period) for period in set(periods)}
        by_day = {
            period: (pay.fixed_ore + pay.personal_ore) / DAYS_PER_WEEK
            for period, pay in weekly.items()
        }
        return self._daily([by_day[period] for period in periods])

    def cost(self, parameters: Parameters) -> Floats:
        """Expected cost [Z, days]."""
        ledger = Ledger(self.rules, parameters, self.network, self.cells)
        return self._daily([ledger.day(day).cost_ore for day in range(len(self.reported))])

    def _daily(self, values: list[Floats]) -> Floats:
        """Sums over those present of each day's value [M]; days that are alike are solved once."""
        kept: dict[bytes, list[Descendants]] = {}
        names: dict[int, bytes] = {id(value): value.tobytes() for value in values}
        total = np.zeros((len(self.network.stations), len(values)))
        for column, (since, value) in enumerate(zip(self.reported, values, strict=True)):
            name = names[id(value)]
            if name not in kept:
                kept[name] = self._echoes(value)
            total[:, column] = self._on(since, kept[name])
        return total

    def _echoes(self, value: Floats) -> list[Descendants]:
        days = self.entries.daily.shape[-1]
        by_station = np.split(self.cells.presence * value, self.cells.first[1:])
        return [
            descendants_of(worth, pause, days)
            for worth, pause in zip(by_station, self.cells.pauses, strict=True)
        ]

    def _on(self, since: int, echoes: list[Descendants]) -> list[float]:
        daily, past = self.entries.daily, self.entries.past
        return [
            float(each.on(since, daily[:, z], past[:, z])[0]) if each.later[0] else 0.0
            for z, each in enumerate(echoes)
        ]


def _together(entries: Entries, teams: Ints) -> Entries:
    """Entries of some teams together; T is 1."""
    past, daily, unforeseen, begun = (
        table[teams].sum(axis=0, keepdims=True) for table in entries[:4]
    )
    return Entries(past, daily, unforeseen, begun, [])


def _paying(parameters: Parameters, full: float = 0.0, late: float = 0.0) -> Parameters:
    """One rate for every course but hospital, before its step-down and after it."""
    tariff = parameters.tariff
    is_care = (parameters.network.kind != HOSPITAL).astype(float)
    weekly = np.broadcast_to(is_care[:, None], tariff.weekly_ore.shape)
    steps = np.isfinite(tariff.step_down_after_days)[..., None]
    return parameters._replace(
        tariff=tariff._replace(
            weekly_ore=full * weekly,
            step_down_weekly_ore=late * weekly * steps,
            is_per_person=np.zeros_like(tariff.is_per_person),
        )
    )


def _without_rates(parameters: Parameters) -> Parameters:
    """Paid are only those who get their own expected cost, and days in hospital."""
    tariff = parameters.tariff
    is_hospital = parameters.network.kind == HOSPITAL
    nothing = _paying(parameters).tariff
    return parameters._replace(
        tariff=nothing._replace(
            weekly_ore=tariff.weekly_ore * is_hospital[:, None],
            is_per_person=tariff.is_per_person,
        )
    )


def _pays(parameters: Parameters) -> bool:
    tariff = parameters.tariff
    rates = tariff.weekly_ore, tariff.step_down_weekly_ore, tariff.is_per_person
    return any(bool(np.any(rate)) for rate in rates)


def _priced(parameters: Parameters, ore_per_hour: Floats) -> Parameters:
    """Other prices at home, and a clinic that costs nothing."""
    clinic = parameters.clinic
    free = clinic._replace(ore_per_contact=np.zeros_like(clinic.ore_per_contact))
    prices = parameters.prices._replace(ore_per_hour=ore_per_hour)
    return parameters._replace(prices=prices, clinic=free)


def _nursing_alone(parameters: Parameters) -> Parameters:
    """An hour of nursing costs one øre and nothing else does; all of it is given at home."""
    prices = np.zeros_like(parameters.prices.ore_per_hour)
    prices[:, :, NURSING] = 1.0
    assessment = parameters.assessment
    none = assessment._replace(milestone_hours=np.zeros_like(assessment.milestone_hours))
    closed = parameters.clinic._replace(is_open=False)
    return _priced(parameters._replace(assessment=none, clinic=closed), prices)
