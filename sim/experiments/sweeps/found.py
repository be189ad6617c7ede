"""What a sweep found: one row a setting and replication, and one a setting with intervals.

A row is a flat mapping: `setting`, `replication`, one key a factor, one a figure. A figure that is
called as a factor is, such as `clinic.share`, stands under `observed.clinic.share`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sim.experiments.documents.sweeping import SweepTree
from sim.experiments.prepared.figures import Figures
from sim.experiments.sweeps.design import SweepHeading
from sim.experiments.sweeps.text import sweep_text
from sim.model.version import DOCUMENT_VERSION

if TYPE_CHECKING:
    from pathlib import Path


Row = dict[str, Any]
Rows = Callable[[], Iterator[Row]]


class Sweep:
    """Settings of a scenario, run under the same chance.

    `failed` says by setting what went wrong, `simulated` counts the replications that were not
    there before, `folder` is where it is kept, None where it is in memory.

    Examples
    --------
    >>> import sim
    >>> scenario = sim.load_scenario("scenarios/three_courses.toml", ["run.weeks=2"])
    >>> found = sim.sweep(scenario, {"team.Nord.inflow_per_week": [3, 4]}, 2, engine="simpy")
    >>> [(row["setting"], row["replication"]) for row in found.rows()]
    [(0, 0), (0, 1), (1, 0), (1, 1)]
    """

    def __init__(self, heading: SweepHeading, rows: Rows, settings: Rows) -> None:
        self.heading = heading
        self._rows = rows
        self._settings = settings
        self.folder: Path | None = None
        self.failed: dict[int, str] = {}
        self.simulated = 0

    @property
    def factors(self) -> tuple[str, ...]:
        """Keys that were varied."""
        return self.heading.factors

    def rows(self) -> Iterator[Row]:
        """One flat row a setting and replication, ready for a table of pandas or polars."""
        return self._rows()

    def settings(self) -> Iterator[Row]:
        """One flat row a setting: its values, and `{mean, low, high}` of every figure."""
        return self._settings()

    @property
    def tree(self) -> SweepTree:
        """Everything that `forloeb sweep --json` says."""
        of = self.heading
        return {
            "schema": DOCUMENT_VERSION,
            "scenario": of.scenario,
            "seed": of.seed,
            "weeks": of.weeks,
            "replications": of.replications,
            "factors": list(of.factors),
            "results": None if self.folder is None else self.folder.as_posix(),
            "failed": {str(number): fault for number, fault in sorted(self.failed.items())},
            "settings": list(self.settings()),
        }

    def __repr__(self) -> str:
        """The sweep as text, as `forloeb sweep` prints it."""
        return sweep_text(self.heading, self.settings())


def setting_rows(number: int, values: Mapping[str, Any], figures: Figures) -> Iterator[Row]:
    """Rows of one setting."""
    for row in figures.rows():
        found = {_called(name, values): value for name, value in row.items()}
        yield {"setting": number, "replication": found.pop("replication"), **values, **found}


def setting_row(number: int, values: Mapping[str, Any], figures: Figures) -> Row:
    """One setting with the interval of each figure that is known."""
    known = {
        _called(name, values): _interval(figure)
        for name, figure in figures.intervals.items()
        if figure["mean"] is not None
    }
    return {"setting": number, **values, **known}


def _interval(figure: Mapping[str, Any]) -> Row:
    return {end: figure[end] for end in ("mean", "low", "high")}


def _called(figure: str, values: Mapping[str, Any]) -> str:
    return f"observed.{figure}" if figure in values else figure
