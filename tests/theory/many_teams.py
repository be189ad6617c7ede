"""One team of a scenario many times over, each with citizens of its own.

Teams that differ in nothing but their key are as many independent samples of one team, so one
replication says what a team's week is on average and how much it varies.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.engines.compiled_engine import CompiledEngine
from sim.model.axes import axes
from sim.model.events.lookups import period_of
from sim.model.parameters import Parameters
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
    alike = {name: _alike(part, teams) for name, part in parameters._asdict().items()}
    keys = np.arange(1, teams + 1, dtype=np.uint64)
    alike["inflow"] = alike["inflow"]._replace(team_key=keys)
    before = len(parameters.behaviour.policy)
    best = np.repeat(parameters.behaviour.best[::before], teams, axis=0)
    alike["behaviour"] = alike["behaviour"]._replace(best=best)
    return Parameters(**alike)


def _alike(table: Any, teams: int) -> Any:
    """A part in which all teams are as the first one."""
    said = {name: axes(type(table), name) for name in table._fields}
    return table._replace(
        **{
            name: np.repeat(np.take(getattr(table, name), [0], of.index("T")), teams, of.index("T"))
            for name, of in said.items()
            if "T" in of
        }
    )


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
