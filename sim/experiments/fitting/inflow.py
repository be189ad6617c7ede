"""`inflow_per_week = "fit"`: who must come so that those in care today stay as many.

In the long run the citizens in a course, at a level, are in proportion to the inflow of each
source: present = sum over sources of inflow x citizens kept by one a week. So inflow is found by
least squares over the counts of a team, none below 0, each count weighed as a Poisson number. Where
the counts leave open who comes from where, the sources share as usual. A scenario is fitted before
it runs, at the door of whatever runs it; what runs has numbers.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

import numpy as np

from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.terms import LEVELS, SOURCES
from sim.model.units import DAYS_PER_WEEK
from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.arrays.teams import teams_by_key
from sim.scenario.evidence.figures import FIGURE
from sim.scenario.faults.fault import key_text
from sim.scenario.reading import Scenario, changed_scenario
from sim.scenario.schema import TeamTable
from sim.scenario.schema.quantities import FIT
from sim.scenario.schema.scenario import Values
from sim.scenario.schema.shapes import SOURCE_NAMES
from sim.theory.network.stationary_start import present_in_the_long_run
from sim.theory.network.stations import explored

DECIMALS: Final = 4
"""Of an inflow that was found [citizens per week], so that it is the same on every machine."""

_AS_USUAL: Final = 1e-4
"""Weight of the usual shares of the sources beside the counts, small enough to move no count."""

SOURCE: Final = "found by the twin: keeps the citizens counted in run.initial in care"


class CountKept(NamedTuple):
    """A count of today, and the citizens that the inflow found keeps there in the long run."""

    course: str
    level: int | None
    counted: float
    kept: float


class FittedInflow(NamedTuple):
    """A team's inflow by source [citizens per week], and how it meets each count."""

    team: str
    by_source: dict[str, float]
    counts: tuple[CountKept, ...]


def with_fitted_inflow(scenario: Scenario, rules: Rulebook = STANDARD_RULES) -> Scenario:
    """The scenario with a number wherever its inflow is to be found; itself where nowhere."""
    return with_inflow(scenario, fitted_inflows(scenario, rules))


def with_inflow(scenario: Scenario, found: Mapping[str, FittedInflow]) -> Scenario:
    """The scenario with inflows that were found, by team."""
    wanted = {team.name: team for team in scenario.values.team if is_to_be_fitted(team)}
    changes = {
        key_text(("team", name, "inflow_per_week")): _written(wanted[name], found[name])
        for name in wanted.keys() & found.keys()
    }
    return changed_scenario(scenario, dict(sorted(changes.items()))) if changes else scenario


def is_to_be_fitted(team: TeamTable) -> bool:
    """Whether some inflow of a team is to be found."""
    given = team.inflow_per_week
    return FIT in (given.values() if isinstance(given, dict) else (given,))


def _numbers(team: TeamTable) -> dict[str, float]:
    """Inflow of the sources for which a team has a number."""
    given = team.inflow_per_week
    each = given.items() if isinstance(given, dict) else ()
    return {source: inflow for source, inflow in each if inflow != FIT}


def _written(team: TeamTable, found: FittedInflow) -> dict[str, Any]:
    """Inflow by source as a scenario says it; what was a number stays as it was."""
    kept = _numbers(team)
    new = {
        source: {
            "value": weekly,
            "unit": "citizens per week",
            "source": SOURCE,
            "status": "assumed",
        }
        for source, weekly in found.by_source.items()
        if source not in kept
    }
    return {**kept, **new}


def fitted_inflows(scenario: Scenario, rules: Rulebook = STANDARD_RULES) -> dict[str, FittedInflow]:
    """Inflow of each team for which it is to be found."""
    values = scenario.values
    if not any(map(is_to_be_fitted, values.team)):
        return {}
    shares = {
        key_text(("team", team.name, "inflow_per_week")): dict.fromkeys(
            fitted_sources(values, team), 1
        )
        for team in values.team
        if is_to_be_fitted(team)
    }
    parameters = parameters_of(changed_scenario(scenario, shares))
    kept = _kept_by_one_a_week(parameters, rules)
    rows = {values.team[place].name: row for row, place in enumerate(teams_by_key(values))}
    return {
        team.name: _fitted(values, team, {s: table[rows[team.name]] for s, table in kept.items()})
        for team in values.team
        if is_to_be_fitted(team)
    }


def fitted_sources(values: Values, team: TeamTable) -> list[str]:
    """Sources from which somebody comes: those given, or those that intake and levels know of.

    Where neither tells sources apart, everybody comes by first contact, as of an inflow that is
    one number.
    """
    given = team.inflow_per_week
    if isinstance(given, dict):
        return [source for source in SOURCE_NAMES if source in given]
    intake = team.intake or values.intake
    own = {source for source in SOURCE_NAMES if isinstance(intake.get(source), dict)}
    levels = values.citizen.start_level
    if isinstance(levels, dict):
        own = own & levels.keys() if own else {*levels}
    return [source for source in SOURCE_NAMES if source in own] or [SOURCE_NAMES[0]]


def _kept_by_one_a_week(parameters: Parameters, rules: Rulebook) -> dict[str, Floats]:
    """Citizens that one a week from a source keeps in care, arrays [T, C, L] by source."""
    found = {}
    for place, source in enumerate(SOURCES):
        if source not in SOURCE_NAMES or not parameters.inflow.per_day[0, :, place].any():
            continue
        per_day = np.zeros_like(parameters.inflow.per_day)
        per_day[:, :, place] = parameters.inflow.per_day[:, :, place] > 0
        alone = parameters._replace(
            inflow=parameters.inflow._replace(per_day=per_day / DAYS_PER_WEEK)
        )
        network = explored(rules, alone)
        present = present_in_the_long_run(rules, alone, network)
        courses = len(parameters.network.kind)
        kept = np.zeros((len(present), courses, LEVELS))
        for z, station in enumerate(network.stations):
            if 0 <= station.course < courses:
                kept[:, station.course, station.level] += present[:, z]
        found[source] = kept
    return found


class _Count(NamedTuple):
    course: int
    level: int | None
    citizens: float

    def of(self, kept: Floats) -> float:
        """Citizens there, of an array [C, L]."""
        there = kept[self.course]
        return float(there.sum() if self.level is None else there[self.level])


def _counts(values: Values, team: TeamTable) -> Iterator[_Count]:
    """What is counted of a team today."""
    initial = values.run.initial
    names = [course.name for course in values.course]
    table = initial.get(team.name, {}) if isinstance(initial, dict) else {}
    for course, count in table.items():
        if isinstance(count, list):
            for level, citizens in enumerate(count):
                yield _Count(names.index(course), level, citizens)
        else:
            yield _Count(names.index(course), None, count)


def _fitted(values: Values, team: TeamTable, kept: Mapping[str, Floats]) -> FittedInflow:
    fixed = _numbers(team)
    free = [source for source in fitted_sources(values, team) if source not in fixed]
    counts = list(_counts(values, team))
    by_source = {**fixed, **_solved(counts, kept, free, fixed)}
    return FittedInflow(
        team.name,
        {source: float(by_source[source]) for source in SOURCE_NAMES if source in by_source},
        tuple(
            CountKept(
                values.course[count.course].name,
                count.level,
                count.citizens,
                sum(
                    by_source[source] * count.of(kept[source])
                    for source in by_source
                    if by_source[source] > 0
                ),
            )
            for count in counts
        ),
    )


def _solved(
    counts: list[_Count], kept: Mapping[str, Floats], free: list[str], fixed: Mapping[str, Any]
) -> dict[str, float]:
    """Inflow of the free sources: least squares with none below 0.

    Beside the counts stand weak rows by which each source has its usual share of the sum.
    """
    from scipy.optimize import nnls  # a sixth of a second that few runs need

    per_one = np.array([[count.of(kept[source]) for source in free] for count in counts])
    rest = [
        count.citizens - sum(fixed[s] * count.of(kept[s]) for s in fixed if fixed[s] > 0)
        for count in counts
    ]
    weights = 1.0 / np.sqrt([max(1.0, count.citizens) for count in counts])
    usual = np.array([_usual_share(source) for source in free])
    usual /= usual.sum()
    size = float(np.abs(per_one * weights[:, None]).max()) or 1.0
    as_usual = _AS_USUAL * size * (np.eye(len(free)) - usual[:, None])
    rows = np.vstack([per_one * weights[:, None], as_usual])
    aims = np.concatenate([np.array(rest) * weights, np.zeros(len(free))])
    found, _ = nnls(rows, aims)
    return dict(zip(free, np.round(found, DECIMALS).tolist(), strict=True))


def _usual_share(source: str) -> float:
    """Share of new citizens from a source."""
    shares = {
        "hospital_discharge": FIGURE["from_hospital_share"].value,
        "temporary_place": FIGURE["from_temporary_place_share"].value,
    }
    return shares.get(source, 1.0 - sum(shares.values()))
