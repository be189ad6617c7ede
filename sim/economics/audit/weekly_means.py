"""Weekly means of a scenario whose teams hold levers: by the twin where it is exact, else run.

Both answer in the same words, arrays [R, T] over replications and teams; the twin has one row.
A simulation begins in the stationary state of its levers, sees the same citizens at every
setting of them, and holds them all through the run.
"""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple, Protocol

import numpy as np

from sim.economics.audit.counts import weekly_means
from sim.experiments.cluster.task import Piece, all_pieces
from sim.experiments.folder.record import digest_of
from sim.experiments.running.replication import run_to_end
from sim.experiments.running.sharing import Machines, SharedWork, shared_out
from sim.experiments.running.simulate import ReplicationsFailed
from sim.experiments.tables.job import Job
from sim.model.levers import (
    ACCEPT_DELAY,
    ACCEPT_SHARE,
    DEVELOPMENT_WEEKS,
    DISCHARGE_SHARE,
    STEP_DOWN_DELAY,
    Levers,
)
from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import Rulebook
from sim.model.terms import TO_TEAM
from sim.model.units import DAYS_PER_WEEK
from sim.theory.limits import means_leave_out
from sim.theory.network.dates import on_date
from sim.theory.network.levered import Levered, levered
from sim.theory.network.stationary_start import stationary_start
from sim.theory.network.stations import explored
from sim.theory.steady.put_off import why_not
from sim.theory.steady.steady import Steady, SteadyStates
from sim.words import known, phrase


class WeeklyMeans(Protocol):
    """Where an audit looks up what levers lead to."""

    given: Parameters  # of all dates
    why_simulated: list[str]
    states: SteadyStates

    def under(self, levers: Floats) -> Steady:
        """Weekly means under levers [T, V], arrays [R, T]."""
        ...

    def look_ahead(self, several: Sequence[Floats]) -> None:
        """Find what several settings of the levers lead to, all at once where that is sooner."""
        ...


class AuditRuns(NamedTuple):
    """How a setting of the levers is simulated."""

    job: Job
    replications: int
    machines: Machines
    determinants: object
    """Of the scenario, ready for JSON."""


def weekly_means_of(parameters: Parameters, rules: Rulebook, runs: AuditRuns) -> WeeklyMeans:
    """The twin where its means are exact, otherwise a simulation."""
    good_faith = parameters._replace(
        behaviour=parameters.behaviour._replace(policy=np.zeros_like(parameters.behaviour.policy))
    )
    first = on_date(good_faith, 0)
    why = _beyond(first) or means_leave_out(rules, first, explored(rules, first))
    if why:
        return SimulatedMeans(good_faith, rules, runs, why)
    return ExactMeans(good_faith, rules)


def means_for_lever(weekly: WeeklyMeans, lever: int, runs: AuditRuns) -> WeeklyMeans:
    """Where a lever is looked up: run, where the steady state does not solve what it does."""
    parameters = weekly.states.parameters
    if weekly.why_simulated:
        return weekly
    why: list[str] = []
    if lever == STEP_DOWN_DELAY and parameters.tariff.is_by_plan:
        why = why_not(parameters, explored(weekly.states.rules, parameters))
    if lever == ACCEPT_SHARE and parameters.behaviour.declined_to == TO_TEAM:
        why = [known("citizens taken over by another team: the steady state has none")]
    if lever == DISCHARGE_SHARE:
        why = [known("stays that teams cut short: the steady state gives them whole")]
    return SimulatedMeans(weekly.given, weekly.states.rules, runs, why) if why else weekly


def _beyond(parameters: Parameters) -> list[str]:
    """What the steady state takes for something simpler, in words."""
    tariff = parameters.tariff
    beyond = {
        known(
            "stop-loss: the steady state takes weekly cost for a lognormal"
        ): tariff.refunded_share,
        known("true-up: the steady state takes a year for an average one"): tariff.trued_up_share,
        known(
            "the state's refund of dear months: the steady state has no months"
        ): parameters.state_refund.citizens_share,
    }
    return [words for words, share in beyond.items() if (np.asarray(share[0]) > 0.0).any()]


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

    def look_ahead(self, several: Sequence[Floats]) -> None:
        """Nothing: one setting is solved as soon as many."""


class SimulatedMeans:
    """Replications in which the teams hold levers; each setting is run once."""

    def __init__(
        self, parameters: Parameters, rules: Rulebook, runs: AuditRuns, why_simulated: list[str]
    ) -> None:
        """Prepare runs."""
        self.given = parameters
        self.why_simulated = why_simulated
        self.states = SteadyStates(parameters, rules)
        self._runs = runs._replace(job=runs.job._replace(parameters=parameters))
        self._found: dict[bytes, Steady] = {}

    def under(self, levers: Floats) -> Steady:
        """Weekly means under levers [T, V], arrays [R, T].

        Raises
        ------
        ReplicationsFailed
            When one does not finish.
        RuleError
            When a rule answers out of its range.
        """
        self.look_ahead([levers])
        return self._found[_key(levers)]

    def look_ahead(self, several: Sequence[Floats]) -> None:
        """Run the settings that have not been run."""
        new = {_key(levers): levers for levers in several if _key(levers) not in self._found}
        keys, runs = list(new), self._runs
        rows = [levers.tolist() for levers in new.values()]
        pieces = [
            Piece(number, f"{digest_of(row)}-{runs.replications}", (row,))
            for number, row in enumerate(rows)
        ]
        work = partial(_simulated, runs.job, runs.replications)
        shared = SharedWork(work, runs.job.rules, [runs.determinants, runs.job.engine])
        for attempt in shared_out(shared, all_pieces(pieces), runs.machines):
            attempt.stop_if_it_ends_all()
            if attempt.fault is not None:
                held = rows[attempt.replication]
                raise ReplicationsFailed(
                    phrase("levers {levers}: {fault}", levers=held, fault=attempt.fault)
                )
            self._found[keys[attempt.replication]] = attempt.found


def _key(levers: Floats) -> bytes:
    return np.array(levers, float).tobytes()


def _simulated(job: Job, replications: int, levers: list[list[float]]) -> Steady:
    """Weekly means of replications in which teams hold levers, arrays [R, T]."""
    parameters = holding(job.parameters, job.rules, np.array(levers, float))
    held = job._replace(parameters=parameters)
    rows = [
        weekly_means(run_to_end(held, number), parameters, job.rules)
        for number in range(replications)
    ]
    return Steady(*map(np.array, zip(*rows, strict=True)))


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
