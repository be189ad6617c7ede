"""The events that are due, in one list a day and kind, in the model's order.

A list is sorted when its turn comes; most are sorted already, because those who are assessed in
order on one Monday are due in that order on the next. An event that is due in the list being
worked off takes its place among those still to come. Rows of events that have happened are used
again, so the room needed is that of the events due at one time.
"""

from typing import Final, NamedTuple

import numpy as np

from sim.model.events.kinds import KINDS, Event
from sim.model.parameters import Calendar, Ints

NO_ROW: Final = -1
NOT_BEGUN: Final = -1
"""Number of the list before the first, while the first events are noted."""

# Places in `Agenda.now`.
_LIST: Final = 0
"""List that is being worked off; its head is the next event."""
_USED: Final = 1
_FREE: Final = 2
_FIRST_DAY: Final = 3

_COLUMNS: Final = 3
_WHO_BITS: Final = 40
_WHO: Final = (1 << _WHO_BITS) - 1

_MOST_FOLLOWING: Final = 3
"""Events that may follow from one, as `Happened` has them."""


class Agenda(NamedTuple):
    """Events that are due; `head` and `tail` are rows by (day, kind)."""

    order: Ints  # team and who, in one number that sorts by both
    number: Ints
    next: Ints
    head: Ints
    tail: Ints
    now: Ints


def empty_agenda(calendar: Calendar, rows: int) -> Agenda:
    """Agenda of a run, with room for the events that are due at one time."""
    lists = (calendar.end_day - calendar.first_day) * len(KINDS)
    columns = [np.zeros(rows, np.int64) for _ in range(_COLUMNS)]
    ends = [np.full(lists, NO_ROW, np.int64) for _ in range(2)]
    now = np.array([NOT_BEGUN, 0, NO_ROW, calendar.first_day], np.int64)
    return Agenda._make([*columns, *ends, now])


def agenda_bytes(calendar: Calendar, rows: int) -> int:
    """Memory of an agenda with room for this number of events [bytes]."""
    lists = (calendar.end_day - calendar.first_day) * len(KINDS)
    return np.dtype(np.int64).itemsize * (_COLUMNS * rows + 2 * lists)


def today(agenda: Agenda) -> int:
    """Day of the list at hand."""
    return int(agenda.now[_FIRST_DAY] + agenda.now[_LIST] // len(KINDS))


def has_begun(agenda: Agenda) -> bool:
    """Whether the first list has been turned to."""
    return bool(agenda.now[_LIST] != NOT_BEGUN)


def has_room(agenda: Agenda) -> bool:
    """Whether the events that may follow from one event find a row."""
    return bool(agenda.now[_USED] + _MOST_FOLLOWING <= len(agenda.order))


def with_room(agenda: Agenda) -> Agenda:
    """Same agenda with twice the rows."""
    rows, rest = agenda[:_COLUMNS], agenda[_COLUMNS:]
    return Agenda._make([*(np.concatenate([row, np.zeros_like(row)]) for row in rows), *rest])


def add(agenda: Agenda, event: Event) -> None:
    """Note an event that is due; one after the end of the run is not noted."""
    place = (event.day - agenda.now[_FIRST_DAY]) * len(KINDS) + event.kind
    if place >= len(agenda.head):
        return
    row = _new_row(agenda, event)
    if place == agenda.now[_LIST]:
        _insert(agenda, row, place)
    elif agenda.head[place] == NO_ROW:
        agenda.head[place] = agenda.tail[place] = row
    else:
        agenda.next[agenda.tail[place]] = row
        agenda.tail[place] = row


def _new_row(agenda: Agenda, event: Event) -> int:
    row = agenda.now[_FREE]
    if row == NO_ROW:
        row = agenda.now[_USED]
        agenda.now[_USED] = row + 1
    else:
        agenda.now[_FREE] = agenda.next[row]
    agenda.order[row] = (event.team << _WHO_BITS) | event.who
    agenda.number[row] = event.number
    agenda.next[row] = NO_ROW
    return int(row)


def _comes_before(agenda: Agenda, a: int, b: int) -> bool:
    """Whether row `a` is not after row `b` in the model's order of one kind on one day."""
    if agenda.order[a] != agenda.order[b]:
        return bool(agenda.order[a] < agenda.order[b])
    return bool(agenda.number[a] <= agenda.number[b])


def _insert(agenda: Agenda, row: int, place: int) -> None:
    """Put a row in its place among those still to come."""
    before, here = NO_ROW, int(agenda.head[place])
    while here != NO_ROW and not _comes_before(agenda, row, here):
        before, here = here, int(agenda.next[here])
    agenda.next[row] = here
    if before == NO_ROW:
        agenda.head[place] = row
    else:
        agenda.next[before] = row


def is_over(agenda: Agenda) -> bool:
    """Whether the last list has been worked off."""
    return bool(agenda.now[_LIST] == len(agenda.head))


def turn_to_next(agenda: Agenda) -> None:
    """Begin to work off the next list, or the first: put it in order."""
    place = agenda.now[_LIST] + 1
    agenda.now[_LIST] = place
    if place < len(agenda.head) and agenda.head[place] != NO_ROW:
        _put_in_order(agenda, place)


def _put_in_order(agenda: Agenda, place: int) -> None:
    """Sort what comes after the first ordered run, then join the two.

    The first run is nearly all of a Monday's list: those who were assessed a week ago. Those who
    came in between follow it in short runs.
    """
    first = int(agenda.head[place])
    rest = _cut_run(agenda, first)
    if rest != NO_ROW:
        agenda.head[place] = _joined(agenda, first, _sorted(agenda, rest))


def _sorted(agenda: Agenda, head: int) -> int:
    """Natural merge sort: join neighbouring ordered runs until there is one; its first row."""
    runs = 2
    while runs > 1:
        runs, left, head, tail = 0, head, NO_ROW, NO_ROW
        while left != NO_ROW:
            right = _cut_run(agenda, left)
            rest = _cut_run(agenda, right) if right != NO_ROW else NO_ROW
            joined = _joined(agenda, left, right)
            if tail == NO_ROW:
                head = joined
            else:
                agenda.next[tail] = joined
            tail = _last(agenda, joined)
            left = rest
            runs += 1
    return head


def _cut_run(agenda: Agenda, row: int) -> int:
    """End the ordered run that begins at a row; the row after it."""
    after = int(agenda.next[row])
    while after != NO_ROW and _comes_before(agenda, row, after):
        row, after = after, int(agenda.next[after])
    agenda.next[row] = NO_ROW
    return after


def _last(agenda: Agenda, row: int) -> int:
    while agenda.next[row] != NO_ROW:
        row = int(agenda.next[row])
    return row


def _joined(agenda: Agenda, left: int, right: int) -> int:
    """Merge two ordered runs, equals of `left` first; the first row of both."""
    if right == NO_ROW:
        return left
    head, tail = NO_ROW, NO_ROW
    while min(left, right) != NO_ROW:
        if _comes_before(agenda, left, right):
            row, left = left, int(agenda.next[left])
        else:
            row, right = right, int(agenda.next[right])
        if tail == NO_ROW:
            head = row
        else:
            agenda.next[tail] = row
        tail = row
    agenda.next[tail] = left if right == NO_ROW else right
    return head


def is_worked_off(agenda: Agenda) -> bool:
    """Whether nothing is left of the list at hand."""
    return bool(agenda.head[agenda.now[_LIST]] == NO_ROW)


def taken(agenda: Agenda) -> Event:
    """Take the next event of the list at hand."""
    place = int(agenda.now[_LIST])
    row = int(agenda.head[place])
    agenda.head[place] = agenda.next[row]
    agenda.next[row] = agenda.now[_FREE]
    agenda.now[_FREE] = row
    return Event(
        today(agenda),
        place % len(KINDS),
        int(agenda.order[row]) >> _WHO_BITS,
        int(agenda.order[row]) & _WHO,
        int(agenda.number[row]),
    )
