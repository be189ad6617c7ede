"""The numbers of a scenario as the model reads them: named tuples of arrays.

Axes, always in this order and named by their letter: P periods between dated values,
T teams (by rising key), G sources, C courses, L functional levels, S services, K exits of a
course, H hazards of a course, W weeks of a profile. A period is looked up by day, so that a
value dated later cannot touch an earlier day. `scenario/parameters.py` fills these; the
rules never see them, only the scalars that `events.py` takes out.
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float64]


class Calendar(NamedTuple):
    """The days of a run. Day 0 is the first reported one; a warm-up lies before it."""

    first_day: int
    weeks: int
    period_of_day: Ints  # [days], indexed by day - first_day

    @property
    def end_day(self) -> int:
        """First day after the run [day]."""
        return 7 * self.weeks


class Inflow(NamedTuple):
    """Who comes, to which team, and where they begin."""

    team_key: Words  # [T]
    per_day: Floats  # [P, T, G] citizens a day; source `present` is 0
    course_bounds: Floats  # [P, T, G, C] cumulative probability of the first course
    level_bounds: Floats  # [P, G, L] cumulative probability of the first level


class Stays(NamedTuple):
    """Stay distributions by course and level, and one more row for the relapse delay.

    `kind` is a code of `distributions.py`; `scale_days` and `shape` mean what that kind says.
    Row C (the last) holds the delay before a relapse.
    """

    kind: Ints  # [P, C + 1, L]
    scale_days: Floats  # [P, C + 1, L]
    shape: Floats  # [P, C + 1, L]
    table: Ints  # [P, C + 1, L] place in `quantiles` where the table begins
    points: Ints  # [P, C + 1, L] length of the table; 0 where none is used
    quantiles: Floats  # [all points] tables of unit mean, one after the other
    mean_days: Floats  # [P, C + 1, L] mean before rounding to days


class Network(NamedTuple):
    """Courses and the ways between them. Destinations are course numbers or `terms` codes."""

    kind: Ints  # [C] index in COURSE_KINDS
    exit_to: Ints  # [C, K]; unused places hold STILL_THERE
    exit_level_how: Ints  # [C, K] LEVEL_KEPT, LEVEL_SET or LEVEL_MOVED
    exit_level: Ints  # [C, K]
    exit_probability: Floats  # [P, C, L, K]
    hazard_to: Ints  # [C, H]
    hazard_per_day: Floats  # [P, C, L, H]
    dose_exit: Ints  # [C] which exit the dose decides, -1 without a dose
    dose_p_max: Floats  # [P, C, L]
    dose_tau_weeks: Floats  # [P, C]
    dose_gamma: Floats  # [P, C]
    relapse_probability: Floats  # [P, L]
    relapse_to: int  # course number, -1 when nobody relapses
    resume_to: int  # course that begins where `resume` finds nothing to resume


class Demand(NamedTuple):
    """What a citizen needs in a week."""

    hours: Floats  # [P, C, L, S] mean hours a week at multiplier 1
    factor_sigma: Floats  # [P, C, L] sd of the log of the weekly factor
    multiplier_sigma: Floats  # [P, L] sd of the log of the need multiplier
    profile: Floats  # [P, C, W] share of the mean need by week of the course


class Tariff(NamedTuple):
    """What the team is paid, in øre (not rounded: settlement rounds once)."""

    weekly_ore: Floats  # [P, C, L]
    step_down_after_days: Floats  # [P, C] infinite where the rate is kept
    step_down_weekly_ore: Floats  # [P, C, L]
    lump_sum_ore: Floats  # [P, C, L]
    reopen_within_days: Floats  # [P]


class Start(NamedTuple):
    """Who is in care on the first day: filled by `theory/stationary_start.py`.

    A station is a course at a level, or for a hospital stay also the course and level that it
    interrupts. Z stations; the tables of all stations stand one after the other, entry
    `offset[z] + a` for an age of a days. Without stations a run starts with nobody.
    """

    present: Floats  # [T, Z] expected citizens, or how many exactly
    is_counted: bool  # whether `present` is exact rather than the mean of a Poisson number
    course: Ints  # [Z]
    level: Ints  # [Z]
    kept_station: Ints  # [Z] station of the stay to be resumed, -1 if none
    offset: Ints  # [Z + 1]
    age_bounds: Floats  # cumulative P(age of a spell found in progress)
    stay_below: Floats  # P(the stay would have ended before that age)


def nobody(teams: int) -> Start:
    """Start of a run from empty."""
    none = np.zeros(0, np.int64)
    offset = np.zeros(1, np.int64)
    empty = np.zeros(0)
    absent = np.zeros((teams, 0))
    return Start(absent, False, none, none, none, offset, empty, empty)  # noqa: FBT003


class Parameters(NamedTuple):
    """Everything a replication needs besides a seed and a rulebook."""

    calendar: Calendar
    inflow: Inflow
    stays: Stays
    network: Network
    demand: Demand
    price_ore_per_hour: Floats  # [P, S]
    tariff: Tariff
    start: Start


def viewed(table: Any) -> Any:  # noqa: ANN401 - maps any nest of named tuples onto itself
    """Same named tuples with each array as a memory view.

    Interpreted code needs it: an array gives out NumPy scalars of 64 bits, which wrap around in
    the product of a draw, while a view gives plain numbers, and in less than half the time
    with a sum and a product after it. The views share the arrays' memory.
    """
    if isinstance(table, np.ndarray):
        return memoryview(table)  # type: ignore[arg-type]
    if isinstance(table, tuple):
        return type(table)(*(viewed(part) for part in table))
    return table
