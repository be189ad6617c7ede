"""A queue kept as a binary heap in three arrays of the state: the lowest order comes first.

The arrays belong to the state, so that a queue is the same for every engine; Python's `heapq`
works on lists only. Where a rule gives two the same order, who has waited longer comes first, and
then who came to the teams first: never who happens to stand where. `size` rows are in use; each
function returns the new size.
"""

from sim.model.state import Queue


def joined(queue: Queue, size: int, order: float, citizen: int, since: int) -> int:
    """Add a citizen who has been waiting since a day."""
    queue.order[size], queue.citizen[size], queue.since[size] = order, citizen, since
    _rise(queue, size)
    return size + 1


def without_first(queue: Queue, size: int) -> int:
    """Remove who comes first, in row 0."""
    _swap(queue, 0, size - 1)
    _sink(queue, size - 1)
    return size - 1


def _swap(queue: Queue, a: int, b: int) -> None:
    queue.order[a], queue.order[b] = queue.order[b], queue.order[a]
    queue.citizen[a], queue.citizen[b] = queue.citizen[b], queue.citizen[a]
    queue.since[a], queue.since[b] = queue.since[b], queue.since[a]


def _comes_before(queue: Queue, a: int, b: int) -> bool:
    if queue.order[a] != queue.order[b]:
        return bool(queue.order[a] < queue.order[b])
    if queue.since[a] != queue.since[b]:
        return bool(queue.since[a] < queue.since[b])
    return bool(queue.citizen[a] < queue.citizen[b])


def _rise(queue: Queue, row: int) -> None:
    while row > 0 and _comes_before(queue, row, (row - 1) // 2):
        _swap(queue, row, (row - 1) // 2)
        row = (row - 1) // 2


def _sink(queue: Queue, size: int) -> None:
    row = 0
    while 2 * row + 1 < size:
        child = 2 * row + 1
        if child + 1 < size and _comes_before(queue, child + 1, child):
            child += 1
        if not _comes_before(queue, child, row):
            return
        _swap(queue, row, child)
        row = child
