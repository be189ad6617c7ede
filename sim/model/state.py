"""The state of one replication: plain tables that only `events/` changes.

Citizens are rows that are added and never removed, in the order in which they come; so are spells,
unless those that are over are handed on (`finished.py`) and their rows used again. Parts (a citizen
in one spell in one week) are what settlement pays and live for one week. Sums by team and week are
kept in whole days, minutes and øre. The arrays are given out as memory views to interpreted
engines; both see the same numbers. `allocation.py` makes them and lets them grow.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, Final, NamedTuple

from sim.model.parameters import Floats, Ints
from sim.model.sums import COUNT, DAYS, MINUTES, ORE, Sum, SumFigure

NEVER: Final = -(10**9)
"""A day long before any run: a course that was never left."""

FAR: Final = 10**9
"""A day long after any run."""

NO_ROW: Final = -1

NO_SIGMA: Final = -1.0
"""Of a need multiplier that has not been worked out yet."""

THOUSANDTHS: Final = 1_000
"""Helpers and the continuity index are added up in thousandths of a day, so sums are exact."""

# Rows in use, in `State.rows`.
CITIZENS: Final = 0
SPELLS: Final = 1
PARTS: Final = 2
PARTS_MONDAY: Final = 3
BOOKED: Final = 4
WAITING_FOR_PLACE: Final = 5
PLACES_TAKEN: Final = 6
SPELLS_BEGUN: Final = 7
FREE_SPELL: Final = 8
WAITING_ROWS: Final = 9
FREE_WAITING: Final = 10
ROW_KINDS: Final = 11

# How a spell comes about, in `Citizens.next_how`.
ENTERED: Final = 0
NEW_LEVEL: Final = 1
RESUMED: Final = 2
FOUND: Final = 3
"""In progress on the first day; `next_course` then holds the station."""
CHANGED: Final = 4
"""The same spell goes on with another team."""

# What a team does to the stay of who costs more than is paid, in `Spells.discharge`.
NOT_CUT: Final = 0
CUT: Final = 1
CUT_FOUND: Final = 2
"""Found out: the citizen stays, and the team pays a penalty."""


class Citizens(NamedTuple):
    """One row a citizen."""

    team: Ints  # that takes care of the citizen
    home: Ints  # team whose inflow brought the citizen: its key addresses the citizen's draws
    source: Ints
    day: Ints
    number: Ints
    rank: Floats  # uniform behind the need multiplier
    reach: Floats  # uniform behind whether the clinic is within reach
    multiplier: Floats  # need multiplier worked out last, and the sigma that it holds for
    multiplier_sigma: Floats
    first_level: Ints  # when first in care in this run
    spell: Ints  # current spell; NO_ROW while away
    spells_begun: Ints
    next_course: Ints  # set by the event that leads to the next spell, on the same day
    next_level: Ints
    next_how: Ints
    next_exit: Ints  # of the stay that begins, where its length hangs on the exit
    kept_course: Ints  # the course that a hospital stay interrupts; NO_ROW if none
    kept_level: Ints
    kept_assessed_level: Ints
    kept_days: Floats  # what is left of its stay
    kept_clock_days: Ints  # how far into the course the citizen was
    kept_exit: Ints  # as `planned_exit` of spells
    kept_discharge: Ints  # whether the team cuts it short, as of spells
    kept_cut_share: Floats
    granted_course: Ints  # by the minutes that were written last; NO_ROW if none
    written_minutes: Ints  # a week
    graded_again_day: Ints  # from which the citizen is graded anew
    asked_day: Ints  # of being granted a place in the nursing home on a day when one was free
    bookings: Ints  # at the clinic that wait for a slot
    gone_day: Ints  # of leaving care last: bookings made before it have lapsed
    left_day: Annotated[Ints, "rows C"]  # day of leaving each course last
    week_cost_ore: Ints  # settled: of all parts of the week; 0 once it is refunded
    passed_cost_ore: Ints  # settled: of the parts whose share of the refund is booked
    expense_month: Ints  # month of the expense that follows
    month_expense_ore: Ints  # so far, where the state refunds dear months
    needed_minutes: Ints  # noted, where it is said who goes short: of last week
    short_minutes: Ints  # part of them that went unmet


class Spells(NamedTuple):
    """One row a spell."""

    citizen: Ints  # NO_ROW in a row that is free
    team: Ints  # that gives it
    number: Ints  # in the order in which spells began
    course: Ints
    level: Ints
    assessed_level: Ints  # which need and pay follow until the next reassessment
    paid_course: Ints
    written_minutes: Ints  # a week, for which the course paid was granted by minutes
    plan_course: Ints  # what the support plan is written for, until the day on which it is
    plan_level: Ints  # rewritten for the course and the assessed level
    plan_day: Ints  # that day; FAR where it is not to come this week
    due_day: Ints  # the same, had the team not put it off
    need_day: Ints  # day on which course and level became what they are
    is_found: Ints  # 1 where an audit finds that the course paid is not the one given
    away_course: Ints  # course that a hospital stay interrupts; NO_ROW if none
    away_level: Ints
    away_clock_days: Ints  # how far into that course the citizen is: its clock stands still
    is_entry: Ints  # 1 where the course begins, 0 after a level change or a hospital stay
    start_day: Ints
    clock_day: Ints  # day on which the course as granted began
    end_day: Ints  # planned while `exit` says STILL_THERE
    stay_days: Floats  # drawn, before rounding
    drawn_days: Ints  # until the stay or the first hazard ends it
    hazard: Ints  # which hazard ends it; NO_ROW for the stay
    planned_exit: Ints  # of a stay whose length hangs on its exit
    absence_days: Ints  # since the citizen left the same course last
    exit: Ints
    discharge: Ints  # whether the team cuts the stay short: NOT_CUT, CUT or CUT_FOUND
    cut_share: Floats  # of the stay that the citizen is not given; 0 unless it is cut
    part: Ints  # this week's; of a free row the next free one
    revenue_ore: Ints  # of the reported weeks, like all that follows
    cost_ore: Ints
    outside_ore: Ints
    delivered_minutes: Ints
    unmet_minutes: Ints
    self_determined_minutes: Ints
    clinic_visits: Ints
    home_visits: Ints
    days: Ints
    gained_level_days: Ints  # (first level - level) x days
    visited_days: Ints  # days of weeks with visits
    helpers: Ints  # in 14 days, thousandths x visited days
    continuity: Ints  # index, thousandths x visited days


class Parts(NamedTuple):
    """One row a spell that a team had this week."""

    spell: Ints
    day: Ints  # first day of the part
    next: Ints  # next part of the same team
    hours: Annotated[Floats, "rows S"]  # need as hours a week; 0 for nursing that comes as contacts
    person: Floats  # need multiplier x weekly factor
    contacts: Ints  # nursing contacts in the days that are left of the week
    home_contacts: Ints  # those of them that are not to be booked
    booked_share: Floats  # of them that the team books at the clinic
    booked: Annotated[Ints, "rows weekday"]  # to be booked; read where some share of them is
    turned_home: Ints  # booked contacts that were given at home after all
    clinic_visits: Ints
    clinic_ore: Floats  # what they are charged
    milestone_day: Ints  # NEVER without one; read in courses with milestones only
    minutes: Annotated[Ints, "rows S"]  # noted: needed
    home_visits: Ints  # noted: nursing contacts due at home
    delivered_minutes: Ints  # by staff, all services
    cost_ore: Ints  # booked: what the team is charged for it, where cost is refunded
    short_minutes: Annotated[Ints, "rows S"]  # noted, where it is said who goes short
    short_order: Floats
    short_next: Ints  # the part that goes short after this one


class TeamWeeks(NamedTuple):
    """Sums of the reported weeks; those with a `Sum` beside them say all that is told of them.

    A new one goes last: its column is then the last of those that every table has.
    """

    days: Annotated[Ints, "T weeks C"]  # days spent in each course
    minutes: Annotated[Ints, "T weeks S"]  # delivered
    unmet_minutes: Annotated[Ints, "T weeks", Sum("unmet_hours", MINUTES)]
    temporary_minutes: Annotated[Ints, "T weeks", Sum("temporary_hours", MINUTES)]
    time_minutes: Annotated[Ints, "T weeks D"]  # delivered by time of day
    self_determined_minutes: Annotated[
        Ints, "T weeks", Sum("self_determined_hours", MINUTES, known="self_determination")
    ]
    # Citizen-days in weeks with visits.
    visited_days: Annotated[Ints, "T weeks", Sum("visited_days", COUNT, known="continuity")]
    helpers: Annotated[Ints, "T weeks"]  # thousandths x visited days
    continuity: Annotated[Ints, "T weeks"]  # thousandths x visited days
    # Nursing contacts at home.
    home_visits: Annotated[Ints, "T weeks", Sum("home_visits", COUNT, known="contacts")]
    clinic_visits: Annotated[Ints, "T weeks", Sum("clinic_visits", COUNT)]
    # Of the visits.
    clinic_wait_days: Annotated[Ints, "T weeks", Sum("clinic_wait_days", COUNT, known="clinic")]
    longest_wait_days: Annotated[Ints, "T weeks"]
    clinic_turned_home: Annotated[Ints, "T weeks", Sum("clinic_turned_home", COUNT, known="clinic")]
    # Booked contacts that were given nowhere.
    clinic_lapsed: Annotated[Ints, "T weeks", Sum("clinic_lapsed", COUNT, known="clinic")]
    # Booked contacts that wait when the week is over.
    clinic_waiting: Annotated[Ints, "T weeks", Sum("clinic_waiting", COUNT, known="clinic")]
    # Needed: due at home, or booked.
    nursing_contacts: Annotated[Ints, "T weeks", Sum("nursing_contacts", COUNT, known="contacts")]
    # Nursing contacts due at home and not given.
    unmet_visits: Annotated[Ints, "T weeks", Sum("unmet_visits", COUNT, known="contacts")]
    outside_ore: Annotated[Ints, "T weeks A"]
    queue_days: Annotated[Ints, "T weeks"]  # of those who wait for a place
    admitted: Annotated[Ints, "T weeks"]  # to a place
    waited_days: Annotated[Ints, "T weeks"]  # by those admitted, for the place
    waited_longer: Annotated[Ints, "T weeks E"]  # of those admitted
    basis_ore: Annotated[Ints, "T weeks"]  # part of the cost
    revenue_ore: Annotated[Ints, "T weeks", Sum("revenue_dkk", ORE, may_be_negative=True)]
    cost_ore: Annotated[Ints, "T weeks", Sum("cost_dkk", ORE)]
    # Cost that no citizen shares.
    unshared_ore: Annotated[Ints, "T weeks", Sum("unshared_cost_dkk", ORE)]
    # Budget of a week with nobody, and true-ups.
    unshared_revenue_ore: Annotated[
        Ints, "T weeks", Sum("unshared_revenue_dkk", ORE, may_be_negative=True)
    ]
    # Parts of the revenue; a penalty is taken off it.
    true_up_ore: Annotated[Ints, "T weeks", Sum("true_up_dkk", ORE, may_be_negative=True)]
    refund_ore: Annotated[Ints, "T weeks", Sum("refund_dkk", ORE)]
    penalty_ore: Annotated[Ints, "T weeks", Sum("penalty_dkk", ORE)]
    # Of those who come, until their first course begins.
    waiting_days: Annotated[
        Ints,
        "T weeks",
        Sum(
            "waiting_weeks",
            DAYS,
            figure=SumFigure(
                key="waiting_to_be_accepted",
                per="week",
                said="waiting to be accepted",
                unit="citizens at a time",
                label="Citizens who wait for a team to accept them, at a time",
                where=("accept_delay",),
            ),
        ),
    ]
    # Of those who waited.
    gave_up: Annotated[
        Ints,
        "T weeks",
        Sum(
            "gave_up",
            COUNT,
            figure=SumFigure(
                key="gave_up_per_year",
                per="year",
                said="who give up waiting",
                unit="a year",
                label="Citizens who give up waiting to be accepted, per year",
                where=("accept_delay", "places"),
            ),
        ),
    ]
    # By the clinic, to the team.
    clinic_charged_ore: Annotated[Ints, "T weeks", Sum("clinic_charged_dkk", ORE)]
    # New citizens whom the team declines.
    declined: Annotated[
        Ints,
        "T weeks",
        Sum(
            "declined",
            COUNT,
            known="acceptance",
            figure=SumFigure(
                key="declined_per_year",
                per="year",
                said="whom teams decline",
                unit="a year",
                label="Citizens whom teams decline, per year",
                where=("acceptance",),
            ),
        ),
    ]
    # Of `outside_ore`, from the day of the week on which a bearer changes.
    outside_later_ore: Annotated[Ints, "T weeks A"]
    # By the state to the municipality, of dear months.
    state_refund_ore: Annotated[
        Ints, "T weeks", Sum("state_refund_dkk", ORE, known="state_refund", may_be_negative=True)
    ]
    # By the course that is granted by minutes a week.
    granted_days: Annotated[Ints, "T weeks Q"]
    granted_minute_days: Annotated[Ints, "T weeks Q"]  # written minutes a week x days
    granted_delivered_minutes: Annotated[Ints, "T weeks Q"]
    granted_visited_days: Annotated[Ints, "T weeks Q"]
    granted_helpers: Annotated[Ints, "T weeks Q"]  # thousandths x visited days
    above_edge_days: Annotated[Ints, "T weeks Q"]  # written next to the course's lower edge
    below_edge_days: Annotated[Ints, "T weeks Q"]  # written next to the edge of the one above
    # Part of the revenue: up to the cost of the yardstick's teams, or down to it.
    yardstick_ore: Annotated[
        Ints, "T weeks", Sum("yardstick_dkk", ORE, known="yardstick", may_be_negative=True)
    ]
    # Citizens who leave the team for another one.
    changed: Annotated[
        Ints,
        "T weeks",
        Sum(
            "changed_team",
            COUNT,
            known="choice",
            figure=SumFigure(
                key="changed_team_per_year",
                per="year",
                said="who change to another team",
                unit="a year",
                label="Citizens who change to another team, per year",
                where=("choice",),
            ),
        ),
    ]
    # Taken in from another team, which declined them or is merged.
    taken_over: Annotated[
        Ints,
        "T weeks",
        Sum(
            "taken_over",
            COUNT,
            known="taken_over",
            figure=SumFigure(
                key="taken_over_per_year",
                per="year",
                said="whom teams take over from others",
                unit="a year",
                label="Citizens whom teams take over from others, per year",
                where=("taken_over",),
            ),
        ),
    ]
    # Citizens whose stay the team ended early.
    discharged: Annotated[
        Ints,
        "T weeks",
        Sum(
            "discharged_early",
            COUNT,
            known="early_discharge",
            figure=SumFigure(
                key="discharged_early_per_year",
                per="year",
                said="whom teams discharge early",
                unit="a year",
                label="Citizens whom teams discharge early, per year",
                where=("early_discharge",),
            ),
        ),
    ]
    # 1 in a week that a team begins with its reserve spent, so that it takes nobody in.
    closed_weeks: Annotated[
        Ints,
        "T weeks",
        Sum(
            "closed",
            COUNT,
            known="closing",
            figure=SumFigure(
                key="closed_weeks_per_year",
                per="year",
                said="weeks in which teams take nobody in",
                unit="a year",
                label="Weeks in which teams whose reserve is spent take nobody in, per year",
                where=("closing",),
            ),
        ),
    ]
    # Times that a reserve is found spent: a team closes, is bailed out or merges.
    reserves_spent: Annotated[
        Ints,
        "T weeks",
        Sum(
            "reserves_spent",
            COUNT,
            known="reserve",
            figure=SumFigure(
                key="reserves_spent_per_year",
                per="year",
                said="times that a reserve is spent",
                unit="a year",
                label="Times that a team's reserve is spent, per year",
                where=("reserve",),
            ),
        ),
    ]

    # Of the delivered home care, where it is said how much of it is practical help.
    practical_minutes: Annotated[
        Ints,
        "T weeks",
        Sum(
            "practical_help_hours",
            MINUTES,
            known="practical_help",
            figure=SumFigure(
                key="practical_help_hours_per_week",
                per="week",
                said="practical help",
                unit="hours a week",
                label="Practical help, part of the home care, hours a week",
                where=("practical_help",),
            ),
        ),
    ]


def _sums() -> Iterator[tuple[str, Sum]]:
    for name, said in TeamWeeks.__annotations__.items():
        for mark in said.__metadata__:
            if isinstance(mark, Sum):
                yield name, mark


SUM: Final[Mapping[str, Sum]] = dict(_sums())
"""What is to be known of each sum that is a column, by field of `TeamWeeks`."""


class TeamNow(NamedTuple):
    """What a team has at hand."""

    first_part: Annotated[Ints, "T"]
    levers: Annotated[Floats, "T V"]  # as `rules.policy.Levers`
    present_at_start: Annotated[Ints, "T"]
    unmet_share: Annotated[Floats, "T"]  # of last week's need
    residents: Annotated[Ints, "T"]  # citizens of the team in a nursing home when the week began
    residents_more: Annotated[Ints, "T weekday"]  # change from each day of the week on
    revenue_ore: Annotated[Ints, "T"]  # so far
    cost_ore: Annotated[Ints, "T"]  # so far
    trued_up_revenue_ore: Annotated[Ints, "T"]  # so far, when a budget year was settled last
    trued_up_cost_ore: Annotated[Ints, "T"]
    like_days: Annotated[Ints, "T C L"]  # since the yardstick was settled last
    like_cost_ore: Annotated[Ints, "T C L"]
    like_paid_ore: Annotated[Ints, "T C L"]
    in_care: Annotated[Ints, "T"]  # who hold a place
    waiting: Annotated[Ints, "T"]  # for a place
    first_waiting: Annotated[Ints, "T"]  # row of who is next; NO_ROW where nobody waits
    last_waiting: Annotated[Ints, "T"]
    queue_day: Annotated[Ints, "T"]  # up to which the days of those who wait are counted
    bookings: Annotated[Ints, "T"]  # at the clinic that wait for a slot
    kept_levers: Annotated[Floats, "T V"]  # of a team that learns
    tried_levers: Annotated[Floats, "T V"]
    remembered_ore: Annotated[Floats, "T"]  # what a week brings
    is_closed: Annotated[Ints, "T"]  # 1 while the reserve is spent and nobody is taken in
    joined: Annotated[Ints, "T"]  # team that takes in this one's citizens: itself, until it merges
    bailed_out_ore: Annotated[Ints, "T"]  # so far


class Settlement(NamedTuple):
    """The team-week that is being settled; each settlement begins with zeros."""

    free_minutes: Annotated[Floats, "J"]  # capacity that is not used yet
    short_minutes: Annotated[Floats, "S"]  # need that own staff have not met yet
    needed_minutes: Annotated[Ints, "S"]
    unmet_minutes: Annotated[Ints, "S"]
    bought_minutes: Annotated[Ints, "S"]
    worth_ore: Annotated[Floats, "S"]  # delivered of what some was bought of, at hourly prices


class Queue(NamedTuple):
    """Citizens who wait, as a heap: the lowest order is served first."""

    order: Floats
    citizen: Ints
    since: Ints  # [day]


class WaitingList(NamedTuple):
    """Citizens who wait for a team's place, as a list a team (`events/queues/waiting_list.py`)."""

    citizen: Ints  # NO_ROW in a row that is free
    order: Floats
    since: Ints  # [day]
    gives_up_day: Ints  # NEVER if not in this run
    next: Ints  # of a free row the next free one
    previous: Ints


class RefusedAnswer(NamedTuple):
    """First answer of a rule that was out of its range (`events/answers.py`)."""

    rule: Annotated[Ints, "1"]  # place in the rulebook; NO_ROW while there is none
    value: Annotated[Floats, "1"]


class State(NamedTuple):
    """Everything that changes."""

    rows: Ints  # how many rows of each table, the Monday after the parts, and the places taken
    citizens: Citizens
    spells: Spells
    parts: Parts
    weeks: TeamWeeks
    teams: TeamNow
    settlement: Settlement
    clinic: Queue
    nursing_home: Queue
    waiting: WaitingList
    refused: RefusedAnswer


def has_refused(state: State) -> bool:
    """Whether a rule's answer was out of its range, at which the engine stops."""
    return bool(state.refused.rule[0] != NO_ROW)


def has_no_spell_left(state: State) -> bool:
    """Whether one more spell finds no row."""
    rows = state.rows
    return bool(rows[FREE_SPELL] == NO_ROW and rows[SPELLS] >= len(state.spells.citizen))


def rows_left(state: State) -> int:
    """Number of events that find a row in every table; an event adds one of each at most."""
    rows = state.rows
    spells = len(state.spells.citizen) - rows[SPELLS]
    if spells <= 0 and rows[FREE_SPELL] != NO_ROW:
        spells = 1
    left = min(
        spells,
        len(state.citizens.team) - rows[CITIZENS],
        len(state.parts.spell) - rows[PARTS],
        len(state.clinic.order) - rows[BOOKED],
        len(state.nursing_home.order) - rows[WAITING_FOR_PLACE],
        len(state.waiting.citizen) - rows[WAITING_ROWS],
    )
    return int(left)


def new_spell(state: State) -> int:
    """Row for a spell that begins: one that is free, or the next."""
    rows, free = state.rows, int(state.rows[FREE_SPELL])
    if free == NO_ROW:
        free = int(rows[SPELLS])
        rows[SPELLS] = free + 1
    else:
        rows[FREE_SPELL] = state.spells.part[free]
    state.spells.number[free] = rows[SPELLS_BEGUN]
    rows[SPELLS_BEGUN] += 1
    return free
