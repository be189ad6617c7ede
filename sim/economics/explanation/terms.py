"""A deviation taken apart: seven terms that add up to it, to the øre, in every replication.

With D the deviation of a replication, each cause is switched off alone and all of them together:

    own effect of a cause = D(actual) − D(without that cause)
    interaction           = D(actual) − D(reference) − sum of the own effects
    chance                = D(reference) − E
    price + case mix      = E, what is expected of the reference

so that nothing hangs on an order of switching, and what the causes do only together is said.
`causes.py` says what is switched off, `without_causes.py` what is then expected, `explain.py`
runs it.
"""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from sim.economics.explanation.run_sums import RunSums
from sim.experiments.documents.rows import figure_rows, in_short, key_of
from sim.experiments.summary.statistics import Figure, t_interval
from sim.experiments.terminal import money
from sim.model.parameters import Floats, Ints
from sim.model.units import ORE_PER_DKK

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sim.economics.documents.explanation import ExplanationTree
    from sim.economics.explanation.without_causes import ReferenceMoney
    from sim.experiments.documents.rows import FigureRow

TERMS: Final = (
    "chance",
    "case_mix",
    "price",
    "behaviour",
    "capacity",
    "timing",
    "interaction",
)
"""What a deviation is made of."""

EXPLANATION: Final = "explanation.json"


class Decomposition(NamedTuple):
    """A deviation and its terms by replication and team, in whole øre [R, T]."""

    deviation_ore: Ints
    terms: dict[str, Ints]
    own: dict[str, Ints]  # effect of each cause that is there, switched off alone
    expected: "ReferenceMoney"


def decomposed(
    actual: RunSums,
    reference: RunSums,
    alone: Mapping[str, tuple[str, RunSums]],
    of: "ReferenceMoney",
) -> Decomposition:
    """Terms of the actual deviation.

    Parameters
    ----------
    alone
        By cause, the term that it belongs to and the sums without this cause only.
    of
        What is expected of the reference, in which no cause is at work.
    """
    deviation = actual.deviation_ore
    own = {name: deviation - off.deviation_ore for name, (_, off) in alone.items()}
    price, case_mix = of.whole()
    terms: dict[str, Ints] = {name: np.zeros_like(deviation) for name in TERMS}
    terms["chance"] = reference.deviation_ore - (price + case_mix)
    terms["case_mix"] += case_mix
    terms["price"] += price
    terms["interaction"] += deviation - reference.deviation_ore
    for name, (term, _) in alone.items():
        terms[term] += own[name]
        terms["interaction"] -= own[name]
    return Decomposition(deviation, terms, own, of)


# Figures


def figures(found: Decomposition, teams: list[int]) -> dict[str, Figure]:
    """Mean of each term of some teams together [DKK], with its 95 % interval over replications.

    Price and case mix are the same in every replication: an exact twin leaves nothing to be
    unsure of, and else their interval is that of the mean they are taken from.
    """
    whole = {name: sum_over_teams(term, teams) for name, term in found.terms.items()}
    known = {name: t_interval(values) for name, values in whole.items()}
    price = found.expected.price()
    estimates = {"price": price, "case_mix": found.expected.deviation_ore - price}
    for name, values in estimates.items():
        known[name] = _around(whole[name], sum_over_teams(values, teams))
    return known


def lasting_figure(found: Decomposition, teams: list[int]) -> Figure:
    """Mean deviation without chance [DKK]: what any other year would bring again.

    Its interval is that of what the causes do, and of the expectation where that is a mean.
    """
    by_run = sum_over_teams(found.deviation_ore - found.terms["chance"], teams)
    known = t_interval(by_run)
    if found.expected.is_exact:
        is_certain = not found.own
        return (
            Figure(mean=known["mean"], low=known["mean"], high=known["mean"])
            if is_certain
            else known
        )
    halves = _half(known), _half(t_interval(sum_over_teams(found.expected.deviation_ore, teams)))
    if known["mean"] is None or known["low"] is None:
        return known
    half = math.hypot(*halves)
    return Figure(mean=known["mean"], low=known["mean"] - half, high=known["mean"] + half)


def own_figures(found: Decomposition, teams: list[int]) -> dict[str, Figure]:
    """The same of each cause switched off alone."""
    return {name: t_interval(sum_over_teams(effect, teams)) for name, effect in found.own.items()}


def sum_over_teams(values: Ints | Floats, teams: list[int]) -> Floats:
    """Sum of some teams by replication [DKK]."""
    return np.asarray(values[:, teams].sum(axis=1) / ORE_PER_DKK)


def _around(whole: Floats, estimates: Floats) -> Figure:
    """The mean that adds up, with the bounds of the estimates that it is the mean of."""
    mean = float(whole.mean())
    if estimates.size == 1:
        return Figure(mean=mean, low=mean, high=mean)
    half = _half(t_interval(estimates))
    return Figure(mean=mean, low=mean - half, high=mean + half)


def _half(figure: Figure) -> float:
    """How far an interval reaches to either side."""
    return ((figure["high"] or 0.0) - (figure["low"] or 0.0)) / 2


class Explanation:
    """What `explain` found: `tree` as `explanation.json` has it, and the terms themselves.

    `folder` holds it; `simulated` counts the replications that were not there before.

    Examples
    --------
    >>> import sim, tempfile
    >>> scenario = sim.load_scenario("scenarios/three_courses.toml", ["run.weeks=2"])
    >>> place, fast = tempfile.TemporaryDirectory(), {"workers": 1, "engine": "simpy"}
    >>> results = sim.simulate(scenario, replications=2, out=place.name, **fast)
    >>> explanation = sim.explain(results, workers=1, engine="simpy")
    >>> list(explanation.tree["teams"][0]["terms"])[:3]
    ['chance', 'case_mix', 'price']
    >>> len(explanation.by_replication("Nord", "chance"))
    2
    >>> place.cleanup()
    """

    def __init__(self, tree: "ExplanationTree", found: Decomposition, folder: "Path") -> None:
        self.tree = tree
        self.decomposition = found
        self.folder = folder
        self.simulated = 0

    def rows(self) -> "Iterator[FigureRow]":
        """Every figure, ready for a table of pandas or polars."""
        return figure_rows(self.tree)

    def by_replication(self, *figure: str) -> Floats:
        """Values of a term [replications], in DKK.

        `by_replication("chance")` is that of all teams together, `("Nord", "chance")` that of one.

        Raises
        ------
        KeyError
            When there is no such team or term.
        """
        teams = [row["team"] for row in self.tree["teams"]]
        terms = self.decomposition.terms
        known = [("total", term) for term in terms]
        by_team = [("teams", team, term) for team in teams for term in terms]
        key = key_of(figure, [*known, *by_team])
        places = range(len(teams)) if key[0] == "total" else [teams.index(key[1])]
        return sum_over_teams(terms[key[-1]], list(places))

    def __repr__(self) -> str:
        """One line; `print` shows the explanation."""
        total = self.tree["total"]
        deviation = f"deviation {money(total['deviation_dkk']['mean'], 1)} DKK"
        return in_short(self, self.tree["scenario"], deviation, f"verdict {total['verdict']}")

    def __str__(self) -> str:
        """The explanation as text, as `forloeb explain` prints it."""
        from sim.economics.explanation.text import explanation_text

        return explanation_text(self.tree)
