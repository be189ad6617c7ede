"""What is wrong between the tables of a scenario: names that nothing bears, sums, dead ends.

Every check reads a draft and yields faults; none minds what another finds, and none trusts
a type. The list below is all of them.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from sim.scenario.checks.calendar import start_faults
from sim.scenario.checks.exits import exit_faults
from sim.scenario.checks.money import price_faults, spread_faults, tariff_faults
from sim.scenario.checks.names import key_faults, name_faults
from sim.scenario.checks.network import network_faults
from sim.scenario.checks.people import (
    initial_faults,
    intake_faults,
    level_faults,
    nobody_faults,
    relapse_faults,
)
from sim.scenario.checks.stays import stay_faults
from sim.scenario.drafts import Draft
from sim.scenario.faults import Fault

CHECKS: Final[tuple[Callable[[Draft], Iterator[Fault]], ...]] = (
    start_faults,
    name_faults,
    key_faults,
    intake_faults,
    level_faults,
    initial_faults,
    relapse_faults,
    stay_faults,
    exit_faults,
    spread_faults,
    price_faults,
    tariff_faults,
)


def reference_faults(days: Sequence[tuple[dt.date, Draft]]) -> set[Fault]:
    """Faults between tables, on each day of the run on which a value changes."""
    found: set[Fault] = set()
    seen: set[Fault] = set()
    for day, draft in days:
        new = {fault for check in CHECKS for fault in check(draft)} - seen
        seen |= new
        dated = "" if day == days[0][0] else f" (from {day})"
        found |= {fault._replace(what=fault.what + dated) for fault in new}
    drafts = [draft for _, draft in days]
    return found | {*network_faults(drafts), *nobody_faults(drafts)}
