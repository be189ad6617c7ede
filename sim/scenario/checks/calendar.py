"""The first day of a run: a Monday, because weeks are settled from Monday to Sunday."""

import datetime as dt
from collections.abc import Iterator

from sim.scenario.faults.fault import Fault
from sim.scenario.files.drafts import Draft
from sim.scenario.files.values import is_date
from sim.scenario.schema import FIRST_START, LAST_START
from sim.words import known, phrase

_DAYS = (
    known("Monday"),
    known("Tuesday"),
    known("Wednesday"),
    known("Thursday"),
    known("Friday"),
    known("Saturday"),
    known("Sunday"),
)
_HALF_A_WEEK = 3


def start_faults(draft: Draft) -> Iterator[Fault]:
    """A start on another day than a Monday, with the nearest one."""
    start = draft.value("run", "start")
    if not is_date(start) or not FIRST_START <= start <= LAST_START or start.weekday() == 0:
        return
    late = start.weekday()
    step = -late if late <= _HALF_A_WEEK else 7 - late
    what = phrase(
        "{start} is a {day}, and weeks begin on a Monday", start=start, day=phrase(_DAYS[late])
    )
    monday = start + dt.timedelta(days=step)
    yield draft.fault(
        ("run", "start"), what, phrase("the nearest Monday is {monday}", monday=monday)
    )
