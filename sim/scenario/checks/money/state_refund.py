"""The state's refund: limits that rise, and shares that do not fall."""

from collections.abc import Iterator
from itertools import pairwise

from sim.scenario.faults.fault import Fault, shown
from sim.scenario.faults.suggestions import instead
from sim.scenario.files.drafts import Draft, as_table, rows
from sim.scenario.files.presence import HOSPITAL_KIND, of_kind
from sim.scenario.files.values import is_number
from sim.words import phrase


def refund_faults(draft: Draft) -> Iterator[Fault]:
    """Steps that stand in no order, and shares of courses that are none."""
    yield from _of_shares(draft)
    steps = [as_table(step) for step in rows(draft.value("refund", "steps"))]
    for number, (below, step) in enumerate(pairwise(steps), start=1):
        path = ("refund", "steps", number)
        if _falls(below, step, "above_dkk_per_year", may_stay=False):
            what = phrase("is not above the limit of the step before it")
            yield draft.fault((*path, "above_dkk_per_year"), what, phrase("write the lowest first"))
        if _falls(below, step, "share", may_stay=True):
            what = phrase("is less than the share of the step before it")
            remedy = phrase("write the share of all that lies above the limit, as 0.25, 0.5, 0.75")
            yield draft.fault((*path, "share"), what, remedy)


def _of_shares(draft: Draft) -> Iterator[Fault]:
    """Shares by course: each a course that citizens can be in between hospital stays."""
    known, path = draft.names("course"), ("refund", "citizens_share")
    hospitals = [row.name for row in draft.rows("course") if of_kind(HOSPITAL_KIND)(row)]
    for name in as_table(draft.value(*path)):
        if name not in known:
            what = phrase("{name} is not a course", name=shown(name))
            yield draft.fault((*path, name), what, instead(name, known))
        elif name in hospitals:
            what = phrase("is not used: in hospital the course that is interrupted counts")
            yield draft.fault((*path, name), what, phrase("leave it out"))


def _falls(below: dict[str, object], step: dict[str, object], key: str, *, may_stay: bool) -> bool:
    first, second = below.get(key), step.get(key)
    if not is_number(first) or not is_number(second):
        return False
    fall = float(str(first)) - float(str(second))
    return fall > 0 or (fall == 0 and not may_stay)
