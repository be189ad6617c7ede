"""A tariff by support plan: what an hour costs, and one basis rate for each team."""

from collections.abc import Iterator
from typing import Any, Final

from sim.scenario.faults.fault import Fault, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.drafts import Draft, as_table
from sim.scenario.schema import PLAN_KINDS

BASIS_SERVICE: Final = PLAN_KINDS[0]
OVERHEAD: Final = PLAN_KINDS[1]
_RATE: Final = ("tariff", "basis_rate_dkk_per_day")
_OCCUPANCY: Final = ("tariff", "budgeted_occupancy")
_TEAM_KEYS: Final = {
    "places": "add how many citizens the team has room for",
    "basis_cost_dkk_per_year": "add it in DKK per year; 0 counts",
}
"""What a basis rate at a budgeted occupancy is worked out from."""


def pays_by_plan(draft: Draft) -> bool:
    """Each citizen's support plan is what is paid."""
    return draft.value("tariff", "kind") in PLAN_KINDS


def plan_faults(draft: Draft) -> Iterator[Fault]:
    """Faults of a tariff by plan that its keys do not show by themselves."""
    tariff = draft.table("tariff")
    kind = tariff.get("kind")
    if kind not in PLAN_KINDS:
        return
    if "service_hour_dkk" not in tariff:
        what, remedy = (
            "is missing, and every plan is paid by it",
            "add it in DKK per hour; 0 counts",
        )
        yield draft.fault(("tariff", "service_hour_dkk"), what, remedy)
    if kind == OVERHEAD and "overhead_share" not in tariff:
        what, remedy = "is missing, and the tariff lays it on every hour", "add a share, as 0.25"
        yield draft.fault(("tariff", "overhead_share"), what, remedy)
    if kind == BASIS_SERVICE:
        yield from _of_basis(draft, tariff)


def _of_basis(draft: Draft, tariff: dict[str, Any]) -> Iterator[Fault]:
    given = [path for path in (_RATE, _OCCUPANCY) if path[-1] in tariff]
    if not given:
        what = "is missing, and so is budgeted_occupancy"
        yield draft.fault(_RATE, what, "add one of them; a basis rate of 0 counts")
    if len(given) > 1:
        what = "is not used beside basis_rate_dkk_per_day"
        yield draft.fault(_OCCUPANCY, what, "leave one of them out")
    elif _OCCUPANCY in given:
        yield from _of_occupancy(draft)
    yield from _of_names(draft, as_table(tariff.get(_RATE[-1])))


def _of_occupancy(draft: Draft) -> Iterator[Fault]:
    for row in draft.rows("team"):
        for key, remedy in _TEAM_KEYS.items():
            if key not in row.table:
                what = "is missing, and budgeted_occupancy works its basis rate out from it"
                yield draft.fault(("team", row.number, key), what, remedy)


def _of_names(draft: Draft, rates: dict[str, Any]) -> Iterator[Fault]:
    """Basis rates by team: of every team, and of no other."""
    known = draft.names("team")
    for team in rates:
        if team not in known:
            yield draft.fault((*_RATE, team), f"{shown(team)} is not a team", instead(team, known))
    for team in known if rates else ():
        if team not in rates:
            what = f"team {shown(team)} has no basis rate"
            yield draft.fault((*_RATE, team), what, "add it in DKK per day; 0 counts")
