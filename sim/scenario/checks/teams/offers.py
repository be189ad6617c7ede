"""Offers: places that hold those who are there, a queue that waits for something, and who pays."""

from collections.abc import Iterator
from typing import Final

from sim.scenario.checks.names import text_faults
from sim.scenario.checks.shares import astray
from sim.scenario.faults.fault import Fault
from sim.scenario.files.drafts import Draft, DraftRow, as_table
from sim.scenario.files.values import is_number
from sim.words import phrase

PLACES: Final = "places"


def queue_faults(draft: Draft) -> Iterator[Fault]:
    """A queue where no team has a limit."""
    teams = list(draft.rows("team"))
    limited = any(draft.has("team", team.number, PLACES) for team in teams)
    if draft.value("queue") is not None and teams and not limited:
        what = phrase("is not used: no team has {places}", places=PLACES)
        yield draft.fault(("queue",), what, phrase("give a team places, or leave it out"))


def payer_faults(draft: Draft) -> Iterator[Fault]:
    """Payers without a plain name, and shares that do not add up to 1."""
    path = ("payers", "share")
    if not isinstance(draft.value(*path), dict):
        return
    shares = draft.table(*path)
    for name in shares:
        yield from text_faults(draft, (*path, name), name)
    if what := astray(list(shares.values()) or [0]):
        yield draft.fault(
            path, phrase("the probabilities {what}", what=what), phrase("change them")
        )


def crowded_faults(first: Draft) -> Iterator[Fault]:
    """More citizens counted in a team on the first day than it has places."""
    for team in first.rows("team"):
        places, present = team.table.get(PLACES), _counted(first, team)
        if is_number(places) and present is not None and present > places:
            path = ("run", "initial", team.name)
            what = phrase(
                "counts {present} citizens, and the team has {places} places",
                present=f"{present:g}",
                places=places,
            )
            yield first.fault(path, what, phrase("check both"))


def _counted(first: Draft, team: DraftRow) -> float | None:
    """Citizens counted in a team; None where there is no count, or one that is no number."""
    counts = as_table(first.value("run", "initial", team.name))
    each = [n for count in counts.values() for n in (count if isinstance(count, list) else [count])]
    return sum(each) if each and all(map(is_number, each)) else None
