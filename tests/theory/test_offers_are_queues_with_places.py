"""An offer of one course with exponential stays is the queue M/M/c, and Erlang A with giving up.

The model lives in whole days: citizens leave, places are offered, citizens come. The number in the
system is then a Markov chain by days, solved here exactly; over stays of many days it tends to
Erlang's formula. One replication of many teams alike is many independent queues.
"""

import math
from typing import NamedTuple

import numpy as np
import pytest
from many_teams import repeated
from small_scenarios import parameters_of_text

from sim.engines.compiled_engine import CompiledEngine
from sim.model.terms import LONG_WAITS_DAYS

PLACES = 2
TEAMS = 100
SEEDS = range(1, 7)
WEEKS = 2_600
MOST = 60
"""In the chain; more are there in less than one of 10^12 days."""


def offer(a_week, mean_weeks, places, more=""):
    return parameters_of_text(f"""
schema = 1
[run]
start = 2026-01-05
weeks = {WEEKS}
warm_up_weeks = 260
initial = "stationary"
[[team]]
name = "Birk"
inflow_per_week = {a_week}
places = {places}
[intake]
home = 1
[[course]]
name = "home"
kind = "stabilisation"
stay = {{ distribution = "exponential", mean_weeks = {mean_weeks} }}
exits = [{{ to = "moved", probability = 1 }}]
[tariff]
kind = "course_rates"
weekly_dkk = {{ home = 0 }}
{more}
""")


class Offers(NamedTuple):
    """Sums of each of many offers alike over the reported weeks."""

    citizen_days: np.ndarray
    queue_days: np.ndarray
    waited_days: np.ndarray
    admitted: np.ndarray
    gave_up: np.ndarray
    waited_longer: np.ndarray  # by LONG_WAITS_DAYS along a second axis


def simulated(parameters, seeds=SEEDS, teams=TEAMS):
    """So many teams alike with each seed; all of them are independent."""
    many = repeated(parameters, teams)
    runs = [CompiledEngine(many, seed=seed).run().weeks for seed in seeds]
    return Offers(
        np.concatenate([weeks.days.sum(axis=(1, 2)) for weeks in runs]),
        *(
            np.concatenate([getattr(weeks, name).sum(axis=1) for weeks in runs])
            for name in Offers._fields[1:]
        ),
    )


def mean_and_error(per_team):
    return per_team.mean(), per_team.std(ddof=1) / math.sqrt(len(per_team))


def assert_agrees(per_team, expected, within):
    """The mean is the expected one up to four standard errors, which reach no further than asked.

    A false alarm comes once in 16,000.
    """
    mean, error = mean_and_error(per_team)
    assert 4 * error <= within * expected, f"too few teams: {error / expected:.4f}"
    assert abs(mean - expected) <= 4 * error


# The chain by days


def binomial(n, p):
    return np.array([math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)])


def poisson(mean):
    return np.array([math.exp(-mean) * mean**k / math.factorial(k) for k in range(25)])


def chain(per_day, mean_days, places):
    """States at the end of a day, and how often each is found.

    A state is how many are there and how many of those in care came in today: a stay rounds to
    whole days, at least one, so it ends after the first day with P(X < 1.5 days) and after each
    later one with P(X < 1 day).
    """
    first, later = -math.expm1(-1.5 / mean_days), -math.expm1(-1.0 / mean_days)
    come = poisson(per_day)
    states = {
        state: row
        for row, state in enumerate(
            (n, new) for n in range(MOST + 1) for new in range(min(n, places) + 1)
        )
    }
    moves = np.zeros((len(states), len(states)))
    for (n, new), row in states.items():
        old = min(n, places) - new
        for of_new, p in enumerate(binomial(new, first)):
            for of_old, q in enumerate(binomial(old, later)):
                stay, left = new + old - of_new - of_old, n - of_new - of_old
                for more, r in enumerate(come):
                    there = min(MOST, left + more)
                    moves[row, states[there, min(there, places) - stay]] += p * q * r
    equations = np.vstack([(moves.T - np.eye(len(states)))[:-1], np.ones(len(states))])
    return states, np.linalg.solve(equations, np.append(np.zeros(len(states) - 1), 1.0))


def by_days(per_day, mean_days, places):
    """Mean number in care and waiting at the end of a day."""
    states, law = chain(per_day, mean_days, places)
    there = np.array([n for n, _ in states])
    return law @ np.minimum(there, places), law @ np.maximum(there - places, 0)


def at_once(per_day, mean_days, places):
    """Share of those who come and get a place on the day, after those who leave and wait."""
    first, later = -math.expm1(-1.5 / mean_days), -math.expm1(-1.0 / mean_days)
    states, law = chain(per_day, mean_days, places)
    come, found = poisson(per_day), 0.0
    for (n, new), there in zip(states, law, strict=True):
        old = min(n, places) - new
        for of_new, p in enumerate(binomial(new, first)):
            for of_old, q in enumerate(binomial(old, later)):
                free = max(0, places - (n - of_new - of_old))
                found += there * p * q * (come @ np.minimum(np.arange(len(come)), free))
    return found / per_day


def erlang_c(load, places):
    """Probability of a wait in M/M/c."""
    each = [load**k / math.factorial(k) for k in range(places)]
    full = load**places / math.factorial(places) * places / (places - load)
    return full / (sum(each) + full)


def test_the_chain_by_days_tends_to_erlangs_formula():
    # Half an arrival each half day is late or early by less than a day in a wait of hundreds.
    mean_days, load = 700.0, 1.4
    in_care, waiting = by_days(load / mean_days, mean_days, PLACES)
    expected = erlang_c(load, PLACES) * load / (PLACES - load)
    assert in_care == pytest.approx(load, rel=1e-6)
    assert waiting == pytest.approx(expected, rel=0.01)


@pytest.fixture(scope="module")
def two_places():
    """Load 1.2 on two places: six stays of a week in five weeks."""
    return simulated(offer(1.2, 1, PLACES))


IN_CARE, WAITING = 0, 1


def expected_of_two_places():
    return by_days(1.2 / 7, 7.0, PLACES)


def test_as_many_are_in_care_as_the_chain_says(two_places):
    days = two_places.citizen_days / (7 * WEEKS)
    assert_agrees(days, expected_of_two_places()[IN_CARE], within=0.005)


def test_as_many_wait_as_the_chain_says(two_places):
    waiting = two_places.queue_days / (7 * WEEKS)
    assert_agrees(waiting, expected_of_two_places()[WAITING], within=0.04)


def test_they_wait_as_long_as_little_says(two_places):
    # Number = rate x time: 1.2 are admitted a week.
    expected = expected_of_two_places()[WAITING] / (1.2 / 7)
    assert_agrees(two_places.admitted / WEEKS, 1.2, within=0.005)
    waits = two_places.waited_days / two_places.admitted.mean()
    assert_agrees(waits, expected, within=0.04)


def test_as_many_get_a_place_at_once_as_the_chain_says(two_places):
    waits = two_places.waited_longer[:, LONG_WAITS_DAYS.index(0)] / two_places.admitted.mean()
    assert_agrees(waits, 1 - at_once(1.2 / 7, 7.0, PLACES), within=0.02)


def test_long_waits_tend_to_erlangs_formula():
    """P(wait > t) of M/M/c, first come first served: C exp(−(c/mean − rate) t)."""
    mean_weeks, load = 20.0, 1.4
    a_week = load / mean_weeks
    found = simulated(offer(a_week, mean_weeks, PLACES), seeds=range(1, 5))
    for days in (0, 28, 91):
        # A wait of whole days is longer than t when it is longer than t + 1/2, as dates round.
        gone = (PLACES / mean_weeks - a_week) * (days + (0.5 if days else 0)) / 7
        expected = erlang_c(load, PLACES) * math.exp(-gone)
        waits = found.waited_longer[:, LONG_WAITS_DAYS.index(days)] / found.admitted.mean()
        mean, error = mean_and_error(waits)
        assert abs(mean - expected) <= 4 * error + 0.01 * expected


def test_an_offer_that_many_ask_for_is_always_full():
    found = simulated(offer(20, 4, 3), seeds=[1], teams=5)
    assert (found.citizen_days == 3 * 7 * WEEKS).all()


# Erlang A


def erlang_a(per_day, mean_days, places, patience_days):
    """Mean number waiting in M/M/c+M, from the law of its birth-and-death chain."""
    weight, law = 1.0, [1.0]
    for n in range(1, 400):
        waiting = max(0, n - places)
        weight *= per_day / (min(n, places) / mean_days + waiting / patience_days)
        law.append(weight)
    return sum(p * max(0, n - places) for n, p in enumerate(law)) / sum(law)


def test_as_many_give_up_as_erlang_a_says():
    # In waits of months whole days move the number who wait by less than 1 %.
    patience, mean_weeks, a_week = 30.0, 20.0, 0.15
    more = f"[queue]\ngiven_up_per_week = {1 / patience}"
    found = simulated(offer(a_week, mean_weeks, PLACES, more))
    waiting = erlang_a(a_week / 7, 7 * mean_weeks, PLACES, 7 * patience)
    share = waiting / (7 * patience) / (a_week / 7)
    assert_agrees(found.gave_up / (a_week * WEEKS), share, within=0.04)
    assert_agrees(found.queue_days / (7 * WEEKS), waiting, within=0.04)
