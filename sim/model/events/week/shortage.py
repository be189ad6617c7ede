"""Who goes short when a team gives less than is needed: by an order, or as much each.

The order is a rule's (`sim/model/rules/staff.py`): whom it puts first goes short first, and whole.
The parts of a team-week are put in that order once, and each service takes what it is short of from
the first on. Where all go short alike, each loses as many minutes a day as the others, and at most
what it needs. Minutes are whole and add up. In proportion to need, the usual way, is in
`settlement.py`; it needs no second look at the parts.
"""

from sim.model.events.answers import SHORT_ORDER_RULE, checked_amount
from sim.model.events.kinds import Event
from sim.model.events.lookups import Model
from sim.model.events.week.money import worth
from sim.model.events.week.parts import Part, by_time, part_at
from sim.model.rules.staff import ShortNeed
from sim.model.state import NO_ROW, Parts, State
from sim.model.terms import EVENLY, IN_PROPORTION, SERVICES
from sim.model.units import DAYS_PER_WEEK


def has_short_order(model: Model) -> bool:
    """Whether it is said who goes short."""
    return bool(model.parameters.behaviour.short_order != IN_PROPORTION)


def shortage_shared(model: Model, event: Event, state: State) -> None:
    """Note how many minutes of each service each part goes short of, and each citizen in all."""
    is_short = _cleared(state, event.team)
    if not is_short:
        return
    if model.parameters.behaviour.short_order == EVENLY:
        for service in range(len(SERVICES)):
            _evenly(model, event, state, service)
    else:
        first = _in_order(model, event, state)
        for service in range(len(SERVICES)):
            _from_the_first(state, first, service)
    _noted_on_citizens(state, event.team)


def _cleared(state: State, team: int) -> bool:
    """Begin with nobody short; whether somebody has to be."""
    row, unmet = state.teams.first_part[team], 0
    while row != NO_ROW:
        citizen = state.spells.citizen[state.parts.spell[row]]
        state.citizens.short_minutes[citizen] = state.citizens.needed_minutes[citizen] = 0
        for service in range(len(SERVICES)):
            state.parts.short_minutes[row, service] = 0
        row = state.parts.next[row]
    for service in range(len(SERVICES)):
        unmet += state.settlement.unmet_minutes[service]
    return unmet > 0


def _noted_on_citizens(state: State, team: int) -> None:
    """Add up what each citizen needs and goes short of, in all parts of the week."""
    citizens, parts, row = state.citizens, state.parts, state.teams.first_part[team]
    while row != NO_ROW:
        citizen = state.spells.citizen[parts.spell[row]]
        for service in range(len(SERVICES)):
            citizens.needed_minutes[citizen] += parts.minutes[row, service]
            citizens.short_minutes[citizen] += parts.short_minutes[row, service]
        row = parts.next[row]


# By an order


def _in_order(model: Model, event: Event, state: State) -> int:
    """Put the parts in order by `short_next`; the first one."""
    parts, first = state.parts, state.teams.first_part[event.team]
    row = first
    while row != NO_ROW:
        part = part_at(model, state, row, event.day + 1)
        parts.short_order[row] = _order(model, state, part)
        parts.short_next[row] = parts.next[row]
        row = parts.next[row]
    return _sorted(parts, first)


def _order(model: Model, state: State, part: Part) -> float:
    """Where a part stands by the rule, asked by a day of it."""
    minutes, ore = 0, 0.0
    for service in range(len(SERVICES)):
        needed = state.parts.minutes[part.row, service]
        minutes += needed
        ore += worth(model, part, service, by_time(model, part, service, needed))
    how = model.parameters.behaviour.short_order
    need = ShortNeed(minutes / part.days, ore / part.days, part.level)
    return checked_amount(model.refused, SHORT_ORDER_RULE, model.rulebook.short_order(need, how))


def _sorted(parts: Parts, first: int) -> int:
    """Sort the list from a row on, lowest order first; the new first row.

    A merge sort that joins runs of 1, 2, 4 … rows; of equals the earlier one stays first.
    """
    length, runs = 1, 2
    while runs > 1 and first != NO_ROW:
        row, first, last, runs = first, NO_ROW, NO_ROW, 0
        while row != NO_ROW:
            other = _after(parts, row, length)
            ahead = _after(parts, other, length)
            begins, ends = _merged(parts, (row, other), length)
            if last == NO_ROW:
                first = begins
            else:
                parts.short_next[last] = begins
            parts.short_next[ends] = NO_ROW
            last, row, runs = ends, ahead, runs + 1
        length *= 2
    return first


def _after(parts: Parts, row: int, rows: int) -> int:
    """Row so many rows further on; NO_ROW beyond the end."""
    while row != NO_ROW and rows > 0:
        row, rows = parts.short_next[row], rows - 1
    return row


def _merged(parts: Parts, runs: tuple[int, int], length: int) -> tuple[int, int]:
    """Join two sorted runs of at most so many rows each; first and last row."""
    one, other = runs
    left_of_one, left_of_other = length, length
    first = last = NO_ROW
    while True:
        has_one = left_of_one > 0 and one != NO_ROW
        has_other = left_of_other > 0 and other != NO_ROW
        if not (has_one or has_other):
            return first, last
        if has_one and not (has_other and parts.short_order[other] < parts.short_order[one]):
            row, one, left_of_one = one, parts.short_next[one], left_of_one - 1
        else:
            row, other, left_of_other = other, parts.short_next[other], left_of_other - 1
        if last == NO_ROW:
            first = row
        else:
            parts.short_next[last] = row
        last = row


def _from_the_first(state: State, first: int, service: int) -> None:
    """Take what a service is short of from the first part on."""
    parts, left, row = state.parts, state.settlement.unmet_minutes[service], first
    while row != NO_ROW and left > 0:
        short = min(left, parts.minutes[row, service])
        parts.short_minutes[row, service] = short
        left, row = left - short, parts.short_next[row]


# As much each


def _evenly(model: Model, event: Event, state: State, service: int) -> None:
    """Take as many minutes a day from each part, at most what it needs, to the minute in all.

    The level is found by halving; of the last minute the first parts give one each.
    """
    unmet, low = state.settlement.unmet_minutes[service], 0
    high = DAYS_PER_WEEK * (state.settlement.needed_minutes[service] + 1)
    while low < high:
        middle = (low + high) // 2
        if _taken(model, event, state, (service, middle)) >= unmet:
            high = middle
        else:
            low = middle + 1
    if unmet > 0:
        before = _taken(model, event, state, (service, low - 1))
        _level_off(model, event, state, (service, low), unmet - before)


def _share(state: State, part: Part, level: tuple[int, int]) -> int:
    """Minutes that a part goes short of at a level (service, minutes a week)."""
    service, week_minutes = level
    needed: int = state.parts.minutes[part.row, service]
    return min(needed, week_minutes * part.days // DAYS_PER_WEEK)


def _taken(model: Model, event: Event, state: State, level: tuple[int, int]) -> int:
    """What all parts go short of at a level."""
    row, total = state.teams.first_part[event.team], 0
    while row != NO_ROW:
        total += _share(state, part_at(model, state, row, event.day + 1), level)
        row = state.parts.next[row]
    return total


def _level_off(model: Model, event: Event, state: State, level: tuple[int, int], more: int) -> None:
    """Take from every part what the level below says, and `more` minutes of the step up to it."""
    service, week_minutes = level
    row = state.teams.first_part[event.team]
    while row != NO_ROW:
        part = part_at(model, state, row, event.day + 1)
        below = _share(state, part, (service, week_minutes - 1))
        step = min(more, _share(state, part, level) - below)
        state.parts.short_minutes[row, service] = below + step
        more, row = more - step, state.parts.next[row]
