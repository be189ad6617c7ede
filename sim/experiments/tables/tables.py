"""The two tables of a replication, as columns made of the state it ended in.

One row a team and week, and one a spell that was open on a reported day. The columns of the
contract (design, section 4) come first and keep their order. Absent is masked, never NaN; whole
øre, minutes and days are only put into other units, so `summary/sums.py` can turn them back.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from sim.experiments.granted.columns import granted_columns
from sim.experiments.tables.bearers import borne_by_ore
from sim.experiments.tables.columns import Columns, Text, names_of_codes, null_unless, where_known
from sim.experiments.tables.job import Job, Names
from sim.experiments.tables.modelled import Modelled, modelled
from sim.experiments.tables.offers import offer_columns, payer_column
from sim.model.parameters import Ints
from sim.model.state import NO_ROW, SPELLS, SUM, THOUSANDTHS, Spells, State, TeamWeeks
from sim.model.sums import COUNT
from sim.model.terms import (
    BEARERS,
    OUTSIDE,
    PRESENT,
    SERVICES,
    SOURCES,
    STILL_THERE,
    TIMES,
)
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR, ORE_PER_DKK


def team_weeks_table(job: Job, state: State, replication: int) -> Columns:
    """One row a team and week, teams in the order of the file."""
    weeks, teams = job.parameters.calendar.weeks, len(job.team_rows)
    here = modelled(job.parameters)
    of = _in_order(job, state.weeks)
    sums = _sum_columns(of, here)
    return {
        "replication": np.full(teams * weeks, replication),
        "team": np.repeat(np.array(job.names.teams, dtype=object), weeks),
        "week": np.tile(np.arange(weeks), teams),
        **_contract_columns(of, job.names.courses, sums),
        **_encounter_columns(of, here, sums),
        **_clinic_columns(of, sums),
        **_outside_columns(of, here),
        **_bearer_columns(job, state, here),
        **sums,
        **offer_columns(job, of),
        **granted_columns(job, of),
    }


def weeks_by_team(job: Job, weeks: TeamWeeks) -> TeamWeeks:
    """Sums with the teams in the order of the file, [T, weeks] or [T, weeks, …]."""
    rows = list(job.team_rows)
    if rows == list(range(len(rows))):
        return weeks
    return TeamWeeks(*(table[rows] for table in weeks))


def _in_order(job: Job, weeks: TeamWeeks) -> TeamWeeks:
    """Sums by row of the table: [rows], or [rows, …] where there is a third axis."""
    size = len(job.team_rows) * job.parameters.calendar.weeks
    by_team = weeks_by_team(job, weeks)
    return TeamWeeks(*(table.reshape(size, *table.shape[2:]) for table in by_team))


def _sum_columns(of: TeamWeeks, here: Modelled) -> Columns:
    """Every sum that says its column; those that other functions place keep that place."""
    found: Columns = {}
    for field, one in SUM.items():
        amounts = getattr(of, field)
        values = amounts if one.per_unit == COUNT else amounts / one.per_unit
        is_known = not one.known or bool(getattr(here, one.known))
        found[one.column] = null_unless(values, is_known=is_known)
    return found


def _contract_columns(of: TeamWeeks, courses: Sequence[str], sums: Columns) -> Columns:
    days, hours = of.days / DAYS_PER_WEEK, of.minutes / MINUTES_PER_HOUR
    return {
        "citizens": of.days.sum(axis=1) / DAYS_PER_WEEK,
        **{f"{name}_citizens": days[:, c] for c, name in enumerate(courses)},
        **{f"{name}_hours": hours[:, s] for s, name in enumerate(SERVICES)},
        **{name: sums[name] for name in _OF_CONTRACT},
        "deviation_dkk": (of.revenue_ore - of.cost_ore) / ORE_PER_DKK,
    }


_OF_CONTRACT: Final = (
    *("clinic_visits", "home_visits", "unmet_hours", "temporary_hours"),
    *("revenue_dkk", "cost_dkk"),
)


def _encounter_columns(of: TeamWeeks, here: Modelled, sums: Columns) -> Columns:
    times = of.time_minutes / MINUTES_PER_HOUR
    return {
        **{f"{name}_hours": times[:, d] for d, name in enumerate(TIMES) if name != "day"},
        "self_determined_hours": sums["self_determined_hours"],
        **_continuity_columns(of, here),
    }


def _clinic_columns(of: TeamWeeks, sums: Columns) -> Columns:
    before, after = (
        ("nursing_contacts", "unmet_visits", "clinic_wait_days"),
        ("clinic_turned_home", "clinic_lapsed", "clinic_waiting"),
    )
    return {
        **{name: sums[name] for name in before},
        "clinic_longest_wait_days": where_known(of.longest_wait_days, of.clinic_visits > 0),
        **{name: sums[name] for name in after},
    }


def _outside_columns(of: TeamWeeks, here: Modelled) -> Columns:
    """What the payer bears; accounts without a price are null."""
    amounts = of.outside_ore / ORE_PER_DKK
    return {"outside_dkk": of.outside_ore.sum(axis=1) / ORE_PER_DKK} | {
        f"outside_{account}_dkk": null_unless(amounts[:, place], is_known=account in here.outside)
        for place, account in enumerate(OUTSIDE)
    }


def _bearer_columns(job: Job, state: State, here: Modelled) -> Columns:
    """What each bears of it; who never bears anything has none."""
    by_team = borne_by_ore(weeks_by_team(job, state.weeks), job.parameters)
    borne = by_team.reshape(-1, len(BEARERS)).T / ORE_PER_DKK
    return {
        borne_column(bearer): null_unless(each, is_known=bearer in here.bearers)
        for bearer, each in zip(BEARERS, borne, strict=True)
    }


def borne_column(bearer: str) -> str:
    """Name of the column of what is borne by one."""
    return f"borne_by_{bearer}_dkk"


def spells_table(job: Job, state: State, replication: int) -> Columns:
    """One row a spell that was open on a reported day, in the order in which they began."""
    here = modelled(job.parameters)
    kept = _reported(job, state)
    of = Spells._make(column[kept] for column in state.spells)
    names = teams_by_row(job)
    return {
        "replication": np.full(len(kept), replication),
        "citizen": citizen_names(state, of.citizen, names),
        "team": names_of_codes(of.team, names),
        **_stay_columns(of, job.names),
        **_care_columns(of, here),
        **payer_column(job, state, of.citizen, replication),
    }


def reported_rows(job: Job, state: State) -> Ints:
    """Rows of the spells that were open on a reported day, in any order."""
    spells, used = state.spells, int(state.rows[SPELLS])
    is_open = spells.exit[:used] == STILL_THERE
    in_use = (spells.citizen[:used] != NO_ROW) & (spells.start_day[:used] < _end_day(job))
    return np.flatnonzero(in_use & (is_open | (spells.end_day[:used] > 0)))


def _reported(job: Job, state: State) -> Ints:
    """The same rows in the order in which the spells began."""
    rows = reported_rows(job, state)
    begun: Ints = rows[np.argsort(state.spells.number[rows])]
    return begun


def teams_by_row(job: Job) -> list[str]:
    """Name of each team by its row in the model's arrays."""
    by_row = dict(zip(job.team_rows, job.names.teams, strict=True))
    return [by_row[row] for row in range(len(by_row))]


def spell_numbers(job: Job, state: State) -> Ints:
    """By each row of the spells' table: which spell of the run it is, in order of beginning."""
    numbers: Ints = state.spells.number[_reported(job, state)]
    return numbers


def _end_day(job: Job) -> int:
    return DAYS_PER_WEEK * job.parameters.calendar.weeks


def _stay_columns(of: Spells, names: Names) -> Columns:
    ended = of.exit != STILL_THERE
    codes, way = np.unique(of.exit, return_inverse=True)
    ways = [None if code == STILL_THERE else names.destination(code) for code in codes.tolist()]
    return {
        "course": names_of_codes(of.course, names.courses),
        "level": of.level,
        "start_day": of.start_day,
        "end_day": where_known(of.end_day, ended),
        "exit": names_of_codes(way, ways),
        "revenue_dkk": of.revenue_ore / ORE_PER_DKK,
        "cost_dkk": of.cost_ore / ORE_PER_DKK,
        "drawn_days": of.drawn_days,
        "entry": of.is_entry.astype(bool),
        "paid_course": names_of_codes(of.paid_course, names.courses),
    }


def _care_columns(of: Spells, here: Modelled) -> Columns:
    """Care of the reported weeks; what rests on delivered hours is null without any."""
    determined = of.self_determined_minutes / MINUTES_PER_HOUR
    delivered = of.delivered_minutes > 0
    return {
        "delivered_hours": of.delivered_minutes / MINUTES_PER_HOUR,
        "unmet_hours": of.unmet_minutes / MINUTES_PER_HOUR,
        "clinic_visits": of.clinic_visits,
        "home_visits": null_unless(of.home_visits, is_known=here.contacts),
        "level_weeks_gained": of.gained_level_days / DAYS_PER_WEEK,
        **_continuity_columns(of, here),
        "self_determined_hours": where_known(determined, delivered & here.self_determination),
        "outside_dkk": of.outside_ore / ORE_PER_DKK,
    }


def _continuity_columns(of: Spells | TeamWeeks, here: Modelled) -> Columns:
    """Means over the days of weeks with visits, and how many days those were."""
    days = of.visited_days
    is_visited = (days > 0) & here.continuity
    in_thousandths = THOUSANDTHS * np.maximum(days, 1)
    return {
        "helpers_14_days": where_known(of.helpers / in_thousandths, is_visited),
        "continuity_index": where_known(of.continuity / in_thousandths, is_visited),
        "visited_days": null_unless(days, is_known=here.continuity),
    }


def citizen_names(state: State, rows: Ints, teams: Sequence[str]) -> Text:
    """Who citizens are in every scenario: the team whose inflow they came by, source, ordinal.

    `teams` are the names of the teams by row.
    """
    of = state.citizens
    each, place = np.unique(rows, return_inverse=True)
    who = zip(
        *(column[each].tolist() for column in (of.home, of.source, of.day, of.number)), strict=True
    )
    names = [
        f"{teams[home]}/{SOURCES[source]}/{number if source == PRESENT else f'{day}.{number}'}"
        for home, source, day, number in who
    ]
    return names_of_codes(place, names)
