"""The causes of a deviation that can be switched off, and the scenarios without them.

A counterfactual is the scenario of a results folder with one cause, or all, taken out of its
file: the same seed, so the same citizens. Nothing runs here; read `explain.py` next.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple

from sim.model.terms import POLICIES, WEEKDAYS
from sim.scenario.files.canonical import tree_of_json
from sim.scenario.files.toml_lines import Spot, TextPosition
from sim.scenario.files.values import plain_values
from sim.scenario.reading import Scenario, restored_scenario
from sim.scenario.schema.quantities import MAX_PRESENT

Tree = dict[str, Any]

REFERENCE: Final = "reference"
"""Name of the scenario without any cause."""

NEVER_FULL: Final = MAX_PRESENT
"""Places in a nursing home that nobody waits for."""

_STATIONARY: Final = "stationary"
_NEEDS_STAFF: Final = ("continuity", "self_determination", "goals")
"""Tables that may hang on [staff]; none of them moves money."""


class Cause(NamedTuple):
    """Something that can be switched off: its name, the term it belongs to, and how."""

    name: str
    term: str
    is_there: Callable[[Scenario], bool]
    switch_off: Callable[[Tree], Tree]


def causes_of(scenario: Scenario) -> list[Cause]:
    """Causes that a scenario has, in the order of `CAUSES`."""
    return [cause for cause in CAUSES if cause.is_there(scenario)]


def without(scenario: Scenario, causes: Collection[Cause], name: str) -> Scenario:
    """The scenario with some causes switched off, under another name.

    The people of another scenario on the first day are kept, unless timing is off.
    """
    tree: Tree = tree_of_json(scenario.resolved)
    for cause in causes:
        tree = cause.switch_off(tree)
    found = restored_scenario(tree, Path(f"{name}.toml"))
    is_timed = "timing" not in {cause.name for cause in causes}
    return replace(found, starts_as=scenario.starts_as if is_timed else None)


def _left(table: Tree, *keys: str) -> Tree:
    """The table without some keys."""
    return {key: table[key] for key in table if key not in keys}


# Behaviour


def _behaves(scenario: Scenario) -> bool:
    teams = scenario.values.team
    return any(team.policy != POLICIES[0] or team.levers for team in teams)


def _in_good_faith(tree: Tree) -> Tree:
    """All teams follow need, with their levers where the scenario has them."""
    teams = [_left(team, "policy", "alpha", "levers") for team in tree["team"]]
    return _left(tree, "behaviour") | {"team": teams}


# Capacity


def _has_staff(scenario: Scenario) -> bool:
    return scenario.values.staff is not None


def _without_staff(tree: Tree) -> Tree:
    """Every need is met at its hourly price; consequences of what is withheld are kept."""
    kept = _left(tree, "staff", *_NEEDS_STAFF)
    kept["team"] = [_left(team, "full_time_equivalents") for team in tree["team"]]
    raises = tree["staff"].get("unmet_raises")
    if raises and "behaviour" in kept:
        kept["behaviour"] = kept["behaviour"] | {"unmet_raises": raises}
    return kept


def _has_full_clinic(scenario: Scenario) -> bool:
    clinic = scenario.values.clinic
    if clinic is None:
        return False
    return clinic.slots_per_day is not None or set(clinic.open_days) != set(WEEKDAYS)


def _open_clinic(tree: Tree) -> Tree:
    """A slot for every contact on the day on which it is due."""
    clinic = _left(tree["clinic"], "slots_per_day", "cost_per_slot_dkk")
    return tree | {"clinic": clinic | {"open_days": list(WEEKDAYS)}}


def _has_full_nursing_home(scenario: Scenario) -> bool:
    home = scenario.values.nursing_home
    return home is not None and home.places is not None


def _open_nursing_home(tree: Tree) -> Tree:
    """A place for everybody at once, so that nobody waits in the teams' care.

    A limit stays, because without one nobody could reach the course of those who wait, and a
    scenario may not have such a course.
    """
    return tree | {"nursing_home": tree["nursing_home"] | {"places": NEVER_FULL, "occupied": 0}}


# Timing


def _changes(scenario: Scenario) -> bool:
    is_stationary = scenario.values.run.initial == _STATIONARY
    return bool(scenario.change_dates) or not is_stationary or scenario.starts_as is not None


def _as_on_the_first_day(tree: Tree) -> Tree:
    """Values of the first day throughout, from a stationary start."""
    start = plain_values(tree, _NOWHERE, None)[0]["run"]["start"]
    steady: Tree = plain_values(tree, _NOWHERE, start)[0]
    return steady | {"run": steady["run"] | {"initial": _STATIONARY}}


_NOWHERE: Final = Spot(TextPosition("", 1, 1))

CAUSES: Final = (
    Cause("behaviour", "behaviour", _behaves, _in_good_faith),
    Cause("staff", "capacity", _has_staff, _without_staff),
    Cause("clinic", "capacity", _has_full_clinic, _open_clinic),
    Cause("nursing_home", "capacity", _has_full_nursing_home, _open_nursing_home),
    Cause("timing", "timing", _changes, _as_on_the_first_day),
)
"""Every cause that can be switched off."""
