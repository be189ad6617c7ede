"""Checks between the tables of a scenario: unknown names, sums, dead ends.

Every check reads a draft and yields faults; none minds what another finds, and none trusts
a type. The list below is all of them.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from sim.scenario.checks.calendar import start_faults
from sim.scenario.checks.care.assessment import assessment_faults
from sim.scenario.checks.care.brackets import bracket_faults, grading_faults
from sim.scenario.checks.care.exits import exit_faults
from sim.scenario.checks.care.hours import rehabilitation_faults, spread_faults, time_faults
from sim.scenario.checks.care.network import network_faults
from sim.scenario.checks.care.nursing import clinic_faults, nursing_home_faults, occupied_faults
from sim.scenario.checks.care.people import (
    fit_faults,
    initial_faults,
    intake_faults,
    level_faults,
    nobody_faults,
    relapse_faults,
)
from sim.scenario.checks.care.stays import stay_faults
from sim.scenario.checks.money.prices import (
    handover_faults,
    outside_faults,
    own_price_faults,
    practical_faults,
    price_faults,
)
from sim.scenario.checks.money.state_refund import refund_faults
from sim.scenario.checks.money.tariff import tariff_faults, unpaid_away_faults, unused_pay_faults
from sim.scenario.checks.money.tariff_kinds import kind_faults
from sim.scenario.checks.money.team_rates import own_rate_faults
from sim.scenario.checks.money.yardstick import yardstick_faults
from sim.scenario.checks.names import key_faults, name_faults, unseen_faults
from sim.scenario.checks.search import search_faults
from sim.scenario.checks.teams.behaviour import behaviour_faults
from sim.scenario.checks.teams.choice import choice_faults
from sim.scenario.checks.teams.conduct import conduct_faults
from sim.scenario.checks.teams.goals import (
    continuity_faults,
    goal_faults,
    self_determination_faults,
)
from sim.scenario.checks.teams.offers import crowded_faults, payer_faults, queue_faults
from sim.scenario.checks.teams.staff import consequence_faults, effect_faults, staff_faults
from sim.scenario.faults.fault import Fault
from sim.scenario.files.drafts import Draft
from sim.words import phrase

CHECKS: Final[tuple[Callable[[Draft], Iterator[Fault]], ...]] = (
    start_faults,
    name_faults,
    key_faults,
    unseen_faults,
    intake_faults,
    level_faults,
    initial_faults,
    fit_faults,
    relapse_faults,
    stay_faults,
    exit_faults,
    spread_faults,
    bracket_faults,
    grading_faults,
    time_faults,
    rehabilitation_faults,
    assessment_faults,
    price_faults,
    practical_faults,
    own_price_faults,
    outside_faults,
    tariff_faults,
    unused_pay_faults,
    unpaid_away_faults,
    kind_faults,
    own_rate_faults,
    refund_faults,
    yardstick_faults,
    choice_faults,
    search_faults,
    behaviour_faults,
    conduct_faults,
    clinic_faults,
    nursing_home_faults,
    queue_faults,
    payer_faults,
    staff_faults,
    effect_faults,
    consequence_faults,
    continuity_faults,
    self_determination_faults,
    goal_faults,
)


ON_FIRST_DAY: Final[tuple[Callable[[Draft], Iterator[Fault]], ...]] = (
    occupied_faults,
    crowded_faults,
)
"""Checks of who is there when the run begins."""

OF_WHOLE_RUN: Final[tuple[Callable[[Sequence[Draft]], Iterator[Fault]], ...]] = (
    network_faults,
    nobody_faults,
)
"""Checks of all days together."""

OF_TEXTS: Final = frozenset({unseen_faults})
"""Checks that look at texts alone, wherever they stand: a number changes nothing for them."""


def reference_faults(days: Sequence[tuple[dt.date, Draft]]) -> set[Fault]:
    """Faults between tables, on each day of the run on which a value changes."""
    found: set[Fault] = set()
    seen: set[Fault] = set()
    for day, draft in days:
        new = {fault for check in CHECKS for fault in check(draft)} - seen
        seen |= new
        dated = "" if day == days[0][0] else phrase(" (from {day})", day=day)
        found |= {fault._replace(what=fault.what + dated) for fault in new}
    found |= set(handover_faults(days))
    drafts = [draft for _, draft in days]
    found |= {fault for check in ON_FIRST_DAY for fault in check(drafts[0])}
    return found | {fault for check in OF_WHOLE_RUN for fault in check(drafts)}
