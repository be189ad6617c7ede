"""Events, their kinds and their order.

Two events on one day follow the model's order, never the order in which they were made:
by kind as listed here, then team, then who, then number. The design's numbered steps of a day
are `STEP_OF_KIND`; the event log shows them.
"""

from typing import Final, NamedTuple

from sim.model.state import NEVER

# Kinds, in the order of a day.
HAZARD_STRUCK: Final = 0
STAY_ENDED: Final = 1
CITIZEN_PRESENT: Final = 2
CITIZEN_ARRIVED: Final = 3
CITIZEN_RELAPSED: Final = 4
SPELL_BEGAN: Final = 5
NEED_ASSESSED: Final = 6
WEEK_ENDED: Final = 7

NOTHING: Final = -1

KINDS: Final = (
    "hazard_struck",
    "stay_ended",
    "citizen_present",
    "citizen_arrived",
    "citizen_relapsed",
    "spell_began",
    "need_assessed",
    "week_ended",
)

STEP_OF_KIND: Final = (2, 2, 3, 3, 3, 3, 4, 6)
"""Step of the day in the design's list; 1 is the look-up of dated values, 5 the clinic."""


class Event(NamedTuple):
    """Something that is due.

    `who` is the citizen, or the source of an arrival; `number` the spell it concerns, or the
    ordinal of an arrival on its day.
    """

    day: int
    kind: int
    team: int
    who: int
    number: int


class Outcome(NamedTuple):
    """What has happened: a row of the event log without its place and time.

    `value` depends on the kind: drawn days of a spell that began, exit of one that ended,
    minutes of a need, parts settled of a week, otherwise 0. No money.
    """

    kind: int
    citizen: int
    course: int
    level: int
    value: int


NO_EVENT: Final = Event(NEVER, NOTHING, 0, 0, 0)
NO_OUTCOME: Final = Outcome(NOTHING, 0, 0, 0, 0)

Happened = tuple[Outcome, Event, Event]
NOT_HAPPENED: Final[Happened] = (NO_OUTCOME, NO_EVENT, NO_EVENT)
"""An event that the citizen's life has overtaken."""
