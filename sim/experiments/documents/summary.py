"""Type of `summary.json`, which `forloeb run --json` prints too, with warnings."""

from typing import TYPE_CHECKING, Literal, NotRequired

from typing_extensions import TypedDict

from sim.experiments.documents.granted import GrantedFigures
from sim.experiments.documents.periods import PeriodsTree
from sim.experiments.documents.sweeping import UntilTree
from sim.experiments.documents.warning import WarningRow
from sim.experiments.summary.statistics import Bounds, Figure
from sim.model.state import SUM


class SummaryAccount(TypedDict):
    """What was earned and spent by some teams together over the reported weeks."""

    citizens: Figure
    revenue_dkk: Figure
    cost_dkk: Figure
    deviation_dkk: Figure
    deviation_share: Figure
    deficit_probability: Figure
    extreme_runs_dkk: Bounds | None
    heavy_tailed: bool
    verdict: str


class TeamAccount(SummaryAccount):
    """The same of one team."""

    team: str


class CourseFigures(TypedDict):
    """A course: citizens in it, those who begin it, how long they stay and where they go."""

    course: str
    census: Figure
    entries_per_week: Figure
    stay_weeks: Figure
    course_stay_weeks: Figure
    exits: dict[str, Figure]


class ClinicFigures(TypedDict, total=False):
    """The nursing clinic; empty where there is none."""

    visits_per_week: Figure
    home_visits_per_week: Figure
    share: Figure
    wait_days: Figure
    longest_wait_days: Figure
    turned_home_per_week: Figure
    lapsed_per_week: Figure
    slots_used_share: Figure
    charged_dkk: Figure
    slots_dkk: Figure


class WorkedOutOutcomes(TypedDict):
    """How the citizens fare; what a scenario does not model is unknown."""

    self_reliant_per_year: Figure
    deaths_per_year: Figure
    nursing_home_per_year: Figure
    admissions_per_year: Figure
    relapses_per_year: Figure
    unmet_hours_per_week: Figure
    temporary_hours_per_week: Figure
    level_weeks_gained_per_year: Figure
    helpers_14_days: Figure
    continuity_index: Figure
    self_determination: Figure
    clinic_share: Figure
    waiting_for_nursing_home: Figure


if TYPE_CHECKING:
    Outcomes = WorkedOutOutcomes
else:  # and the sums of the model that are told as they are
    _TOLD = {one.figure.key: Figure for one in SUM.values() if one.figure}
    Outcomes = TypedDict("Outcomes", {**WorkedOutOutcomes.__annotations__, **_TOLD})


class GoalFigures(TypedDict):
    """How far the goals of one kind of course were reached, 0 to 1."""

    kind: str
    economy: Figure
    progression: Figure
    continuity: Figure
    self_determination: Figure
    score: Figure


class OfferFigures(TypedDict):
    """An offer: places, waits and shares of those admitted who waited longer, any basis cost."""

    team: str
    places: float
    occupancy: Figure
    waiting: Figure
    wait_weeks: Figure
    wait_over_0_days_share: Figure
    wait_over_1_days_share: Figure
    wait_over_7_days_share: Figure
    wait_over_28_days_share: Figure
    wait_over_91_days_share: Figure
    gave_up_per_year: Figure
    basis_cost_dkk: NotRequired[Figure]


class PayerFigures(TypedDict):
    """What a payer pays."""

    payer: str
    citizens: Figure
    revenue_dkk: Figure
    rate_dkk_per_day: Figure


class YardstickFigures(TypedDict):
    """What the yardstick settles with a team: by the municipality, or back to it (below 0)."""

    team: str
    settled_dkk: Figure
    pays_back_probability: Figure


class OffersAndPayers(TypedDict, total=False):
    """Sections that are there only where a scenario has places, payers or a yardstick."""

    offers: list[OfferFigures]
    payers: list[PayerFigures]
    yardstick: list[YardstickFigures]


BorneBy = dict[str, dict[str, dict[str, float]]]
"""By account outside the rate and the date from which it holds: the share of each who bears it."""


class GrantedCourses(TypedDict, total=False):
    """A section that is there only where courses are granted by minutes a week."""

    granted: list[GrantedFigures]


class Summary(OffersAndPayers, GrantedCourses):
    """What a run came to."""

    schema: Literal[1]
    scenario: str
    seed: int
    replications: int
    weeks: int
    engine: str
    results: str
    few_runs: bool
    teams: list[TeamAccount]
    total: SummaryAccount
    courses: list[CourseFigures]
    clinic: ClinicFigures
    outcomes: Outcomes
    outside: dict[str, Figure]
    bearers: dict[str, Figure]
    borne_by: BorneBy
    tariff: dict[str, Figure]
    goals: list[GoalFigures]


class RunDocument(Summary):
    """What `forloeb run --json` prints: also warnings, what `--until` reached, and periods."""

    periods: NotRequired[PeriodsTree]
    until: NotRequired[UntilTree]
    warnings: NotRequired[list[WarningRow]]
