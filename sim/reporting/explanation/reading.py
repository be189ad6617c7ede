"""What an explanation's folder holds, as figures and sentences are made from it.

The numbers are taken from `explanation.json` as they stand; how the citizens fare is the results
folder's own summary, because no drawing of money may leave it out.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from sim.economics.explanation.terms import EXPLANATION
from sim.experiments.folder.storage import ResultsError
from sim.experiments.folder.studies import read_study, run_folder
from sim.experiments.summary.verdict import UNDECIDED, shown_verdict
from sim.reporting.results.estimates import Estimate, estimate
from sim.reporting.results.results import ReportedResults, read_results
from sim.reporting.words.language import known

NAMES: Final = {
    "chance": known("chance"),
    "price": known("price"),
    "case_mix": known("case mix"),
    "capacity": known("capacity"),
    "behaviour": known("behaviour"),
    "timing": known("timing"),
    "interaction": known("interaction"),
}
"""Terms in the order of the page: chance first, for it is what is asked about, then what lasts."""


class Explained(NamedTuple):
    """One team, or all of them: the deviation and its terms [DKK]."""

    team: str
    row: Mapping[str, Any]

    @property
    def deviation(self) -> Estimate:
        """Revenue less cost."""
        return estimate(self.row["deviation_dkk"])

    @property
    def verdict(self) -> str:
        """What the deviation is due to; explanations of earlier versions do not say."""
        return str(self.row.get("verdict", UNDECIDED))

    @property
    def shown(self) -> str:
        """The verdict as readers are shown it."""
        ends = self.deviation.low, self.deviation.high
        return shown_verdict(self.verdict, ends, self.row["revenue_dkk"]["mean"])

    @property
    def terms(self) -> dict[str, Estimate]:
        """Each term, in the order of the page."""
        return {name: estimate(self.row["terms"][name]) for name in NAMES}

    @property
    def reach(self) -> float:
        """How far from what is expected 95 % of runs fall by chance alone, to either side."""
        return float(self.row["luck_dkk"])


class Explanations(NamedTuple):
    """An explanation, and the run that it is of."""

    folder: Path
    tree: Mapping[str, Any]
    results: ReportedResults

    @property
    def teams(self) -> list[Explained]:
        """Every team, in the order of the file."""
        return [Explained(row["team"], row) for row in self.tree["teams"]]

    @property
    def total(self) -> Explained:
        """All teams together."""
        return Explained("", self.tree["total"])

    @property
    def worst_first(self) -> Sequence[Explained]:
        """Every team, the largest deficit first."""
        return sorted(self.teams, key=lambda team: team.deviation.mean or 0.0)

    @property
    def shown(self) -> list[str]:
        """Terms that are something for some team; price and chance always."""
        return [
            name
            for name in NAMES
            if name in {"price", "chance"} or any(team.terms[name].mean for team in self.teams)
        ]


def read_explanations(folder: Path) -> Explanations:
    """Read an explanation's folder.

    Raises
    ------
    ResultsError
        When it holds no explanation, or the run that it is of is gone.
    """
    path = folder / EXPLANATION
    tree = read_study(path, "explain")
    results = read_results(run_folder(path, tree.get("results")))
    if results.run.get("hash") != tree.get("run"):
        raise ResultsError(f"{path}: is of another run than {results.folder}; explain that again")
    return Explanations(folder, tree, results)
