"""Weekly means of a scenario whose teams hold levers: by the twin where it is exact, else run.

Both answer in the same words, arrays [R, T] over replications and teams; the twin has one row.
A simulation begins in the stationary state of its levers, sees the same citizens at every
setting of them, and holds them all through the run.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple, Protocol

import numpy as np

from sim.economics.audit.counts import weekly_means
from sim.experiments.cluster.task import Piece, all_pieces
from sim.experiments.folder.record import digest_of
from sim.experiments.prepared.held_levers import led_by_need
from sim.experiments.prepared.prepare import PreparedJob
from sim.experiments.running.sharing import Machines, SharedWork, shared_out
from sim.experiments.running.simulate import ReplicationsFailed
from sim.model.levers import ACCEPT_SHARE, DISCHARGE_SHARE, STEP_DOWN_DELAY
from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import Rulebook
from sim.model.terms import TO_TEAM
from sim.theory.limits import means_leave_out
from sim.theory.network.dates import on_date
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
    """How settings of the levers are simulated; `prepared` is asked once one is."""

    prepared: Callable[[], PreparedJob]
    replications: int
    machines: Machines = Machines()


def weekly_means_of(parameters: Parameters, rules: Rulebook, runs: AuditRuns) -> WeeklyMeans:
    """The twin where its means are exact, otherwise a simulation."""
    good_faith = led_by_need(parameters)
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
        self._runs = runs
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
        if not new:
            return
        keys, runs = list(new), self._runs
        job = runs.prepared()
        rows = [levers.tolist() for levers in new.values()]
        pieces = [
            Piece(number, f"{digest_of(row)}-{runs.replications}", (row,))
            for number, row in enumerate(rows)
        ]
        work = partial(_simulated, job, runs.replications)
        shared = SharedWork(work, job.rules, job.determinants)
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


def _simulated(job: PreparedJob, replications: int, levers: list[list[float]]) -> Steady:
    """Weekly means of replications in which teams hold levers, arrays [R, T]."""
    held = job.with_levers(np.array(levers, float))
    rows = [
        weekly_means(held.ended(number), held.parameters, held.rules)
        for number in range(replications)
    ]
    return Steady(*map(np.array, zip(*rows, strict=True)))
