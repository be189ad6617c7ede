"""Checks between the tables of a reform: unknown names, costs nobody shares.

As the checks of a scenario (`checks/`), each reads a draft, trusts no type and minds no other.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any, Final

from sim.model.units import DAYS_PER_WEEK
from sim.scenario.checks.names import unseen_faults
from sim.scenario.faults.fault import Fault, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.drafts import Draft, rows
from sim.scenario.files.values import is_date, is_number
from sim.words import phrase

Row = tuple[int, dict[str, Any]]

_NAMES: Final = {"offer": "name", "payer": "name", "contract": "contract"}
_BEYOND: Final = 1e300
_OF_CHANGE: Final = ("changes_on", "lasts_weeks", "status_meeting")


def _rows(draft: Draft, kind: str) -> list[Row]:
    return [(n, row) for n, row in enumerate(rows(draft.value(kind))) if isinstance(row, dict)]


def _named(draft: Draft, kind: str) -> list[str]:
    names = [row.get(_NAMES[kind]) for _, row in _rows(draft, kind)]
    return [name for name in names if isinstance(name, str)]


def _number(value: object) -> float:
    """A number that can be reckoned with; of anything else the schema complains."""
    return float(value) if is_number(value) and abs(value) < _BEYOND else 0.0


def _hours(row: dict[str, Any]) -> float:
    return max(0.0, _number(row.get("hours_before")))


def reform_name_faults(draft: Draft) -> Iterator[Fault]:
    """Offers, payers or contracts of one name."""
    for kind, key in _NAMES.items():
        seen: set[str] = set()
        for number, row in _rows(draft, kind):
            name = row.get(key)
            if isinstance(name, str) and name in seen:
                what = phrase("{name} stands here twice", name=shown(name))
                yield draft.fault((kind, number, key), what, phrase("give each its own name"))
            seen |= {name} if isinstance(name, str) else set()


def reform_reference_faults(draft: Draft) -> Iterator[Fault]:
    """Contracts of offers that are not there, and payers without a contract."""
    offers = _named(draft, "offer")
    for number, row in _rows(draft, "contract"):
        named = row.get("offer")
        if isinstance(named, str) and offers and named not in offers:
            what = phrase("{named} is no offer", named=shown(named))
            yield draft.fault(("contract", number, "offer"), what, instead(named, offers))
    payers = [row.get("payer") for _, row in _rows(draft, "contract")]
    known = sorted({name for name in payers if isinstance(name, str)})
    for number, row in _rows(draft, "payer"):
        named = row.get("name")
        if isinstance(named, str) and known and named not in known:
            what = phrase("{named} has no contract", named=shown(named))
            yield draft.fault(("payer", number, "name"), what, instead(named, known))


def place_faults(draft: Draft) -> Iterator[Fault]:
    """Offers with more contracts than places, or with costs and nobody to share them."""
    taken = Counter(str(row.get("offer")) for _, row in _rows(draft, "contract"))
    for number, row in _rows(draft, "offer"):
        count, places = taken[str(row.get("name"))], row.get("places")
        if is_number(places) and 0 < places < count:
            what = phrase(
                "{places} places are too few for {count} contracts", places=places, count=count
            )
            yield draft.fault(
                ("offer", number, "places"), what, phrase("count places and contracts")
            )
        if not count and is_number(row.get("basis_cost_dkk_per_year")) and taken:
            what = phrase("has basis costs and no contract to share them")
            yield draft.fault(
                ("offer", number), what, phrase("leave the offer out, or add a contract")
            )


def overhead_faults(draft: Draft) -> Iterator[Fault]:
    """Basis costs that no percentage on rates could pay, because no hours are paid for."""
    price = draft.value("reform", "hourly_price_dkk")
    paid = {str(row.get("offer")) for _, row in _rows(draft, "contract") if _hours(row) and price}
    for number, row, pool in _pools(draft):
        has_cost = is_number(row.get("basis_cost_dkk_per_year")) and row["basis_cost_dkk_per_year"]
        if has_cost and is_number(price) and not paid & pool and _rows(draft, "contract"):
            what = phrase("cannot be paid by a percentage: no contract has hours before")
            key = ("offer", number, "basis_cost_dkk_per_year")
            yield draft.fault(key, what, phrase("give hours_before, or no basis costs"))


def _pools(draft: Draft) -> Iterator[tuple[int, dict[str, Any], set[str]]]:
    """Each offer with the names of those that share its percentage."""
    among = draft.value("old", "one_overhead_for") or "all"
    pools: dict[str, set[str]] = defaultdict(set)
    for _, row in _rows(draft, "offer"):
        pools[_pool(row, among)].add(str(row.get("name")))
    for number, row in _rows(draft, "offer"):
        yield number, row, pools[_pool(row, among)]


def _pool(row: dict[str, Any], among: object) -> str:
    """What tells the offers of one percentage from the others."""
    keys = {"offer": row.get("name"), "area": row.get("area", "all")}
    return str(keys.get(str(among), ""))


def supplement_faults(draft: Draft) -> Iterator[Fault]:
    """Supplements that are named and not given."""
    known = list(draft.table("indexation", "supplements"))
    for key in ("compared_with", "paid"):
        for number, named in enumerate(rows(draft.value("indexation", key))):
            if isinstance(named, str) and named not in known:
                what = phrase("{named} is no supplement", named=shown(named))
                remedy = instead(named, known) if known else "add [indexation.supplements]"
                yield draft.fault(("indexation", key, number), what, remedy)


def change_faults(draft: Draft) -> Iterator[Fault]:
    """Days and weeks of a change that is none."""
    for number, row in _rows(draft, "contract"):
        for key in _OF_CHANGE if "hours_after" not in row else ():
            if key in row:
                what = phrase("is not used without hours_after")
                yield draft.fault(
                    ("contract", number, key), what, phrase("add them, or leave it out")
                )


def leaver_faults(draft: Draft) -> Iterator[Fault]:
    """Citizens who are gone before the reform begins."""
    start = draft.value("reform", "start")
    for number, row in _rows(draft, "contract"):
        day = row.get("leaves_on")
        if is_date(start) and is_date(day) and day <= start:
            what = phrase(
                "{day} is not after the first day of the reform, {start}", day=day, start=start
            )
            yield draft.fault(
                ("contract", number, "leaves_on"), what, phrase("leave the contract out")
            )


def cap_faults(draft: Draft) -> Iterator[Fault]:
    """A cap so low that all together could not be paid."""
    cap, price = draft.value("new", "cap_dkk_per_day"), draft.value("reform", "hourly_price_dkk")
    contracts, days = _rows(draft, "contract"), _number(draft.value("reform", "days")) or 365
    if not (is_number(cap) and is_number(price) and contracts):
        return
    basis = sum(_number(row.get("basis_cost_dkk_per_year")) for _, row in _rows(draft, "offer"))
    service = sum(_hours(row) for _, row in contracts) * _number(price) / DAYS_PER_WEEK
    mean = (basis / days + service) / len(contracts)
    if cap < mean:
        what = phrase(
            "is below the mean rate of {mean} DKK, so that nobody could carry the rest",
            mean=f"{mean:,.0f}",
        )
        yield draft.fault(("new", "cap_dkk_per_day"), what, phrase("write a higher one, or none"))


REFORM_CHECKS: Final[tuple[Callable[[Draft], Iterator[Fault]], ...]] = (
    unseen_faults,
    reform_name_faults,
    reform_reference_faults,
    place_faults,
    overhead_faults,
    supplement_faults,
    change_faults,
    leaver_faults,
    cap_faults,
)
