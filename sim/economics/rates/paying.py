"""How a scenario pays its courses now, and the same scenario with other rates.

The rates of a course are one for all levels or one a level, and hold from the dates on which
the tariff changes. `tariff_tables` writes rates as the scenario's file has them.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final, Literal, NamedTuple

import numpy as np

from sim.economics.rates.accounts.account import Rates
from sim.economics.rates.reference import like, reference_scenario
from sim.experiments.running.preparing import job
from sim.model.parameters import Floats, Ints, Parameters, Tariff
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.terms import COURSE_KINDS, HOSPITAL, LEVELS
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK
from sim.scenario.reading import Scenario
from sim.scenario.schema.scenario import Values
from sim.scenario.tariffs.course_rates import CourseRateKeys
from sim.scenario.tariffs.table import keys_of

By = Literal["auto", "course", "level"]
Way = Literal["weekly", "lump_sum", "per_person", "not_set"]
"""How a course is paid: by the week, by a lump sum (and perhaps by the week too), the
citizen's own expected cost, or, for days in hospital, at a rate that is not set here."""

NOT_A_RATE: Final = frozenset({"per_person", "not_set"})

_DECIMALS: Final = 6
"""Of a rate as it is written [DKK]: a millionth of a krone a week moves nobody's budget."""


class PaidCourse(NamedTuple):
    """One course and what it is paid now."""

    course: str
    place: int  # number of the course in the file
    kind: str
    way: Way
    by_level: bool  # whether its rates are set by level
    after_weeks: float | None  # of the step-down on the first date; None without one
    now: tuple[Rates, ...]  # one a level


class Dates(NamedTuple):
    """From when rates hold: the dates on which the tariff changes, and the run's first day."""

    begin: tuple[dt.date, ...]  # [P]
    of_period: Ints  # which of them each of the scenario's periods lies in
    indexed: Floats  # [P] by what the tariff's indexation and overhead multiply its rates


Place = tuple[str, int | None]
"""A course and a level; None where one rate holds for all levels."""

RatesByPlace = Mapping[Place, Rates]


class Setting(NamedTuple):
    """A scenario whose rates are to be set."""

    given: Scenario
    scenario: Scenario  # the same with teams that follow need and pay by course alone
    parameters: Parameters  # with those present on the first day
    rules: Rulebook
    paid: tuple[PaidCourse, ...]
    dates: Dates


def setting_of(scenario: Scenario, by: By = "auto", rules: Rulebook = STANDARD_RULES) -> Setting:
    """A scenario, how it pays its courses now, and by what its rates are to be set."""
    given, scenario = scenario, reference_scenario(scenario)
    parameters = job(scenario, rules=rules).parameters
    dates = rate_dates(scenario, parameters.tariff)
    first = np.unique(dates.of_period, return_index=True)[1]
    paid = paid_courses(scenario, parameters.tariff, by, first)
    return Setting(given, scenario, parameters, rules, paid, dates)


def rate_dates(scenario: Scenario, tariff: Tariff) -> Dates:
    """Dates of the rates: those of the scenario on which a rate changes, no others."""
    days = (scenario.values.run.start, *scenario.change_dates)
    tables = tariff.weekly_ore, tariff.step_down_weekly_ore, tariff.lump_sum_ore
    begin, of_period = [days[0]], [0]
    for period in range(1, len(days)):
        if any((table[period] != table[period - 1]).any() for table in tables):
            begin.append(days[period])
        of_period.append(len(begin) - 1)
    index = [_laid_on(scenario.at(day)) for day in begin]
    return Dates(tuple(begin), np.array(of_period), np.array(index))


def _laid_on(values: Values) -> float:
    """By what indexation and overhead multiply the rates of a day."""
    overhead = keys_of(values.tariff, CourseRateKeys).overhead_share
    return (1.0 + values.tariff.indexation_share) * (1.0 + overhead)


def paid_courses(
    scenario: Scenario, tariff: Tariff, by: By, first_periods: Ints
) -> tuple[PaidCourse, ...]:
    """Every course of a scenario and how it is paid, by the rates of some periods."""
    return tuple(
        PaidCourse(
            course.name,
            place,
            course.kind,
            _way(scenario, tariff, place),
            by == "level" or (by == "auto" and _is_by_level(scenario, course.name)),
            _after_weeks(tariff, place),
            tuple(_now(tariff, first_periods, (place, level)) for level in range(LEVELS)),
        )
        for place, course in enumerate(scenario.values.course)
    )


def _way(scenario: Scenario, tariff: Tariff, place: int) -> Way:
    if tariff.is_per_person[0, place]:
        return "per_person"
    course = scenario.values.course[place]
    if course.kind == COURSE_KINDS[HOSPITAL]:
        return "not_set"
    lump_sums = keys_of(scenario.values.tariff, CourseRateKeys).lump_sum_dkk
    return "lump_sum" if course.name in lump_sums else "weekly"


def _is_by_level(scenario: Scenario, course: str) -> bool:
    """Whether any rate of a course is a list by level on any date."""
    return any(
        isinstance(rate, list)
        for _, values in scenario.periods
        for keys in (keys_of(values.tariff, CourseRateKeys),)
        for rate in (
            keys.weekly_dkk.get(course),
            keys.lump_sum_dkk.get(course),
            *(step.weekly_dkk for name, step in keys.step_down.items() if name == course),
        )
    )


def _after_weeks(tariff: Tariff, place: int) -> float | None:
    days = float(tariff.step_down_after_days[0, place])
    return days / DAYS_PER_WEEK if np.isfinite(days) else None


def _now(tariff: Tariff, periods: Ints, at: tuple[int, int]) -> Rates:
    tables = tariff.weekly_ore, tariff.step_down_weekly_ore, tariff.lump_sum_ore
    return Rates(*(table[(periods, *at)] / ORE_PER_DKK for table in tables))


# Rates as a scenario has them


def tariff_tables(setting: Setting, rates: RatesByPlace) -> dict[str, dict[str, Any]]:
    """`weekly_dkk`, `step_down` and `lump_sum_dkk` by course, as TOML and JSON have them.

    A level without a rate of its own keeps the present one.
    """
    tables: dict[str, dict[str, Any]] = {"weekly_dkk": {}, "step_down": {}, "lump_sum_dkk": {}}
    for of in setting.paid:
        if of.way in NOT_A_RATE:
            continue
        own = [rates.get((of.course, level), of.now[level]) for level in range(LEVELS)]
        levels = own if of.by_level else [rates.get((of.course, None), of.now[0])]
        weekly = np.array([rate.weekly_dkk for rate in levels])
        if of.way == "weekly" or weekly.any():
            tables["weekly_dkk"][of.course] = _value(weekly, setting.dates)
        if of.after_weeks is not None:
            late = np.array([rate.late_weekly_dkk for rate in levels])
            tables["step_down"][of.course] = {"weekly_dkk": _value(late, setting.dates)}
        if of.way == "lump_sum":
            lump_sums = np.array([rate.lump_sum_dkk for rate in levels])
            tables["lump_sum_dkk"][of.course] = _value(lump_sums, setting.dates)
    return tables


def _value(dkk: Floats, dates: Dates) -> Any:  # noqa: ANN401 - a number, a list or a dated list
    """Rates [L, P] before indexation: one number, a list a level, or a list of such by date."""
    by_date = [_plain(dkk[:, p] / index) for p, index in enumerate(dates.indexed)]
    changes = [p for p, value in enumerate(by_date) if p == 0 or value != by_date[p - 1]]
    if len(changes) == 1:
        return by_date[0]
    return [{"from": dates.begin[p], "value": by_date[p]} for p in changes]


def _plain(levels: Floats) -> float | list[float]:
    rounded = [written_rate(dkk) for dkk in levels.tolist()]
    return rounded if len(rounded) > 1 else rounded[0]


def written_rate(dkk: float) -> float:
    """A rate as it is written in a file [DKK]."""
    return round(dkk, _DECIMALS)


def with_rates(setting: Setting, rates: RatesByPlace, base: Scenario | None = None) -> Scenario:
    """A scenario with other rates and nothing else changed: the setting's, or another one."""
    base = setting.scenario if base is None else base
    tariff = dict(base.resolved["tariff"])
    for key, courses in tariff_tables(setting, rates).items():
        tariff[key] = _merged(tariff.get(key, {}), _as_json(courses))
    kept = {key: table for key, table in tariff.items() if table != {}}
    return like(base, base.resolved | {"tariff": kept})


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    both = dict(old)
    for key, value in new.items():
        is_table = isinstance(value, dict) and isinstance(old.get(key), dict)
        both[key] = {**old[key], **value} if is_table else value
    return both


def _as_json(value: Any) -> Any:  # noqa: ANN401 - whatever `tariff_tables` makes
    if isinstance(value, dict):
        return {key: _as_json(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value
