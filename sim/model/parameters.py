"""The numbers of a scenario as the model reads them: named tuples of arrays.

Axes, always in this order and named by their letter in the annotations (`axes.py` reads them): P
periods between dated values, F kinds of teams by their terms (`Terms`), T teams (by rising key), G
sources, C courses, L functional levels, S services, K exits of a course, H hazards of a course, W
weeks of a profile, Y laws of stays, D times of day, J professions, O needs outside the rate, A
accounts outside it, R bearers, V levers, B kinds of benefit, E long waits, Q brackets, Z stations.
A period is looked up by day, so that a value dated later cannot touch an earlier day.
`scenario/arrays/parameters.py` fills these; the rules never see them, only the scalars that
`events/` takes out.
"""

from typing import Annotated, Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]

STRUCTURE: Final = "structure"
"""Marks an array that says which things there are: compiled code may hold its values
(`structure.py`)."""


class Calendar(NamedTuple):
    """The days of a run. Day 0 is the first reported one; a warm-up lies before it."""

    first_day: int
    weeks: int
    period_of_day: Annotated[Ints, "days"]  # indexed by day - first_day
    period_end: Annotated[Ints, "P"]  # first day of the next period; of the last, far after the run

    @property
    def end_day(self) -> int:
        """First day after the run [day]."""
        return 7 * self.weeks


class Terms(NamedTuple):
    """Teams by their rates and hourly prices: those of one kind have the same on all dates."""

    kinds: int  # F; 1 where all teams have the same
    of_team: Annotated[Ints, "T"]  # number of its kind


class Inflow(NamedTuple):
    """Who comes, to which team, and where they begin."""

    team_key: Annotated[Words, "T"]
    per_day: Annotated[Floats, "P T G"]  # citizens a day; source `present` is 0
    course_bounds: Annotated[Floats, "P T G C"]  # cumulative probability of the first course
    level_bounds: Annotated[Floats, "P G L"]  # cumulative probability of the first level


class Stays(NamedTuple):
    """Stay distributions (Y laws) by level: of courses, of the relapse delay, of single exits.

    `kind` is a code of `distributions.py`; `scale_days` and `shape` mean what that kind says.
    Row C holds the delay before a relapse; the rows behind it are stays that lead to one exit.
    """

    kind: Annotated[Ints, "P Y L"]
    scale_days: Annotated[Floats, "P Y L"]
    shape: Annotated[Floats, "P Y L"]
    table: Annotated[Ints, "P Y L"]  # place in `quantiles` where the table begins
    points: Annotated[Ints, "P Y L"]  # length of the table; 0 where none is used
    quantiles: Annotated[Floats, "points"]  # tables of unit mean, one after the other
    mean_days: Annotated[Floats, "P C+1 L"]  # over all exits, before rounding to days
    by_exit: Annotated[Ints, "C"]  # 1 where the length hangs on the exit, which is drawn first
    row_of_exit: Annotated[Ints, "C K"]  # row of the stay that leads to an exit


class Network(NamedTuple):
    """Courses and the ways between them. Destinations are course numbers or `terms` codes."""

    kind: Annotated[Ints, "C", STRUCTURE]  # index in COURSE_KINDS
    exit_to: Annotated[Ints, "C K"]  # unused places hold STILL_THERE
    exit_level_how: Annotated[Ints, "C K"]  # LEVEL_KEPT, LEVEL_SET or LEVEL_MOVED
    exit_level: Annotated[Ints, "C K"]
    exit_probability: Annotated[Floats, "P C L K"]
    hazard_to: Annotated[Ints, "C H", STRUCTURE]
    hazard_per_day: Annotated[Floats, "P C L H"]
    dose_exit: Annotated[Ints, "C"]  # which exit the dose decides, -1 without a dose
    dose_p_max: Annotated[Floats, "P C L"]
    dose_tau_weeks: Annotated[Floats, "P C"]
    dose_gamma: Annotated[Floats, "P C"]
    relapse_probability: Annotated[Floats, "P L"]
    relapse_to: int  # course number, -1 when nobody relapses
    resume_to: int  # course that begins where `resume` finds nothing to resume
    averted_most: Annotated[Floats, "P C L"]  # largest share of declines that can be averted
    rehabilitation_hours: Annotated[Floats, "P C L"]  # everyday rehabilitation, hours a week
    rehabilitation_tau_hours: Annotated[Floats, "P C"]


class Demand(NamedTuple):
    """What a citizen needs in a week."""

    hours: Annotated[Floats, "P C L S"]  # mean hours a week at multiplier 1
    factor_sigma: Annotated[Floats, "P C L"]  # sd of the log of the weekly factor
    multiplier_sigma: Annotated[Floats, "P L"]  # sd of the log of the need multiplier
    profile: Annotated[Floats, "P C W"]  # share of the mean need by week of the course
    time_share: Annotated[Floats, "P L S D"]  # share of the hours; adds up to 1 along D
    practical_share: Annotated[Floats, "P L"]  # of the hours of home care; 0: it is not told
    contact_minutes: Annotated[Ints, "P"]  # of nursing at home, travel included; 0: by the hour
    outside_needs: Annotated[Floats, "P C L O"]  # hours or days a week, at multiplier 1
    is_outside: Annotated[Ints, "O"]  # 1 for a need outside the rate that somebody has


class Assessment(NamedTuple):
    """How the team assesses need after the first day."""

    individual_from_hours: Annotated[Floats, "P"]  # expected a week, from which on it is individual
    individual_course: int  # course that is assigned from there on, -1 without a threshold
    milestone_days: Annotated[Floats, "P C"]  # days between reassessments; 0: continuously
    milestone_hours: Annotated[Floats, "P S"]  # staff hours of one milestone


class Brackets(NamedTuple):
    """Courses granted by minutes a week, by rising edges."""

    is_on: bool
    number: Annotated[Ints, "C"]  # which bracket a course has; -1 without one
    course: Annotated[Ints, "Q"]  # its course
    from_minutes: Annotated[Floats, "P Q"]  # where it begins
    is_by_team: bool  # whether teams write what they grade by
    every_days: int  # between assessments; 0: whenever a week's need opens
    near_share: float  # of an edge, within which minutes are next to it


class Prices(NamedTuple):
    """What care costs, in øre (not rounded: settlement rounds once)."""

    ore_per_hour: Annotated[Floats, "PxF L S D"]
    outside_ore: Annotated[Floats, "P O"]  # of an hour or a day
    hospital_ore_per_day: Annotated[Floats, "P"]
    nursing_home_ore_per_day: Annotated[Floats, "P"]
    borne_share: Annotated[Floats, "P A R"]  # of an account, by who bears it; adds up to 1 along R
    bearing: Annotated[Ints, "P"]  # the same number in periods with the same shares


class Clinic(NamedTuple):
    """The nursing clinic that all teams share."""

    is_open: bool  # whether there is a clinic at all
    reachable: Annotated[Floats, "P L"]  # probability that a citizen can go there
    share: Annotated[Floats, "P"]  # of a reachable citizen's contacts that is booked there
    slots: Annotated[Ints, "P weekday"]  # by weekday; -1 without a limit, 0 when closed
    longest_wait_days: Annotated[Ints, "P"]  # then the contact is given at home
    contact_minutes: Annotated[Ints, "P"]
    ore_per_contact: Annotated[Floats, "P"]
    is_charged_to_team: Annotated[Ints, "P"]
    ore_per_slot: Annotated[Floats, "P"]  # what an open slot costs the payer, used or not


class Staff(NamedTuple):
    """Who gives the care. Without staff every need is met at its hourly price."""

    is_limited: bool  # whether there is staff at all
    full_time_equivalents: Annotated[Floats, "P T J"]
    hours_per_week: Annotated[Floats, "P"]  # of a full-time equivalent
    absence: Annotated[Floats, "P T J"]  # share of the paid hours
    user_facing: Annotated[Floats, "P T J"]  # share of the attended hours
    pay_ore_per_hour: Annotated[Floats, "P T J"]
    gives: Annotated[Ints, "S J"]  # professions that do, the first one first; -1 behind the last
    temporary_share: Annotated[Floats, "P"]  # of the hours above capacity that is bought
    temporary_premium: Annotated[Floats, "P"]  # price of a temporary hour / hourly price
    supervision_hours: Annotated[Floats, "P"]  # a week for each full-time equivalent
    supervision_ore_per_hour: Annotated[Floats, "P"]
    recommended_mix: Annotated[Floats, "P J"]  # shares; all 0 where the mix has no effect
    mix_loss: Annotated[Floats, "P"]
    supervision_gain: Annotated[Floats, "P"]
    supervision_tau_hours: Annotated[Floats, "P"]
    admissions_raised: Annotated[Floats, "P"]  # by unmet need
    relapses_raised: Annotated[Floats, "P"]  # by unmet need


class Offers(NamedTuple):
    """What a team is as an offer: its places, its queue and the cost that is always there."""

    is_limited: bool  # whether any team has a limit
    places: Annotated[Ints, "P T"]  # citizens in its care at most; -1 without a limit
    given_up_per_day: Annotated[Floats, "P"]  # hazard of those who wait for a place
    basis_ore: Annotated[Floats, "P T"]  # for a week, not rounded: settlement rounds once


class NursingHome(NamedTuple):
    """Places, as a queue with a capacity."""

    is_modelled: bool  # whether there is a nursing home at all
    places: Annotated[Ints, "P"]  # -1 without a limit
    occupied: int  # residents on the first day
    mean_stay_days: Annotated[Floats, "P"]
    waiting_course: int  # course of those who wait, -1 without one


class Encounters(NamedTuple):
    """What continuity and self-determination hang on."""

    visit_minutes: Annotated[Floats, "P"]  # of home care; 0: continuity is not computed
    persons: Annotated[Floats, "P T"]  # staff who share a citizen's visits
    contact_person_share: Annotated[Floats, "P"]
    by_shift: bool  # whether a person works in one shift and profession only
    shift_group: Annotated[Ints, "S"]  # service whose staff give it
    shift_persons: Annotated[Floats, "P T S D"]  # staff of a service who share visits of a shift
    idle_share: Annotated[Floats, "P"]  # self-determination with staff to spare; 0: not computed
    full_share: Annotated[Floats, "P"]  # when all capacity is used
    exponent: Annotated[Floats, "P"]


class Tariff(NamedTuple):
    """What the team is paid, in øre (not rounded: settlement rounds once).

    Rates by course and hour are those of teams of the same terms, period by period
    (`lookups.terms_row`).
    """

    weekly_ore: Annotated[Floats, "PxF C L"]
    is_per_person: Annotated[Ints, "P C"]  # 1 where it is the citizen's own: cost or plan
    is_by_plan: bool  # rates of a citizen's own are those of the support plan
    basis_ore_per_day: Annotated[Floats, "P T"]  # the same for every plan
    plan_hour_ore: Annotated[Floats, "P"]  # for a paid hour of a plan
    overhead_share: Annotated[Floats, "P"]  # on top of it
    added_shares: Annotated[Floats, "P added"]  # on top of direct hours
    material_share: Annotated[Floats, "P"]  # of a plan's hours, from which a change is material
    lasting_weeks: Annotated[Floats, "P"]  # from which it is lasting
    meeting_days: Annotated[Floats, "P"]  # between meetings at which plans change; 0: any day
    paid_days_away: Annotated[Floats, "P"]  # days in hospital at the rate of the course left behind
    step_down_after_days: Annotated[Floats, "PxF C"]  # infinite where the rate is kept
    step_down_weekly_ore: Annotated[Floats, "PxF C L"]
    lump_sum_ore: Annotated[Floats, "PxF C L"]
    reopen_within_days: Annotated[Floats, "PxF"]
    settled_days: float  # of a started week or month that is paid whole; 0: by the day
    course_share: Annotated[Floats, "PxF"]  # weighs rates of one's own; the others are weighed
    hourly_ore: Annotated[Floats, "PxF S"]  # for a delivered hour
    budget_ore: Annotated[Floats, "P T"]  # for a week, whoever is there
    refund_above_ore: Annotated[Floats, "P"]  # weekly cost of a citizen; infinite without a refund
    refunded_share: Annotated[Floats, "P"]  # of what lies above
    band_share: Annotated[Floats, "P"]  # of revenue
    trued_up_share: Annotated[Floats, "P"]  # of the deviation beyond the band; 0 without a true-up
    true_up_weeks: int  # length of a budget year; 0 without a true-up


class Yardstick(NamedTuple):
    """Whose actual average cost is the price of whose care; no budget band."""

    every_weeks: int  # between settlements; 0 without a yardstick
    like_citizens: bool  # whether each course and level is paid its own average
    of: Annotated[Ints, "T"]  # 1 for a team whose cost is the yardstick
    paid: Annotated[Ints, "T"]  # 1 for a team that is paid by it
    overhead_share: Annotated[Floats, "P T"]  # on top of the average cost


class Choice(NamedTuple):
    """Which team citizens choose, and how often they choose anew."""

    is_free: bool  # whether citizens choose at all; otherwise they stay where they come
    share: Annotated[Floats, "P T"]  # of those who choose; adds up to 1 along T
    change_per_day: Annotated[Floats, "P"]  # hazard of choosing anew


class StateRefund(NamedTuple):
    """What the state refunds the municipality of a citizen's dear months; no team sees it."""

    is_on: bool
    citizens_share: Annotated[Floats, "P C"]  # of those whom it holds for
    above_ore: Annotated[Floats, "P steps"]  # expense of a month
    added_share: Annotated[Floats, "P steps"]  # of what lies above, on top of the steps below
    month_of_day: Annotated[Ints, "months"]  # indexed by day - first_day; one 0 where it is off


class Behaviour(NamedTuple):
    """How teams decide, how far they may go, and what it costs them."""

    policy: Annotated[Ints, "T"]  # index in POLICIES
    alpha: Annotated[Floats, "T"]  # weight of citizens' benefit against 1 - alpha of surplus
    reaction: float  # of budget-led teams
    reference: Annotated[Floats, "T V"]  # levers in good faith
    best: Annotated[Floats, "PxT V"]  # period by period; filled by `theory/steady/responses.py`
    low: Annotated[Floats, "T V"]
    high: Annotated[Floats, "T V"]
    dearer_course: Annotated[Ints, "C"]  # course that a citizen is reported to be in; -1 if none
    found_share: Annotated[Floats, "P"]  # of re-labelled citizens whom the audit finds
    audits: Annotated[Floats, "P"]  # a year, beside the checks that find `found_share`
    found_per_audit: Annotated[Floats, "P"]  # chance that one finds a spell, were all re-labelled
    penalty_ore: Annotated[Floats, "P"]  # for each who is found
    dishonesty_ore: Annotated[Floats, "P"]  # for each spell, were all re-labelled; in no account
    effort_ore: Annotated[Floats, "P"]  # for a citizen-week of twice the ordinary; in no account
    relabel_hours: Annotated[Floats, "P"]  # of home-care staff a week and re-labelled citizen
    delay_hours: Annotated[Floats, "P"]  # the same for each whose step-down is put off
    given_up_per_day: Annotated[Floats, "P"]  # hazard of those who wait to be accepted
    short_order: int  # index in SHORT_ORDERS
    trial_weeks: int  # of teams that learn
    noise_share: float  # of the weekly cost by which they misread what a week brings
    new_weight: float  # of the newest result in what they remember
    learn_from: Annotated[Floats, "T V"]  # levers in good faith as numbers to step from
    lever_step: Annotated[Floats, "V"]
    may_decline: bool  # whether it is said who takes those whom a team declines
    declined_ore: Annotated[Floats, "P"]  # what one of mean need costs the municipality in all
    declined_to: int  # index in DECLINED_TO
    taker: int  # team that takes everybody, -1 where none has to
    wait_days: Annotated[Ints, "P"]  # of those declined, before the team has to take them in
    admitted_per_day: Annotated[Floats, "P"]  # hazard of going to hospital while they wait
    hospital_course: int  # where they go, -1 where none do
    reserve_ore: Annotated[Floats, "T"]  # that a team may lose in all; infinite where it may
    when_spent: Annotated[Ints, "T"]  # index in WHEN_SPENT, -1 where there is no reserve
    merges_with: Annotated[Ints, "T"]  # team that a spent one joins, -1 where it joins none
    may_discharge: bool  # whether it is said when citizens who cost too much can be discharged
    discharge_days: Annotated[Ints, "P"]  # after which they are
    discharge_found: Annotated[Floats, "P"]  # probability that it is found
    discharge_penalty_ore: Annotated[Floats, "P"]  # for each that is found
    benefit_ore: Annotated[Floats, "B"]  # by the order of BENEFITS; not a part of any account


class Start(NamedTuple):
    """Who is in care on the first day: filled by `theory/network/stationary_start.py`.

    A station is a course at a level, or for a hospital stay also the course and level that it
    interrupts. Z stations; the tables of all stations stand one after the other, from entry
    `offset[z]` on, for one age each: every day at first, and for very old stays one of many days.
    Without stations a run starts with nobody.
    """

    present: Annotated[Floats, "T Z"]  # expected citizens, or how many exactly
    is_counted: bool  # whether `present` is exact rather than the mean of a Poisson number
    at_most: Annotated[Ints, "T"]  # in care: those drawn beyond are left out; -1 without a limit
    course: Annotated[Ints, "Z"]
    level: Annotated[Ints, "Z"]
    kept_station: Annotated[Ints, "Z"]  # station of the stay to be resumed, -1 if none
    offset: Annotated[Ints, "Z+1"]
    age_days: Annotated[Ints, "ages"]
    age_bounds: Annotated[Floats, "ages"]  # cumulative P(age of a spell found in progress)
    stay_below: Annotated[Floats, "ages"]  # P(the stay would have ended before that age)
    # Where lengths hang on the exit (no rows where none does):
    exit_bounds: Annotated[Floats, "ages K"]  # cumulative P(exit | in progress at that age)
    exit_below: Annotated[Floats, "ages K"]  # P(a stay to that exit would have ended before)


def nobody(teams: int) -> Start:
    """Start of a run from empty."""
    none = np.zeros(0, np.int64)
    offset = np.zeros(1, np.int64)
    empty, by_exit = np.zeros(0), np.zeros((0, 0))
    absent, unlimited = np.zeros((teams, 0)), np.full(teams, -1, np.int64)
    return Start(
        *(absent, False, unlimited, none, none, none, offset, none),
        *(empty, empty, by_exit, by_exit),
    )


class Parameters(NamedTuple):
    """Everything a replication needs other than a seed and a rulebook."""

    calendar: Calendar
    terms: Terms
    inflow: Inflow
    choice: Choice
    stays: Stays
    network: Network
    demand: Demand
    assessment: Assessment
    brackets: Brackets
    prices: Prices
    tariff: Tariff
    yardstick: Yardstick
    state_refund: StateRefund
    behaviour: Behaviour
    clinic: Clinic
    staff: Staff
    nursing_home: NursingHome
    offers: Offers
    encounters: Encounters
    start: Start

    def __repr__(self) -> str:
        """One line: how large the scenario is."""
        teams, courses = len(self.inflow.team_key), len(self.network.kind)
        return f"<Parameters of {teams} teams, {courses} courses, {self.calendar.weeks} weeks>"


def viewed(table: Any) -> Any:  # noqa: ANN401 - maps any nest of named tuples onto itself
    """Same named tuples with each array as a memory view.

    Interpreted code needs it: an array gives out NumPy scalars of 64 bits, which wrap around in
    the product of a draw, while a view gives plain numbers, and in less than half the time
    with a sum and a product after it. The views share the arrays' memory.
    """
    if isinstance(table, np.ndarray):
        return memoryview(table)  # type: ignore[arg-type]
    if isinstance(table, tuple) and hasattr(table, "_fields"):
        return type(table)(*(viewed(part) for part in table))
    return table
