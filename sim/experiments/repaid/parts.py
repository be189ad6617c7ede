"""The parts of a run's reported weeks, by kind: parts of one kind are paid the same at any rates.

A part is a citizen in one spell in one week, as the event log has it: its need is assessed on its
first day. What its pay hangs on, other than the rates, is a row of whole numbers here; parts with
the same row are of one kind. Nothing here says what they are paid: `kinds.py` asks the model, for
one part of each kind, and `counting.py` holds what that comes to against what the engine paid.
"""

from typing import NamedTuple

import numpy as np

from sim.engines.sweep import Record
from sim.model.events.kinds import NEED_ASSESSED
from sim.model.events.lives.plans import step_down_delay_days
from sim.model.parameters import Floats, Ints, Parameters
from sim.model.state import NO_ROW, SPELLS, State
from sim.model.units import DAYS_PER_WEEK

_MOST_CODES = 2**62
_ANYBODY = -1


class PaidParts(NamedTuple):
    """PaidParts of a run's reported weeks; arrays are [parts]."""

    spell: Ints  # row in the state
    first: Ints  # day
    days: Ints
    level: Ints  # assessed
    team: Ints  # row
    is_personal: Ints  # 1 where pay is the citizen's own, which no rate moves


class Kinds(NamedTuple):
    """The kinds of some parts."""

    rows: Ints  # [kinds, what pay hangs on]
    example: Ints  # a part of each kind
    of_part: Ints  # [parts]


def reported_parts(parameters: Parameters, state: State, record: Record) -> PaidParts:
    """Every part of the reported weeks, from the log of a run that has ended."""
    is_part = (record.kind == NEED_ASSESSED) & (record.day >= 0)
    first, citizen = record.day[is_part], record.citizen[is_part]
    spell, spells = _spells_on(state, citizen, first), state.spells
    monday = first + DAYS_PER_WEEK - first % DAYS_PER_WEEK
    days = np.minimum(spells.end_day[spell], monday) - first
    personal = parameters.tariff.is_per_person[0][spells.paid_course[spell]]
    return PaidParts(
        spell,
        first,
        days,
        record.level[is_part],
        spells.team[spell],
        personal * (spells.away_course[spell] == NO_ROW),
    )


def _spells_on(state: State, citizen: Ints, day: Ints) -> Ints:
    """Row of each citizen's spell on a day."""
    used = int(state.rows[SPELLS])
    of, start = state.spells.citizen[:used], state.spells.start_day[:used]
    earliest = int(start.min(initial=0))
    span = int(max(start.max(initial=0), day.max(initial=0))) - earliest + 1
    begun = of * span + start - earliest
    order = np.argsort(begun, kind="stable")
    found = np.searchsorted(begun[order], citizen * span + day - earliest, side="right") - 1
    rows: Ints = order[found]
    return rows


def kinds_of(parameters: Parameters, state: State, parts: PaidParts) -> Kinds:
    """The kinds of some parts."""
    columns = _what_pay_hangs_on(parameters, state, parts)
    code = np.zeros(len(parts.spell), np.int64)
    sizes = 1
    for column in columns:
        lowest = int(column.min(initial=0))
        size = int(column.max(initial=0)) - lowest + 1
        if sizes * size > _MOST_CODES:
            known, code = np.unique(code, return_inverse=True)
            sizes = len(known)
        code = code * size + (column - lowest)
        sizes *= size
    _, example, of_part = np.unique(code, return_index=True, return_inverse=True)
    rows = np.stack([column[example] for column in columns], axis=1)
    return Kinds(rows, example, of_part)


def _what_pay_hangs_on(parameters: Parameters, state: State, parts: PaidParts) -> list[Ints]:
    """Columns [parts]: dates, course and level, and how far off each change of the rate is.

    Dates stand as they are where dated values change within a part.
    """
    tariff, calendar, terms = parameters.tariff, parameters.calendar, parameters.terms
    spells, spell = state.spells, parts.spell
    place = parts.first - calendar.first_day
    period, last = calendar.period_of_day[place], calendar.period_of_day[place + parts.days - 1]
    row, until = (of * terms.kinds + terms.of_team[parts.team] for of in (period, last))
    delays = np.array([step_down_delay_days(state, t) for t in range(len(terms.of_team))])
    delay, falls, paid_days = delays[parts.team], tariff.step_down_after_days, tariff.paid_days_away

    def off(day: Ints, change: Floats, later: Floats) -> Ints:
        """How far off a change is; as far as any where it is not within the part."""
        near = np.floor(np.clip(day - change, -parts.days, 0)).astype(np.int64)
        return np.where(change == later, near, day)

    paid, away = spells.paid_course[spell], spells.away_course[spell]
    since = parts.first - spells.start_day[spell]
    since = np.where(away != NO_ROW, off(since, paid_days[period], paid_days[last]), 0)
    is_kept = (away != NO_ROW) & ((since != 0) | (period != last))
    kept, clock = np.where(is_kept, away, 0), spells.away_clock_days[spell]
    age = parts.first - spells.clock_day[spell]
    begins = (spells.is_entry[spell] > 0) & (spells.start_day[spell] == parts.first)
    again = spells.absence_days[spell] < tariff.reopen_within_days[row]
    return [
        row,
        np.where(period == last, -1, place),
        paid,
        parts.level,
        parts.days,
        off(age, falls[row, paid] + delay, falls[until, paid] + delay),
        delay,
        np.where(is_kept, away, NO_ROW),
        np.where(is_kept, spells.away_level[spell], 0),
        np.where(is_kept, off(clock, falls[row, kept], falls[until, kept]), 0),
        since,
        begins.astype(np.int64) + (begins & again),
        np.where(is_kept & (tariff.is_per_person[0][kept] > 0), np.arange(len(spell)), _ANYBODY),
    ]


def is_of_one_citizen(row: Ints) -> bool:
    """Whether pay hangs on the citizen too: away from a course that is paid per person."""
    return bool(row[-1] != _ANYBODY)
