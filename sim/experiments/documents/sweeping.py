"""Types of what `forloeb sweep`, `forloeb ledger` and `forloeb run --until` say with --json."""

from typing import Any, Literal

from typing_extensions import TypedDict

LedgerEntry = TypedDict(
    "LedgerEntry",
    {
        "key": str,
        "value": float | list[float],
        "unit": str | None,
        "source": str | None,
        "year": int | None,
        "status": str | None,
        "low": float | list[float] | None,
        "high": float | list[float] | None,
        "law": str | None,
        "n": int | None,
        "period": str | None,
        "used_by": list[str],
        "from": str | None,
    },
)
"""One number on one date; what was not said is null."""


class Hole(TypedDict):
    """A number of which something is not said, and what."""

    key: str
    missing: list[str]


class LedgerTree(TypedDict):
    """Every number of a scenario, and what is not said of some."""

    schema: Literal[1]
    scenario: str
    rows: list[LedgerEntry]
    holes: list[Hole]


class SweepTree(TypedDict):
    """Settings under the same chance.

    A setting has its number under `setting`, one key a factor, and one a figure, which is
    `{mean, low, high}`.
    """

    schema: Literal[1]
    scenario: str
    seed: int
    weeks: int
    replications: int
    factors: list[str]
    results: str | None
    failed: dict[str, str]
    settings: list[dict[str, Any]]


class UntilTree(TypedDict):
    """How closely a figure is known: `asked` and `reached` in its unit, or as shares of |mean|."""

    figure: str
    asked: float
    of_mean: bool
    reached: float | None
    replications: int
    enough: bool
