"""The figures that `scenarios/baseline.toml` reaches, beside the ones it was made to show.

`python tests/scenarios/baseline_figures.py` prints the table of `scenarios/README.md`. All of
them come from the closed-form twin, so there is no chance in them; the tests in this folder
hold them to their ranges and the README to the table.
"""

import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.special import ndtr

from sim.experiments.replication import started
from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import STANDARD_RULES
from sim.model.terms import COURSE_KINDS, SERVICES, out_code
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK
from sim.scenario.reading import load_scenario
from sim.theory.stations import Map, Way, explored
from sim.theory.traffic import Traffic, stationary
from sim.theory.twin import Moments, twin

BASELINE = Path(__file__).parents[2] / "scenarios" / "baseline.toml"
AGED_65_AND_OVER = 0.205 * 60_000
"""Statistics Denmark 2019, 19.7 %, with the trend to 2025."""
TEAM_CITIZENS = 93
WEEKS_A_YEAR = 52
HOME_CARE = SERVICES.index("home_care")
TRAINING = SERVICES.index("training")
DEVELOPMENT, STABILISATION, INDIVIDUAL = (
    COURSE_KINDS.index(kind) for kind in ("development", "stabilisation", "individual")
)
REHABILITATION_BY_HOME_CARE = 1.4
"""Hours a week of rehabilitation that home-care staff give in development."""


class Figure(NamedTuple):
    """One figure: what it is, what is to be reached, within which range, and what is."""

    what: str
    target: str
    low: float
    high: float
    reached: float
    form: str = "{:.0%}"

    @property
    def row(self) -> str:
        """The figure as a row of a Markdown table."""
        low, high, reached = (self.form.format(x) for x in (self.low, self.high, self.reached))
        row = f"| {self.what} | {self.target} | {low} to {high} | {reached} |"
        return re.sub("(?<=[0-9])%", " %", row)


class Baseline:
    """The baseline in its long-run state, by the twin."""

    def __init__(self, *overrides: str) -> None:
        scenario = load_scenario(BASELINE, overrides)
        self.parameters: Parameters = started(scenario)
        self.network: Map = explored(STANDARD_RULES, self.parameters)
        self.traffic: Traffic = stationary(self.network, self.parameters)
        stations = self.network.stations
        kinds = self.parameters.network.kind
        self.kind = np.array([kinds[s.course] if s.course >= 0 else -1 for s in stations])
        self.level = np.array([s.level for s in stations])
        self.present: Floats = np.where(self.kind >= 0, self.traffic.present.sum(axis=0), 0.0)
        hours = self.parameters.demand.hours[0]
        self.hours: Floats = np.array([hours[s.course, s.level] for s in stations])
        self.hours[self.kind < 0] = 0.0

    @property
    def census(self) -> float:
        """Citizens in care."""
        return float(self.present.sum())

    @property
    def sigma(self) -> Floats:
        """Sd of the log of the need multiplier at each station, array [Z]."""
        result: Floats = self.parameters.demand.multiplier_sigma[0][self.level]
        return result

    def mean_hours(self) -> float:
        """Mean home-care hours of a citizen [hours per week]."""
        return float(self.present @ self.hours[:, HOME_CARE] / self.census)

    def variation(self) -> float:
        """Sd of home-care hours between citizens, in proportion to their mean."""
        squares = self.hours[:, HOME_CARE] ** 2 * np.exp(self.sigma**2)
        return float(np.sqrt(self.present @ squares / self.census / self.mean_hours() ** 2 - 1))

    def share_below(self, hours: float) -> float:
        """Share of citizens with less home care a week, by the lognormal of each level."""
        cared_for = self.kind >= 0
        mean, sigma = self.hours[cared_for, HOME_CARE], self.sigma[cared_for]
        below = ndtr((np.log(hours / mean) + sigma**2 / 2) / sigma)
        return float(self.present[cared_for] @ below / self.census)

    def leaving(self, way_out: str) -> float:
        """Citizens who leave by one way in a year, in proportion to the census."""
        per_day = self.traffic.entries_per_day.sum(axis=0)
        shares = [self._share(z, out_code(way_out)) for z in range(len(per_day))]
        return float(per_day @ shares) * DAYS_PER_WEEK * WEEKS_A_YEAR / self.census

    def _share(self, station: int, name: int) -> float:
        law = self.network.laws[station]
        return sum(
            float((law.by_hazard if way.is_hazard else law.by_stay) @ way.share)
            for way in self.network.ways[station]
            if way.name == name
        )

    def worse_within_a_year(self) -> float:
        """Kaplan-Meier share at a higher level a year after beginning stabilisation.

        Of those who begin at level 1 or 2, in proportion to the levels of new citizens; death
        and other ends are censored, as in the source.
        """
        shares = np.diff(self.parameters.inflow.level_bounds[0, 1], prepend=0.0)[1:3]
        return float(shares @ [self._worse(1), self._worse(2)] / shares.sum())

    def _worse(self, level: int) -> float:
        place = (self.kind == STABILISATION) & (self.level == level)
        station = int(np.flatnonzero(place)[0])
        law, ways = self.network.laws[station], self.network.ways[station]
        worse = sum(law.by_stay * way.share for way in ways if self._leads_to(way) == level + 1)
        hazard = worse / law.survival
        return float(1.0 - np.prod(1.0 - hazard[: DAYS_PER_WEEK * WEEKS_A_YEAR]))

    def _leads_to(self, way: Way) -> int:
        return int(self.level[way.target]) if way.target >= 0 else -1

    def development(self) -> Iterator[tuple[float, int]]:
        """Courses a day and station, for each level of development."""
        per_day = self.traffic.entries_per_day.sum(axis=0)
        for z in np.flatnonzero(self.kind == DEVELOPMENT):
            yield float(per_day[z]), int(z)

    def development_courses(self) -> float:
        """Development courses a year."""
        return sum(n for n, _ in self.development()) * DAYS_PER_WEEK * WEEKS_A_YEAR

    def development_mean(self, of: Floats) -> float:
        """Mean over development courses of a number that each station has, array [Z]."""
        courses = list(self.development())
        return sum(n * float(of[z]) for n, z in courses) / sum(n for n, _ in courses)

    def weeks(self) -> Floats:
        """Mean weeks of a spell at each station, array [Z]."""
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
                moved = np.sign(self._leads_to(way) - self.level[z])
                if way.name >= 0 and moved == step:
                    shares[z] += law.by_stay @ way.share
        return shares

    def relapse(self) -> float:
        """Share of those who left self-reliant who are back within a year."""
        rows = zip(self.network.stations, self.network.laws, strict=True)
        law = next(law for station, law in rows if station.course < 0)
        back = float(self.parameters.network.relapse_probability[0, 1])
        return back * float(law.by_stay[: DAYS_PER_WEEK * WEEKS_A_YEAR].sum())

    def new_a_year(self) -> float:
        """New citizens a year."""
        per_day = float(self.parameters.inflow.per_day[0].sum())
        return per_day * DAYS_PER_WEEK * WEEKS_A_YEAR

    def week(self) -> Moments:
        """First week of the run."""
        return twin(self.parameters).weekly[0]

    def chance(self) -> float:
        """Sd of a week's deviation in proportion to the cost, for a team of 93."""
        week, citizens = self.week(), self.traffic.present[:, self.kind >= 0].sum(axis=1)
        of_each = week.sd / week.cost * np.sqrt(citizens / TEAM_CITIZENS)
        return float(of_each.mean())


ONE_WEEK = "run.weeks=1"
NO_WEEKLY_CHANCE = tuple(f"course.{c}.hours_sd=0" for c in COURSE_KINDS[:3])


def flat(rate_dkk: float) -> tuple[str, ...]:
    """Overrides: everybody is paid the same rate [DKK per week]."""
    rate = f"{rate_dkk:.2f}"
    return (
        *(f"tariff.weekly_dkk.{course}={rate}" for course in COURSE_KINDS[:3]),
        f"tariff.step_down.development.weekly_dkk={rate}",
    )


@cache
def figures() -> list[Figure]:
    """All figures, in the order of the table."""
    now = Baseline(ONE_WEEK)
    week = now.week()
    mean_cost = float(week.cost.sum()) / ORE_PER_DKK / now.census
    one_rate = flat(mean_cost)
    in_hours = now.variation() / np.sqrt(TEAM_CITIZENS)
    return [*_people(now), *_courses(now), *_money(week), *_chance(in_hours, one_rate)]


def _people(now: Baseline) -> list[Figure]:
    teams = len(now.parameters.inflow.team_key)
    begin = np.diff(now.parameters.inflow.level_bounds[0, 1])
    of_65 = 1_000 / AGED_65_AND_OVER
    low, middle, high = (now.share_below(hours) for hours in (2, 8, 20))
    return [
        Figure("citizens", "1,595", 1_580, 1_610, now.census, "{:,.0f}"),
        Figure("citizens a team, of 17", "93", 90, 97, now.census / teams, "{:.0f}"),
        Figure("home care, hours a week", "3.2", 2.7, 3.7, now.mean_hours(), "{:.1f}"),
        Figure("under 2 hours", "67 %", 0.62, 0.70, low),
        Figure("2 to 8 hours", "22 %", 0.20, 0.25, middle - low),
        Figure("8 to 20 hours", "9 %", 0.07, 0.11, high - middle),
        Figure("20 hours and more", "2 %", 0.015, 0.035, 1 - high, "{:.1%}"),
        Figure("CV of the hours, all", "1.83", 1.4, 2.2, now.variation(), "{:.2f}"),
        Figure("begin mild", "53 %", 0.48, 0.58, begin[0]),
        Figure("begin moderate", "16 %", 0.13, 0.20, begin[1]),
        Figure("begin severe", "24 %", 0.20, 0.28, begin[2], "{:.1%}"),
        Figure("begin total", "8 %", 0.05, 0.11, begin[3], "{:.1%}"),
        Figure("worse in a year, mild or moderate", "40 %", 0.35, 0.45, now.worse_within_a_year()),
        Figure("die in a year", "15 %", 0.10, 0.20, now.leaving("dead")),
        Figure("to a nursing home in a year", "7 %", 0.04, 0.10, now.leaving("nursing_home")),
        Figure("new a year, per 1,000 aged 65+", "45", 30, 60, now.new_a_year() * of_65, "{:.0f}"),
    ]


def _courses(now: Baseline) -> list[Figure]:
    rehabilitation = now.weeks() * (now.hours[:, TRAINING] + REHABILITATION_BY_HOME_CARE)
    per_1000 = now.development_courses() * 1_000 / AGED_65_AND_OVER
    in_development = now.present[now.kind == DEVELOPMENT].sum() / now.census
    individual = now.present[now.kind == INDIVIDUAL].sum() / now.census
    mean = now.development_mean
    return [
        Figure("development courses a year, per 1,000 aged 65+", "30", 9, 62, per_1000, "{:.0f}"),
        Figure("weeks in development", "10", 9, 11, mean(now.weeks()), "{:.1f}"),
        Figure("rehabilitation hours a course", "23", 20, 26, mean(rehabilitation), "{:.1f}"),
        Figure("development ends self-reliant", "35 %", 0.2, 0.6, mean(now.self_reliant())),
        Figure("development ends with less help", "30 %", 0.2, 0.4, mean(now.onward(-1))),
        Figure("development ends unchanged", "35 %", 0.15, 0.5, mean(now.onward(0))),
        Figure("self-reliant, back within a year", "25 %", 0.15, 0.40, now.relapse()),
        Figure("in development", "4 to 5 %", 0.03, 0.06, in_development, "{:.1%}"),
        Figure("in the individual course", "the few", 0.0, 0.01, individual, "{:.1%}"),
    ]


def _money(week: Moments) -> list[Figure]:
    a_year = float(week.cost.sum()) * WEEKS_A_YEAR / ORE_PER_DKK / 1e6
    share = float(week.deviation.sum() / week.revenue.sum())
    return [
        Figure("cost, m DKK a year, prices of 2026", "160", 120, 200, a_year, "{:.0f}"),
        Figure("expected deviation, share of revenue", "0", -0.0005, 0.0005, share, "{:.4%}"),
    ]


def _chance(in_hours: float, one_rate: tuple[str, ...]) -> list[Figure]:
    flat_rate = Baseline(ONE_WEEK, *one_rate).chance()
    persistent = Baseline(ONE_WEEK, *NO_WEEKLY_CHANCE).chance()
    whole = Baseline(ONE_WEEK).chance()
    by_level = "chance in a week, 93 citizens, four levels"
    return [
        Figure("chance in a week, 93 citizens, hours: CV/√n", "19 %", 0.17, 0.21, in_hours),
        Figure("chance in a week, 93 citizens, one rate", "19 %", 0.17, 0.21, flat_rate),
        Figure(f"{by_level}, persistent only", "5 %", 0.04, 0.06, persistent, "{:.1%}"),
        Figure(f"{by_level}, with week to week", "5 %", 0.04, 0.07, whole, "{:.1%}"),
    ]


def table() -> str:
    """The figures as a Markdown table."""
    head = "| what | target | range | reached |\n| --- | --- | --- | --- |"
    return "\n".join([head, *(figure.row for figure in figures())])


if __name__ == "__main__":
    sys.stdout.write(f"{table()}\n")
