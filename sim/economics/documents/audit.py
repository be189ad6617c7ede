"""Type of what `forloeb audit --json` prints: gains and losses in a year against good faith."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from sim.experiments.summary.statistics import Figure


class ChangeInYear(TypedDict):
    """What a move is to teams, to the municipality and to all services less citizens' benefit."""

    team_gain_dkk_per_year: Figure
    payer_change_dkk_per_year: Figure
    net_cost_dkk_per_year: Figure


class ByBearer(TypedDict):
    """What each bears more outside the rate; net, the municipality's pay to teams with it."""

    municipality_dkk_per_year: Figure
    region_dkk_per_year: Figure
    state_dkk_per_year: Figure
    citizen_dkk_per_year: Figure
    municipality_net_dkk_per_year: Figure


class WhoPays(ByBearer):
    """Where the money comes from."""

    revenue_dkk_per_year: Figure
    team_cost_dkk_per_year: Figure
    outside_dkk_per_year: Figure
    net_cost_dkk_per_year: Figure


class StepTaken(ChangeInYear):
    """A step up or down from good faith."""

    direction: str
    step: float
    sign: str
    benefit_dkk_per_year: Figure
    outside_dkk_per_year: Figure
    bearers: ByBearer


class WeighedResponse(TypedDict):
    """The best response of teams that weigh citizens by `alpha`."""

    alpha: float
    best_response: float
    team_gain_dkk_per_year: Figure
    payer_change_dkk_per_year: Figure
    benefit_dkk_per_year: Figure


class TeamResponse(TypedDict):
    """Where a team stands in good faith, and where money alone would put it."""

    team: str
    good_faith: float
    best_response: float
    team_gain_dkk_per_year: Figure


class YearMoney(TypedDict):
    """What a year comes to, all teams together."""

    surplus_dkk: float
    resources_dkk: float
    benefit_dkk: float
    net_cost_per_citizen_dkk: float


class CurvePoint(YearMoney):
    """The same with the lever at a value."""

    value: float


class LeverRow(TypedDict):
    """The findings on one lever under one tariff."""

    lever: str
    tariff: str
    unit: str
    good_faith: float
    best_response: float
    social_optimum: float
    team_gain_dkk_per_year: Figure
    payer_change_dkk_per_year: Figure
    own_cost_dkk_per_year: Figure
    citizen_change: dict[str, Figure]
    verdict: str
    note: str
    method: str
    why_simulated: list[str]
    low: float
    high: float
    who_pays: WhoPays
    weighed: WeighedResponse
    social: ChangeInYear
    steps: list[StepTaken]
    teams: list[TeamResponse]
    in_good_faith: YearMoney
    curve: list[CurvePoint]


class TeamExploits(TypedDict):
    """The joint best response of a team."""

    team: str
    team_gain_dkk_per_year: float
    levers: dict[str, float]


class Exploitability(TypedDict):
    """What teams that mind only money gain by moving every lever at once."""

    team_gain_dkk_per_year: float
    cost_dkk_per_year: float
    levers: dict[str, float]
    teams: list[TeamExploits]


class EdgeRow(TypedDict):
    """An edge between two courses granted by minutes: all teams together, in good faith.

    Citizens are those who stand within one step of the lever below it; the municipality pays what
    is gained.
    """

    course: str
    above: str
    from_minutes: float
    citizens: float
    written_minutes_per_week: float
    gained_dkk_per_week: float
    gained_dkk_per_minute: float | None


class TariffHead(TypedDict):
    """A tariff under audit; `exploitability` is null where it is not solved exactly."""

    tariff: str
    method: str
    why_simulated: list[str]
    replications: int | None
    alpha: float
    values_citizens: bool
    short_order: str
    declined_to: str
    exploitability: Exploitability | None
    edges: NotRequired[list[EdgeRow]]


class AuditTree(TypedDict):
    """What an audit found: a head for each tariff, a row for each tariff and lever."""

    schema: Literal[1]
    scenario: str
    weeks_per_year: float
    tariffs: list[TariffHead]
    levers: list[LeverRow]
