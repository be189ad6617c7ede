"""The scenario that rates are set for: teams follow need, and all pay is by course.

Whatever a team makes of its rates, they are set for a team in good faith. A tariff of another kind
gives way to course rates; the parts of a mixed one are each set by themselves. What refunds or
evens out comes on top and is left out here.
"""

from dataclasses import replace
from typing import Any, Final

from sim.economics.audit.tariffs import not_held, without_idle_levers, without_own_rate
from sim.model.levers import (
    ACCEPT_SHARE,
    DELIVERED_SHARE,
    DISCHARGE_SHARE,
    LEVERS,
    RELABEL_SHARE,
)
from sim.model.terms import COURSE_KINDS, HOSPITAL, POLICIES
from sim.scenario.reading import Scenario, restored_scenario
from sim.scenario.schema import PER_PERSON_KINDS
from sim.scenario.tariffs.course_rates import COURSE_RATES
from sim.scenario.tariffs.listed import ALL_KEYS, COURSE_RATE_KINDS

KIND: Final = COURSE_RATES.name
SMOOTHING: Final = ("stop_loss", "deficit_band")
YARDSTICK: Final = "yardstick"
EVENED_OUT: Final = (*SMOOTHING, YARDSTICK)
"""What settles pay beside rates."""
ON_TOP: Final = "hourly_on_top"
OWN: Final = "team"
"""Table of rates that are a team's own."""
_OTHER_PAY: Final = frozenset(ALL_KEYS) - frozenset(COURSE_RATES.key_names)
_FOLLOWS_NEED: Final = POLICIES[0]

Tree = dict[str, Any]


def reference_scenario(given: Scenario) -> Scenario:
    """A scenario with course rates and nothing else, and teams that follow need."""
    tree = dict(given.resolved) | {"tariff": _by_course(given)}
    tree = without_idle_levers(tree)
    tree["team"] = [without_own_rate(_following_need(team)) for team in tree["team"]]
    if tree == given.resolved:
        return given
    return like(given, _unmoved(tree))


def reference_of(given: Scenario) -> Tree:
    """The resolved scenario with teams that follow need, and without what smooths pay."""
    tariff = {k: v for k, v in given.resolved["tariff"].items() if k not in EVENED_OUT}
    teams = [_following_need(team) for team in given.resolved["team"]]
    return _unmoved(given.resolved | {"tariff": tariff, "team": teams})


def _unmoved(tree: Tree) -> Tree:
    """A scenario in which no team is free to move a lever, without what nobody then uses."""
    tree = {key: value for key, value in tree.items() if _is_used(tree, key)}
    if "behaviour" not in tree:
        return tree
    moved: tuple[str, ...] = ("levers", "freedom", "relabel", "learning", "effort_dkk")
    if "staff" not in tree and not _is_held(tree, DELIVERED_SHARE):
        moved = (*moved, "short_order")
    kept = {k: v for k, v in tree["behaviour"].items() if k not in moved}
    teams = [not_held(team, LEVERS[RELABEL_SHARE]) for team in tree["team"]]
    return tree | {"behaviour": kept, "team": teams}


def _is_used(tree: Tree, table: str) -> bool:
    """Whether a table is of use where teams move no lever."""
    if table == "acceptance":
        stops = any(team.get("when_spent") == "stop" for team in tree["team"])
        return stops or _is_held(tree, ACCEPT_SHARE)
    if table == "early_discharge":
        return _is_held(tree, DISCHARGE_SHARE)
    return table != "audit_risk"


def _is_held(tree: Tree, lever: int) -> bool:
    """Whether some team stands elsewhere with a lever than in good faith, for the whole run."""
    return any(LEVERS[lever] in team.get("levers", {}) for team in tree["team"])


def like(given: Scenario, tree: Tree) -> Scenario:
    """A scenario with another tree but the same file and people on the first day."""
    return replace(restored_scenario(tree, given.path), starts_as=given.starts_as)


def is_by_course(given: Scenario) -> bool:
    """Whether the scenario's own tariff has course rates."""
    return given.resolved["tariff"]["kind"] in COURSE_RATE_KINDS


def _by_course(given: Scenario) -> Tree:
    """The tariff's course rates; 0 for a course that has none."""
    tariff = given.resolved["tariff"]
    if not is_by_course(given):
        return {"kind": KIND, "weekly_dkk": _no_rates(given, {})}
    left_out = (*_OTHER_PAY, *EVENED_OUT, ON_TOP, OWN)
    kept = {k: v for k, v in tariff.items() if k not in left_out}
    missing = _no_rates(given, tariff)
    if missing:
        kept["weekly_dkk"] = {**tariff.get("weekly_dkk", {}), **missing}
    return kept | {"kind": KIND}


def _no_rates(given: Scenario, tariff: Tree) -> dict[str, float]:
    """A rate of 0 for each course that needs one and has none."""
    own = PER_PERSON_KINDS if tariff.get("individual") == "per_person" else ()
    unpaid = (*own, COURSE_KINDS[HOSPITAL])
    rated = {*tariff.get("weekly_dkk", {}), *tariff.get("lump_sum_dkk", {})}
    courses = (c for c in given.values.course if c.kind not in unpaid)
    return {course.name: 0.0 for course in courses if course.name not in rated}


def _following_need(team: Tree) -> Tree:
    if team.get("policy", _FOLLOWS_NEED) == _FOLLOWS_NEED:
        return team
    return {k: v for k, v in team.items() if k != "alpha"} | {"policy": _FOLLOWS_NEED}
