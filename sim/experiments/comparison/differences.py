"""What a comparison found: differences of every figure, how alike the lives are, what differs.

`compare.py` makes these; `tree` is what `comparison.json` says, `text.py` prints it.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import numpy as np

from sim.experiments.comparison.changed_terms import terms_changed
from sim.experiments.comparison.interesting import BETWEEN_0_AND_1, mark_unchanged
from sim.experiments.comparison.lives import LivesAlike
from sim.experiments.comparison.paired import Paired, judge, paired
from sim.experiments.comparison.samples import Samples
from sim.experiments.documents.rows import Key, in_short, key_of
from sim.experiments.folder.documents import summed_up
from sim.experiments.summary.statistics import t_interval
from sim.experiments.summary.verdict import verdict_of_difference
from sim.experiments.terminal import money
from sim.model.parameters import Floats
from sim.scenario.differences import KeyDifference

if TYPE_CHECKING:
    from pathlib import Path

    from sim.experiments.documents.comparison import ComparisonTree, DifferenceTree, Heading
    from sim.experiments.results import Results

COMPARISON = "comparison.json"
Tree = dict[str, Any]
ByName = dict[str, dict[str, Paired]]

ROWS = {
    "teams": "team",
    "courses": "course",
    "goals": "kind",
    "offers": "team",
    "payers": "payer",
    "yardstick": "team",
    "granted": "course",
}
"""Sections of a summary that are lists, and what their rows are called by."""

TOGETHER = ("clinic", "outcomes", "outside", "bearers", "goals")
"""Sections that are looked through as a whole for what moved."""

_TEAMS_GAIN: Key = ("total", "deviation_dkk")
_TEAMS_ARE_PAID: Key = ("total", "revenue_dkk")
_MUNICIPALITY_PAYS: Key = ("bearers", "municipality_net_dkk")


class Difference(NamedTuple):
    """Another scenario less the first one.

    `figures` are by the way to them in a summary, teams and courses by name:
    `("total", "deviation_dkk")`, `("teams", "Nord", "cost_dkk")`.
    """

    scenario: str
    figures: dict[Key, Paired]
    lives: LivesAlike
    changes: list[KeyDifference]
    unused: list[str]  # keys of the other that the comparison does not use
    values: dict[Key, tuple[Floats | None, Floats | None]]

    @property
    def total(self) -> dict[str, Paired]:
        """Money of all teams together."""
        return self._section("total")

    @property
    def outcomes(self) -> dict[str, Paired]:
        """How the citizens fare."""
        return self._section("outcomes")

    @property
    def teams(self) -> ByName:
        """Money by team."""
        return self._rows("teams")

    @property
    def courses(self) -> ByName:
        """Census, entries and stay by course."""
        return self._rows("courses")

    def by_replication(self, *key: str) -> Floats:
        """Differences of a figure [replications], as `by_replication("cost_dkk")`.

        Raises
        ------
        KeyError
            When one of the scenarios does not know the figure, or several are meant.
        """
        first, other = self.values[key_of(key, self.values)]
        if first is None or other is None:
            raise KeyError(key)
        return np.asarray(other - first)

    def rows(self) -> Iterator[Tree]:
        """One flat row a figure, ready for a table of pandas or polars."""
        for key, one in self.figures.items():
            name = key[1] if key[0] in ROWS else None
            where = {"scenario": self.scenario, "part": key[0], "name": name, "figure": key[-1]}
            plain = {field: value for field, value in one.items() if field != "difference"}
            yield {**where, **one["difference"], **plain}

    def __repr__(self) -> str:
        """One line: how much the deviation differs."""
        one = self.total["deviation_dkk"]["difference"]
        return in_short(self, self.scenario, f"deviation {money(one['mean'], 1)} DKK to the first")

    @property
    def tree(self) -> "DifferenceTree":
        """The difference as `comparison.json` has it, laid out as a summary is."""
        sections: Tree = {key[0]: [] if key[0] in ROWS else {} for key in self.figures}
        for key, one in self.figures.items():
            if key[0] in ROWS:
                _row(sections[key[0]], {ROWS[key[0]]: key[1]})[key[-1]] = one
            else:
                sections[key[0]][key[-1]] = one
        for account in (*sections.get("teams", []), sections.get("total", {})):
            if "deviation_dkk" in account:
                account["verdict"] = self._verdict(account["deviation_dkk"])
        found = {
            "scenario": self.scenario,
            "lives": self.lives,
            "changes": [change._asdict() for change in self.changes],
            "unused": self.unused,
            **self._net(),
            **sections,
        }
        return cast("DifferenceTree", found)

    def _net(self) -> Tree:
        """The municipality's net: what its teams gain, less all that it pays more."""
        paid = _MUNICIPALITY_PAYS if _MUNICIPALITY_PAYS in self.figures else _TEAMS_ARE_PAID
        try:
            gained, more = (self.by_replication(*key) for key in (_TEAMS_GAIN, paid))
        except KeyError:
            return {}
        return {"net_dkk": t_interval(np.round(gained - more, 2) + 0.0)}  # in whole øre

    def _verdict(self, deviation: Paired) -> str:
        """What a difference in deviation is due to."""
        return verdict_of_difference(
            deviation["difference"],
            holds_beyond_chance=deviation["holds"],
            changed=terms_changed(self.changes),
            is_price_only=self.lives["is_price_only"],
        )

    def _section(self, section: str) -> dict[str, Paired]:
        return {key[-1]: one for key, one in self.figures.items() if key[0] == section}

    def _rows(self, section: str) -> ByName:
        found: ByName = {}
        for key, one in self.figures.items():
            if key[0] == section:
                found.setdefault(key[1], {})[key[-1]] = one
        return found


def _row(rows: list[Tree], named: Tree) -> Tree:
    """The row of a name, added where there is none."""
    for row in rows:
        if named.items() <= row.items():
            return row
    rows.append(named)
    return named


class Comparison:
    """What comparing scenarios with the first of them found.

    `results` holds the runs by scenario; `comparison["reform"]` is one scenario's `Difference`;
    `tree` all of it as `comparison.json` has it. `failed` says by scenario and replication what
    went wrong, `notes` are remarks for the user, `folder` is None where nothing was written.

    Examples
    --------
    >>> import sim
    >>> files = ["scenarios/tariffs/course_rates.toml", "scenarios/tariffs/block.toml"]
    >>> short = {"overrides": ["run.weeks=2"], "replications": 2, "out": None, "workers": 1}
    >>> comparison = sim.compare(files, engine="simpy", **short)
    >>> comparison["block"].lives["is_price_only"]
    True
    >>> comparison.by_replication("block", "cost_dkk")
    array([0., 0.])
    """

    def __init__(self, heading: "Heading", differences: list[Difference]) -> None:
        self.heading = heading
        self.differences = differences
        self.results: dict[str, Results] = {}
        self.folder: Path | None = None
        self.simulated = 0
        self.failed: dict[str, dict[int, str]] = {}
        self.notes: list[str] = []

    def __getitem__(self, scenario: str) -> Difference:
        """Difference of a scenario from the first."""
        return {one.scenario: one for one in self.differences}[scenario]

    @property
    def tree(self) -> "ComparisonTree":
        """Everything that `comparison.json` says."""
        found = {**self.heading, "differences": [one.tree for one in self.differences]}
        return cast("ComparisonTree", summed_up(found))

    def rows(self) -> Iterator[Tree]:
        """One flat row a scenario and figure, ready for a table of pandas or polars."""
        for of in self.differences:
            yield from of.rows()

    def by_replication(self, scenario: str, *figure: str) -> Floats:
        """Differences of a figure of a scenario [replications], as its `Difference` has them."""
        return self[scenario].by_replication(*figure)

    def __repr__(self) -> str:
        """One line; `print` shows the comparison."""
        first, *others = self.heading["scenarios"]
        runs = f"{self.heading['replications']} replications of {self.heading['weeks']} weeks"
        return in_short(self, f"{', '.join(others)} with {first}", runs)

    def __str__(self) -> str:
        """The comparison as text, as `forloeb compare` prints it."""
        from sim.experiments.comparison.text import comparison_text

        return comparison_text(self.tree)


def compared(first: Samples, other: Samples) -> dict[Key, Paired]:
    """Each figure that either scenario knows, in the order of the first's summary."""
    keys = [*first, *(key for key in other if key not in first)]
    return {
        key: paired(first.get(key), other.get(key), lies_between_0_and_1=key[-1] in BETWEEN_0_AND_1)
        for key in keys
    }


def judge_families(
    differences: list[Difference], smallest: Mapping[str, float] | None = None
) -> None:
    """Adjust the p-values of what is looked through together, and mark what is unchanged.

    A family is one figure over all teams or courses and all scenarios, or a section of outcomes
    over all scenarios: among many figures, some seem to have moved by chance.
    """
    families: dict[Key, list[Paired]] = {}
    for of in differences:
        for key, one in of.figures.items():
            family = key[:1] if key[0] in TOGETHER else (key[0], key[-1])
            families.setdefault(family, []).append(one)
    for together in families.values():
        judge(together)
    for of in differences:
        mark_unchanged(of.figures, smallest or {})


def renamed(samples: Samples, names: Mapping[str, str]) -> Samples:
    """Same figures with the teams by other names."""
    return {
        (key[0], names.get(key[1], key[1]), key[2]) if ROWS.get(key[0]) == "team" else key: values
        for key, values in samples.items()
    }
