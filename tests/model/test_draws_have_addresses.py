import itertools
import random

from sim.model.draws import (
    ARRIVALS,
    CONTACTS,
    LOTS,
    NEED,
    PERSON,
    RELAPSE,
    RESIDENT,
    SPELL,
    START,
    Identity,
    counter,
    draws,
    uniforms,
)
from sim.model.terms import SOURCES

DECISIONS = (
    ARRIVALS,
    PERSON,
    SPELL,
    NEED,
    START,
    RELAPSE,
    CONTACTS,
    LOTS,
    RESIDENT,
)
PEOPLE = [
    Identity(key, source, day, number)
    for key in (0, 1, 2**64 - 1)
    for source in range(len(SOURCES))
    for day in (-364, -1, 0, 1, 36_400)
    for number in (0, 1, 100_000)
]
ADDRESSES = list(itertools.product(PEOPLE, DECISIONS, (-364, -1, 0, 1, 5_200)))


def test_every_decision_has_a_number_of_its_own():
    assert len(set(DECISIONS)) == len(DECISIONS)


def test_no_two_addresses_meet_in_one_counter():
    assert len({counter(*address) for address in ADDRESSES}) == len(ADDRESSES)


def test_the_words_of_a_counter_fit_64_bits():
    assert all(0 <= word < 2**64 for address in ADDRESSES for word in counter(*address))


def test_seeds_and_replications_do_not_meet():
    keys = {draws(seed, replication).keys for seed in range(40) for replication in range(40)}
    assert len(keys) == 40 * 40


def test_draws_do_not_depend_on_the_order_in_which_they_are_asked_for():
    source = draws(1, 2)
    some = ADDRESSES[::7]
    forwards = {address: uniforms(source, *address) for address in some}
    shuffled = some.copy()
    random.Random(3).shuffle(shuffled)  # noqa: S311 - an order, not a secret
    assert {address: uniforms(source, *address) for address in shuffled} == forwards


def test_uniforms_lie_in_the_half_open_unit_interval():
    source = draws(1, 2)
    assert all(0.0 <= u < 1.0 for address in ADDRESSES[::3] for u in uniforms(source, *address))


def test_all_four_uniforms_of_an_address_differ():
    source = draws(1, 2)
    assert all(len(set(uniforms(source, *address))) == 4 for address in ADDRESSES[::3])
