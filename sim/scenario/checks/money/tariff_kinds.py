"""What each kind of tariff needs, and what it leaves unused."""

from collections.abc import Iterator
from typing import Any, Final

from sim.model.terms import SERVICES
from sim.scenario.faults.fault import Fault, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.drafts import Draft, as_table, is_some
from sim.scenario.files.presence import first_and_more, needing_service
from sim.scenario.files.values import is_number

_COURSE_KEYS: Final = (
    *("weekly_dkk", "step_down", "lump_sum_dkk", "reopen_within_weeks"),
    *("individual", "paid_days_away"),
)
_HOURLY_KEYS: Final = ("hourly_dkk",)
_BLOCK_KEYS: Final = ("budget_dkk_per_week",)
_MIXED_KEYS: Final = ("hourly_share", "block_share")
_PLAN_KEYS: Final = ("service_hour_dkk", "add_shares", "renegotiation", "paid_days_away")
_BASIS_KEYS: Final = ("basis_rate_dkk_per_day", "budgeted_occupancy")
_KEYS: Final = {
    "course_rates": _COURSE_KEYS,
    "activity": _HOURLY_KEYS,
    "block": _BLOCK_KEYS,
    "mixed": (*_COURSE_KEYS, *_HOURLY_KEYS, *_BLOCK_KEYS, *_MIXED_KEYS),
    "basis_service": (*_PLAN_KEYS, *_BASIS_KEYS),
    "overhead": (*_PLAN_KEYS, "overhead_share"),
}
"""Keys that each kind of tariff uses."""


def pays_by_course(tariff: dict[str, Any]) -> bool:
    """Some of the pay, or all of it, hangs on the course; so it is where no kind is named."""
    kind = tariff.get("kind", "course_rates")
    return kind == "course_rates" or (kind == "mixed" and not _is_all_shared_out(tariff))


def _is_all_shared_out(tariff: dict[str, Any]) -> bool:
    shares = [tariff.get(key, 0.0) for key in _MIXED_KEYS]
    return all(is_number(share) for share in shares) and sum(shares) >= 1.0


def kind_faults(draft: Draft) -> Iterator[Fault]:
    """Faults of the keys that hang on the tariff's kind."""
    tariff = draft.table("tariff")
    kind = tariff.get("kind")
    if not isinstance(kind, str) or kind not in _KEYS:
        return
    for key in dict.fromkeys(key for keys in _KEYS.values() for key in keys):
        if key in tariff and key not in _KEYS[kind]:
            what = f"is not used by a tariff of kind {shown(kind)}"
            yield draft.fault(("tariff", key), what, "leave it out, or change the kind")
    if _pays(tariff, "activity", "hourly_share"):
        yield from _of_hours(draft, tariff)
    if _pays(tariff, "block", "block_share"):
        yield from _of_budgets(draft, tariff)
    if kind == "mixed":
        yield from _of_shares(draft, tariff)


def _pays(tariff: dict[str, Any], kind: str, share: str) -> bool:
    """The tariff is of this kind, or mixed with a share of it."""
    is_mixed_in = tariff.get("kind") == "mixed" and is_some(tariff.get(share))
    return tariff.get("kind") == kind or is_mixed_in


def _of_shares(draft: Draft, tariff: dict[str, Any]) -> Iterator[Fault]:
    if not any(draft.has("tariff", key) for key in _MIXED_KEYS):
        what = '"mixed" mixes nothing without hourly_share or block_share'
        yield draft.fault(("tariff", "kind"), what, 'add one of them, or write "course_rates"')
    shares = [tariff.get(key, 0.0) for key in _MIXED_KEYS]
    if all(is_number(share) for share in shares) and sum(shares) > 1.0:
        what = f"comes to {shown(round(sum(shares), 6))} together with hourly_share"
        yield draft.fault(("tariff", "block_share"), what, "let them add up to at most 1")


def _of_hours(draft: Draft, tariff: dict[str, Any]) -> Iterator[Fault]:
    path = ("tariff", "hourly_dkk")
    if not draft.may_hold(*path):
        return
    for service in SERVICES:
        needed_by = needing_service(draft, service)
        if needed_by and service not in as_table(tariff.get("hourly_dkk")):
            what = f"has no pay, and {first_and_more(needed_by)} needs it"
            yield draft.fault((*path, service), what, "add it in DKK per hour; 0 counts")


def _of_budgets(draft: Draft, tariff: dict[str, Any]) -> Iterator[Fault]:
    path, known = ("tariff", "budget_dkk_per_week"), draft.names("team")
    if "budget_dkk_per_week" not in tariff:
        what = "is missing, and the tariff pays it"
        yield draft.fault(path, what, "add a budget in DKK per week, in all or by team")
        return
    budgets = as_table(tariff["budget_dkk_per_week"])
    for team in budgets:
        if team not in known:
            yield draft.fault((*path, team), f"{shown(team)} is not a team", instead(team, known))
    if budgets:
        for team in known:
            if team not in budgets:
                what = f"team {shown(team)} has no budget"
                yield draft.fault((*path, team), what, "add it in DKK per week; 0 counts")
