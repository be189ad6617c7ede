"""Weekly rates of a course at a level by the days already spent in it, each worked out once.

Levers are tried by the hundred, and no lever changes a rate but a put-off step-down and what is
written into plans: so what a day is paid is kept, and a stay of any length takes as much of it as
it needs.
"""

from functools import cached_property
from typing import NamedTuple

import numpy as np

from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import Rulebook
from sim.theory.money.care import care_of
from sim.theory.money.pay import PayTerms, pay_of
from sim.theory.network.cells import cells_of
from sim.theory.network.levered import with_written
from sim.theory.network.stations import Map, Station
from sim.theory.network.stay_laws import Law


def without_need(parameters: Parameters) -> Parameters:
    """A scenario in which nobody needs anything."""
    demand = parameters.demand
    needless = demand._replace(
        hours=np.zeros_like(demand.hours), outside_needs=np.zeros_like(demand.outside_needs)
    )
    return parameters._replace(demand=needless)


class PaidAt(NamedTuple):
    """Which course is paid, where the citizen is, and what the levers that change rates are."""

    course: int
    station: Station
    delay_days: int
    written_share: float


class WeeklyRates:
    """Rates of one scenario and date as granted [øre a week]."""

    def __init__(self, parameters: Parameters, rules: Rulebook) -> None:
        """Prepare for a scenario of one period, its levers in good faith."""
        tariff = parameters.tariff
        self._parameters = parameters._replace(
            tariff=tariff._replace(
                hourly_ore=np.zeros_like(tariff.hourly_ore),
                budget_ore=np.zeros_like(tariff.budget_ore),
                refunded_share=np.zeros_like(tariff.refunded_share),
            )
        )
        self._rules = rules
        self._kept: dict[PaidAt, Floats] = {}
        self._away: dict[tuple[Station, Station, bytes, int, float], Floats] = {}

    @cached_property
    def of_nobody(self) -> "WeeklyRates":
        """The same for a citizen who needs nothing."""
        return WeeklyRates(without_need(self._parameters), self._rules)

    def of_course(self, paid: PaidAt, days: int) -> Floats:
        """Rate on each day, array [days]; per person, that of the mean citizen."""
        paid = paid._replace(station=paid.station._replace(kept=-1))
        known = self._kept.get(paid, np.zeros(0))
        if len(known) < days:
            known = self._worked_out(paid, 1 << (days - 1).bit_length())
            self._kept[paid] = known
        return known[:days]

    def _worked_out(self, paid: PaidAt, days: int) -> Floats:
        """A stay that surely lasts so long, alone on a map; the need is the citizen's own."""
        level = paid.station.level
        parameters = self._parameters
        hours = parameters.demand.hours.copy()
        hours[:, paid.course, level] = hours[:, paid.station.course, level]
        after = parameters.tariff.step_down_after_days + paid.delay_days
        delayed = parameters._replace(
            demand=parameters.demand._replace(hours=hours),
            tariff=parameters.tariff._replace(step_down_after_days=after),
        )
        lasting = np.append(np.zeros(days - 1), 1.0)
        alone = Map([Station(paid.course, level)], [Law(lasting, np.zeros(days))], [[]], [[]])
        return self._paid(delayed, alone, paid.written_share)[:days]

    def away(self, network: Map, z: int, written_share: float) -> Floats:
        """Rate on each day of a hospital stay, array [days]: at first that of the course left."""
        station = network.stations[z]
        kept, law = network.stations[station.kept], network.laws[station.kept]
        days = len(network.laws[z].by_stay)
        if self._parameters.tariff.paid_days_away[0] <= 0.0:
            return self.of_course(PaidAt(station.course, station, 0, written_share), days)
        key = station._replace(kept=-1), kept, law.by_stay.tobytes(), days, written_share
        if key not in self._away:
            laws = [network.laws[z], law]
            pair = Map([station._replace(kept=1), kept], laws, [[], []], [[], []])
            self._away[key] = self._paid(self._parameters, pair, written_share)[:days]
        return self._away[key]

    def _paid(self, parameters: Parameters, network: Map, written_share: float) -> Floats:
        rules = with_written(self._parameters, self._rules, written_share)
        payer = PayTerms(rules, parameters, care_of(parameters), network)
        pay = pay_of(payer, cells_of(network, with_moves=False), 0)
        return np.asarray(pay.fixed_ore + pay.personal_ore)
