"""Types of what the studies of an answer say with --json: `uncertain`, `sensitivity`, `worth`."""

from typing import Literal

from typing_extensions import TypedDict


class Points(TypedDict):
    """A mean and two points around it."""

    mean: float
    low: float
    high: float


class Between(TypedDict):
    """Two points."""

    low: float
    high: float


class KnownFigure(TypedDict):
    """A mean, and its interval where it is not exact."""

    mean: float
    low: float | None
    high: float | None


class RangedFactor(TypedDict):
    """A number that was drawn, and how well it is known."""

    key: str
    status: str


class IntervalsByCause(TypedDict):
    """Where 95 % of single runs fall by chance, of expected figures by parameters, by both."""

    chance: Points
    parameters: Points
    both: Points


class UncertainTree(TypedDict):
    """A figure's uncertainty by its two causes.

    `parameters_share` and `chance_share` add up to 1, null where nothing varies; `variance` is
    without bias and may be below 0. `numbers` are those of the scenario, `ranged` those with a
    range, `fixed` the others. `at_the_values` is the figure at the scenario's own values.
    """

    schema: Literal[1]
    scenario: str
    seed: int
    weeks: int
    figure: str
    method: Literal["twin", "simulation"]
    samples: int
    replications: int | None
    numbers: int
    ranged: int
    fixed: int
    factors: list[RangedFactor]
    mean: Points
    at_the_values: KnownFigure
    parameters_share: float | None
    chance_share: float | None
    parameters_share_interval: Between | None
    variance: dict[Literal["parameters", "chance"], float]
    interval: IntervalsByCause
    results: str | None


class SensitiveFactor(TypedDict):
    """A number: its first-order and total index, and the figure with it at its two points."""

    key: str
    status: str
    first: Points
    total: Points
    at_low: float
    at_high: float


class ScreenedFactor(TypedDict):
    """A number that was screened out: its mean absolute effect along its whole law."""

    key: str
    status: str
    effect: float


class Scatter(TypedDict):
    """The figure at the points of one sample, over the place of a number in its law (0-1)."""

    key: str
    points: list[list[float]]


class SensitivityTree(TypedDict):
    """What a figure hangs on.

    Indices are shares of the variance of the expected figure, by number and by status; a status's
    share counts half of what it has in common with others, so they add up to 1. `chance_share` is
    that of chance in the variance of a single run, null where the twin does not know it; its
    interval is null where the twin does. What was screened out is held at the middle of its law.
    `scatter` is of the number on which most rests.
    """

    schema: Literal[1]
    scenario: str
    seed: int
    weeks: int
    figure: str
    method: Literal["twin", "simulation"]
    samples: int
    settings: int
    replications: int | None
    numbers: int
    ranged: int
    fixed: int
    factors: list[SensitiveFactor]
    screened: list[ScreenedFactor]
    mean: float
    variance: float
    chance_share: float | None
    chance_share_interval: Between | None
    by_status: dict[str, Points]
    scatter: Scatter | None
    results: str | None


class DecisionOption(TypedDict):
    """An option of a decision: its values by key, its figure and benefit over the laws [DKK]."""

    values: dict[str, float | str | list[float]]
    figure: float
    benefit_dkk: Points


class Decision(TypedDict):
    """What is to be decided, by what aim, and which option is best as things are known."""

    aim: Literal["balance", "highest", "lowest"]
    options: list[DecisionOption]
    best: int
    probability_best: list[float]


class Acceptability(TypedDict):
    """Share of the samples in which each option's figure is within an amount [DKK].

    Within it of 0 for balance, at least it for highest, at most it for lowest; `options` has a
    list for each option, a share for each amount.
    """

    amounts_dkk: list[float]
    options: list[list[float]]


class WorthOfKnowing(TypedDict):
    """What it is worth to know a number, and to have `records` new ones of it [DKK].

    `records` of null are as many as stand behind its range: half of its variance goes.
    """

    key: str
    status: str
    n: int | None
    evppi_dkk: Points
    evsi_dkk: Points | None
    records: int | None


class WorthOfGroup(TypedDict):
    """What it is worth to know all numbers of a status [DKK]."""

    status: str
    factors: int
    evppi_dkk: Points


class WorthTree(TypedDict):
    """What measuring is worth for a decision, over the weeks of the run.

    `dummy_dkk` is what a number that does nothing comes to: what is below it is nothing.
    `regression_share` is what the regression on all numbers finds of `evpi_dkk`, where that is
    known from exact benefits.
    """

    schema: Literal[1]
    scenario: str
    seed: int
    weeks: int
    figure: str
    method: Literal["twin", "simulation"]
    samples: int
    replications: int | None
    numbers: int
    ranged: int
    fixed: int
    decision: Decision
    acceptability: Acceptability
    evpi_dkk: Points
    factors: list[WorthOfKnowing]
    groups: list[WorthOfGroup]
    dummy_dkk: float
    regression_share: float | None
    results: str | None
