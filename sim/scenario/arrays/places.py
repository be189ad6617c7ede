"""The nursing clinic, the nursing home and the offers: what holds a limited number of citizens."""

from collections.abc import Sequence

import numpy as np

from sim.model.parameters import Clinic, NursingHome, Offers
from sim.model.terms import COURSE_KINDS, LEVELS, WAITING, WEEKDAYS
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK, nearest
from sim.scenario import schema
from sim.scenario.arrays.periods import by_level, courses_of_kind, each, each_whole
from sim.scenario.arrays.teams import teams_by_key
from sim.scenario.schema.money import DAYS_PER_YEAR
from sim.scenario.schema.scenario import Values

NO_LIMIT = -1


def clinic(periods: Sequence[Values]) -> Clinic:
    """The clinic that all teams share; without one every number is 0."""
    found = [v.clinic for v in periods if v.clinic is not None]
    if not found:
        return _no_clinic(len(periods))
    return Clinic(
        is_open=True,
        reachable=np.stack([by_level(c.reachable) for c in found]),
        share=np.array([c.share for c in found]),
        slots=np.array([_slots(c) for c in found], np.int64),
        longest_wait_days=np.array([c.longest_wait_days for c in found], np.int64),
        contact_minutes=each_whole(periods, _contact_minutes),
        ore_per_contact=np.array([ORE_PER_DKK * c.cost_per_contact_dkk for c in found]),
        is_charged_to_team=np.array([c.charged_to == "team" for c in found], np.int64),
        ore_per_slot=np.array([ORE_PER_DKK * c.cost_per_slot_dkk for c in found]),
    )


def _no_clinic(periods: int) -> Clinic:
    none, whole = np.zeros(periods), np.zeros(periods, np.int64)
    return Clinic(
        is_open=False,
        reachable=np.zeros((periods, LEVELS)),
        share=none,
        slots=np.zeros((periods, DAYS_PER_WEEK), np.int64),
        longest_wait_days=whole,
        contact_minutes=whole,
        ore_per_contact=none,
        is_charged_to_team=whole,
        ore_per_slot=none,
    )


def _slots(given: schema.ClinicTable) -> list[int]:
    """Slots by weekday: 0 when closed."""
    slots = NO_LIMIT if given.slots_per_day is None else given.slots_per_day
    return [slots if day in given.open_days else 0 for day in WEEKDAYS]


def _contact_minutes(values: Values) -> int:
    if values.clinic is None or values.nursing is None:
        return 0
    return nearest(values.nursing.contact_minutes * values.clinic.time_share)


def nursing_home(periods: Sequence[Values]) -> NursingHome:
    """Places as a queue with a capacity; without a nursing home everybody gets one."""
    now = periods[0].nursing_home
    waiting = courses_of_kind(periods[0], COURSE_KINDS[WAITING])
    return NursingHome(
        is_modelled=now is not None,
        places=each_whole(periods, lambda v: _places(v.nursing_home)),
        occupied=_occupied(now),
        mean_stay_days=each(periods, lambda v: _mean_stay_days(v.nursing_home)),
        waiting_course=waiting[0] if now is not None and waiting else -1,
    )


def _places(home: schema.NursingHomeTable | None) -> int:
    return NO_LIMIT if home is None or home.places is None else home.places


def _occupied(home: schema.NursingHomeTable | None) -> int:
    """Places taken on the first day: all of them, where the scenario does not say."""
    if home is None:
        return 0
    return home.occupied if home.occupied is not None else max(0, _places(home))


def _mean_stay_days(home: schema.NursingHomeTable | None) -> float:
    return np.inf if home is None else DAYS_PER_WEEK * home.mean_stay_weeks


def offers(periods: Sequence[Values]) -> Offers:
    """Places of each team, those who wait for one, and the cost that is always there."""
    places = each_whole(periods, lambda v: [_team_places(team) for team in _teams(v)])
    return Offers(
        is_limited=bool((places != NO_LIMIT).any()),
        places=places,
        given_up_per_day=each(periods, _given_up_per_day),
        basis_ore=each(periods, lambda v: [_basis_ore(team) for team in _teams(v)]),
    )


def _teams(values: Values) -> list[schema.TeamTable]:
    return [values.team[row] for row in teams_by_key(values)]


def _team_places(team: schema.TeamTable) -> int:
    return NO_LIMIT if team.places is None else team.places


def _given_up_per_day(values: Values) -> float:
    return values.queue.given_up_per_week / DAYS_PER_WEEK if values.queue else 0.0


def _basis_ore(team: schema.TeamTable) -> float:
    """Basis cost of a week."""
    return ORE_PER_DKK * (team.basis_cost_dkk_per_year or 0.0) * DAYS_PER_WEEK / DAYS_PER_YEAR
