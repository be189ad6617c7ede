"""Those who wait for a team's place: a list a team, the lowest order first, in arrays.

Whoever joins goes behind all of the same or a lower order, looked for from the end, where first
come, first served finds it at once. Rows that are left are used again, so the room needed is that
of those who wait at one time. Who is admitted, and when, is in `offers.py`.
"""

from sim.model.state import FREE_WAITING, NO_ROW, WAITING_ROWS, State


def joined_list(state: State, team: int, citizen: int, order: float) -> int:
    """Put a citizen in their place of a team's list; the row."""
    waiting, row = state.waiting, _new_row(state)
    waiting.citizen[row], waiting.order[row] = citizen, order
    before = int(state.teams.last_waiting[team])
    while before != NO_ROW and waiting.order[before] > order:
        before = int(waiting.previous[before])
    after = state.teams.first_waiting[team] if before == NO_ROW else waiting.next[before]
    _linked(state, team, before, row)
    _linked(state, team, row, int(after))
    state.teams.waiting[team] += 1
    return row


def left_list(state: State, team: int, row: int) -> None:
    """Take a row out of a team's list; it is free from now on."""
    waiting, rows = state.waiting, state.rows
    _linked(state, team, int(waiting.previous[row]), int(waiting.next[row]))
    waiting.citizen[row] = NO_ROW
    waiting.next[row] = rows[FREE_WAITING]
    rows[FREE_WAITING] = row
    state.teams.waiting[team] -= 1


def _new_row(state: State) -> int:
    """Row for one more who waits: one that is free, or the next."""
    rows, free = state.rows, int(state.rows[FREE_WAITING])
    if free == NO_ROW:
        free = int(rows[WAITING_ROWS])
        rows[WAITING_ROWS] = free + 1
    else:
        rows[FREE_WAITING] = state.waiting.next[free]
    return free


def _linked(state: State, team: int, before: int, after: int) -> None:
    """Let one row follow another; NO_ROW stands for the list's ends."""
    if before == NO_ROW:
        state.teams.first_waiting[team] = after
    else:
        state.waiting.next[before] = after
    if after == NO_ROW:
        state.teams.last_waiting[team] = before
    else:
        state.waiting.previous[after] = before
