"""The events that are due, in one list a day and kind, in the model's order.

A list is sorted when its turn comes; most are sorted already, because those who are assessed in
order on one Monday are due in that order on the next. An event that is due in the list being
worked off takes its place among those still to come. Rows of events that have happened are used
again, so the room needed is that of the events due at one time.

Most events are of one kind and come again every Monday. Those that are noted in order stand side
by side, in a run of their Monday's own: nothing is looked up to find the event that follows. There
are two, for the Monday that is worked off and for the next. Those who came in between stand in the
Monday's list, and list and run are worked off as one.
"""

from typing import Final, NamedTuple

import numpy as np

from sim.model.events.kinds import KINDS, WEEKLY, Event
from sim.model.parameters import Calendar, Ints
from sim.model.units import DAYS_PER_WEEK

NO_ROW: Final = -1
NOT_BEGUN: Final = -1
"""Number of the list before the first, while the first events are noted."""

# Places in `Agenda.now`.
_LIST: Final = 0
"""List that is being worked off; its head is the next event."""
_USED: Final = 1
_FREE: Final = 2
_FIRST_DAY: Final = 3
_NEXT: Final = 4
"""List of the next Monday, whose run is being noted."""
_BEGIN: Final = 5
"""Where that run begins: in one half of the runs' rows, while one in the other is worked off."""
_NOTED: Final = 6
"""Where the next event of that run is noted."""
_FRONT: Final = 7
"""The next event of the run that is worked off."""
_END: Final = 8
"""Where that run ends; there nothing is left of it."""

_COLUMNS: Final = 3
_RUN_COLUMNS: Final = 2
_HALVES: Final = 2
_WHO_BITS: Final = 40
_WHO: Final = (1 << _WHO_BITS) - 1
_A_WEEK: Final = DAYS_PER_WEEK * len(KINDS)

_MOST_FOLLOWING: Final = 3
"""Events that may follow from one, as `Happened` has them."""


class Agenda(NamedTuple):
    """Events that are due; `head` and `tail` are rows by (day, kind)."""

    order: Ints  # team and who, in one number that sorts by both
    number: Ints
    next: Ints
    run_order: Ints  # [2 x rows], as `order` and `number`
    run_number: Ints
    head: Ints
    tail: Ints
    now: Ints


def empty_agenda(calendar: Calendar, rows: int) -> Agenda:
    """Agenda of a run, with room for the events that are due at one time."""
    lists = (calendar.end_day - calendar.first_day) * len(KINDS)
    columns = [np.zeros(rows, np.int64) for _ in range(_COLUMNS)]
    runs = [np.zeros(_HALVES * rows, np.int64) for _ in range(_RUN_COLUMNS)]
    ends = [np.full(lists, NO_ROW, np.int64) for _ in range(2)]
    # The first day of a run is a Monday.
    now = np.array([NOT_BEGUN, 0, NO_ROW, calendar.first_day, WEEKLY, 0, 0, 0, 0], np.int64)
    return Agenda._make([*columns, *runs, *ends, now])


def agenda_bytes(calendar: Calendar, rows: int) -> int:
    """Memory of an agenda with room for this number of events [bytes]."""
    lists = (calendar.end_day - calendar.first_day) * len(KINDS)
    a_row = _COLUMNS + _HALVES * _RUN_COLUMNS
    return np.dtype(np.int64).itemsize * (a_row * rows + 2 * lists)


def today(agenda: Agenda) -> int:
    """Day of the list at hand."""
    return int(agenda.now[_FIRST_DAY] + agenda.now[_LIST] // len(KINDS))


def has_begun(agenda: Agenda) -> bool:
    """Whether the first list has been turned to."""
    return bool(agenda.now[_LIST] != NOT_BEGUN)


def events_with_room(agenda: Agenda) -> int:
    """Number of events after which all that follows from them has found a row."""
    noted = agenda.now[_NOTED] - agenda.now[_BEGIN]
    return int((len(agenda.order) - max(agenda.now[_USED], noted)) // _MOST_FOLLOWING)


def with_room(agenda: Agenda) -> Agenda:
    """Same agenda with twice the rows."""
    rows = len(agenda.order)
    columns = agenda._asdict()
    for name in ("order", "number", "next"):
        columns[name] = np.concatenate([columns[name], np.zeros_like(columns[name])])
    for name in ("run_order", "run_number"):
        halves = columns[name].reshape(_HALVES, rows)
        columns[name] = np.concatenate([halves, np.zeros_like(halves)], axis=1).reshape(-1)
    for place in (_BEGIN, _NOTED, _FRONT, _END):
        is_second = agenda.now[_BEGIN] if place in (_BEGIN, _NOTED) else not agenda.now[_BEGIN]
        agenda.now[place] += rows if is_second else 0
    return Agenda(**columns)


def add(agenda: Agenda, event: Event) -> None:
    """Note an event that is due; one after the end of the run is not noted."""
    place = (event.day - agenda.now[_FIRST_DAY]) * len(KINDS) + event.kind
    if place >= len(agenda.head):
        return
    order = (event.team << _WHO_BITS) | event.who
    if place == agenda.now[_NEXT] and _ends_run(agenda, order, event.number):
        noted = agenda.now[_NOTED]
        agenda.run_order[noted] = order
        agenda.run_number[noted] = event.number
        agenda.now[_NOTED] = noted + 1
        return
    row = _new_row(agenda, order, event.number)
    if place == agenda.now[_LIST]:
        _insert(agenda, row, place)
    elif agenda.head[place] == NO_ROW:
        agenda.head[place] = agenda.tail[place] = row
    else:
        agenda.next[agenda.tail[place]] = row
        agenda.tail[place] = row


def _ends_run(agenda: Agenda, order: int, number: int) -> bool:
    """Whether an event comes after all of the next Monday's run."""
    last = agenda.now[_NOTED] - 1
    if last < agenda.now[_BEGIN] or order > agenda.run_order[last]:
        return True
    return bool(order == agenda.run_order[last] and number > agenda.run_number[last])


def _new_row(agenda: Agenda, order: int, number: int) -> int:
    row = agenda.now[_FREE]
    if row == NO_ROW:
        row = agenda.now[_USED]
        agenda.now[_USED] = row + 1
    else:
        agenda.now[_FREE] = agenda.next[row]
    agenda.order[row] = order
    agenda.number[row] = number
    agenda.next[row] = NO_ROW
    return int(row)


def _comes_before(agenda: Agenda, a: int, b: int) -> bool:
    """Whether row `a` is not after row `b` in the model's order of one kind on one day."""
    return _is_before(int(agenda.order[a]), int(agenda.number[a]), agenda, b)


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
    if place == agenda.now[_NEXT]:
        agenda.now[_NEXT] = place + _A_WEEK
        agenda.now[_FRONT], agenda.now[_END] = agenda.now[_BEGIN], agenda.now[_NOTED]
        other_half = len(agenda.order) if agenda.now[_BEGIN] == 0 else 0
        agenda.now[_BEGIN] = agenda.now[_NOTED] = other_half
    if place < len(agenda.head) and agenda.head[place] != NO_ROW:
        _put_in_order(agenda, place)


def _put_in_order(agenda: Agenda, place: int) -> None:
    """Sort what comes after the first ordered stretch, then join the two."""
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
    """Whether nothing is left of the list at hand, nor of its run."""
    now = agenda.now
    return bool(now[_FRONT] == now[_END] and agenda.head[now[_LIST]] == NO_ROW)


def taken(agenda: Agenda) -> Event:
    """Take the next event of the list at hand, or of its run."""
    place = int(agenda.now[_LIST])
    row = int(agenda.head[place])
    if agenda.now[_FRONT] < agenda.now[_END]:
        front = agenda.now[_FRONT]
        order, number = int(agenda.run_order[front]), int(agenda.run_number[front])
        if row == NO_ROW or _is_before(order, number, agenda, row):
            agenda.now[_FRONT] = front + 1
            return _event(agenda, place, order, number)
    agenda.head[place] = agenda.next[row]
    agenda.next[row] = agenda.now[_FREE]
    agenda.now[_FREE] = row
    return _event(agenda, place, int(agenda.order[row]), int(agenda.number[row]))


def _is_before(order: int, number: int, agenda: Agenda, row: int) -> bool:
    """Whether an event comes before the one in a row."""
    if order != agenda.order[row]:
        return bool(order < agenda.order[row])
    return bool(number <= agenda.number[row])


def _event(agenda: Agenda, place: int, order: int, number: int) -> Event:
    return Event(today(agenda), place % len(KINDS), order >> _WHO_BITS, order & _WHO, number)
