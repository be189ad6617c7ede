"""Causes other than price, case mix and chance that can move a scenario's deviation.

Each is a cause by a name and the term of a deviation that it belongs to. Where one is at work a
run by itself cannot say what its deviation is due to: `economics/explanation` switches them off.
"""

from collections.abc import Callable
from typing import Final, NamedTuple

from sim.model.terms import POLICIES, STOP, WEEKDAYS, WHEN_SPENT
from sim.scenario.reading import Scenario

STATIONARY: Final = "stationary"
_STOPS: Final = WHEN_SPENT[STOP]

PLACES: Final = "places"
"""A cause that is never switched off: its queues are the offer, and count as chance."""


class WorkingCause(NamedTuple):
    """A cause: what it is called, the term it belongs to, and whether a scenario has it."""

    name: str
    term: str
    is_there: Callable[[Scenario], bool]


def causes_at_work(scenario: Scenario) -> tuple[str, ...]:
    """Names of the causes that a scenario has."""
    return tuple(cause.name for cause in CAUSES_AT_WORK.values() if cause.is_there(scenario))


ACCEPT_SHARE: Final = "accept_share"


def _behaves(scenario: Scenario) -> bool:
    """Whether teams do other than need asks of them, declining citizens apart."""
    values, teams = scenario.values, scenario.values.team
    moved = set(values.behaviour.levers) - ({ACCEPT_SHARE} if values.acceptance else set())
    held = any(set(team.levers) - {ACCEPT_SHARE} for team in teams)
    ends = any(team.when_spent not in (None, _STOPS) for team in teams)
    return held or ends or bool(moved and any(team.policy != POLICIES[0] for team in teams))


def _declines(scenario: Scenario) -> bool:
    """Whether teams may decline citizens."""
    values, teams = scenario.values, scenario.values.team
    if values.acceptance is None:
        return False
    stops = any(team.when_spent == _STOPS for team in teams)
    held = any(team.levers.get(ACCEPT_SHARE, 1.0) < 1.0 for team in teams)
    moves = ACCEPT_SHARE in values.behaviour.levers
    return stops or held or (moves and any(team.policy != POLICIES[0] for team in teams))


def _has_staff(scenario: Scenario) -> bool:
    return scenario.values.staff is not None


def _has_full_clinic(scenario: Scenario) -> bool:
    clinic = scenario.values.clinic
    if clinic is None:
        return False
    return clinic.slots_per_day is not None or set(clinic.open_days) != set(WEEKDAYS)


def _has_full_nursing_home(scenario: Scenario) -> bool:
    home = scenario.values.nursing_home
    return home is not None and home.places is not None


def _has_places(scenario: Scenario) -> bool:
    return any(team.places is not None for team in scenario.values.team)


def _changes(scenario: Scenario) -> bool:
    is_stationary = scenario.values.run.initial == STATIONARY
    return bool(scenario.change_dates) or not is_stationary or scenario.starts_as is not None


CAUSES_AT_WORK: Final = {
    cause.name: cause
    for cause in (
        WorkingCause("behaviour", "behaviour", _behaves),
        WorkingCause("declined", "behaviour", _declines),
        WorkingCause("staff", "capacity", _has_staff),
        WorkingCause("clinic", "capacity", _has_full_clinic),
        WorkingCause("nursing_home", "capacity", _has_full_nursing_home),
        WorkingCause(PLACES, "capacity", _has_places),
        WorkingCause("timing", "timing", _changes),
    )
}
"""Every cause by its name; `places` cannot be switched off, because they are the offer."""
