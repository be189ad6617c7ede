"""One replication: who was where when, and the hours that each week asked for."""

from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sim.engines.simpy_engine import SimpyEngine
from sim.experiments.running.preparing import job
from sim.experiments.running.replication import logged_to_end
from sim.experiments.tables.job import Job
from sim.experiments.tables.tables import teams_by_row
from sim.model.draws import Draws, draws
from sim.model.events.kinds import KINDS, NEED_ASSESSED
from sim.model.events.lives.needs import contact_at
from sim.model.events.lookups import identity
from sim.model.log import LogRow
from sim.model.state import SPELLS, State
from sim.model.terms import NURSING, SERVICES, SOURCES, STILL_THERE
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, ORE_PER_DKK
from sim.scenario.reading import Scenario, changed_scenario

_NEED: Final = KINDS[NEED_ASSESSED]

_ONE_MORE: Final = 1
"""Weeks lived beyond the records, so that ends on their last day are known."""


class LivedSpell(NamedTuple):
    """A spell; days count from the first day of the records, as 0."""

    citizen: int
    team: str
    course: str
    level: int
    begins: int
    ends: int | None
    exit: str | None
    source: str | None


class LivedWeek(NamedTuple):
    """Hours of a citizen in a week, by service."""

    citizen: int
    week: int
    hours: tuple[float, ...]


class LivedAccount(NamedTuple):
    """A team's week."""

    team: str
    week: int
    citizens: float
    hours: float
    temporary_hours: float
    unmet_hours: float
    revenue_dkk: float
    cost_dkk: float


class LivedRecords(NamedTuple):
    """What happened in the weeks of the records."""

    spells: list[LivedSpell]
    weeks: list[LivedWeek]
    accounts: list[LivedAccount]


class _Asked(NamedTuple):
    """Need of a part of a week, as it was assessed."""

    spell: int
    citizen: int
    day: int
    hours: tuple[float, ...]
    contacts: tuple[int, ...]
    """By weekday."""


def lived(scenario: Scenario, weeks: int, replication: int = 0) -> LivedRecords:
    """Live a number of weeks of a scenario."""
    longer = changed_scenario(scenario, {"run.weeks": weeks + _ONE_MORE})
    prepared = job(longer)
    minutes = prepared.parameters.demand.contact_minutes[0]
    if minutes:
        state, asked = _stepped(prepared, replication, DAYS_PER_WEEK * (weeks + _ONE_MORE))
    else:
        state, log = logged_to_end(prepared, replication)
        asked = _of_log(prepared, state, log)
    days = DAYS_PER_WEEK * weeks
    return LivedRecords(
        _spells(prepared, state, days),
        _weeks(asked, state, weeks, float(minutes)),
        _accounts(prepared, state, weeks),
    )


def _of_log(of: Job, state: State, log: list[LogRow]) -> list[_Asked]:
    """Needs as the log has them: minutes of all services, which share them as their means do."""
    rows = [row for row in log if row.event == _NEED]
    if not rows:
        return []
    citizen, day, course, level, value = (
        np.array([getattr(row, name) for row in rows], dtype=np.int64)
        for name in ("citizen", "day", "course", "level", "value")
    )
    calendar = of.parameters.calendar
    period = np.asarray(calendar.period_of_day)[day - calendar.first_day]
    means = of.parameters.demand.hours[period, course, level]
    total = means.sum(axis=1, keepdims=True)
    shares = np.divide(means, total, out=np.zeros_like(means), where=total > 0)
    hours = shares * value[:, None] / MINUTES_PER_HOUR
    spell = _spell_on(state, citizen, day)
    every = zip(spell.tolist(), citizen.tolist(), day.tolist(), hours.tolist(), strict=True)
    return [_Asked(s, c, d, tuple(h), ()) for s, c, d, h in every]


_SPAN: Final = 1_000_000
"""Room for the days of a citizen, in one key with the citizen."""


def _spell_on(
    state: State, citizen: npt.NDArray[np.int64], day: npt.NDArray[np.int64]
) -> npt.NDArray[np.int64]:
    """Row of the spell that each citizen began last, by a day."""
    used = int(state.rows[SPELLS])
    keys = state.spells.citizen[:used] * _SPAN + state.spells.start_day[:used] + _SPAN // 2
    order = np.lexsort((state.spells.number[:used], keys))
    at = np.searchsorted(keys[order], citizen * _SPAN + day + _SPAN // 2, side="right") - 1
    found: npt.NDArray[np.int64] = order[at]
    return found


def _stepped(of: Job, replication: int, end: int) -> tuple[State, list[_Asked]]:
    """Let everything happen one by one, where nursing comes as contacts, which no log has."""
    engine = SimpyEngine(
        of.parameters, of.rules, seed=of.seed, replication=replication, keep_log=True
    )
    asked = _followed(engine, draws(of.seed, replication), end)
    return engine.run(), asked


def _followed(engine: SimpyEngine, luck: Draws, end: int) -> list[_Asked]:
    """Let everything happen, and note what each need asks for before the week takes it up."""
    asked: list[_Asked] = []
    log = engine.log
    if log is None:
        raise ValueError("the engine keeps no log")
    while engine.environment.peek() < end:
        engine.step()
        if log and log[-1].event == _NEED:
            asked.append(_asked(engine, luck, log[-1]))
        log.clear()
    return asked


def _asked(engine: SimpyEngine, luck: Draws, row: LogRow) -> _Asked:
    state, citizen, day = engine.state, row.citizen, row.day
    who, spell = identity(engine.parameters, state, citizen), int(state.citizens.spell[citizen])
    part, contacts = int(state.spells.part[spell]), [0] * DAYS_PER_WEEK
    for number in range(int(state.parts.contacts[part])):
        weekday, _ = contact_at(luck, who, day, number)
        contacts[weekday] += 1
    hours = tuple(float(state.parts.hours[part, s]) for s in range(len(SERVICES)))
    return _Asked(spell, citizen, day, hours, tuple(contacts))


def _spells(of: Job, state: State, days: int) -> list[LivedSpell]:
    """Spells that lie within the records, as they are known on their last day."""
    spells, teams = state.spells, teams_by_row(of)
    found = []
    for row in range(int(state.rows[SPELLS])):
        begins, ends = int(spells.start_day[row]), int(spells.end_day[row])
        is_over = int(spells.exit[row]) != STILL_THERE and ends <= days
        if begins >= days or (is_over and ends <= 0):
            continue
        citizen = int(spells.citizen[row])
        found.append(
            LivedSpell(
                citizen,
                teams[int(spells.team[row])],
                of.names.courses[int(spells.course[row])],
                int(spells.level[row]),
                begins,
                ends if is_over else None,
                of.names.destination(int(spells.exit[row])) if is_over else None,
                SOURCES[max(1, int(state.citizens.source[citizen]))],
            )
        )
    return found


def _weeks(asked: list[_Asked], state: State, weeks: int, minutes: float) -> list[LivedWeek]:
    """Hours by citizen and week; a part of a week has what falls on its days."""
    sums: dict[tuple[int, int], npt.NDArray[Any]] = {}
    for of in asked:
        week = of.day // DAYS_PER_WEEK
        if not 0 <= week < weeks:
            continue
        monday = (week + 1) * DAYS_PER_WEEK
        end = min(int(state.spells.end_day[of.spell]), monday)
        hours = np.array(of.hours) * max(0, end - of.day) / DAYS_PER_WEEK
        if minutes and of.contacts:
            given = sum(of.contacts[of.day % DAYS_PER_WEEK : (end - 1) % DAYS_PER_WEEK + 1])
            hours[NURSING] += given * minutes / MINUTES_PER_HOUR
        key = (of.citizen, week)
        sums[key] = sums.get(key, 0.0) + hours
    return [
        LivedWeek(citizen, week, tuple(hours.tolist()))
        for (citizen, week), hours in sorted(sums.items())
    ]


def _accounts(of: Job, state: State, weeks: int) -> list[LivedAccount]:
    book, teams = state.weeks, teams_by_row(of)
    return [
        LivedAccount(
            teams[row],
            week,
            float(np.sum(book.days[row, week])) / DAYS_PER_WEEK,
            _hours(book.minutes[row, week]),
            _hours(book.temporary_minutes[row, week]),
            _hours(book.unmet_minutes[row, week]),
            int(book.revenue_ore[row, week]) / ORE_PER_DKK,
            int(book.cost_ore[row, week]) / ORE_PER_DKK,
        )
        for row in of.team_rows
        for week in range(weeks)
    ]


def _hours(minutes: npt.NDArray[Any]) -> float:
    return float(np.sum(minutes)) / MINUTES_PER_HOUR
