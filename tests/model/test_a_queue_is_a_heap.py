"""Queues of the state, against a sorted list: whoever has the lowest order comes first."""

import heapq

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_scenarios import THREE_COURSES, parameters_of_text

from sim.model.allocation import empty_state
from sim.model.events.queues.heap import joined, without_first
from sim.model.parameters import viewed

ROOM = 64
orders = st.floats(allow_nan=False, allow_infinity=False, width=32)
joins = st.tuples(orders, st.integers(0, 1_000), st.integers(-400, 400))


@pytest.fixture(scope="module")
def queue():
    """The clinic's queue of a state with room for 64, as the engine sees it."""
    return viewed(empty_state(parameters_of_text(THREE_COURSES), rows=ROOM)).clinic


def filled(queue, entries):
    size = 0
    for order, citizen, since in entries:
        size = joined(queue, size, order, citizen, since)
    return size


def first(queue):
    return queue.order[0], queue.citizen[0], queue.since[0]


def emptied(queue, size):
    found = []
    while size:
        found.append(first(queue))
        size = without_first(queue, size)
    return found


@given(entries=st.lists(joins, max_size=ROOM))
def test_all_come_out_by_their_order_and_none_is_lost(queue, entries):
    found = emptied(queue, filled(queue, entries))
    assert [order for order, _, _ in found] == sorted(order for order, _, _ in entries)
    assert sorted(found) == sorted(entries)


@given(entries=st.lists(joins, max_size=ROOM, unique_by=lambda entry: entry[0]))
def test_without_ties_it_is_sorted_that_comes_out(queue, entries):
    assert emptied(queue, filled(queue, entries)) == sorted(entries)


@given(entries=st.permutations([(float(n), n, -n) for n in range(20)]))
def test_who_joined_when_does_not_matter(queue, entries):
    assert emptied(queue, filled(queue, entries)) == sorted(entries)


@given(steps=st.lists(st.one_of(joins, st.none()), max_size=200))
def test_joining_and_leaving_in_turn_is_pythons_own_heap(queue, steps):
    size, twin = 0, []
    for step in steps:
        if step is not None and size < ROOM:
            size = joined(queue, size, *step)
            heapq.heappush(twin, step[0])
        elif step is None and size > 0:
            assert queue.order[0] == heapq.heappop(twin)
            size = without_first(queue, size)
        assert size == len(twin)
        if size:
            assert queue.order[0] == twin[0]


def test_the_only_one_leaves_an_empty_queue(queue):
    size = joined(queue, 0, 3.5, 7, -2)
    assert (size, first(queue)) == (1, (3.5, 7, -2))
    assert without_first(queue, size) == 0
