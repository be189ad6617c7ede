"""Type of `explanation.json`, which `forloeb explain --json` prints too."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from sim.experiments.documents.summary import Outcomes, YardstickFigures
from sim.experiments.summary.statistics import Figure


class ExpectationSource(TypedDict):
    """Where price, case mix and chance are from, and what the twin leaves out."""

    by: str
    replications: int
    leaves_out: list[str]


class ChanceBand(TypedDict):
    """How far from what is expected 95 % of runs fall by chance."""

    reach: float
    low: float
    high: float
    sd: float
    exact: bool
    simulated_sd: float | None


class ExplainedAccount(TypedDict):
    """The deviation of some teams together and what it is made of."""

    citizens: Figure
    revenue_dkk: Figure
    deviation_dkk: Figure
    deviation_share: float | None
    terms: dict[str, Figure]
    own_effects: dict[str, Figure]
    chance_band_dkk: ChanceBand
    chance_share: float | None
    luck_dkk: float
    within_luck: bool
    main_cause: str | None
    main_cause_holds: bool | None
    verdict: str


class ExplainedTeam(ExplainedAccount):
    """The same of one team."""

    team: str


class OneCitizen(TypedDict):
    """What one citizen's chance adds to a share of revenue."""

    sd_share_of_one_citizen: float
    variances_of_one_citizen: list[float]
    thirds_of_one_citizen: list[float]
    means_of_one_citizen: list[float]


class FunnelPoint(TypedDict):
    """A team's place in the funnel; `outside` is the widest limit that it lies beyond."""

    team: str
    citizens: float
    share: float
    single_runs: list[float]
    limits: list[list[float]]
    outside: float | None


class Funnel(OneCitizen):
    """Each team's deviation as a share of its revenue, and the limits at its size."""

    reference_share: float
    limits: list[float]
    teams: list[FunnelPoint]


class SmallestTeam(OneCitizen):
    """Citizens from which chance stays within a share of revenue over some weeks."""

    within: float
    over_weeks: int
    citizens: int


class ExplainedRun(TypedDict):
    """The explanation of a run, without its folders and outcomes."""

    schema: Literal[1]
    scenario: str
    seed: int
    weeks: int
    start: str
    replications: int
    replication_numbers: list[int]
    results: str
    terms: list[str]
    causes: list[str]
    expectation: ExpectationSource
    teams: list[ExplainedTeam]
    total: ExplainedAccount
    funnel: Funnel | None
    smallest_team: SmallestTeam | None


class ExplanationTree(ExplainedRun):
    """An explanation; `outcomes` by run, `bearers` of the run, `sum` the document's own hash."""

    explanation: str
    runs: dict[str, str]
    outcomes: dict[str, Outcomes]
    bearers: dict[str, Figure]
    yardstick: NotRequired[list[YardstickFigures]]
    run: str
    sum: str
