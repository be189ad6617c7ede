"""Spells that are over and done with: what a long run need not keep at hand.

A finished spell is one that nothing will look at again but who counts the results. Handing such
spells on and using their rows again keeps a run as large as the citizens present, however long
it lasts. Row numbers of spells decide nothing, so the run stays the same.
"""

import numpy as np

from sim.model.parameters import Ints
from sim.model.state import FREE_SPELL, NO_ROW, SPELLS, Spells, State
from sim.model.terms import STILL_THERE
from sim.model.units import DAYS_PER_WEEK


def finished_spells(state: State, day: int) -> Ints:
    """Rows of the spells that are finished on a day, array [rows].

    They ended before the last week, so that every part of theirs is settled and no Monday of
    theirs is still due; nor is any other event that was planned for them; and no citizen is on
    the way from them to the next.
    """
    spells, rows = state.spells, np.arange(int(state.rows[SPELLS]))
    monday = day - day % DAYS_PER_WEEK - DAYS_PER_WEEK
    is_over = (spells.citizen[rows] != NO_ROW) & (spells.exit[rows] != STILL_THERE)
    is_settled = spells.end_day[rows] < monday
    nothing_is_due = spells.start_day[rows] + spells.drawn_days[rows] < monday
    is_left = state.citizens.spell[np.maximum(spells.citizen[rows], 0)] != rows
    finished: Ints = rows[is_over & is_settled & nothing_is_due & is_left]
    return finished


def taken_out(state: State, finished: Ints) -> State:
    """The state as it is with the finished spells alone; their rows are free from now on."""
    taken = Spells._make(column[finished] for column in state.spells)
    for column in state.spells:
        column[finished] = 0
    state.spells.exit[finished] = STILL_THERE
    state.spells.citizen[finished] = NO_ROW
    state.spells.part[finished] = np.append(finished[1:], state.rows[FREE_SPELL])
    state.rows[FREE_SPELL] = finished[0]
    rows = state.rows.copy()
    rows[SPELLS] = len(finished)
    return state._replace(rows=rows, spells=taken)
