"""What is wrong in [search]: levers without two ends, limits without one bound."""

from collections.abc import Iterator

from sim.scenario.faults.fault import Fault
from sim.scenario.files.drafts import Draft, as_table
from sim.scenario.files.values import is_number
from sim.words import phrase

_PATH = ("search", "levers")


def search_faults(draft: Draft) -> Iterator[Fault]:
    """Faults of [search]; whether a key is one is found when it is moved."""
    for key, lever in draft.table(*_PATH).items():
        yield from _of_lever(draft, key, as_table(lever))
    limits = draft.table("search").get("limits")
    for number, limit in enumerate(limits if isinstance(limits, list) else []):
        given = [name for name in ("at_most", "at_least") if name in as_table(limit)]
        if len(given) != 1:
            what = phrase("has {count} bounds", count=len(given))
            remedy = phrase("give at_most or at_least, one of them")
            yield draft.fault(("search", "limits", number), what, remedy)


def _of_lever(draft: Draft, key: str, lever: dict[str, object]) -> Iterator[Fault]:
    low, high = lever.get("low"), lever.get("high")
    if "values" in lever:
        others = [name for name in ("low", "high", "step") if name in lever]
        if others:
            what = phrase("stands beside values")
            remedy = phrase("leave it out, or leave values out")
            yield draft.fault((*_PATH, key, others[0]), what, remedy)
        return
    if not (is_number(low) and is_number(high)):
        if all(one is None or is_number(one) for one in (low, high)):
            what = phrase("has not both ends")
            remedy = phrase('write low and high, or values; the key in quotes, as "run.seed"')
            yield draft.fault((*_PATH, key), what, remedy)
    elif float(low) >= float(high):
        what = phrase("must be above low")
        yield draft.fault((*_PATH, key, "high"), what, phrase("change either end"))
