"""What a deviation is due to, in one word: the only place where that is judged.

`run`, `explain` and `compare` all ask here, so that what one says no other contradicts. A run by
itself tells chance from price where nothing else is at work. Where staff, the clinic or a queue
is short, or values are dated, it knows what that brought (`expected_cost.py`), and names a cause
that is far larger than the next; what shortage does to lives it does not know. All else is
`undecided` until `forloeb explain` has switched it off. Interaction is never a verdict.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from sim.experiments.causes_at_work import PLACES
from sim.experiments.summary.statistics import Figure, t_interval
from sim.model.parameters import Floats, Ints

CHANCE: Final = "chance"
UNDECIDED: Final = "undecided"
TERMS_OF_VERDICTS: Final = (CHANCE, "price", "case_mix", "behaviour", "capacity", "timing")
VERDICTS: Final = (*TERMS_OF_VERDICTS, UNDECIDED)
BALANCES: Final = "balances"
"""What a reader is shown in place of `undecided` where the mean is known to be about 0."""

Ends = tuple[float | None, float | None]
"""Ends of an interval; None after one run."""


class RunsSeen(NamedTuple):
    """What the runs of a scenario show, arrays [R, T] in one unit of money."""

    deviation: Floats
    citizens: Floats  # mean number
    budget: Floats  # [T] what is paid less what it costs, whoever is there
    causes: tuple[str, ...]  # at work, other than price, case mix and chance
    told: Mapping[str, Floats] | None = None  # parts by term that runs tell; None: they cannot


class TermsSeen(NamedTuple):
    """What an explanation adds: the terms, and the deviation without chance."""

    terms: Mapping[str, Figure]
    lasting: Figure


def verdict_of(runs: RunsSeen, teams: Sequence[int], terms: TermsSeen | None = None) -> str:
    """Verdict on some teams together; `terms` decide what the runs leave undecided."""
    found = _by_runs(runs, list(teams))
    if found != UNDECIDED or terms is None:
        return found
    return _by_terms(terms, runs.causes)


_FAR_LARGER: Final = 2.0
"""How many times the next part the largest must be where such causes are at work (assumption).

Effects of shortage on lives are in none of the parts: in the shipped scenarios they come to less
than half of the largest.
"""


def _by_runs(runs: RunsSeen, teams: list[int]) -> str:
    """Chance, where the mean deviation cannot be told from 0; else the larger of what is left."""
    by_run = runs.deviation[:, teams].sum(axis=1)
    deviation = t_interval(by_run)
    if deviation["low"] is None or not by_run.any():
        return UNDECIDED
    if runs.causes and (runs.told is None or not holds(deviation)):
        return UNDECIDED
    if not holds(deviation):
        return CHANCE
    parts = parts_of_runs(runs)
    figures = {name: t_interval(part[:, teams].sum(axis=1)) for name, part in parts.items()}
    cause = main_cause(figures)
    if runs.causes and not _is_far_larger(cause, figures):
        return UNDECIDED
    return _if_it_holds(cause, figures)


def shown_verdict(verdict: str, deviation: Ends, revenue: float) -> str:
    """A verdict as readers are shown it, of the interval of the mean deviation."""
    return BALANCES if verdict == UNDECIDED and holds_balance(deviation, revenue) else verdict


def holds_balance(deviation: Ends, revenue: float) -> bool:
    """Whether a mean is known well enough to say that it is about nothing.

    Its interval holds 0 and reaches to either side no further than `NEARLY_SHARE` of the revenue:
    after a few runs an interval holds 0 because it is wide, and then nothing is said.
    """
    low, high = deviation
    if low is None or high is None:
        return False
    return low <= 0.0 <= high and max(-low, high) <= NEARLY_SHARE * abs(revenue)


NEARLY_SHARE: Final = 0.05
"""Share of revenue that a mean which is called balanced may be off by (assumption).

Less than what chance alone moves a team of 90 by in a year, about 8 %.
"""


def told_parts(capacity_ore: Ints, timing_ore: Ints) -> dict[str, Floats]:
    """Parts of a deviation that runs tell, by their term."""
    return {"capacity": capacity_ore.astype(float), "timing": timing_ore.astype(float)}


def parts_of_runs(runs: RunsSeen) -> dict[str, Floats]:
    """What runs tell of a deviation by cause, [R, T]: the parts add up to it."""
    told = dict(runs.told or {})
    left = runs.deviation - sum(told.values(), np.zeros_like(runs.deviation))
    share = shares_of_citizens(runs.citizens.mean(axis=0))
    price = price_part(left, runs.budget, share)
    return {"price": price, "case_mix": left - price, **told}


def _is_far_larger(cause: str | None, figures: Mapping[str, Figure]) -> bool:
    """Whether a part is so large that what runs do not see cannot make another the largest."""
    sizes = {name: abs(figure["mean"] or 0.0) for name, figure in figures.items()}
    if cause is None:
        return False
    others = [size for name, size in sizes.items() if name != cause]
    return sizes[cause] >= _FAR_LARGER * max(others)


def _by_terms(seen: TermsSeen, causes: tuple[str, ...]) -> str:
    cause = main_cause(seen.terms)
    if cause == CHANCE:
        is_all_chance = not causes or (holds(seen.terms[CHANCE]) and PLACES not in causes)
        return CHANCE if is_all_chance else UNDECIDED
    return _if_it_holds(cause, seen.terms) if holds(seen.lasting) else UNDECIDED


def _if_it_holds(cause: str | None, terms: Mapping[str, Figure]) -> str:
    if cause is None or cause not in TERMS_OF_VERDICTS or not holds(terms[cause]):
        return UNDECIDED
    return cause


def main_cause(terms: Mapping[str, Figure]) -> str | None:
    """The largest of the terms that pull the deviation the way it went; None if none does."""
    means = {name: term["mean"] or 0.0 for name, term in terms.items()}
    way = np.sign(sum(means.values()))
    towards = {name: float(mean * way) for name, mean in means.items()}
    largest = max(towards, key=lambda name: towards[name])
    return largest if towards[largest] > 0 else None


def holds(term: Figure) -> bool | None:
    """Whether a figure's 95 % interval is on one side of 0; None after one replication."""
    low, high = term["low"], term["high"]
    return None if low is None or high is None else low > 0 or high < 0


# Price and case mix


def price_part(deviation: Floats, budget: Floats, share_of_citizens: Floats) -> Floats:
    """What of the deviation is price: the same for every citizen of the municipality [N, T].

    The team's own fixed budget less its basis cost, and for each citizen what all teams together
    gain or lose by a citizen. The rest is case mix, which adds up to nothing.
    """
    by_citizens = (deviation - budget).sum(axis=1)
    return np.asarray(budget + np.outer(by_citizens, share_of_citizens))


def shares_of_citizens(citizens: Floats) -> Floats:
    """Citizens by team [T] as shares of all; 0 where there are none."""
    everybody = citizens.sum()
    return np.asarray(citizens / everybody if everybody > 0 else citizens)


# Differences between scenarios


def verdict_of_difference(
    difference: Figure, *, holds_beyond_chance: bool | None, changed: set[str], is_price_only: bool
) -> str:
    """Verdict on how a scenario differs from another under which the same citizens lived.

    Parameters
    ----------
    holds_beyond_chance
        Whether the difference holds; None where there is nothing to test.
    changed
        Terms that the keys in which the files differ belong to.
    is_price_only
        Whether lives and care are the same.
    """
    if not difference["mean"]:
        return UNDECIDED
    if is_price_only:
        return "price"
    if not holds_beyond_chance or len(changed) != 1:
        return UNDECIDED
    (cause,) = changed
    return cause if cause != "price" else UNDECIDED
