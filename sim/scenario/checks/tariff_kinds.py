"""What each kind of tariff needs, and what it leaves unused."""

from collections.abc import Iterator
from typing import Any, Final

from sim.model.terms import SERVICES
from sim.scenario.checks.presence import first_and_more, needing_service
from sim.scenario.drafts import Draft, is_some, table
from sim.scenario.faults import Fault, shown
from sim.scenario.suggestions import instead
from sim.scenario.values import is_number

_COURSE_KEYS: Final = (
    *("weekly_dkk", "step_down", "lump_sum_dkk", "reopen_within_weeks"),
    *("individual", "paid_days_away"),
)
_HOURLY_KEYS: Final = ("hourly_dkk",)
_BLOCK_KEYS: Final = ("budget_dkk_per_week",)
_MIXED_KEYS: Final = ("hourly_share", "block_share")
_KEYS: Final = {
    "course_rates": _COURSE_KEYS,
    "activity": _HOURLY_KEYS,
    "block": _BLOCK_KEYS,
    "mixed": (*_COURSE_KEYS, *_HOURLY_KEYS, *_BLOCK_KEYS, *_MIXED_KEYS),
}
"""Keys that each kind of tariff uses."""


def pays_by_course(tariff: dict[str, Any]) -> bool:
    """Some of the pay, or all of it, hangs on the course."""
    if tariff.get("kind") != "mixed":
        return tariff.get("kind") not in {"activity", "block"}
    return not _is_all_shared_out(tariff)


def _is_all_shared_out(tariff: dict[str, Any]) -> bool:
    shares = [tariff.get(key, 0.0) for key in _MIXED_KEYS]
    return all(is_number(share) for share in shares) and sum(shares) >= 1.0


def kind_faults(draft: Draft) -> Iterator[Fault]:
    """Faults of the keys that hang on the tariff's kind."""
    tariff = draft.table("tariff")
    kind = tariff.get("kind")
    if kind not in _KEYS:
        return
    for key in dict.fromkeys(key for keys in _KEYS.values() for key in keys):
        if key in tariff and key not in _KEYS[kind]:
            what = f"is not used by a tariff of kind {shown(kind)}"
            yield draft.fault(("tariff", key), what, "leave it out, or change the kind")
    if kind == "activity" or is_some(tariff.get("hourly_share")):
        yield from _of_hours(draft, tariff)
    if kind == "block" or is_some(tariff.get("block_share")):
        yield from _of_budgets(draft, tariff)
    shares = [tariff.get(key, 0.0) for key in _MIXED_KEYS]
    if all(is_number(share) for share in shares) and sum(shares) > 1.0:
        what = f"and hourly_share come to {shown(round(sum(shares), 6))}"
        yield draft.fault(("tariff", "block_share"), what, "let them add up to at most 1")


def _of_hours(draft: Draft, tariff: dict[str, Any]) -> Iterator[Fault]:
    path = ("tariff", "hourly_dkk")
    if not draft.may_hold(*path):
        return
    for service in SERVICES:
        needed_by = needing_service(draft, service)
        if needed_by and service not in table(tariff.get("hourly_dkk")):
            what = f"has no pay, and {first_and_more(needed_by)} needs it"
            yield draft.fault((*path, service), what, "add it in DKK per hour; 0 counts")


def _of_budgets(draft: Draft, tariff: dict[str, Any]) -> Iterator[Fault]:
    path, known = ("tariff", "budget_dkk_per_week"), draft.names("team")
    if "budget_dkk_per_week" not in tariff:
        what = "is missing, and the tariff pays it"
        yield draft.fault(path, what, "add a budget in DKK per week, in all or by team")
        return
    budgets = table(tariff["budget_dkk_per_week"])
    for team in budgets:
        if team not in known:
            yield draft.fault((*path, team), f"{shown(team)} is not a team", instead(team, known))
    if budgets:
        for team in known:
            if team not in budgets:
                what = f"team {shown(team)} has no budget"
                yield draft.fault((*path, team), what, "add it in DKK per week; 0 counts")
