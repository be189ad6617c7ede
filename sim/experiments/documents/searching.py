"""Types of what `forloeb search` says with --json."""

from typing import Literal

from typing_extensions import TypedDict

from sim.experiments.documents.studying import KnownFigure

Value = float | str | list[float]


class SearchedFigure(TypedDict):
    """What is wanted of a figure."""

    figure: str
    aim: Literal["balance", "highest", "lowest"]
    target: float


class MovedLever(TypedDict):
    """A key that was moved; `low` and `high` are null where it has a list of values."""

    key: str
    low: float | None
    high: float | None
    step: float | None
    values: list[float | str] | None


class KeptLimit(TypedDict):
    """A limit, and what the best setting comes to; under several models where it is worst.

    `bound` is as near to the limit as the mean may be, at the confidence asked for and for all
    finalists together.
    """

    figure: str
    at_most: float | None
    at_least: float | None
    confidence: float
    mean: float
    bound: float
    holds: bool


class SearchFinalist(TypedDict):
    """One of the best few, under chance that no trial has seen."""

    values: dict[str, Value]
    figure: KnownFigure
    replications: int | None
    keeps_limits: bool


class SelectionGuarantee(TypedDict):
    """What the choice among the finalists guarantees.

    With `confidence` at least the best is chosen, if it is better by `indifference` or more;
    `reached` is false where replications ran out first.
    """

    procedure: Literal["exact", "KN", "resampling"]
    confidence: float | None
    indifference: float
    reached: bool


class FrontPoint(TypedDict):
    """A setting than which no other tried is better in all figures of the front."""

    values: dict[str, Value]
    figures: dict[str, float]
    best: bool


class ModelRegret(TypedDict):
    """The best setting under one behaviour model, and how much better that model's own best is."""

    model: str
    figure: float
    own_best: dict[str, Value]
    own_figure: float
    regret: float


class FailingEnd(TypedDict):
    """Between what ends of a number the setting fails."""

    key: str
    low: Value
    high: Value


class FailingBox(TypedDict):
    """Where the setting fails: numbers between these ends, under the worst model.

    It fails where it is farther from the aim than `beyond`. `share` of all samples fail; `density`
    of those inside do, and `coverage` of all that fail are inside.
    """

    model: str
    beyond: float
    samples: int
    share: float
    density: float
    coverage: float
    ends: list[FailingEnd]


class RobustTree(TypedDict):
    """How the best setting holds under every behaviour model."""

    worst: str
    regret: float
    models: list[ModelRegret]
    fails: FailingBox | None


class SearchTree(TypedDict):
    """Settings that serve an aim under limits.

    `best` is null where no setting that was tried keeps the limits as surely as asked. `figure` is
    that of the best setting, `present` that of the scenario as it is; `probability_best` is a
    lower bound that no finalist is better by more than the indifference, 1 where all is exact.
    """

    schema: Literal[1]
    scenario: str
    seed: int
    weeks: int
    aim: SearchedFigure
    method: Literal["twin", "simulation"]
    trials: int
    replications: int | None
    levers: list[MovedLever]
    best: dict[str, Value] | None
    figure: KnownFigure | None
    present: KnownFigure | None
    limits: list[KeptLimit]
    finalists: list[SearchFinalist]
    guarantee: SelectionGuarantee
    probability_best: float | None
    front_figures: list[SearchedFigure]
    front: list[FrontPoint]
    robust: RobustTree | None
    results: str | None
