"""Free choice: it names teams that are there, by shares that add up to 1."""

from collections.abc import Iterator
from typing import Final

from sim.scenario.checks.shares import astray
from sim.scenario.faults.fault import Fault, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.drafts import Draft, is_some
from sim.words import phrase

_SHARES: Final = ("choice", "at_intake")


def choice_faults(draft: Draft) -> Iterator[Fault]:
    """Faults of who chooses which team."""
    shares, known = draft.table(*_SHARES), draft.names("team")
    for name in shares:
        if name not in known:
            what = phrase("{name} is not a team", name=shown(name))
            yield draft.fault((*_SHARES, name), what, instead(name, known))
    if shares and (wrong := astray(list(shares.values()))) is not None:
        yield draft.fault(_SHARES, wrong, phrase("correct the shares"))
    change = ("choice", "change_per_week")
    if is_some(draft.value(*change)) and len(known) == 1:
        what = phrase("is not used: there is one team only")
        yield draft.fault(change, what, phrase("add a team, or leave it out"))
