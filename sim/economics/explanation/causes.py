"""The causes of a deviation that can be switched off, and the scenarios without them.

A counterfactual is the scenario of a results folder with one cause, or all, taken out of its
file: the same seed, so the same citizens. Nothing runs here; read `explain.py` next.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NamedTuple

from sim.experiments.causes_at_work import ACCEPT_SHARE, CAUSES_AT_WORK, STATIONARY
from sim.model.terms import WEEKDAYS
from sim.scenario.files.canonical import tree_of_json
from sim.scenario.files.toml_lines import Spot, TextPosition
from sim.scenario.files.values import plain_values
from sim.scenario.reading import Scenario, restored_scenario
from sim.scenario.schema.quantities import MAX_PRESENT
from sim.scenario.schema.scenario import Values
from sim.scenario.schema.wrapper import BEARER_KEY, BEARERS_KEY

Tree = dict[str, Any]

REFERENCE: Final = "reference"
"""Name of the scenario without any cause."""

NEVER_FULL: Final = MAX_PRESENT
"""Places in a nursing home that nobody waits for."""

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


_CONDUCT = ("behaviour", "audit_risk", "acceptance", "early_discharge")
_OF_A_RESERVE = ("reserve_dkk", "when_spent", "merges_with")


def _in_good_faith(tree: Tree) -> Tree:
    """All teams follow need, with their levers where the scenario has them, and never close.

    Where they may decline citizens they go on to: that is a cause of its own.
    """
    if "acceptance" not in tree:
        teams = [_left(team, *_POLICY, *_OF_A_RESERVE) for team in tree["team"]]
        return _left(tree, *_CONDUCT) | {"team": teams}
    bounds = tree.get("behaviour", {}).get("levers", {})
    kept = {name: at for name, at in bounds.items() if name == ACCEPT_SHARE}
    behaviour = {"levers": kept} | _given_up(tree)
    teams = [_picking(team, picks=bool(kept)) for team in tree["team"]]
    return _left(tree, *_CONDUCT) | {
        "team": teams,
        "acceptance": tree["acceptance"],
        "behaviour": behaviour,
    }


_POLICY = ("policy", "alpha", "levers")


def _given_up(tree: Tree) -> Tree:
    return {
        key: value
        for key, value in tree.get("behaviour", {}).items()
        if key in ("given_up_per_week", "unmet_raises")
    }


def _picking(team: Tree, *, picks: bool) -> Tree:
    """A team that moves nothing but whom it takes in, and closes where it did."""
    levers = {name: at for name, at in team.get("levers", {}).items() if name == ACCEPT_SHARE}
    kept = _left(team, "levers", *(() if picks else _POLICY))
    if team.get("when_spent") != "stop":
        kept = _left(kept, *_OF_A_RESERVE)
    return kept | ({"levers": levers} if levers else {})


def _everybody_taken_in(tree: Tree) -> Tree:
    """No team declines anybody."""
    teams = [_taking(team) for team in tree["team"]]
    taken = _left(tree, "acceptance") | {"team": teams}
    behaviour = dict(tree.get("behaviour", {}))
    behaviour["levers"] = _left(behaviour.get("levers", {}), ACCEPT_SHARE)
    if "freedom" in behaviour:
        behaviour["freedom"] = [name for name in behaviour["freedom"] if name != ACCEPT_SHARE]
    if not behaviour["levers"]:
        return _left(taken, "behaviour") | {"team": [_left(team, *_POLICY) for team in teams]}
    return taken | {"behaviour": behaviour}


def _taking(team: Tree) -> Tree:
    """A team that declines nobody and does not close."""
    kept = _left(team, *_OF_A_RESERVE) if team.get("when_spent") == "stop" else team
    levers = _left(kept.get("levers", {}), ACCEPT_SHARE)
    return _left(kept, "levers") | ({"levers": levers} if levers else {})


# Capacity


def _without_staff(tree: Tree) -> Tree:
    """Every need is met at its hourly price; consequences of what is withheld are kept."""
    kept = _left(tree, "staff", *_NEEDS_STAFF)
    kept["team"] = [_left(team, "full_time_equivalents") for team in tree["team"]]
    raises = tree["staff"].get("unmet_raises")
    if raises and "behaviour" in kept:
        kept["behaviour"] = kept["behaviour"] | {"unmet_raises": raises}
    return kept


def _open_clinic(tree: Tree) -> Tree:
    """A slot for every contact on the day on which it is due."""
    clinic = _left(tree["clinic"], "slots_per_day", "cost_per_slot_dkk")
    return tree | {"clinic": clinic | {"open_days": list(WEEKDAYS)}}


def _open_nursing_home(tree: Tree) -> Tree:
    """A place for everybody at once, so that nobody waits in the teams' care.

    A limit stays, because without one nobody could reach the course of those who wait, and a
    scenario may not have such a course.
    """
    return tree | {"nursing_home": tree["nursing_home"] | {"places": NEVER_FULL, "occupied": 0}}


# Timing


def _as_on_the_first_day(tree: Tree) -> Tree:
    """Values of the first day throughout, from a stationary start."""
    start = plain_values(tree, _NOWHERE, None, Values)[0]["run"]["start"]
    steady: Tree = plain_values(tree, _NOWHERE, start, Values)[0]
    return _borne_in_place(steady) | {"run": steady["run"] | {"initial": STATIONARY}}


def _borne_in_place(steady: Tree) -> Tree:
    """Plain values with who bears a price beside it again, as a file has it."""
    outside = steady.get("prices", {}).get("outside", {})
    if BEARERS_KEY not in outside:
        return steady
    prices = _left(outside, BEARERS_KEY)
    borne = {
        key: {"value": prices[key], BEARER_KEY.name: bearer}
        for key, bearer in outside[BEARERS_KEY].items()
    }
    return steady | {"prices": steady["prices"] | {"outside": prices | borne}}


_NOWHERE: Final = Spot(TextPosition("", 1, 1))


def _cause(name: str, switch_off: Callable[[Tree], Tree]) -> Cause:
    at_work = CAUSES_AT_WORK[name]
    return Cause(name, at_work.term, at_work.is_there, switch_off)


CAUSES: Final = (
    _cause("behaviour", _in_good_faith),
    _cause("declined", _everybody_taken_in),
    _cause("staff", _without_staff),
    _cause("clinic", _open_clinic),
    _cause("nursing_home", _open_nursing_home),
    _cause("timing", _as_on_the_first_day),
)
"""Every cause that can be switched off."""
