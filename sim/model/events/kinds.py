"""Events, their kinds and their order.

Two events on one day follow the model's order, never the order in which they were made:
by kind as listed here, then team, then who, then number. The design's numbered steps of a day
are `STEP_OF_KIND`; the event log shows them.
"""

from typing import Final, NamedTuple

from sim.model.state import NEVER

# Kinds, in the order of a day.
RESIDENT_LEFT: Final = 0
HAZARD_STRUCK: Final = 1
STAY_ENDED: Final = 2
PLACE_OFFERED: Final = 3
PLACE_DENIED: Final = 4
TEAM_CHANGED: Final = 5
WAIT_GIVEN_UP: Final = 6
CITIZEN_PRESENT: Final = 7
CITIZEN_ARRIVED: Final = 8
CITIZEN_RELAPSED: Final = 9
PLACE_ASKED_FOR: Final = 10
TEAM_PLACE_OFFERED: Final = 11
SPELL_BEGAN: Final = 12
NEED_ASSESSED: Final = 13
CONTACT_BOOKED: Final = 14
CLINIC_CLOSED: Final = 15
WEEK_ENDED: Final = 16

NOTHING: Final = -1

WEEKLY: Final = NEED_ASSESSED
"""The kind of most events: those who are in care are due again on each Monday."""

KINDS: Final = (
    "resident_left",
    "hazard_struck",
    "stay_ended",
    "place_offered",
    "place_denied",
    "team_changed",
    "wait_given_up",
    "citizen_present",
    "citizen_arrived",
    "citizen_relapsed",
    "place_asked_for",
    "team_place_offered",
    "spell_began",
    "need_assessed",
    "contact_booked",
    "clinic_closed",
    "week_ended",
)

ENDS_A_SPELL: Final = (HAZARD_STRUCK, STAY_ENDED, PLACE_OFFERED, PLACE_DENIED, TEAM_CHANGED)
"""Kinds whose value in the log is the exit of the spell that ended."""

STEP_OF_KIND: Final = (2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 4, 5, 5, 6)
"""Step of the day in the design's list; 1 is the look-up of dated values."""


class Event(NamedTuple):
    """Something that is due.

    `who` is the citizen, or the source of an arrival; `number` the spell it concerns, the
    ordinal of an arrival on its day, how a resident came into the nursing home, or the row of
    who waits for a team's place.
    """

    day: int
    kind: int
    team: int
    who: int
    number: int


def on_day(event: Event, day: int) -> Event:
    """Same event, due on a day."""
    return Event(day, event.kind, event.team, event.who, event.number)


def whose(event: Event, citizen: int) -> Event:
    """Same event as one of a citizen, from that of a source or of those present."""
    return Event(event.day, event.kind, event.team, citizen, 0)


class Outcome(NamedTuple):
    """What has happened: a row of the event log without its place and time.

    `value` depends on the kind: drawn days of a spell that began, exit of one that ended,
    minutes of a need, contacts given on a clinic's day, parts settled of a week, days waited for
    a team's place, otherwise 0.
    No money.
    """

    kind: int
    citizen: int
    course: int
    level: int
    value: int


NO_EVENT: Final = Event(NEVER, NOTHING, 0, 0, 0)
NO_OUTCOME: Final = Outcome(NOTHING, 0, 0, 0, 0)

Happened = tuple[Outcome, Event, Event, Event]
NOT_HAPPENED: Final[Happened] = (NO_OUTCOME, NO_EVENT, NO_EVENT, NO_EVENT)
"""An event that the citizen's life has overtaken."""
