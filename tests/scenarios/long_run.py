"""The baseline in its long-run state, by the closed-form twin: no chance in it.

The twin takes need to follow a new level at once, every need as met at the hourly prices and every
place in a nursing home as free; the baseline's milestones, staff and queue are simulated
(`simulated_figures.py`).
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.special import ndtr

from sim.experiments.running.starting import started
from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import STANDARD_RULES
from sim.model.terms import (
    DEVELOPMENT,
    HELD,
    HOME_CARE,
    HOSPITAL,
    STABILISATION,
    out_code,
)
from sim.model.units import DAYS_PER_WEEK
from sim.scenario.reading import load_scenario
from sim.theory.network.stations import Map, Way, explored
from sim.theory.network.stay_laws import Law
from sim.theory.network.traffic import Traffic, stationary
from sim.theory.twin import Moments, twin

SCENARIOS = Path(__file__).parents[2] / "scenarios"
BASELINE = SCENARIOS / "baseline.toml"
ONE_WEEK = "run.weeks=1"
DAYS_A_YEAR = 364
WEEKS_A_YEAR = 52
TEAM_CITIZENS = 93


class LongRun:
    """A scenario in its long-run state."""

    def __init__(self, *overrides: str, path: Path = BASELINE) -> None:
        scenario = load_scenario(path, overrides)
        self.values = scenario.values
        self.parameters: Parameters = started(scenario)
        self.network: Map = explored(STANDARD_RULES, self.parameters)
        self.traffic: Traffic = stationary(self.network, self.parameters)
        stations = self.network.stations
        kinds = self.parameters.network.kind
        self.kind = np.array([kinds[s.course] if s.course >= 0 else -1 for s in stations])
        self.level = np.array([s.level for s in stations])
        self.present: Floats = np.where(self.kind >= 0, self.traffic.present.sum(axis=0), 0.0)
        self.is_at_home = (self.kind >= 0) & (self.kind != HOSPITAL)
        hours = self.parameters.demand.hours[0]
        self.hours: Floats = np.array([hours[s.course, s.level] for s in stations])
        self.hours[self.kind < 0] = 0.0

    # Citizens and their hours

    @property
    def census(self) -> float:
        """Citizens in care, those in hospital included."""
        return float(self.present.sum())

    def at_home(self, of: Floats) -> float:
        """Mean over the citizens at home of a number that each station has, array [Z]."""
        here = self.is_at_home
        return float(self.present[here] @ of[here] / self.present[here].sum())

    def share(self, kind: int) -> float:
        """Share of the citizens in courses of a kind."""
        return float(self.present[self.kind == kind].sum() / self.census)

    @property
    def sigma(self) -> Floats:
        """Sd of the log of the need multiplier at each station, array [Z]."""
        result: Floats = self.parameters.demand.multiplier_sigma[0][self.level]
        return result

    def mean_hours(self) -> float:
        """Mean home-care hours of a citizen [hours per week]."""
        return self.at_home(self.hours[:, HOME_CARE])

    def variation(self) -> float:
        """Sd of home-care hours between citizens, in proportion to their mean."""
        squares = self.hours[:, HOME_CARE] ** 2 * np.exp(self.sigma**2)
        return float(np.sqrt(self.at_home(squares) / self.mean_hours() ** 2 - 1))

    def variation_within_levels(self) -> float:
        """Sd of home-care hours within stations, in proportion to the mean of all."""
        squares = self.hours[:, HOME_CARE] ** 2 * np.expm1(self.sigma**2)
        return float(np.sqrt(self.at_home(squares)) / self.mean_hours())

    def share_below(self, hours: float) -> float:
        """Share of citizens at home with less home care a week, by each level's lognormal."""
        mean = np.where(self.is_at_home, self.hours[:, HOME_CARE], 1.0)
        below = ndtr((np.log(hours / mean) + self.sigma**2 / 2) / self.sigma)
        return self.at_home(below)

    # Flows

    def entries(self, kind: int) -> float:
        """Entries a year in courses of a kind."""
        per_day = self.traffic.entries_per_day.sum(axis=0)
        return float(per_day[self.kind == kind].sum()) * DAYS_A_YEAR

    def leaving(self, way_out: str) -> float:
        """Citizens who leave by one way in a year, in proportion to the census."""
        per_day = self.traffic.entries_per_day.sum(axis=0)
        shares = [self._share(z, out_code(way_out)) for z in range(len(per_day))]
        return float(per_day @ shares) * DAYS_A_YEAR / self.census

    def _share(self, station: int, name: int) -> float:
        law = self.network.laws[station]
        return sum(
            float(ended_by(law, way) @ way.share)
            for way in self.network.ways[station]
            if way.name == name
        )

    def new_a_year(self) -> float:
        """New citizens a year."""
        return float(self.parameters.inflow.per_day[0].sum()) * DAYS_A_YEAR

    # Decline

    def worse_within_a_year(self) -> float:
        """Kaplan-Meier share at a higher level a year after beginning stabilisation.

        Of those who begin at level 1 or 2, in proportion to the levels of new citizens; death
        and other ends are censored, as in the source. A decline that is averted begins the stay
        anew; days in hospital are not counted.
        """
        shares = np.diff(self.parameters.inflow.level_bounds[0, 1], prepend=0.0)[1:3]
        return float(shares @ [self._worse(1), self._worse(2)] / shares.sum())

    def _worse(self, level: int) -> float:
        station = int(np.flatnonzero((self.kind == STABILISATION) & (self.level == level))[0])
        law, ways = self.network.laws[station], self.network.ways[station]
        worse = sum(ended_by(law, way) * way.share for way in ways if self._rises(station, way))
        held = sum(ended_by(law, way) * way.share for way in ways if way.name == HELD)
        begun = _renewals(held)
        hazard = np.convolve(begun, worse)[:DAYS_A_YEAR] / _present(begun, law)
        return float(1.0 - np.prod(1.0 - hazard))

    def _rises(self, station: int, way: Way) -> bool:
        return way.target >= 0 and self.level[way.target] > self.level[station]

    # Development

    def development(self) -> Iterator[tuple[float, int]]:
        """Courses a day and station, for each level of development."""
        per_day = self.traffic.entries_per_day.sum(axis=0)
        for z in np.flatnonzero(self.kind == DEVELOPMENT):
            yield float(per_day[z]), int(z)

    def development_mean(self, of: Floats) -> float:
        """Mean over development courses of a number that each station has, array [Z]."""
        courses = list(self.development())
        return sum(n * float(of[z]) for n, z in courses) / sum(n for n, _ in courses)

    def weeks(self) -> Floats:
        """Mean weeks of a spell at each station, days in hospital not counted, array [Z]."""
        return np.array([law.mean_days / DAYS_PER_WEEK for law in self.network.laws])

    def self_reliant(self) -> Floats:
        """Share of a station's spells that end self-reliant, array [Z]."""
        code = out_code("self_reliant")
        return np.array([self._share(z, code) for z in range(len(self.network.laws))])

    def onward(self, step: int) -> Floats:
        """Share of a station's spells followed by care as bad (0) or at a better level (-1)."""
        shares = np.zeros(len(self.network.laws))
        for z, (law, ways) in enumerate(zip(self.network.laws, self.network.ways, strict=True)):
            for way in ways:
                moves = np.sign(self.level[way.target] - self.level[z])
                if way.name >= 0 and way.target >= 0 and moves == step:
                    shares[z] += law.by_stay @ way.share
        return shares

    def relapse(self) -> float:
        """Share of those who left self-reliant who are back within a year."""
        rows = zip(self.network.stations, self.network.laws, strict=True)
        law = next(law for station, law in rows if station.course < 0)
        back = float(self.parameters.network.relapse_probability[0, 1])
        return back * float(law.by_stay[:DAYS_A_YEAR].sum())

    # Money

    def week(self) -> Moments:
        """First week of the run, at hourly prices."""
        return twin(self.parameters).weekly[0]

    def chance(self) -> float:
        """Sd of a week's deviation in proportion to the cost, for a team of 93."""
        week, citizens = self.week(), self.traffic.present[:, self.kind >= 0].sum(axis=1)
        of_each = week.sd / week.cost * np.sqrt(citizens / TEAM_CITIZENS)
        return float(of_each.mean())


def ended_by(law: Law, way: Way) -> Floats:
    """P(what the way stands for ends a spell after d days), array [D]."""
    return law.by_hazard if way.is_hazard else law.by_stay


def _renewals(held: Floats) -> Floats:
    """P(a stay begins on a day): on day 0, and whenever a decline that would end it is averted."""
    begun = np.zeros(DAYS_A_YEAR)
    begun[0] = 1.0
    for day in range(1, DAYS_A_YEAR):
        past = begun[day - 1 :: -1][: len(held)]
        begun[day] = past @ held[: len(past)]
    return begun


def _present(begun: Floats, law: Law) -> Floats:
    """P(still at the level) by day, array [days]."""
    return np.convolve(begun, law.survival)[:DAYS_A_YEAR]
