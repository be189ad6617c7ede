"""From a checked scenario to the model's arrays: one period for each date that changes a value.

Only shapes change here; no rule, and no default that moves money. What is left out becomes the
neutral number (no hazard, no dose, a profile of one). Teams are put in the order of their keys,
so that a scenario's results do not depend on how it lists them.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from sim.model.parameters import (
    Calendar,
    Demand,
    Floats,
    Inflow,
    Network,
    Parameters,
    Tariff,
    nobody,
)
from sim.model.terms import (
    COURSE_KINDS,
    DEVELOPMENT,
    HOSPITAL,
    LEVEL_KEPT,
    LEVEL_MOVED,
    LEVEL_SET,
    LEVELS,
    RESUME,
    RESUME_NAME,
    SELF_RELIANT,
    SERVICES,
    SOURCES,
    STILL_THERE,
    out_code,
)
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK, nearest
from sim.scenario.schema import Course, Destination, Dose, Exit, Intake, Team, Values
from sim.scenario.stays import stays
from sim.scenario.teams import key_number, teams_by_key

if TYPE_CHECKING:
    from sim.scenario.reading import Scenario

ByLevel = float | Sequence[float] | None
_NO_DOSE = Dose(p_max=0.0, tau_weeks=1.0)


def by_level(value: ByLevel) -> Floats:
    """One number a level, array [L], from one for all or a list; nothing given is 0."""
    return np.broadcast_to(np.asarray(0.0 if value is None else value, float), (LEVELS,))


def parameters_of(scenario: "Scenario") -> Parameters:
    """Arrays of a scenario, with nobody in care on the first day."""
    dates = (scenario.values.run.start, *scenario.change_dates)
    periods = [scenario.at(date) for date in dates]
    return Parameters(
        calendar=_calendar(scenario.values, dates),
        inflow=_inflow(periods),
        stays=stays(periods),
        network=_network(periods),
        demand=_demand(periods),
        price_ore_per_hour=_each(periods, _prices),
        tariff=_tariff(periods),
        start=nobody(len(scenario.values.team)),
    )


def _each(periods: Sequence[Values], array_of: Callable[[Values], object]) -> Floats:
    """One array a period, stacked along axis P."""
    return np.stack([np.asarray(array_of(values), float) for values in periods])


def _calendar(values: Values, dates: Sequence[dt.date]) -> Calendar:
    first_day = -DAYS_PER_WEEK * values.run.warm_up_weeks
    days = np.arange(first_day, DAYS_PER_WEEK * values.run.weeks + 1)
    begins = [(date - dates[0]).days for date in dates[1:]]
    periods = np.searchsorted(begins, days, side="right").astype(np.int64)
    return Calendar(first_day, values.run.weeks, periods)


# Who comes


def _inflow(periods: Sequence[Values]) -> Inflow:
    teams = periods[0].team
    return Inflow(
        team_key=np.array([key_number(teams[row]) for row in teams_by_key(periods[0])], np.uint64),
        per_day=_each(periods, _per_day),
        course_bounds=np.cumsum(_each(periods, _first_courses), axis=-1),
        level_bounds=np.cumsum(_each(periods, _first_levels), axis=-1),
    )


def _per_day(values: Values) -> list[list[float]]:
    return [_by_source(values.team[row]) for row in teams_by_key(values)]


def _by_source(team: Team) -> list[float]:
    """Citizens a day from each source; a bare number counts as first contacts."""
    given = team.inflow_per_week
    weekly = given if isinstance(given, dict) else {"first_contact": given}
    return [weekly.get(source, 0.0) / DAYS_PER_WEEK for source in SOURCES]  # type: ignore[call-overload]


def _first_courses(values: Values) -> list[list[list[float]]]:
    names = [course.name for course in values.course]
    return [
        [_intake(values.team[row].intake or values.intake, source, names) for source in SOURCES]
        for row in teams_by_key(values)
    ]


def _intake(intake: Intake, source: str, names: Sequence[str]) -> list[float]:
    """Probability of each first course for a source: its own table, else the common one."""
    own = intake.get(source)
    table = own if isinstance(own, dict) else intake
    shares = [table.get(name, 0.0) for name in names]
    return [share if isinstance(share, float) else 0.0 for share in shares]


def _first_levels(values: Values) -> list[Sequence[float]]:
    given = values.citizen.start_level
    if not isinstance(given, dict):
        return [given] * len(SOURCES)
    nowhere = [1.0] + [0.0] * (LEVELS - 1)
    return [given.get(source, nowhere) for source in SOURCES]  # type: ignore[call-overload]


# Where they go


def _destination(values: Values, course: Course, to: str | Destination) -> int:
    """Course number or code of a destination."""
    name = to if isinstance(to, str) else (to.course or course.name)
    if name == RESUME_NAME:
        return RESUME
    names = [other.name for other in values.course]
    return names.index(name) if name in names else out_code(name)


def _level_step(way: Exit) -> tuple[int, int]:
    """How an exit treats the level, and the level or step it names."""
    if isinstance(way.to, str) or (way.to.level is None and way.to.level_change is None):
        return LEVEL_KEPT, 0
    if way.to.level is not None:
        return LEVEL_SET, way.to.level
    return LEVEL_MOVED, way.to.level_change or 0


def _network(periods: Sequence[Values]) -> Network:
    now = periods[0]
    most_exits = max(1, *(len(course.exits) for course in now.course), 1)
    most_hazards = max(1, *(len(course.hazards_per_week) for course in now.course), 1)
    exit_to = np.full((len(now.course), most_exits), STILL_THERE, np.int64)
    how, level = np.zeros_like(exit_to), np.zeros_like(exit_to)
    hazard_to = np.full((len(now.course), most_hazards), STILL_THERE, np.int64)
    for c, course in enumerate(now.course):
        for k, way in enumerate(course.exits):
            exit_to[c, k] = _destination(now, course, way.to)
            how[c, k], level[c, k] = _level_step(way)
        for h, name in enumerate(course.hazards_per_week):
            hazard_to[c, h] = _destination(now, course, name)
    return Network(
        kind=np.array([COURSE_KINDS.index(course.kind) for course in now.course], np.int64),
        exit_to=exit_to,
        exit_level_how=how,
        exit_level=level,
        exit_probability=_each(periods, lambda v: _exit_probability(v, most_exits)),
        hazard_to=hazard_to,
        hazard_per_day=_each(periods, lambda v: _hazards(v, most_hazards)),
        dose_exit=_dose_exit(now, exit_to),
        dose_p_max=_each(
            periods, lambda v: [by_level((c.dose or _NO_DOSE).p_max) for c in v.course]
        ),
        dose_tau_weeks=_each(periods, lambda v: [(c.dose or _NO_DOSE).tau_weeks for c in v.course]),
        dose_gamma=_each(periods, lambda v: [(c.dose or _NO_DOSE).gamma for c in v.course]),
        relapse_probability=_each(
            periods, lambda v: by_level(v.relapse.probability if v.relapse else 0.0)
        ),
        relapse_to=[c.name for c in now.course].index(now.relapse.to) if now.relapse else -1,
        resume_to=_resume_to(now),
    )


def _exit_probability(values: Values, most: int) -> Floats:
    """Stated probabilities, array [C, L, K]; an exit left to the dose has none."""
    table = np.zeros((len(values.course), LEVELS, most))
    for c, course in enumerate(values.course):
        for k, way in enumerate(course.exits):
            table[c, :, k] = by_level(way.probability)
    return table


def _hazards(values: Values, most: int) -> Floats:
    """Hazards, array [C, L, H], per day."""
    table = np.zeros((len(values.course), LEVELS, most))
    for c, course in enumerate(values.course):
        for h, per_week in enumerate(course.hazards_per_week.values()):
            table[c, :, h] = by_level(per_week) / DAYS_PER_WEEK
    return table


def _dose_exit(
    values: Values, exit_to: "np.typing.NDArray[np.int64]"
) -> "np.typing.NDArray[np.int64]":
    """Exit that the dose decides, array [C]; -1 without a dose."""
    dosed = [
        list(exit_to[c]).index(SELF_RELIANT) if course.dose else -1
        for c, course in enumerate(values.course)
    ]
    return np.array(dosed, np.int64)


def _resume_to(values: Values) -> int:
    """A development course, or else the first one that is not a hospital stay."""
    kinds = [COURSE_KINDS.index(course.kind) for course in values.course]
    if DEVELOPMENT in kinds:
        return kinds.index(DEVELOPMENT)
    return next((c for c, kind in enumerate(kinds) if kind != HOSPITAL), 0)


# What they need, cost and bring in


def _demand(periods: Sequence[Values]) -> Demand:
    longest = max(len(course.profile or [1.0]) for v in periods for course in v.course)
    return Demand(
        hours=_each(periods, lambda v: [_hours(course).T for course in v.course]),
        factor_sigma=_each(periods, lambda v: [_factor_sigma(course) for course in v.course]),
        multiplier_sigma=_each(periods, lambda v: _sigma(by_level(v.citizen.multiplier_sd))),
        profile=_each(periods, lambda v: [_profile(course, longest) for course in v.course]),
    )


def _sigma(variation: Floats) -> Floats:
    """Sd of the log of a lognormal of mean 1 with this coefficient of variation."""
    return np.sqrt(np.log1p(variation**2))


def _hours(course: Course) -> Floats:
    """Mean hours a week, array [S, L]."""
    given = course.hours_per_week
    return np.stack([by_level(given.get(service)) for service in SERVICES])  # type: ignore[call-overload]


def _factor_sigma(course: Course) -> Floats:
    total = _hours(course).sum(axis=0)
    sd = by_level(course.hours_sd)
    return _sigma(np.divide(sd, total, out=np.zeros(LEVELS), where=total > 0))


def _profile(course: Course, weeks: int) -> list[float]:
    """Share of the mean need by week of the course; the last one given goes on."""
    given = list(course.profile or [1.0])
    return given + given[-1:] * (weeks - len(given))


def _prices(values: Values) -> list[float]:
    given = values.prices.cost_per_hour_dkk
    return [ORE_PER_DKK * given.get(service, 0.0) for service in SERVICES]  # type: ignore[call-overload]


def _tariff(periods: Sequence[Values]) -> Tariff:
    return Tariff(
        weekly_ore=_each(periods, lambda v: _rates(v, v.tariff.weekly_dkk)),
        step_down_after_days=_each(periods, _step_down_days),
        step_down_weekly_ore=_each(
            periods,
            lambda v: _rates(v, {name: s.weekly_dkk for name, s in v.tariff.step_down.items()}),
        ),
        lump_sum_ore=_each(periods, lambda v: _rates(v, v.tariff.lump_sum_dkk)),
        reopen_within_days=_each(periods, lambda v: v.tariff.reopen_within_weeks * DAYS_PER_WEEK),
    )


def _rates(values: Values, table: Mapping[str, ByLevel]) -> list[Floats]:
    return [ORE_PER_DKK * by_level(table.get(course.name)) for course in values.course]


def _step_down_days(values: Values) -> list[float]:
    steps = values.tariff.step_down
    return [
        nearest(steps[course.name].after_weeks * DAYS_PER_WEEK) if course.name in steps else np.inf
        for course in values.course
    ]
