"""A run's lives, counted when all else is done: they say at once what other rates pay."""

from sim.experiments.prepared.paired_sums import Replications
from sim.experiments.prepared.prepare import PreparedJob
from sim.experiments.prepared.state_sums import same_sums
from sim.experiments.repaid.counting import (
    CountedJob,
    CountedLives,
    counted_lives,
    lives_together,
)
from sim.experiments.repaid.kinds import KnownKinds
from sim.experiments.repaid.rates import differs_in_rates_alone, only_pay_hangs_on_rates


class RunDays:
    """The lives of each replication of a run, as far as they are counted."""

    def __init__(self) -> None:
        """Begin with none."""
        self.counted: dict[int, CountedLives] = {}
        self.kinds: KnownKinds | None = None
        self.cannot_be_counted = False  # what spells were paid was not what their parts come to

    def missing(self, of: Replications | None) -> list[int]:
        """Replications that are still to be counted."""
        if of is None or self.cannot_be_counted:
            return []
        return [number for number in of.numbers if number not in self.counted]

    def count(self, prepared: PreparedJob, replication: int) -> None:
        """Count a replication."""
        self.kinds = self.kinds or KnownKinds(prepared.rules)
        of = CountedJob(prepared.job, prepared.facts)
        found = counted_lives(of, replication, self.kinds, weekly=True)
        if found is None:
            self.cannot_be_counted = True
        else:
            self.counted[replication] = found

    def at_other_rates(
        self, of: Replications, was: PreparedJob, now: PreparedJob
    ) -> Replications | None:
        """The same replications paid at other rates; None where the counts do not tell."""
        if not only_pay_hangs_on_rates(now.parameters, now.rules):
            return None
        if not differs_in_rates_alone(was.parameters, now.parameters):
            return None
        if self.kinds is None or any(number not in self.counted for number in of.numbers):
            return None
        before, after = (self.kinds.pay_ore(job.parameters) for job in (was, now))
        lives = lives_together([self.counted[number] for number in of.numbers])
        if before is None or after is None or lives.by_week is None:
            return None
        if not same_sums(lives.sums_at(before, was.facts), of.sums):
            return None
        added = lives.by_week.at(after) - lives.by_week.at(before)
        return Replications(lives.sums_at(after, now.facts), of.weekly_ore + added)
