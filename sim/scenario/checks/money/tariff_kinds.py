"""What each kind of tariff needs, and what it leaves unused."""

from collections.abc import Iterator
from typing import Final

from sim.scenario.faults.fault import Fault, shown
from sim.scenario.files.drafts import Draft
from sim.scenario.tariffs.listed import ALL_KEYS, COURSE_RATE_KINDS, KIND, PLAN_KINDS
from sim.words import phrase

_MEANT: Final = COURSE_RATE_KINDS[0]
"""Kind that is taken to be meant where none is named."""


def pays_by_plan(draft: Draft) -> bool:
    """Each citizen's support plan is what is paid."""
    return draft.value("tariff", "kind") in PLAN_KINDS


def kind_faults(draft: Draft) -> Iterator[Fault]:
    """Faults of the keys that depend on the tariff's kind."""
    tariff = draft.table("tariff")
    named = tariff.get("kind")
    kind = KIND.get(tariff.get("kind", _MEANT)) if isinstance(named, str | None) else None
    if kind is None:
        return
    for key in ALL_KEYS if named else ():
        if key in tariff and key not in kind.key_names:
            what = phrase("is not used by a tariff of kind {name}", name=shown(kind.name))
            yield draft.fault(("tariff", key), what, phrase("leave it out, or change the kind"))
    yield from kind.faults(draft)
