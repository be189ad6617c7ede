"""The clinic's queue is that of a bulk server: Poisson bookings a day, c slots a day.

What is left after a day's slots is Q' = max(0, Q + A - c), a Markov chain whose stationary law is
computed here. E[Q] bookings wait in the mean, so by Little's law each waits E[Q] / λ days; first
come, first served a share E[min(A, max(0, c - Q))] / λ is seen on its own day.

Two things could be wrong. What the clinic does with its bookings is held against the recursion
in `test_every_day_of_the_clinic_is_first_come_first_served.py`, where any bias is found. What its
bookings are, and with them the stationary queue, is chance: dozens of replications of nearly forty
years, each of them one sample, after a warm-up.

How long the queue of a replication is hangs first of all on how many came, whose mean is known.
The outcome is regressed on how far they are off it, and the intercept compared with the chain at
Student's t, so that chance alone fails a test once in 10,000. A bias of 3 % in the mean wait is
found nine times in ten at utilisations of 70 % and 90 %, as the test asserts.
"""

from typing import NamedTuple

import numpy as np
import pytest
from scipy import stats
from two_citizens_at_a_clinic import Clinic, arrays, days_of

from sim.engines.compiled_engine import CompiledEngine, can_compile

FALSE_ALARM = 1e-4
POWER_90 = 1.29
"""Standard errors beyond the limit at which nine of ten are found."""
in_the_long_run = pytest.mark.skipif(
    not can_compile(), reason="without numba some four million bookings take minutes"
)


class Stationary(NamedTuple):
    """Law of the number left, and what follows from it."""

    law: np.ndarray
    wait_days: float
    same_day: float


def stationary(slots, per_day, size=200):
    """The chain Q' = max(0, Q + A - c), held to 0 to `size` - 1, which it hardly ever leaves."""
    number = np.arange(size + slots + 60)
    booked = stats.poisson(per_day).pmf(number)
    move = np.zeros((size, size))
    for left in range(size):
        np.add.at(move[left], np.clip(left + number - slots, 0, size - 1), booked)
    balance = np.vstack([(move.T - np.eye(size))[:-1], np.ones(size)])
    law = np.linalg.solve(balance, np.eye(size)[-1])
    seen = np.minimum(number, np.maximum(0, slots - np.arange(size)[:, None]))
    return Stationary(law, law @ np.arange(size) / per_day, law @ seen @ booked / per_day)


class LongRun(NamedTuple):
    """A utilisation: how often and how long it is run, and the bias that is to be found."""

    clinic: Clinic
    replications: int
    weeks: int
    bias: float

    @property
    def days(self):
        return 7 * (self.weeks - WARM_UP_WEEKS)


WARM_UP_WEEKS = 60
WAITS = [LongRun(Clinic(2, 1.4), 45, 2_000, 0.03), LongRun(Clinic(5, 4.5), 110, 2_000, 0.03)]
LOGS = [LongRun(Clinic(2, 1.4), 40, 400, 0.03), LongRun(Clinic(5, 4.5), 40, 250, 0.05)]


class Estimate(NamedTuple):
    mean: float
    error: float
    limit: float  # errors beyond which chance lies once in 10,000

    def agrees_with(self, wanted):
        return abs(self.mean - wanted) < self.limit * self.error

    def finds(self, bias):
        """Whether this bias is found nine times in ten."""
        return (self.limit + POWER_90) * self.error < bias


def freed(outcome, came, comparisons=1):
    """Mean of an outcome [replications] if as many had come as are expected.

    `came` is how many more than that came [replications].
    """
    design = np.column_stack([np.ones(len(outcome)), came])
    solution, *_ = np.linalg.lstsq(design, outcome)
    rest, freedom = outcome - design @ solution, len(outcome) - 2
    error = np.sqrt(rest @ rest / freedom * np.linalg.inv(design.T @ design)[0, 0])
    limit = stats.t.isf(FALSE_ALARM / 2 / comparisons, freedom)
    return Estimate(float(solution[0]), float(error), float(limit))


@in_the_long_run
@pytest.mark.parametrize("run", WAITS)
def test_the_mean_wait_is_that_of_the_bulk_server(run):
    expected, rows = run.days * run.clinic.per_day, []
    for replication in range(run.replications):
        weeks = CompiledEngine(arrays(run.clinic, run.weeks), replication=replication).run().weeks
        sums = weeks.clinic_wait_days, weeks.clinic_visits
        rows.append([column[0, WARM_UP_WEEKS:].sum() / expected for column in sums])
    waited, came = np.array(rows).T
    wait, wanted = freed(waited, came - 1), stationary(*run.clinic[:2]).wait_days
    assert wait.agrees_with(wanted)
    assert wait.finds(run.bias * wanted)
    # The number seen is as many as are booked, within the chance of a Poisson number.
    total = expected * run.replications
    assert abs(came.mean() - 1) < stats.norm.isf(FALSE_ALARM / 2) / np.sqrt(total)


@in_the_long_run
@pytest.mark.parametrize("run", LOGS)
def test_as_many_are_seen_on_their_day_and_left_as_at_the_bulk_server(run):
    # Under first come, first served those left of a day's bookings are the last in the queue.
    chain, rows = stationary(*run.clinic[:2]), []
    for replication in range(run.replications):
        parameters = arrays(run.clinic, run.weeks)
        days = days_of(CompiledEngine(parameters, replication=replication, keep_log=True))
        left = np.cumsum(days.booked - days.given)[7 * WARM_UP_WEEKS :]
        booked = days.booked[7 * WARM_UP_WEEKS :]
        of_today = np.minimum(booked, left)
        shares = [(left == number).mean() for number in range(6)]
        means = [booked.mean(), (booked - of_today).mean(), *shares]
        rows.append(means)
    booked, same_day, *shares = np.array(rows).T
    came = booked / run.clinic.per_day - 1
    share = freed(same_day / run.clinic.per_day, came)
    assert share.agrees_with(chain.same_day)
    assert share.finds(run.bias * chain.same_day)
    for number, of_days in enumerate(shares):
        assert freed(of_days, came, comparisons=6).agrees_with(chain.law[number])


@pytest.mark.parametrize("per_day", [0.3, 0.7])
def test_the_chain_of_one_slot_has_the_mean_that_its_balance_asks_for(per_day):
    # E[Q'] = E[Q] and E[Q'²] = E[Q²] give E[Q] = λ² / (2 (1 - λ)) where c = 1.
    chain = stationary(1, per_day)
    assert chain.wait_days == pytest.approx(per_day / (2 * (1 - per_day)), rel=1e-9)
    assert chain.law.sum() == pytest.approx(1, rel=1e-12)
    assert abs(chain.law[100:]).max() < 1e-12
