"""The yardstick: teams that are there, none of them its own, and one true-up a tariff."""

from collections.abc import Iterator
from typing import Final

from sim.scenario.faults.fault import Fault, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.drafts import Draft, rows
from sim.words import phrase

_YARDSTICK: Final = ("tariff", "yardstick")


def yardstick_faults(draft: Draft) -> Iterator[Fault]:
    """Faults of whose cost is the price of whose care."""
    if not isinstance(draft.value(*_YARDSTICK), dict):
        return
    known, of = draft.names("team"), rows(draft.value(*_YARDSTICK, "of"))
    for key in ("of", "paid_to"):
        yield from _unknown(draft, key, known)
    for number, name in enumerate(rows(draft.value(*_YARDSTICK, "paid_to"))):
        if name in of:
            what = phrase("{name} is in `of` too: no team is its own yardstick", name=shown(name))
            path = (*_YARDSTICK, "paid_to", number)
            yield draft.fault(path, what, phrase("leave it out of one of them"))
    if draft.value(*_YARDSTICK, "paid_to") is None and known and set(known) <= set(map(str, of)):
        what = phrase("names every team, so nobody is left to be paid by it")
        remedy = phrase("name the municipality's own teams only")
        yield draft.fault((*_YARDSTICK, "of"), what, remedy)
    if draft.has("tariff", "deficit_band"):
        what = phrase("does not go with tariff.deficit_band, which evens out the same money")
        yield draft.fault(_YARDSTICK, what, phrase("keep one of them"))


def _unknown(draft: Draft, key: str, known: list[str]) -> Iterator[Fault]:
    """Names of teams that are not there, or stand twice."""
    seen: set[str] = set()
    for number, name in enumerate(rows(draft.value(*_YARDSTICK, key))):
        path = (*_YARDSTICK, key, number)
        if not isinstance(name, str):
            continue
        if name not in known:
            what = phrase("{name} is not a team", name=shown(name))
            yield draft.fault(path, what, instead(name, known))
        elif name in seen:
            yield draft.fault(
                path, phrase("{name} stands twice", name=shown(name)), phrase("write it once")
            )
        seen.add(name)
