"""The targets of the compiled engine, each beside what was measured in the same run.

Those of the whole country, of two cores and of the compiler are in `country.py` and `cores.py`.
"""

from collections.abc import Callable
from typing import NamedTuple

from contest import Score, ratio
from entrants import COMPILED, DRAWS, KEYED, NUMPY, PROCESSES, SIMPY
from growth import exponent, points
from tables import NOTHING, markdown, number
from timing import Job

Sizes = dict[Job, dict[str, Score]]


class Target(NamedTuple):
    """A figure to reach."""

    what: str
    reached: float | None
    bound: float
    at_least: bool = True

    @property
    def verdict(self) -> str:
        """Whether it is met."""
        if self.reached is None:
            return "not measured"
        met = self.reached >= self.bound if self.at_least else self.reached <= self.bound
        return "met" if met else "missed"


def rows_of(targets: list[Target]) -> list[list[str]]:
    """Targets as rows of a table."""
    return [
        [
            each.what,
            NOTHING if each.reached is None else number(each.reached, 2),
            f"{'≥' if each.at_least else '≤'} {each.bound:g}",
            each.verdict,
        ]
        for each in targets
    ]


def targets_table(small: Sizes, weeks: Sizes, baseline: Sizes) -> str:
    """Every target that this run can judge."""
    first, last = next(iter(small.values())), list(small.values())[-1]
    (whole,) = baseline.values()
    largest = f"×{max(job.scale for job in small):g}"
    over = _over_compiled(first)
    targets = [
        Target("compiled against the SimPy engine, baseline", _over_compiled(whole)(SIMPY), 50),
        Target("… against SimPy, a process a citizen", over(PROCESSES), 50),
        *(Target(f"… against {name}", over(name), 70) for name in ("nagasim", "salabim", "Ciw")),
        Target("… against SimPy, a NumPy step a week", over(NUMPY), 8),
        Target(f"… the same at {largest}", _over_compiled(last)(NUMPY), 8),
        Target(f"… against starsim with keyed draws, at {largest}", _over_compiled(last)(KEYED), 5),
        _floor("compiled against draws alone, small network", first, 5),
        _floor(f"… the same at {largest}", last, 5),
        _floor("compiled against draws alone, baseline", whole, 12),
        _growth("time against citizens, exponent", small),
        _growth("time against weeks, exponent", weeks),
    ]
    return f"Targets\n\n{markdown(['what', 'measured', 'target', 'verdict'], rows_of(targets))}"


def _over_compiled(scores: dict[str, Score]) -> Callable[[str], float | None]:
    return lambda name: ratio(scores.get(name), scores.get(COMPILED))


def _floor(what: str, scores: dict[str, Score], bound: float) -> Target:
    reached = ratio(scores.get(COMPILED), scores.get(DRAWS))
    return Target(what, reached, bound, at_least=False)


def _growth(what: str, sizes: Sizes) -> Target:
    reached = exponent(points([scores.get(COMPILED) for scores in sizes.values()]))
    return Target(what, reached, 1.05, at_least=False)
