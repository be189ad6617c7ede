"""Type of what `forloeb list --json` prints."""

from typing import Literal

from typing_extensions import TypedDict

from sim.experiments.documents.comparison import KeyChange


class ListedRun(TypedDict):
    """A results folder; what a damaged one cannot say is null, and `fault` says why.

    `base` is the earlier run in the list that it is most like, by its folder's name, and `changes`
    what differs from that. `date` is the time of the last writing, with the offset from UTC.
    """

    results: str
    scenario: str | None
    title: str | None
    date: str
    state: str
    replications: int | None
    weeks: int | None
    seed: int | None
    base: str | None
    changes: list[KeyChange]
    fault: str | None


class ListTree(TypedDict):
    """The runs in a folder, the earliest first."""

    schema: Literal[1]
    folder: str
    runs: list[ListedRun]
