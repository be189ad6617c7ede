"""What a figure hangs on: every number with a range by its share of the figure's variance.

Many numbers are screened by their elementary effects first, and the strongest go on to Sobol'
indices (`indices.py`). By the twin each point is exact; otherwise all points have the same
replications, so that a difference between two is never luck.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from sim.experiments.documents.rows import FigureRow, figure_rows, in_short
from sim.experiments.documents.studying import Between, Points, SensitivityTree
from sim.experiments.folder.documents import summed_up
from sim.experiments.folder.storage import json_text, writing_to
from sim.experiments.folder.study_place import held_folder
from sim.experiments.running.engine_choice import Say
from sim.experiments.running.simulate import Progress
from sim.experiments.studies.answers import (
    HowToStudy,
    Method,
    Setting,
    SettingsToRun,
    StudyAsked,
    all_kept,
    check_figure,
    checked_method,
    expected_means,
    knows_chance,
    mean_chance,
    replicated_values,
    study_asked,
)
from sim.experiments.studies.indices import (
    SobolDesign,
    SobolIndices,
    effects_design,
    elementary_effects,
    indices_of,
    sobol_design,
)
from sim.experiments.studies.laws import HIGH_POINT, LOW_POINT
from sim.experiments.studies.ranged import RangedNumbers
from sim.experiments.studies.sensitivity_text import sensitivity_text
from sim.experiments.studies.uncertain import FIGURE
from sim.experiments.studies.variance import chance_share_interval, crossed_variances
from sim.model.parameters import Floats
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.version import DOCUMENT_VERSION
from sim.scenario.reading import Scenario
from sim.words import phrase
from sim.writing import replace_text

SAMPLES: Final = 128
MOST_POINTS: Final = 2**20
FACTORS: Final = 10
_FEWEST_POINTS: Final = 16
_SCREENED_AT: Final = 8
"""Points from which every factor is moved to be screened."""
_WEAK: Final = 0.02
"""Share of the strongest effect below which a factor is screened out."""
_MIDDLE: Final = 0.5
_SMALLEST_DKK: Final = 0.005
_SMALLEST: Final = 1e-9


class SensitivityPlan(NamedTuple):
    """What is moved, at how many points, and how each is answered."""

    asked: StudyAsked
    numbers: RangedNumbers
    samples: int
    replications: int
    kept: int
    method: Method

    @property
    def scenario(self) -> Scenario:
        """The scenario, each number at its own value."""
        return self.asked.job.scenario


class Sensitivity:
    """What a figure hangs on: `tree` is the document, `rows()` its numbers."""

    def __init__(self, tree: SensitivityTree) -> None:
        self.tree = tree

    def rows(self) -> Iterator[FigureRow]:
        """Every number, ready for a table of pandas or polars."""
        return figure_rows(self.tree)

    def __repr__(self) -> str:
        """One line; `print` shows the study."""
        strongest = next((one["key"] for one in self.tree["factors"]), "nothing")
        return in_short(self, self.tree["scenario"], self.tree["figure"], f"most on {strongest}")

    def __str__(self) -> str:
        """The study as text, as `forloeb sensitivity` prints it."""
        return sensitivity_text(self.tree)


def sensitivity(  # noqa: PLR0913 - the front door: all but two are keywords with defaults
    scenario: Scenario | str | Path,
    samples: int = SAMPLES,
    *,
    figure: str = FIGURE,
    replications: int = 4,
    factors: int = FACTORS,
    only: Sequence[str] = (),
    method: str = "auto",
    out: str | Path | None = None,
    workers: int | None = None,
    engine: str = "auto",
    rules: Rulebook = STANDARD_RULES,
    progress: Progress | None = None,
    say: Say | None = None,
    cluster: str | None = None,
) -> Sensitivity:
    """Tell which numbers a figure's uncertainty rests on.

    Parameters
    ----------
    scenario
        A checked scenario, or a file.
    samples
        Points of either sample, a power of 2 from 16; each costs as many settings as there are
        factors and statuses, and two.
    figure
        Name of the figure, as in a sweep's rows.
    replications
        Runs at each point where it is simulated, at least 2: the same for all.
    factors
        How many numbers go on to indices, at least 2; the strongest after screening.
    only
        Keys of the numbers that are moved; left out, all that have a range.
    method
        `twin` is exact, `simulation` for every figure; `auto` takes the twin where its mean is
        exact.
    out, workers, engine, rules, progress, say, cluster
        As in `uncertain`.

    Raises
    ------
    ScenarioError
        With every fault of a file.
    ResultsError
        When a folder cannot be used.
    ReplicationsFailed
        When a point failed, or does not show the figure: then no index is told.
    RuleError
        When a rule answers out of its range.
    ValueError
        When no number has a range, a range fits no law, or an argument makes no sense.
    """
    how = HowToStudy(out, workers, engine, rules, progress, say, cluster)
    asked = study_asked("sensitivity", scenario, (figure,), how)
    sizes = samples, replications, factors
    return sensitivity_of(sensitivity_plan(asked, sizes, only=only, method=method))


def sensitivity_plan(
    asked: StudyAsked, sizes: tuple[int, int, int], *, only: Sequence[str], method: str
) -> SensitivityPlan:
    """What is to be moved, all of it checked; `sizes` are samples, replications and factors.

    Raises
    ------
    ValueError
        When something of it makes no sense.
    """
    samples, replications, kept = sizes
    if not _FEWEST_POINTS <= samples <= MOST_POINTS or samples & (samples - 1):
        said = phrase(
            "samples must be a power of 2 from {least}, such as 128, not {given}",
            least=_FEWEST_POINTS,
            given=samples,
        )
        raise ValueError(said)
    if replications < 2 or kept < 2:  # noqa: PLR2004 - a variance needs two
        said = phrase(
            "replications and factors must be at least 2, not {replications} and {factors}",
            replications=replications,
            factors=kept,
        )
        raise ValueError(said)
    check_figure(asked.job, asked.figures[0])
    numbers = RangedNumbers(asked.job.scenario, only)
    chosen = checked_method(asked, method)
    return SensitivityPlan(asked, numbers, samples, replications, kept, chosen)


def sensitivity_of(plan: SensitivityPlan) -> Sensitivity:
    """Screen, move and tell; kept in the study's folder where there is one."""
    with plan.asked.machines.held(), held_folder(plan.asked.folder, plan.scenario):
        effects = _effects(plan)
        strong = _strongest(effects, plan.kept)
        tree = _tree(plan, effects, strong, _moved(plan, strong))
        if plan.asked.folder is not None:
            with writing_to(plan.asked.folder):
                text = json_text(summed_up(dict(tree)))
                replace_text(text, plan.asked.folder / "sensitivity.json")
    return Sensitivity(tree)


def _values(plan: SensitivityPlan, settings: Sequence[Setting]) -> Floats:
    """The figure at settings [settings, replications]; one exact value where the twin gives it."""
    if plan.method == "twin":
        return expected_means(plan.asked, settings)
    return replicated_values(plan.asked, settings, plan.replications)


def _effects(plan: SensitivityPlan) -> Floats:
    """Effect of every factor [factors]; infinite where so few are moved that none is screened."""
    keys = [factor.key for factor in plan.numbers.factors]
    if len(keys) <= plan.kept:
        return np.full(len(keys), np.inf)
    design = effects_design(plan.scenario.values.run.seed, keys, _SCREENED_AT)
    rows = _values(plan, _screening(plan, design)).mean(axis=1).reshape(1 + len(keys), _SCREENED_AT)
    return elementary_effects(design, rows[0], rows[1:])


def _screening(plan: SensitivityPlan, design: SobolDesign) -> list[Setting]:
    """Settings by which every factor is screened."""
    places = np.concatenate([design.first, *design.moved])
    return [plan.numbers.setting(at) for at in places.tolist()]


def _strongest(effects: Floats, kept: int) -> list[int]:
    """Factors that go on, in their order: the strongest, without those that are next to nothing."""
    order = np.argsort(-effects, kind="stable")[:kept]
    least = 0.0 if np.isinf(effects).all() else _WEAK * effects.max()
    return sorted(int(one) for one in order if effects[one] >= least)


class _Moved(NamedTuple):
    """What came of moving some factors: indices by factor and status, and points of the tornado."""

    indices: SobolIndices
    statuses: list[str]
    ends: Floats  # [factors, 2]
    mean: float
    by: "_Causes"
    settings: int
    sample: Floats
    """Places of the first sample and the figure there [points, factors + 1]."""


class _Causes(NamedTuple):
    """Variance of the expected figure, and the share of chance in that of single runs."""

    variance: float
    chance_share: float | None
    chance_share_interval: Between | None = None


class _Moves(NamedTuple):
    """How some factors are moved: alone, by status, and to either end of their laws."""

    statuses: list[str]
    sets: int
    """Sets of points: the two samples, each factor and each status."""
    settings: list[Setting]
    first: Floats
    """Places of the first sample [points, factors]."""


def _moves(plan: SensitivityPlan, strong: Sequence[int]) -> _Moves:
    every = plan.numbers.factors
    chosen = [every[one] for one in strong]
    statuses = sorted({factor.status for factor in chosen})
    groups = [[n] for n in range(len(chosen))]
    groups += [[n for n, one in enumerate(chosen) if one.status == name] for name in statuses]
    keys = [factor.key for factor in chosen]
    design = sobol_design(plan.scenario.values.run.seed, keys, groups, plan.samples)
    places = _among_all(design.every, strong, len(every))
    ends = _among_all(_ends(len(chosen)), strong, len(every))
    settings = [plan.numbers.setting(at) for at in [*places.tolist(), *ends.tolist()]]
    return _Moves(statuses, 2 + len(groups), settings, design.first)


def settings_to_run(plan: SensitivityPlan) -> SettingsToRun:
    """What is to be run next: the screening, and once that is done what the strongest are moved to.

    Raises
    ------
    ResultsError
        When the study's folder cannot be used.
    """
    keys = [factor.key for factor in plan.numbers.factors]
    if len(keys) > plan.kept:
        design = effects_design(plan.scenario.values.run.seed, keys, _SCREENED_AT)
        first = _screening(plan, design)
        if not all_kept(plan.asked, first, plan.replications):
            return SettingsToRun(first, plan.replications)
    return SettingsToRun(
        _moves(plan, _strongest(_effects(plan), plan.kept)).settings, plan.replications
    )


def _moved(plan: SensitivityPlan, strong: Sequence[int]) -> _Moved:
    statuses, sets, settings, first = _moves(plan, strong)
    values = _values(plan, settings)
    means = values.mean(axis=1)
    at_ends = means[sets * plan.samples :].reshape(len(strong), 2)
    by_group = means[: sets * plan.samples].reshape(sets, plan.samples)
    if by_group.std() <= _least(plan.asked.figures[0], by_group):
        by_group = np.full_like(by_group, by_group.mean())
    indices = indices_of(by_group[0], by_group[1], by_group[2:], len(statuses))
    both = values[: 2 * plan.samples]
    by = _causes(plan, both, settings)
    mean, count = float(both.mean()), len(settings)
    sample = np.column_stack([first, means[: plan.samples]])
    return _Moved(indices, statuses, at_ends, mean, by, count, sample)


def _least(figure: str, values: Floats) -> float:
    """What is no difference: half an øre, or a billionth of the value."""
    return _SMALLEST_DKK if figure.endswith("_dkk") else _SMALLEST * float(np.abs(values).max())


def _ends(count: int) -> Floats:
    """Places at which each factor by itself is at its low and its high point [2 x count, count]."""
    ends = np.full((count, 2, count), _MIDDLE)
    for number in range(count):
        ends[number, :, number] = LOW_POINT, HIGH_POINT
    return ends.reshape(2 * count, count)


def _among_all(places: Floats, strong: Sequence[int], count: int) -> Floats:
    """Places of some factors among all, the others in the middle of their laws."""
    every = np.full((len(places), count), _MIDDLE)
    every[:, strong] = places
    return every


def _causes(plan: SensitivityPlan, values: Floats, settings: Sequence[Setting]) -> _Causes:
    """What numbers and chance do; chance is told where it is known and anything varies."""
    if plan.method == "simulation":
        of = crossed_variances(values)
        if of.share is None:
            return _Causes(0.0, None)
        within = chance_share_interval(of, plan.replications)
        return _Causes(max(of.parameters, 0.0), 1 - of.share, within)
    variance = float(values.var(ddof=1))
    if not knows_chance(plan.asked.job, plan.asked.figures[0]):
        return _Causes(variance, None)
    chance = mean_chance(plan.asked, settings[: plan.samples])
    return _Causes(variance, chance / (variance + chance) if variance + chance else None)


def _tree(
    plan: SensitivityPlan, effects: Floats, strong: Sequence[int], moved: _Moved
) -> SensitivityTree:
    every, run = plan.numbers.factors, plan.scenario.values.run
    count = len(strong)
    order = sorted(range(count), key=lambda n: -moved.indices.total[n]["mean"])
    shares: dict[str, Points] = dict(zip(moved.statuses, moved.indices.shares, strict=True))
    return {
        "schema": DOCUMENT_VERSION,
        "scenario": plan.scenario.stem,
        "seed": run.seed,
        "weeks": run.weeks,
        "figure": plan.asked.figures[0],
        "method": plan.method,
        "samples": plan.samples,
        "settings": moved.settings,
        "replications": plan.replications if plan.method == "simulation" else None,
        "numbers": plan.numbers.numbers,
        "ranged": plan.numbers.ranged,
        "fixed": plan.numbers.fixed,
        "factors": [
            {
                "key": every[strong[n]].key,
                "status": every[strong[n]].status,
                "first": moved.indices.first[n],
                "total": moved.indices.total[n],
                "at_low": float(moved.ends[n, 0]),
                "at_high": float(moved.ends[n, 1]),
            }
            for n in order
        ],
        "screened": [
            {"key": every[n].key, "status": every[n].status, "effect": float(effects[n])}
            for n in np.argsort(-effects, kind="stable").tolist()
            if n not in strong
        ],
        "mean": moved.mean,
        "variance": moved.by.variance,
        "chance_share": moved.by.chance_share,
        "chance_share_interval": moved.by.chance_share_interval,
        "by_status": shares,
        "scatter": {
            "key": every[strong[order[0]]].key,
            "points": moved.sample[:, [order[0], -1]].tolist(),
        }
        if order
        else None,
        "results": None if plan.asked.folder is None else plan.asked.folder.as_posix(),
    }
