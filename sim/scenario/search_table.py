"""The table [search]: what `forloeb search` moves, what it looks for and what must hold."""

from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.schema.quantities import MAX_NAME, Name, Table, undated

SearchAim = Literal["balance", "highest", "lowest"]
"""What is wanted of a figure: near a target, or far from it."""

_Amount = Annotated[float, Field(allow_inf_nan=False), undated()]
_Figure = Annotated[str, Field(min_length=1, max_length=4 * MAX_NAME)]


class SearchLeverTable(Table):
    """How far a key may be moved: between two ends, or over a list of values."""

    low: _Amount | None = None
    """Lowest value [unit of the key]."""
    high: _Amount | None = None
    """Highest value [unit of the key]."""
    step: Annotated[float, Field(gt=0), undated()] | None = None
    """Values are so far apart, from low on; left out, any value between will do [unit of the
    key]."""
    values: Annotated[list[float | str], Field(min_length=2, max_length=100)] | None = None
    """The values themselves, numbers or texts [unit of the key]."""


class SearchLimitTable(Table):
    """What must hold of a figure."""

    figure: _Figure
    """Name of the figure, as in a sweep's rows."""
    at_most: _Amount | None = None
    """The expected figure is at most so much [unit of the figure]."""
    at_least: _Amount | None = None
    """The expected figure is at least so much [unit of the figure]."""
    confidence: Annotated[float, Field(ge=0.5, lt=1), undated()] = 0.95
    """How sure it must be that the limit is kept [probability]."""


class SearchTable(Table):
    """What a search moves, and what it looks for. It decides nothing of a run."""

    figure: _Figure = "total.deviation_dkk"
    """Figure that is to be brought somewhere, as in a sweep's rows."""
    aim: SearchAim = "balance"
    """What is wanted of it: highest, lowest, or balance: its mean near the target."""
    target: _Amount = 0.0
    """Where balance is [unit of the figure]."""
    indifference: Annotated[float, Field(gt=0), undated()] | None = None
    """A difference that does not matter; left out, the search sets it by the chance of runs [unit
    of the figure]."""
    levers: dict[Annotated[str, Field(max_length=4 * MAX_NAME)], SearchLeverTable] = Field(
        default_factory=dict
    )
    """How far each key may be moved; a key in quotes, dotted as for --set, `*` for every team."""
    limits: Annotated[list[SearchLimitTable], Field(max_length=20)] = Field(default_factory=list)
    """What must hold of other figures."""
    front: dict[_Figure, SearchAim] = Field(default_factory=dict)
    """Figures between which the front shows what one costs of another."""
    models: dict[Name, dict[str, float | str | list[float]]] = Field(default_factory=dict)
    """Behaviour under which the setting must hold (`--robust`): values by key of each model."""
