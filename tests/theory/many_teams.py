"""One team of a scenario many times over, each with citizens of its own.

Teams that differ in nothing but their key are as many independent samples of one team, so one
replication says what a team's week is on average and how much it varies.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sim.engines.compiled_engine import CompiledEngine
from sim.model.events.lookups import period_of
from sim.model.parameters import Behaviour, Parameters
from sim.model.state import CITIZENS, SPELLS, State
from sim.model.terms import PRESENT

Floats = npt.NDArray[np.float64]


class Sample(NamedTuple):
    """What N teams saw; money in DKK."""

    census: Floats  # [N, weeks, C] citizens
    entries: Floats  # [N, C] courses begun after the first day of the run
    revenue: Floats  # [N, weeks]
    cost: Floats  # [N, weeks]
    came: Floats  # [N, K] citizens who came, by week and first course; those present first

    @property
    def deviation(self) -> Floats:
        return self.revenue - self.cost


def repeated(parameters: Parameters, teams: int) -> Parameters:
    """The first team of a scenario, so many times."""
    inflow, start, staff = parameters.inflow, parameters.start, parameters.staff
    encounters, tariff = parameters.encounters, parameters.tariff
    everyone = np.repeat(staff.full_time_equivalents[:, :1], teams, axis=1)
    return parameters._replace(
        inflow=inflow._replace(
            team_key=np.arange(1, teams + 1, dtype=np.uint64),
            per_day=np.repeat(inflow.per_day[:, :1], teams, axis=1),
            course_bounds=np.repeat(inflow.course_bounds[:, :1], teams, axis=1),
        ),
        start=start._replace(
            present=np.repeat(start.present[:1], teams, axis=0),
            at_most=np.repeat(start.at_most[:1], teams),
        ),
        offers=parameters.offers._replace(
            places=np.repeat(parameters.offers.places[:, :1], teams, axis=1),
            basis_ore=np.repeat(parameters.offers.basis_ore[:, :1], teams, axis=1),
        ),
        staff=staff._replace(full_time_equivalents=everyone),
        encounters=encounters._replace(persons=np.repeat(encounters.persons[:, :1], teams, axis=1)),
        tariff=tariff._replace(
            budget_ore=np.repeat(tariff.budget_ore[:, :1], teams, axis=1),
            basis_ore_per_day=np.repeat(tariff.basis_ore_per_day[:, :1], teams, axis=1),
        ),
        behaviour=_alike(parameters.behaviour, teams),
    )


def _alike(behaviour: Behaviour, teams: int) -> Behaviour:
    """Behaviour of so many teams that all do as the first one."""
    before = len(behaviour.policy)
    by_team = {
        name: np.repeat(getattr(behaviour, name)[:1], teams, axis=0)
        for name in ("policy", "alpha", "reference", "low", "high")
    }
    return behaviour._replace(best=np.repeat(behaviour.best[::before], teams, axis=0), **by_team)


def sampled(parameters: Parameters, teams: int, seed: int = 1) -> Sample:
    """What so many teams alike see in one replication."""
    state = CompiledEngine(repeated(parameters, teams), seed=seed).run()
    weeks = state.weeks
    return Sample(
        weeks.days / 7.0,
        _entries(parameters, state, teams),
        weeks.revenue_ore / 100.0,
        weeks.cost_ore / 100.0,
        _came(parameters, state, teams),
    )


def _entries(parameters: Parameters, state: State, teams: int) -> Floats:
    rows = np.arange(int(state.rows[SPELLS]))
    is_late = state.spells.start_day[rows] > max(0, parameters.calendar.first_day)
    rows = rows[is_late & (state.spells.is_entry[rows] == 1)]
    entries = np.zeros((teams, len(parameters.network.kind)))
    team = state.citizens.team[state.spells.citizen[rows]]
    np.add.at(entries, (team, state.spells.course[rows]), 1)
    return entries


def _came(parameters: Parameters, state: State, teams: int) -> Floats:
    """Citizens who came, by week and first course, array [N, K]."""
    first_day, end_day = parameters.calendar.first_day, parameters.calendar.end_day
    citizens = np.arange(int(state.rows[CITIZENS]))
    course = np.full(len(citizens), len(parameters.network.kind))
    spells = state.spells.citizen[: int(state.rows[SPELLS])]
    begun, first = np.unique(spells, return_index=True)
    is_on_time = state.spells.start_day[first] <= np.maximum(state.citizens.day[begun], first_day)
    course[begun[is_on_time]] = state.spells.course[first[is_on_time]]
    week = (state.citizens.day[citizens] - first_day) // 7 + 1
    week[state.citizens.source[citizens] == PRESENT] = 0
    came = np.zeros((teams, (end_day - first_day) // 7 + 1, len(parameters.network.kind) + 1))
    np.add.at(came, (state.citizens.team[citizens], week, course), 1)
    return came.reshape(teams, -1)


def expected_to_come(parameters: Parameters) -> Floats:
    """Mean of `Sample.came`, as the scenario states it, array [K]."""
    start, inflow = parameters.start, parameters.inflow
    first_day, end_day = parameters.calendar.first_day, parameters.calendar.end_day
    came = np.zeros(((end_day - first_day) // 7 + 1, len(parameters.network.kind) + 1))
    np.add.at(came[0], start.course, start.present[0] if len(start.course) else 0.0)
    shares = np.diff(inflow.course_bounds[:, 0], axis=-1, prepend=0.0)
    for day in range(first_day + (1 if len(start.course) else 0), end_day):
        period = period_of(parameters, day)
        came[(day - first_day) // 7 + 1, :-1] += inflow.per_day[period, 0] @ shares[period]
    return came.ravel()
