"""Lives counted once: how many parts of each kind each team, course and payer is paid for.

The engine runs once, at rates of which no two are alike. What each spell is paid then must be what
its parts come to; otherwise nothing is kept, and every setting is left to the engine.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from sim.engines.compiled_engine import CompiledEngine
from sim.experiments.expected_cost import CareGiven, OfTheWaiting, told_by_run
from sim.experiments.prepared.state_sums import (
    Ended,
    sums_of_state,
    sums_together,
    told_of_state,
)
from sim.experiments.repaid.kinds import KnownKinds
from sim.experiments.repaid.parts import PaidParts, kinds_of, reported_parts
from sim.experiments.repaid.rates import at_telling_rates
from sim.experiments.summary.scenario_facts import ScenarioFacts
from sim.experiments.summary.sums import Sums
from sim.experiments.tables.job import Job
from sim.experiments.tables.offers import payer_column
from sim.experiments.tables.tables import reported_rows, weeks_by_team
from sim.model.parameters import Ints
from sim.model.state import NO_ROW, State
from sim.model.terms import WAITING
from sim.model.units import DAYS_PER_WEEK

_SAFE_ORE = 2.0**62


class Tally(NamedTuple):
    """Parts by group and kind, and what the group is paid that hangs on no rate."""

    rest_ore: Ints  # by group: [replications, groups] or [replications, teams, weeks]
    group: Ints  # this and what follows: [pairs of group and kind]
    kind: Ints
    number: Ints

    def at(self, pay_ore: Ints) -> Ints:
        """What each group is paid [øre], where a part of each kind is paid so much."""
        paid = self.rest_ore.copy()
        np.add.at(paid.reshape(-1), self.group, self.number * pay_ore[self.kind])
        return paid

    def can_be_added(self, pay_ore: Ints) -> bool:
        """Whether all of it stays below 64 bits; beyond, the engine says what is wrong."""
        all_parts = float(self.number.sum()) * float(np.abs(pay_ore).max(initial=0))
        return all_parts + float(np.abs(self.rest_ore).sum()) < _SAFE_ORE


class ToldBy(NamedTuple):
    """What replications tell their causes by, but for revenue as it is at any rates."""

    given: CareGiven
    waiting: OfTheWaiting
    by_period: Tally  # periods and teams in the order of the file
    by_waiting: Tally  # teams in the order of the file; of those who wait for a nursing home


class CountedLives(NamedTuple):
    """Replications without their rates."""

    sums: Sums  # but for revenue as they are at any rates
    by_team: Tally  # in the order of the file
    by_course: Tally | None  # where goals ask
    by_payer: Tally | None
    by_week: Tally | None  # teams in the order of the file and weeks, where they are asked for
    told: ToldBy | None

    def sums_at(self, pay_ore: Ints, facts: ScenarioFacts) -> Sums:
        """Sums of the replications where a part of each kind is paid so much."""
        sums, goals, payers = self.sums, self.sums.goals, self.sums.payers
        if goals is not None and self.by_course is not None:
            goals = goals._replace(revenue_ore=self.by_course.at(pay_ore))
        if payers is not None and self.by_payer is not None:
            payers = payers._replace(revenue_ore=self.by_payer.at(pay_ore))
        money = sums.money._replace(revenue_ore=self.by_team.at(pay_ore))
        if self.told is not None and facts.expected is not None:
            given, waiting, by_period, by_waiting = self.told
            given = given._replace(revenue_ore=by_period.at(pay_ore))
            waiting = waiting._replace(revenue_ore=by_waiting.at(pay_ore))
            money = money._replace(**told_by_run(given, waiting, facts.expected)._asdict())
        return sums._replace(money=money, goals=goals, payers=payers)


class CountedJob(NamedTuple):
    """What a replication is counted of."""

    job: Job
    facts: ScenarioFacts


def counted_lives(
    of: CountedJob, replication: int, known: KnownKinds, *, weekly: bool = False
) -> CountedLives | None:
    """Count one replication; None where its parts are not what its spells are paid."""
    job, facts = of
    probe = job._replace(parameters=at_telling_rates(job.parameters))
    engine = CompiledEngine(
        probe.parameters, probe.rules, seed=job.seed, replication=replication, keep_log=True
    )
    state = engine.run()
    parts = reported_parts(probe.parameters, state, engine.recorded)
    parts = PaidParts(*(column[parts.is_personal == 0] for column in parts))
    kind = known.placed(state, parts, kinds_of(probe.parameters, state, parts))
    pay_ore = known.telling_ore(probe.parameters)
    if pay_ore is None or not _is_what_was_paid(probe, state, parts, pay_ore[kind]):
        return None
    ended = Ended(replication, state)
    sums = sums_of_state(probe, facts, ended)
    weeks = weeks_by_team(probe, state.weeks).revenue_ore
    team, week = np.argsort(probe.team_rows)[parts.team], parts.first // DAYS_PER_WEEK
    course, paid = state.spells.course[parts.spell], _Paid(kind, pay_ore)
    told = None
    if facts.expected is not None:
        given, waiting = told_of_state(probe, facts.expected, state)
        place = np.array(facts.expected.period_of_week)[week] * len(probe.team_rows) + team
        waits = probe.parameters.network.kind[course] == WAITING
        told = ToldBy(
            given,
            waiting,
            paid.tally(given.revenue_ore, place),
            _Paid(kind[waits], pay_ore).tally(waiting.revenue_ore, team[waits]),
        )
    return CountedLives(
        sums,
        paid.tally(sums.money.revenue_ore, team),
        sums.goals and paid.tally(sums.goals.revenue_ore, course),
        sums.payers and paid.tally(sums.payers.revenue_ore, _payers(probe, facts, ended, parts)),
        paid.tally(weeks[np.newaxis], team * weeks.shape[1] + week) if weekly else None,
        told,
    )


def lives_together(every: Sequence[Any]) -> Any:  # noqa: ANN401 - maps nests of counts onto one
    """Several replications, one after the other: `CountedLives`, and what they are made of."""
    first = every[0]
    if isinstance(first, Tally):
        return _together(every)
    if isinstance(first, CountedLives | ToldBy):
        return type(first)(*(lives_together(each) for each in zip(*every, strict=True)))
    return sums_together(every)


def _together(tallies: Sequence[Tally]) -> Tally:
    groups = tallies[0].rest_ore.size
    return Tally(
        np.concatenate([one.rest_ore for one in tallies]),
        np.concatenate([n * groups + one.group for n, one in enumerate(tallies)]),
        np.concatenate([one.kind for one in tallies]),
        np.concatenate([one.number for one in tallies]),
    )


class _Paid(NamedTuple):
    """Parts, and what each kind of them was paid."""

    kind: Ints  # [parts]
    pay_ore: Ints  # [kinds]

    def tally(self, revenue_ore: Ints, group: Ints) -> Tally:
        """Parts by group [parts], of groups with this revenue."""
        pairs, number = np.unique(group * len(self.pay_ore) + self.kind, return_counts=True)
        of, kind = np.divmod(pairs, len(self.pay_ore))
        nothing = Tally(np.zeros_like(revenue_ore), of, kind, number)
        return nothing._replace(rest_ore=revenue_ore - nothing.at(self.pay_ore))


def _is_what_was_paid(job: Job, state: State, parts: PaidParts, paid_ore: Ints) -> bool:
    """Whether every spell was paid what its parts come to, but those that are paid per person."""
    spells, rows = state.spells, reported_rows(job, state)
    come_to = np.zeros(len(spells.citizen), np.int64)
    np.add.at(come_to, parts.spell, paid_ore)
    personal = job.parameters.tariff.is_per_person[0] > 0
    at_rates = ~personal[spells.paid_course[rows]] | (spells.away_course[rows] != NO_ROW)
    same = come_to[rows] == spells.revenue_ore[rows]
    return bool(same[at_rates].all())


def _payers(job: Job, facts: ScenarioFacts, ended: Ended, parts: PaidParts) -> Ints:
    """Place of each part's payer among the payers [parts]."""
    state = ended.state
    citizens = state.spells.citizen[parts.spell]
    found = payer_column(job, state, citizens, ended.replication)["payer"]
    return np.array([facts.payers.index(str(name)) for name in found], np.int64)
