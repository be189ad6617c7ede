"""Type of `comparison.json`, which `forloeb compare --json` prints too."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from sim.experiments.comparison.lives import LivesAlike
from sim.experiments.comparison.paired import Paired
from sim.experiments.summary.statistics import Figure

NamedRow = dict[str, Paired | str]
"""The name of a team, course, kind or payer, differences by figure, and a verdict on teams."""


class KeyChange(TypedDict):
    """A key in which the files differ; a value is null where a scenario has no such key."""

    key: str
    first: str | None
    other: str | None
    unit: str | None
    first_source: str | None
    other_source: str | None


class DifferenceTree(TypedDict):
    """A scenario less the first one, laid out as `summary.json` is.

    Sections that neither scenario has are left out.
    """

    scenario: str
    lives: LivesAlike
    changes: list[KeyChange]
    unused: list[str]
    net_dkk: NotRequired[Figure]
    """What the municipality's teams gain, less all that it pays more, them and outside the rate."""
    teams: NotRequired[list[NamedRow]]
    total: NotRequired[NamedRow]
    courses: NotRequired[list[NamedRow]]
    clinic: NotRequired[dict[str, Paired]]
    outcomes: NotRequired[dict[str, Paired]]
    outside: NotRequired[dict[str, Paired]]
    bearers: NotRequired[dict[str, Paired]]
    tariff: NotRequired[dict[str, Paired]]
    goals: NotRequired[list[NamedRow]]
    offers: NotRequired[list[NamedRow]]
    payers: NotRequired[list[NamedRow]]
    yardstick: NotRequired[list[NamedRow]]


class Heading(TypedDict):
    """What was compared; `comparison` is the folder, where one was written."""

    schema: Literal[1]
    scenarios: list[str]
    seed: int
    weeks: int
    start: str
    replications: int
    results: list[str]
    titles: list[str | None]
    comparison: NotRequired[str]


class ComparisonTree(Heading):
    """What was compared, every difference, and the document's own hash."""

    differences: list[DifferenceTree]
    sum: str
