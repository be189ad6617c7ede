"""Settings with the same lives: who lives them again, and who is only paid anew.

Settings of one prepared job that differ in rates alone share their lives (`rates.py`). The first
that asks for a replication has it run by the engine, as ever; the second has it counted
(`counting.py`), and from then on it is settled from the counts, to the øre as the engine would.
"""

from collections.abc import Sequence
from threading import RLock
from typing import Final

from sim.experiments.prepared.state_sums import same_sums
from sim.experiments.repaid.counting import (
    CountedJob,
    CountedLives,
    counted_lives,
    lives_together,
)
from sim.experiments.repaid.kinds import KnownKinds, Paid
from sim.experiments.repaid.rates import differs_in_rates_alone, only_pay_hangs_on_rates
from sim.experiments.summary.sums import Sums

_MOST_LIVES: Final = 32
"""Lives that are kept at a time: a grid of so many inflows, whichever key varies first."""


class Lives:
    """The replications of settings that differ in rates alone."""

    def __init__(self, of: CountedJob) -> None:
        """Begin with none."""
        self.of = of
        self._kinds = KnownKinds(of.job.rules)
        self._ran: dict[int, tuple[CountedJob, Paid, Sums]] = {}
        self._counted: dict[int, CountedLives | None] = {}
        self._last: tuple[tuple[int, ...], CountedLives] | None = None
        self._one_at_a_time = RLock()

    def sums(self, of: CountedJob, paid: Paid, replications: Sequence[int]) -> Sums | None:
        """Sums of replications at the rates of a job; None where the engine is to run them."""
        with self._one_at_a_time:
            counted = [self._count(number) for number in replications]
            known = [one for one in counted if one is not None]
            if len(known) < len(counted):
                return None
            pay_ore = paid.of(self._kinds, of.job.parameters)
            if pay_ore is None or not all(one.by_team.can_be_added(pay_ore) for one in known):
                return None
            return self._joined(tuple(replications), known).sums_at(pay_ore, of.facts)

    def ran(self, of: CountedJob, paid: Paid, sums: Sums) -> None:
        """Note what the engine gave of a replication: what is settled later is held against it."""
        self._ran.setdefault(int(sums.replications[0]), (of, paid, sums))

    def _count(self, replication: int) -> CountedLives | None:
        """One replication without its rates; None if nobody has run it, or it cannot be counted."""
        if replication not in self._ran:
            return None
        if replication not in self._counted:
            self._counted[replication] = self._checked(*self._ran[replication], replication)
        return self._counted[replication]

    def _checked(
        self, of: CountedJob, paid: Paid, sums: Sums, replication: int
    ) -> CountedLives | None:
        """A count that gives what the engine gave; None where something else hangs on rates."""
        counted = counted_lives(of, replication, self._kinds)
        pay_ore = paid.of(self._kinds, of.job.parameters)
        if counted is None or pay_ore is None:
            return None
        return counted if same_sums(counted.sums_at(pay_ore, of.facts), sums) else None

    def _joined(self, numbers: tuple[int, ...], known: list[CountedLives]) -> CountedLives:
        """Several replications as one, kept for the setting that asks for the same."""
        if self._last is None or self._last[0] != numbers:
            self._last = numbers, lives_together(known)
        return self._last[1]


class SharedLives:
    """The lives of the settings of one prepared job, those that were asked for last."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: list[Lives] = []
        self._one_at_a_time = RLock()

    def of(self, asked: CountedJob) -> Lives | None:
        """The lives of a setting; None where more than pay hangs on its rates."""
        if not only_pay_hangs_on_rates(asked.job.parameters, asked.job.rules):
            return None
        with self._one_at_a_time:
            found = next((one for one in self._known if _are_alike(one.of, asked)), None)
            if found is None:
                found = Lives(asked)
            else:
                self._known.remove(found)
            self._known = [*self._known[1 - _MOST_LIVES :], found]
        return found

    def __reduce__(self) -> tuple[type["SharedLives"], tuple[()]]:
        """Other processes count their own."""
        return SharedLives, ()


def _are_alike(one: CountedJob, other: CountedJob) -> bool:
    """Claim that two settings have the same lives, and ask the same sums of them."""
    if not differs_in_rates_alone(one.job.parameters, other.job.parameters):
        return False
    return _but_parameters(one) == _but_parameters(other)


def _but_parameters(of: CountedJob) -> tuple[object, ...]:
    job, facts = of
    asked = facts.goals, facts.payers, facts.modelled, facts.slots, facts.expected is None
    return job.seed, job.names, job.team_rows, job.payers, asked
