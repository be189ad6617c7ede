"""Who is in care on the first day: a scenario's own people, or those of another scenario.

Under another scenario's start the same citizens are found in the same courses, at the same levels
and as far into their stay; what is left of the stay follows the scenario that is run. Its nursing
home, if both have one, has the same residents. `comparison/can_be_compared.py` has checked that
everyone has a place; who is there by a scenario's own account is in
`theory/network/stationary_start.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from sim.experiments.fitting.inflow import with_fitted_inflow
from sim.model.parameters import Floats, Ints, Parameters, Start
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.terms import INCENTIVE_LED
from sim.model.units import unseen_days
from sim.scenario.arrays.parameters import by_level, parameters_of
from sim.scenario.arrays.teams import teams_by_key
from sim.scenario.reading import Scenario
from sim.scenario.schema.scenario import Values
from sim.theory.network.stationary_start import counted_start, exits_by_age, stationary_start
from sim.theory.network.stations import AWAY, Station, terms_of
from sim.theory.network.stay_laws import TAIL, stay_survival


def started(
    scenario: Scenario, rules: Rulebook = STANDARD_RULES, start_rules: Rulebook | None = None
) -> Parameters:
    """Arrays of a scenario with those present on its first day, and what is best for its teams.

    `start_rules` say who is present, where they are not the rules of the run.
    """
    scenario = with_fitted_inflow(scenario, start_rules or rules)
    return knowing_best(with_people(scenario, parameters_of(scenario), start_rules or rules), rules)


def knowing_best(parameters: Parameters, rules: Rulebook) -> Parameters:
    """The same with the levers that are best for teams that are led by incentives, if any is."""
    if not (parameters.behaviour.policy == INCENTIVE_LED).any():
        return parameters
    from sim.theory.steady.responses import with_best  # with it come thirty files of the twin

    return with_best(parameters, rules)


def with_people(scenario: Scenario, parameters: Parameters, rules: Rulebook) -> Parameters:
    """A scenario's arrays with those present on its first day."""
    first = scenario.starts_as
    if first is None:
        return parameters._replace(start=own_start(scenario.values, parameters, rules))
    theirs = _peopled(first, rules)
    start = shared_start(theirs.start, parameters, course_numbers(first, scenario))
    home = parameters.nursing_home
    if theirs.nursing_home.is_modelled:
        home = home._replace(occupied=theirs.nursing_home.occupied)
    return parameters._replace(start=start, nursing_home=home)


def _peopled(scenario: Scenario, rules: Rulebook) -> Parameters:
    return with_people(scenario, parameters_of(scenario), rules)


def own_start(values: Values, parameters: Parameters, rules: Rulebook) -> Start:
    """Who is present by a scenario's own account."""
    initial = values.run.initial
    if initial == "empty":
        return parameters.start
    if initial == "stationary":
        return stationary_start(parameters, rules)
    uncounted = [
        row
        for row, number in enumerate(teams_by_key(values))
        if values.team[number].name not in initial
    ]
    return counted_start(parameters, _counts(values), uncounted, rules)


def _counts(values: Values) -> dict[tuple[int, int], Floats]:
    """Today's counts by team (by key) and course."""
    initial = values.run.initial
    names = [values.team[row].name for row in teams_by_key(values)]
    courses = [course.name for course in values.course]
    if not isinstance(initial, dict):
        return {}
    return {
        (names.index(team), courses.index(course)): (
            by_level(count) if isinstance(count, list) else np.asarray(float(count))
        )
        for team, table in initial.items()
        for course, count in table.items()
    }


def course_numbers(first: Scenario, other: Scenario) -> dict[int, int]:
    """Number in the other scenario of each course of the first that both have, by name."""
    others = {course.name: number for number, course in enumerate(other.values.course)}
    return {
        number: others[course.name]
        for number, course in enumerate(first.values.course)
        if course.name in others
    }


def peopled(start: Start) -> Ints:
    """Numbers of the stations where somebody is found, or whose stay somebody interrupts."""
    found = start.present.sum(axis=0) > 0
    kept = start.kept_station[found]
    found[kept[kept >= 0]] = True
    return np.flatnonzero(found)


def shared_start(start: Start, parameters: Parameters, numbers: Mapping[int, int]) -> Start:
    """A start's people under other parameters; `numbers` says which course is which.

    The age of a stay in progress is the first scenario's, P(the stay would have ended before
    that age) the other's.
    """
    stations = peopled(start)
    place = {int(old): new for new, old in enumerate(stations)} | {-1: -1}
    to = dict(numbers) | {AWAY: AWAY}
    courses = np.array([to[int(start.course[z])] for z in stations], np.int64)
    ages = [slice(int(start.offset[z]), int(start.offset[z + 1])) for z in stations]
    level = start.level[stations]
    places = [Station(int(course), int(at)) for course, at in zip(courses, level, strict=True)]
    days = [_unseen_days(start.age_days[age]) for age in ages]
    below = [
        _stay_below(parameters, station, over) for station, over in zip(places, days, strict=True)
    ]
    return Start(
        present=np.ascontiguousarray(start.present[:, stations]),
        is_counted=start.is_counted,
        at_most=start.at_most,
        course=courses,
        level=level,
        kept_station=np.array([place[int(start.kept_station[z])] for z in stations], np.int64),
        offset=np.cumsum([0, *(len(one) for one in below)]),
        age_days=np.concatenate([np.zeros(0, np.int64), *(start.age_days[age] for age in ages)]),
        age_bounds=_joined(start.age_bounds[age] for age in ages),
        stay_below=_joined(below),
        **exits_by_age(parameters, list(zip(places, days, strict=True)))._asdict(),
    )


def _unseen_days(age_days: Ints) -> Floats:
    return np.array([unseen_days(int(age)) for age in age_days])


def _stay_below(parameters: Parameters, station: Station, days: Floats) -> Floats:
    """P(the stay would have ended before so many days), array [ages].

    At an age that the law does not reach it is 0: then a whole stay is drawn, which is over by
    that age, and the citizen leaves on the next day.
    """
    terms = terms_of(parameters, station)
    left = stay_survival(days, terms, parameters.stays.quantiles)
    return np.where(left > TAIL, 1.0 - left, 0.0)


def _joined(tables: Iterable[Floats]) -> Floats:
    return np.concatenate([np.zeros(0), *tables])


def begin_alike(first: Scenario, other: Scenario, rules: Rulebook = STANDARD_RULES) -> bool:
    """Whether a scenario's own first day is that of another, so that it runs the same."""
    own = _peopled(other, rules)
    theirs = _peopled(replace(other, starts_as=first), rules)
    every = range(len(other.values.course))
    mine = shared_start(own.start, own, {number: number for number in every})
    return own.nursing_home.occupied == theirs.nursing_home.occupied and all(
        np.array_equal(getattr(mine, part), getattr(theirs.start, part)) for part in Start._fields
    )
