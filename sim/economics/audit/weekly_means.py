"""Weekly means of a scenario whose teams hold levers: by the twin where it is exact, else run.

Both answer in the same words, arrays [R, T] over replications and teams; the twin has one row.
A simulation begins in the stationary state of its levers, sees the same citizens at every
setting of them, and holds them all through the run.
"""

from typing import Protocol

import numpy as np

from sim.economics.audit.counts import weekly_means
from sim.engines.compiled_engine import CompiledEngine
from sim.model.levers import ACCEPT_DELAY, DEVELOPMENT_WEEKS, STEP_DOWN_DELAY, Levers
from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import Rulebook
from sim.model.state import State
from sim.model.units import DAYS_PER_WEEK
from sim.theory.limits import means_leave_out
from sim.theory.network.dates import on_date
from sim.theory.network.levered import Levered, levered
from sim.theory.network.stationary_start import stationary_start
from sim.theory.network.stations import explored
from sim.theory.steady.put_off import why_not
from sim.theory.steady.steady import Steady, SteadyStates
from sim.words import known


class WeeklyMeans(Protocol):
    """Where an audit looks up what levers lead to."""

    given: Parameters  # of all dates
    why_simulated: list[str]
    states: SteadyStates

    def under(self, levers: Floats) -> Steady:
        """Weekly means under levers [T, V], arrays [R, T]."""
        ...


def weekly_means_of(
    parameters: Parameters, rules: Rulebook, seed: int, replications: int
) -> WeeklyMeans:
    """The twin where its means are exact, otherwise a simulation."""
    good_faith = parameters._replace(
        behaviour=parameters.behaviour._replace(policy=np.zeros_like(parameters.behaviour.policy))
    )
    first = on_date(good_faith, 0)
    why = _beyond(first) or means_leave_out(rules, first, explored(rules, first))
    if why:
        return SimulatedMeans(good_faith, rules, (seed, replications), why)
    return ExactMeans(good_faith, rules)


def means_for_lever(weekly: WeeklyMeans, lever: int, runs: tuple[int, int]) -> WeeklyMeans:
    """Where a lever is looked up: run, where the steady state does not solve what it does."""
    parameters = weekly.states.parameters
    if weekly.why_simulated or lever != STEP_DOWN_DELAY or not parameters.tariff.is_by_plan:
        return weekly
    why = why_not(parameters, explored(weekly.states.rules, parameters))
    return SimulatedMeans(weekly.given, weekly.states.rules, runs, why) if why else weekly


def _beyond(parameters: Parameters) -> list[str]:
    """What the steady state takes for something simpler, in words."""
    tariff = parameters.tariff
    beyond = {
        known(
            "stop-loss: the steady state takes weekly cost for a lognormal"
        ): tariff.refunded_share,
        known("true-up: the steady state takes a year for an average one"): tariff.trued_up_share,
    }
    return [words for words, share in beyond.items() if share[0] > 0.0]


class ExactMeans:
    """Steady states of the first date, solved."""

    def __init__(self, parameters: Parameters, rules: Rulebook) -> None:
        """Prepare the steady states."""
        self.given = parameters
        self.why_simulated: list[str] = []
        self.states = SteadyStates(parameters, rules)

    def under(self, levers: Floats) -> Steady:
        """Weekly means under levers [T, V], arrays [1, T]."""
        teams = [self.states.under(row) for row in levers]
        return Steady(
            *(
                np.array([[field[t] for t, field in enumerate(fields)]])
                for fields in zip(*teams, strict=True)
            )
        )


class SimulatedMeans:
    """Replications in which the teams hold levers; each setting is run once."""

    def __init__(
        self,
        parameters: Parameters,
        rules: Rulebook,
        runs: tuple[int, int],
        why_simulated: list[str],
    ) -> None:
        """Prepare runs: a seed and how many replications."""
        self.given = parameters
        self.rules = rules
        self.seed, self.replications = runs
        self.why_simulated = why_simulated
        self.states = SteadyStates(parameters, rules)
        self._run: dict[bytes, Steady] = {}

    def under(self, levers: Floats) -> Steady:
        """Weekly means under levers [T, V], arrays [R, T]."""
        held = np.array(levers, float)
        if held.tobytes() not in self._run:
            parameters = holding(self.given, self.rules, held)
            rows = [
                weekly_means(self._replication(parameters, number), parameters, self.rules)
                for number in range(self.replications)
            ]
            self._run[held.tobytes()] = Steady(*map(np.array, zip(*rows, strict=True)))
        return self._run[held.tobytes()]

    def _replication(self, parameters: Parameters, number: int) -> State:
        return CompiledEngine(parameters, self.rules, seed=self.seed, replication=number).run()


def holding(parameters: Parameters, rules: Rulebook, levers: Floats) -> Parameters:
    """Parameters in which teams hold levers [T, V] from a stationary start on.

    A length of development is written into the stays, so that those who are there on the first
    day have it too. The start is that of the first team's levers.
    """
    first = Levers(*levers[0].tolist())
    lengths = levered(parameters, rules, first).parameters.stays
    kept = levers.copy()
    same = bool(np.all(levers[:, DEVELOPMENT_WEEKS] == first.development_weeks))
    if same:
        kept[:, DEVELOPMENT_WEEKS] = 0.0
    settled = _settled(levered(on_date(parameters, 0), rules, first))
    return parameters._replace(
        stays=lengths if same else parameters.stays,
        start=stationary_start(settled.parameters, settled.rules),
        behaviour=parameters.behaviour._replace(reference=kept),
    )


def _settled(scenario: Levered) -> Levered:
    """Scenario in which those who give up waiting never come."""
    parameters, weeks = scenario.parameters, scenario.levers[ACCEPT_DELAY]
    per_day = float(parameters.behaviour.given_up_per_day[0])
    stays = float(np.exp(-per_day * DAYS_PER_WEEK * weeks))
    network, inflow = parameters.network, parameters.inflow
    fewer = parameters._replace(
        inflow=inflow._replace(per_day=inflow.per_day * stays),
        network=network._replace(relapse_probability=network.relapse_probability * stays),
    )
    return scenario._replace(parameters=fewer)
