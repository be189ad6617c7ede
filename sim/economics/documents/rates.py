"""Types of what `forloeb rates --json` prints: course rates, or what balances a tariff by plan."""

from typing import Literal

from typing_extensions import TypedDict

from sim.experiments.summary.statistics import Figure


class RatesOfDay(TypedDict):
    """Rates of a course; null where it has none of the kind."""

    weekly_dkk: float | None
    late_weekly_dkk: float | None
    lump_sum_dkk: float | None


RateToSet = TypedDict(
    "RateToSet",
    {
        "from": str,
        "weekly_dkk": float | None,
        "late_weekly_dkk": float | None,
        "lump_sum_dkk": float | None,
    },
)
"""Rates of a course from a day on."""


class StepDown(TypedDict):
    """The rate after the step-down, and the one rate that would balance without it."""

    after_weeks: float
    ratio: float
    late_share: float | None
    late_dkk: Figure
    without_step_down_dkk: Figure | None


class LumpSum(TypedDict):
    """What a course begun costs, and how it is paid."""

    cost_of_a_course_dkk: float | None
    paid_by_the_week_dkk: float | None
    lump_sum_dkk: float
    weeks_of_a_course: float | None


class ClinicShare(TypedDict):
    """The balancing rate by the share of the nursing that is priced as if in a clinic."""

    share: float
    nursing_at_home_dkk_per_week: float
    nursing_at_clinic_dkk_per_week: float
    at_home_dkk: Figure | None
    at_present_dkk: Figure | None
    at_planned_dkk: Figure | None


class CourseEffect(TypedDict):
    """A course in a year, with development as it is and without effect."""

    citizens: float
    cost_dkk_per_year: float
    balancing_dkk: float | None
    without_citizens: float
    without_cost_dkk_per_year: float
    without_balancing_dkk: float | None


class NeedBehind(TypedDict):
    """Expected need of the citizens that a rate pays for [minutes per week], and its bracket."""

    mean_minutes: float
    median_minutes: float
    from_minutes: float | None
    below_minutes: float | None
    at_median_dkk: float | None
    looks_like_median: bool


class RateTree(TypedDict):
    """One course, or one of its levels: what it costs and what it is to be paid."""

    course: str
    level: int | None
    kind: str
    paid: str
    citizens: float
    begun_per_year: float
    hours_per_week: float | None
    cost_dkk_per_week: float | None
    now: RatesOfDay | None
    deviation_now_dkk_per_year: float | None
    balanced_by: str | None
    balancing_dkk: Figure | None
    twin_balancing_dkk: float | None
    step_down: StepDown | None
    lump_sum: LumpSum | None
    clinic: ClinicShare | None
    effect: CourseEffect | None
    need: NeedBehind | None
    to_set: list[RateToSet] | None
    deviation_dkk_per_year: float
    residue_dkk_per_year: float


class RatesTotal(TypedDict):
    """All courses together."""

    cost_dkk_per_year: float
    revenue_now_dkk_per_year: float | None
    deviation_now_dkk_per_year: float | None
    revenue_dkk_per_year: float
    deviation_dkk_per_year: float
    deviation_at_planned_share_dkk_per_year: float | None
    of_it_own_cost_dkk_per_year: float


class Scaling(TypedDict):
    """The factor that brings all rates to a total."""

    total_dkk_per_year: float | None
    factor: float


class Rounding(TypedDict):
    """What rounding to a step leaves over."""

    step_dkk: float
    residue_is_placed: bool
    residue_dkk_per_year: float


class DevelopmentEffect(TypedDict):
    """What development is expected to save, by the twin at hourly prices."""

    exact: bool
    is_long_run: bool
    cost_dkk_per_year: float
    cost_without_dkk_per_year: float
    saved_dkk_per_week: float
    saved_dkk_per_course_begun: float | None
    saved_dkk_per_citizen_week: float | None
    citizens: float
    citizens_without: float


class RatesTree(TypedDict):
    """The rates that balance, and what lies behind them."""

    schema: Literal[1]
    scenario: str
    weeks: int
    method: str
    exact: bool
    leaves_out: list[str]
    replications: int | None
    seed: int | None
    rates: list[RateTree]
    total: RatesTotal
    scaling: Scaling | None
    rounding: Rounding | None
    planned_clinic_share: float | None
    effect_of_development: DevelopmentEffect | None
    remarks: list[str]


class PlanNumber(TypedDict):
    """One number of a tariff by support plan, and what it would have to be."""

    key: str
    team: str | None
    now: float | None
    balance: float | None


class PlanBalanceTree(TypedDict):
    """What balances a tariff by support plan."""

    schema: Literal[1]
    scenario: str
    kind: str
    weeks: int
    method: str
    exact: bool
    leaves_out: list[str]
    deviation_now_dkk_per_year: float
    cost_dkk_per_year: float
    balances: list[PlanNumber]
