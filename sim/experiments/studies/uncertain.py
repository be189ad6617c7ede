"""A figure's uncertainty: how much is chance, and how much is numbers that are not known exactly.

Every number with a range is drawn from its law (`ranged.py`). By the twin the expected figure at
each sample is exact; otherwise each sample has replications of its own chance, and the two causes
are told apart as `variance.py` says.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from sim.experiments.documents.rows import FigureRow, figure_rows, in_short
from sim.experiments.documents.studying import IntervalsByCause, KnownFigure, Points, UncertainTree
from sim.experiments.folder.documents import summed_up
from sim.experiments.folder.storage import json_text, writing_to
from sim.experiments.folder.study_place import held_folder
from sim.experiments.running.engine_choice import Say
from sim.experiments.running.simulate import Progress
from sim.experiments.studies.answers import (
    SEED_KEY,
    HowToStudy,
    Method,
    Setting,
    SettingsToRun,
    StudyAsked,
    check_figure,
    checked_method,
    expected_chance,
    expected_means,
    replicated_values,
    study_asked,
)
from sim.experiments.studies.ranged import RangedNumbers
from sim.experiments.studies.sampling import places, seed_of
from sim.experiments.studies.text import uncertain_text
from sim.experiments.studies.variance import (
    Variances,
    chance_alone,
    mean_interval,
    nested_variances,
    parameters_alone,
    points_of,
    share_interval,
)
from sim.model.parameters import Floats
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.version import DOCUMENT_VERSION
from sim.scenario.reading import Scenario
from sim.scenario.schema.quantities import MAX_REPLICATIONS
from sim.words import phrase
from sim.writing import replace_text

FIGURE: Final = "total.deviation_dkk"
SAMPLES: Final = 200
REPLICATIONS: Final = 5
MOST_SAMPLES: Final = 1_000_000
_CHANCE_SAMPLES: Final = 20
"""Samples at which the twin is asked for chance too, which takes fifteen times as long."""
_QUANTILES: Final = tuple((np.arange(40) + 0.5) / 40)


class UncertainPlan(NamedTuple):
    """What is drawn and run."""

    asked: StudyAsked
    numbers: RangedNumbers
    samples: int
    replications: int
    method: Method

    @property
    def scenario(self) -> Scenario:
        """The scenario, each number at its own value."""
        return self.asked.job.scenario

    @property
    def to_run(self) -> SettingsToRun:
        """What is run where it is done in parts."""
        return SettingsToRun(self.settings(), self.replications)

    def settings(self) -> list[Setting]:
        """Values by key of every sample; where chance is simulated each has a seed of its own."""
        seed = self.scenario.values.run.seed
        drawn = places(seed, self.numbers.factors, self.samples)
        found = [self.numbers.setting(at) for at in drawn.tolist()]
        if self.method == "twin":
            return found
        return [
            {**setting, SEED_KEY: seed_of("sample", seed, number)}
            for number, setting in enumerate(found)
        ]


class Uncertain:
    """A figure's uncertainty by its two causes.

    `tree` is the document, `rows()` its numbers, `values` [samples, replications] what each sample
    came to and `settings` the values drawn for it.
    """

    def __init__(self, tree: UncertainTree, settings: list[Setting], values: Floats) -> None:
        self.tree = tree
        self.settings = settings
        self.values = values

    def rows(self) -> Iterator[FigureRow]:
        """Every number, ready for a table of pandas or polars."""
        return figure_rows(self.tree)

    def __repr__(self) -> str:
        """One line; `print` shows the study."""
        share = self.tree["parameters_share"]
        said = "nothing varies" if share is None else f"{share:.0%} by parameters"
        return in_short(self, self.tree["scenario"], self.tree["figure"], said)

    def __str__(self) -> str:
        """The study as text, as `forloeb uncertain` prints it."""
        return uncertain_text(self.tree)


def uncertain(  # noqa: PLR0913 - the front door: all but two are keywords with defaults
    scenario: Scenario | str | Path,
    samples: int = SAMPLES,
    *,
    figure: str = FIGURE,
    replications: int = REPLICATIONS,
    only: Sequence[str] = (),
    method: str = "auto",
    out: str | Path | None = None,
    workers: int | None = None,
    engine: str = "auto",
    rules: Rulebook = STANDARD_RULES,
    progress: Progress | None = None,
    say: Say | None = None,
    cluster: str | None = None,
) -> Uncertain:
    """Tell how uncertain a figure is by chance and by numbers that are not known exactly.

    Parameters
    ----------
    scenario
        A checked scenario, or a file.
    samples
        How often the numbers with a range are drawn, at least 20.
    figure
        Name of the figure, as in a sweep's rows.
    replications
        Runs of each sample where chance is simulated, at least 2.
    only
        Keys of the numbers that are drawn; left out, all that have a range.
    method
        `twin` is exact and for deviations alone, `simulation` for every figure; `auto` takes the
        twin where it leaves nothing out.
    out
        Parent of the study's folder; None keeps everything in memory.
    workers, engine, rules, progress, say, cluster
        As in `sweep`.

    Raises
    ------
    ScenarioError
        With every fault of a file.
    ResultsError
        When a folder cannot be used.
    ReplicationsFailed
        When a sample failed, or does not show the figure.
    RuleError
        When a rule answers out of its range.
    ValueError
        When no number has a range, a range fits no law, or an argument makes no sense.
    """
    how = HowToStudy(out, workers, engine, rules, progress, say, cluster)
    asked = study_asked("uncertain", scenario, (figure,), how)
    return found_of(uncertain_plan(asked, samples, replications, only=only, method=method))


def uncertain_plan(
    asked: StudyAsked, samples: int, replications: int, *, only: Sequence[str], method: str
) -> UncertainPlan:
    """What is to be drawn and run, all of it checked.

    Raises
    ------
    ValueError
        When something of it makes no sense.
    """
    if not _FEWEST <= samples <= MOST_SAMPLES:
        said = phrase(
            "samples must be from {least} to {most}, not {given}",
            least=_FEWEST,
            most=MOST_SAMPLES,
            given=samples,
        )
        raise ValueError(said)
    if not 2 <= replications <= MAX_REPLICATIONS:  # noqa: PLR2004 - a variance needs two
        said = phrase("replications must be at least 2, not {given}", given=replications)
        raise ValueError(said)
    check_figure(asked.job, asked.figures[0])
    numbers = RangedNumbers(asked.job.scenario, only)
    return UncertainPlan(
        asked, numbers, samples, replications, checked_method(asked, method, with_chance=True)
    )


_FEWEST: Final = 20


def found_of(plan: UncertainPlan) -> Uncertain:
    """Draw, run and tell; kept in the study's folder where there is one."""
    settings = plan.settings()
    with plan.asked.machines.held(), held_folder(plan.asked.folder, plan.scenario):
        told = _by_twin if plan.method == "twin" else _by_simulation
        tree, values = told(plan, settings)
        _write(plan.asked.folder, tree)
    return Uncertain(tree, settings, values)


def _write(folder: Path | None, tree: UncertainTree) -> None:
    if folder is not None:
        with writing_to(folder):
            replace_text(json_text(summed_up(dict(tree))), folder / "uncertain.json")


def _by_twin(plan: UncertainPlan, settings: list[Setting]) -> tuple[UncertainTree, Floats]:
    means = expected_means(plan.asked, settings)[:, 0]
    some = expected_chance(plan.asked, settings[:_CHANCE_SAMPLES], _QUANTILES)
    own = float(expected_means(plan.asked, [{}])[0, 0])
    chance = some[:, 1] ** 2
    off = some[:, 2:] - some[:, :1]
    nearest = np.abs(means[:, None] - some[:, 0]).argmin(axis=1)
    variances = Variances(float(means.var(ddof=1)), float(chance.mean()))
    interval: IntervalsByCause = {
        "chance": points_of((means.mean() + off).ravel()),
        "parameters": points_of(means),
        "both": points_of((means[:, None] + off[nearest]).ravel()),
    }
    share = share_interval(means, chance[nearest], np.inf)
    at_values: KnownFigure = {"mean": own, "low": None, "high": None}
    tree = _tree(plan, variances, (interval, share, mean_interval(means)), at_values)
    return tree, means[:, None]


def _by_simulation(plan: UncertainPlan, settings: list[Setting]) -> tuple[UncertainTree, Floats]:
    values = replicated_values(plan.asked, settings, plan.replications)
    variances = nested_variances(values)
    interval: IntervalsByCause = {
        "chance": points_of(chance_alone(values)),
        "parameters": points_of(parameters_alone(values, variances)),
        "both": points_of(values.ravel()),
    }
    means, within = values.mean(axis=1), values.var(axis=1, ddof=1)
    share = share_interval(means, within, plan.replications)
    return _tree(
        plan, variances, (interval, share, mean_interval(means)), _at_the_values(plan)
    ), values


def _at_the_values(plan: UncertainPlan) -> KnownFigure:
    """The figure at the scenario's own values, replicated as often as the scenario says."""
    run = plan.scenario.values.run
    asked = plan.asked._replace(progress=None)
    (values,) = replicated_values(asked, [{SEED_KEY: run.seed}], run.replications)
    if run.replications == 1:
        return {"mean": float(values[0]), "low": None, "high": None}
    mean = mean_interval(values)
    return {"mean": mean["mean"], "low": mean["low"], "high": mean["high"]}


_Found = tuple[IntervalsByCause, tuple[float, float], Points]


def _tree(
    plan: UncertainPlan, variances: Variances, found: _Found, at_values: KnownFigure
) -> UncertainTree:
    interval, share, mean = found
    run, parameters = plan.scenario.values.run, variances.share
    return {
        "schema": DOCUMENT_VERSION,
        "scenario": plan.scenario.stem,
        "seed": run.seed,
        "weeks": run.weeks,
        "figure": plan.asked.figures[0],
        "method": plan.method,
        "samples": plan.samples,
        "replications": plan.replications if plan.method == "simulation" else None,
        "numbers": plan.numbers.numbers,
        "ranged": plan.numbers.ranged,
        "fixed": plan.numbers.fixed,
        "factors": [{"key": one.key, "status": one.status} for one in plan.numbers.factors],
        "mean": mean,
        "at_the_values": at_values,
        "parameters_share": parameters,
        "chance_share": None if parameters is None else 1 - parameters,
        "parameters_share_interval": None
        if parameters is None
        else {"low": share[0], "high": share[1]},
        "variance": {"parameters": variances.parameters, "chance": variances.chance},
        "interval": interval,
        "results": None if plan.asked.folder is None else plan.asked.folder.as_posix(),
    }
