"""What continuity and self-determination hang on: who shares a citizen's visits.

By shift, each profession belongs to the service in which it is named first, and each person to one
shift: so a service has staff of its own by time of day. A service that no profession is named
first for is given by the staff of the one that its first profession belongs to.
"""

from collections.abc import Sequence

import numpy as np

from sim.model.parameters import Encounters, Floats, Ints
from sim.model.terms import PROFESSIONS, SERVICES, TIMES
from sim.scenario.arrays.demand import demand
from sim.scenario.arrays.periods import each, entries
from sim.scenario.arrays.staff import NOBODY, gives, posts
from sim.scenario.schema.scenario import Values


def encounters(periods: Sequence[Values]) -> Encounters:
    """What continuity and self-determination hang on; 0 shares where they are not computed."""
    free = [v.self_determination for v in periods]
    return Encounters(
        visit_minutes=each(periods, lambda v: v.continuity.visit_minutes if v.continuity else 0),
        persons=each(periods, _persons),
        contact_person_share=each(
            periods, lambda v: v.continuity.contact_person_share if v.continuity else 0
        ),
        by_shift=_by_shift(periods[0]),
        shift_group=_groups(periods[0]),
        shift_persons=_shift_persons(periods),
        idle_share=np.array([f.idle_share if f else 0.0 for f in free]),
        full_share=np.array([f.full_share if f else 0.0 for f in free]),
        exponent=np.array([f.exponent if f else 1.0 for f in free]),
    )


def _persons(values: Values) -> Floats:
    """Persons who share a citizen's visits, array [T]: at least the one who comes."""
    stated = values.continuity.staff if values.continuity else None
    if stated is not None:
        return np.full(len(values.team), stated)
    return np.array([max(1.0, sum(mine)) for mine in posts(values)])


# By shift


def _by_shift(values: Values) -> bool:
    return values.continuity is not None and values.continuity.by == "shift"


def _home(values: Values) -> Ints:
    """Service that each profession belongs to, -1 where it gives none, array [J]."""
    table = gives(values.staff or NOBODY)
    turns = np.full((len(PROFESSIONS), len(SERVICES)), len(PROFESSIONS))
    for service, turn in np.argwhere(table >= 0):
        turns[table[service, turn], service] = turn
    return np.where(
        (table[..., None] == np.arange(len(PROFESSIONS))).any((0, 1)), turns.argmin(axis=1), -1
    ).astype(np.int64)


def _groups(values: Values) -> Ints:
    """Service whose staff give each service, array [S]."""
    first = gives(values.staff or NOBODY)[:, 0]
    home = _home(values)
    return np.array(
        [
            service if service in home else max(0, int(home[first[service]]))
            for service in range(len(SERVICES))
        ],
        np.int64,
    ) * int(values.staff is not None)


def _shift_persons(periods: Sequence[Values]) -> Floats:
    """Persons of each service by shift, at least the one who comes, array [P, T, S, D]."""
    needed = demand(periods)
    hours = np.einsum("pcls,plsd->psd", needed.hours, needed.time_share)
    found = []
    for values, by_time in zip(periods, hours, strict=True):
        shares = _of_services(values)[:, :, None] * _of_shifts(values, by_time)
        found.append(np.maximum(1.0, _persons(values)[:, None, None] * shares))
    return np.array(found)


def _of_services(values: Values) -> Floats:
    """Share of each team's staff who belong to each service, array [T, S]."""
    own, home = np.array(posts(values)), _home(values)
    staff = np.stack([own[:, home == service].sum(axis=1) for service in range(len(SERVICES))], 1)
    total = staff.sum(axis=1, keepdims=True)
    alone = np.eye(len(SERVICES))[0]
    return np.asarray(np.where(total > 0, staff / np.maximum(total, 1e-12), alone))


def _of_shifts(values: Values, hours: Floats) -> Floats:
    """Share of a service's staff who work in each shift, array [S, D]."""
    stated = values.continuity.shift_staff if values.continuity else None
    if stated is not None:
        return np.tile(entries(stated, TIMES), (len(SERVICES), 1))
    groups = _groups(values)
    of_group = np.stack([hours[groups == group].sum(axis=0) for group in range(len(SERVICES))])
    total = of_group.sum(axis=1, keepdims=True)
    by_day = np.eye(len(TIMES))[0]
    return np.asarray(np.where(total > 0, of_group / np.maximum(total, 1e-12), by_day))
