"""The first day of a run: a Monday, because weeks are settled from Monday to Sunday."""

import datetime as dt
from collections.abc import Iterator

from sim.scenario.faults.fault import Fault
from sim.scenario.files.drafts import Draft
from sim.scenario.files.values import is_date
from sim.scenario.schema import FIRST_START, LAST_START

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HALF_A_WEEK = 3


def start_faults(draft: Draft) -> Iterator[Fault]:
    """A start on another day than a Monday, with the nearest one."""
    start = draft.value("run", "start")
    if not is_date(start) or not FIRST_START <= start <= LAST_START or start.weekday() == 0:
        return
    late = start.weekday()
    step = -late if late <= _HALF_A_WEEK else 7 - late
    what = f"{start} is a {_DAYS[late]}, and weeks begin on a Monday"
    monday = start + dt.timedelta(days=step)
    yield draft.fault(("run", "start"), what, f"the nearest Monday is {monday}")
