"""What a summary is about: all that it takes from the scenario, and not from the tables."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from sim.experiments.causes_at_work import causes_at_work
from sim.experiments.documents.summary import BorneBy
from sim.experiments.expected_cost import ExpectedPrices, expected_prices
from sim.experiments.granted.courses import GrantedCourse, granted_courses_of
from sim.experiments.tables.modelled import Modelled, modelled
from sim.model.parameters import Floats, Parameters
from sim.model.rules.outcomes import Measures
from sim.model.terms import BEARERS, COURSE_KINDS, GOALS, OUTSIDE
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK
from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.arrays.teams import paid_by_yardstick, teams_by_key
from sim.scenario.reading import Scenario


class Slots(NamedTuple):
    """What the clinic holds open over the reported weeks, used or not."""

    number: int | None  # null without a limit
    dkk: float  # what they cost the payer
    priced_weeks: tuple[int, ...]  # weeks in which they cost anything


class Goal(NamedTuple):
    """What counts in courses of one kind."""

    kind: str
    weights: Measures


class ScenarioFacts(NamedTuple):
    """What a summary is about."""

    scenario: str
    seed: int
    weeks: int
    engine: str
    results: str
    teams: tuple[str, ...]  # in the order of the file
    courses: tuple[str, ...]
    kinds: tuple[str, ...]  # of the courses
    modelled: Modelled
    slots: Slots
    goals: tuple[Goal, ...]
    offers: tuple[str, ...] = ()  # teams with a limit
    settled: tuple[str, ...] = ()  # teams that are paid by a yardstick
    payers: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()  # at work, other than price, case mix and chance
    budgets_ore: tuple[float, ...] = ()  # of the teams, less basis cost; none where all are 0
    borne_by: Mapping[
        str, Mapping[str, dict[str, float]]
    ] = {}  # who bears each account that has a price
    granted: tuple[GrantedCourse, ...] = ()  # courses granted by minutes a week
    expected: ExpectedPrices | None = None  # where a run tells what limited capacity costs

    def places_of(self, kind: str) -> list[int]:
        """Places of the courses of a kind among the courses."""
        return [place for place, other in enumerate(self.kinds) if other == kind]


def facts_of(scenario: Scenario, engine: str, results: str) -> ScenarioFacts:
    """What the summary of a scenario's results is about."""
    return facts_with(scenario, parameters_of(scenario), engine, results)


def facts_with(
    scenario: Scenario, parameters: Parameters, engine: str, results: str
) -> ScenarioFacts:
    """The same of a scenario whose arrays are there."""
    values, here = scenario.values, modelled(parameters)
    return ScenarioFacts(
        scenario=scenario.stem,
        seed=values.run.seed,
        weeks=values.run.weeks,
        engine=engine,
        results=results,
        teams=tuple(team.name for team in values.team),
        courses=tuple(course.name for course in values.course),
        kinds=tuple(course.kind for course in values.course),
        modelled=here,
        slots=_slots(parameters),
        goals=_goals(scenario),
        offers=tuple(team.name for team in values.team if team.places is not None),
        settled=paid_by_yardstick(values),
        payers=tuple(values.payers.share) if values.payers else (),
        causes=causes_at_work(scenario),
        budgets_ore=_by_file(fixed_budgets_ore(parameters), teams_by_key(values)),
        borne_by=_borne_by(scenario, parameters, here.outside),
        granted=granted_courses_of(values),
        expected=expected_prices(scenario, parameters),
    )


def borne_by(scenario: Scenario, parameters: Parameters) -> BorneBy:
    """Who bears each account that has a price, from each date on which that changes."""
    return _borne_by(scenario, parameters, modelled(parameters).outside)


def _borne_by(scenario: Scenario, parameters: Parameters, priced: Sequence[str]) -> BorneBy:
    days = [day.isoformat() for day, _ in scenario.periods]
    found: BorneBy = {}
    for place, account in enumerate(OUTSIDE):
        if account in priced:
            shares = zip(days, parameters.prices.borne_share[:, place].tolist(), strict=True)
            spans = (list(span) for _, span in groupby(shares, key=itemgetter(1)))
            found[account] = {span[0][0]: _named(span[0][1]) for span in spans}
    return found


def _named(shares: Sequence[float]) -> dict[str, float]:
    return {name: share for name, share in zip(BEARERS, shares, strict=True) if share > 0}


def fixed_budgets_ore(parameters: Parameters) -> Floats:
    """Fixed budgets less basis cost over the run [T, by key]; a week has its last day's values."""
    calendar = parameters.calendar
    last_days = np.arange(DAYS_PER_WEEK - 1, calendar.end_day, DAYS_PER_WEEK)
    periods = calendar.period_of_day[last_days - calendar.first_day]
    fixed = parameters.tariff.budget_ore - parameters.offers.basis_ore
    return np.asarray(fixed[periods].sum(axis=0))


def _by_file(by_key: Floats, rows: Sequence[int]) -> tuple[float, ...]:
    """Values by key in the order of the file; `rows` are the file's places by key."""
    return tuple(float(by_key[key]) for key in np.argsort(rows))


def _goals(scenario: Scenario) -> tuple[Goal, ...]:
    """Goals by kind of course, as they are weighed on the first day."""
    weights = scenario.values.goals
    return tuple(
        Goal(kind, Measures(*(getattr(weights[kind], name) for name in GOALS)))
        for kind in COURSE_KINDS
        if kind in weights
    )


def _slots(parameters: Parameters) -> Slots:
    clinic, calendar = parameters.clinic, parameters.calendar
    days = np.arange(calendar.end_day)
    periods = calendar.period_of_day[days - calendar.first_day]
    a_day = clinic.slots[periods, days % DAYS_PER_WEEK]
    costs: Floats = np.maximum(a_day, 0) * clinic.ore_per_slot[periods]
    by_week = costs.reshape(-1, DAYS_PER_WEEK).sum(axis=1)
    return Slots(
        number=int(a_day.sum()) if clinic.is_open and (a_day >= 0).all() else None,
        dkk=float(costs.sum()) / ORE_PER_DKK,
        priced_weeks=tuple(int(week) for week in np.flatnonzero(by_week)),
    )
