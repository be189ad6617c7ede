"""What it is worth to measure a number before a decision is made, in kroner.

The options of the decision are settings, such as rates; each is answered at the same samples of the
numbers that are not known exactly. What is best on average is chosen without knowing more; knowing
a number first would let another option be chosen where that is better (`information.py`).
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, cast, get_args

import numpy as np

from sim.experiments.documents.rows import FigureRow, figure_rows, in_short
from sim.experiments.documents.studying import (
    Acceptability,
    Decision,
    DecisionOption,
    WorthOfGroup,
    WorthOfKnowing,
    WorthTree,
)
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
    expected_means,
    replicated_values,
    study_asked,
)
from sim.experiments.studies.information import (
    freed_of_chance,
    mean_benefits,
    partial_information,
    perfect_information,
    value_of_knowing,
)
from sim.experiments.studies.ranged import RangedNumbers
from sim.experiments.studies.regression import regressed
from sim.experiments.studies.sampling import places, seed_of
from sim.experiments.studies.uncertain import FIGURE
from sim.experiments.studies.worth_text import worth_text
from sim.experiments.sweeps.design import Vary, design_of
from sim.model.parameters import Floats
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.version import DOCUMENT_VERSION
from sim.scenario.files.canonical import json_tree
from sim.scenario.reading import Scenario
from sim.words import phrase
from sim.writing import replace_text

Aim = Literal["balance", "highest", "lowest"]
SAMPLES: Final = 500
_FEWEST: Final = 40
_MOST: Final = 100_000
_AS_MANY_AGAIN: Final = 0.5
"""Share of the variance that goes with as many records as stand behind a range."""
_MOST_LOST: Final = 0.05
"""Share of the value of knowing all that the regression may lose before groups are not told."""


class WorthPlan(NamedTuple):
    """The decision, and what is drawn for it."""

    asked: StudyAsked
    numbers: RangedNumbers
    options: tuple[Setting, ...]
    aim: Aim
    samples: int
    replications: int
    records: int | None
    method: Method

    @property
    def scenario(self) -> Scenario:
        """The scenario, each number at its own value."""
        return self.asked.job.scenario

    @property
    def to_run(self) -> SettingsToRun:
        """What is run where it is done in parts."""
        return SettingsToRun(self.settings(self.places()), self.replications)

    def places(self) -> Floats:
        """Place of every number in its law [samples, factors]."""
        return places(self.scenario.values.run.seed, self.numbers.factors, self.samples)

    def settings(self, at: Floats) -> list[Setting]:
        """Every option at every sample; all options of a sample have the same chance."""
        seed, found = self.scenario.values.run.seed, []
        for number, row in enumerate(at.tolist()):
            drawn: dict[str, Any] = self.numbers.setting(row)
            if self.method == "simulation":
                drawn[SEED_KEY] = seed_of("sample", seed, number)
            found += [{**drawn, **option} for option in self.options]
        return found


class InformationValue:
    """What measuring is worth: `tree` is the document, `rows()` its numbers.

    `benefits` [samples, options] are the benefit of each option at each sample [DKK].
    """

    def __init__(self, tree: WorthTree, benefits: Floats) -> None:
        self.tree = tree
        self.benefits = benefits

    def rows(self) -> Iterator[FigureRow]:
        """Every number, ready for a table of pandas or polars."""
        return figure_rows(self.tree)

    def __repr__(self) -> str:
        """One line; `print` shows the study."""
        said = f"knowing all is worth {self.tree['evpi_dkk']['mean']:,.0f} DKK"
        return in_short(self, self.tree["scenario"], self.tree["figure"], said)

    def __str__(self) -> str:
        """The study as text, as `forloeb worth` prints it."""
        return worth_text(self.tree)


def value_of_information(  # noqa: PLR0913 - the front door: all but two are keywords with defaults
    scenario: Scenario | str | Path,
    options: Vary,
    samples: int = SAMPLES,
    *,
    aim: str = "balance",
    figure: str = FIGURE,
    replications: int = 5,
    records: int | None = None,
    only: Sequence[str] = (),
    method: str = "auto",
    out: str | Path | None = None,
    workers: int | None = None,
    engine: str = "auto",
    rules: Rulebook = STANDARD_RULES,
    progress: Progress | None = None,
    say: Say | None = None,
    cluster: str | None = None,
) -> InformationValue:
    """Tell what it is worth to know a number before one of some options is chosen.

    Parameters
    ----------
    scenario
        A checked scenario, or a file.
    options
        What can be chosen, as `vary` of `sweep`: values by key, or one mapping an option; at
        least two. What a range has been given for cannot be one.
    samples
        How often the numbers with a range are drawn, at least 40.
    aim
        `balance` wants the expected figure near 0, `highest` and `lowest` far from it.
    figure
        Name of a figure in kroner.
    replications
        Runs of each sample and option where it is simulated, the same for all options.
    records
        New observations that a measurement would have; left out, as many as stand behind the
        range. Only numbers whose `n` the scenario says can be asked for another number.
    only, method, out, workers, engine, rules, progress, say, cluster
        As in `uncertain`.

    Raises
    ------
    ScenarioError
        With every fault of a file or an option.
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
    asked = study_asked("worth", scenario, (figure,), how)
    sizes = WorthSizes(samples, replications, records)
    return worth_of(worth_plan(asked, options, sizes, aim=aim, only=only, method=method))


class WorthSizes(NamedTuple):
    """How many samples, replications and new records are asked for."""

    samples: int = SAMPLES
    replications: int = 5
    records: int | None = None


def worth_plan(  # noqa: PLR0913 - two and keywords
    asked: StudyAsked,
    options: Vary,
    sizes: WorthSizes,
    *,
    aim: str = "balance",
    only: Sequence[str] = (),
    method: str = "auto",
) -> WorthPlan:
    """What is to be decided and drawn, all of it checked.

    Raises
    ------
    ScenarioError
        With every fault of an option.
    ValueError
        When something of it makes no sense.
    """
    _check_sizes(sizes)
    if aim not in get_args(Aim):
        raise ValueError(phrase("aim must be balance, highest or lowest, not {aim}", aim=aim))
    check_figure(asked.job, asked.figures[0])
    if not asked.figures[0].endswith("_dkk"):
        said = phrase(
            "{figure} is not in kroner; give a figure that ends in _dkk", figure=asked.figures[0]
        )
        raise ValueError(said)
    chosen = design_of(options)
    if len(chosen.settings) < 2:  # noqa: PLR2004 - a choice
        raise ValueError(phrase("a decision needs at least two options"))
    for option in chosen.settings:
        asked.job.with_values(option)
    numbers = RangedNumbers(asked.job.scenario, only)
    drawn = set(numbers.setting([0.5] * len(numbers.factors)))
    both = sorted(drawn & set(chosen.factors))
    if both:
        said = phrase(
            "{keys}: is drawn from its range and chosen too; leave its range out",
            keys=", ".join(both),
        )
        raise ValueError(said)
    way = checked_method(asked, method)
    return WorthPlan(asked, numbers, tuple(chosen.settings), cast("Aim", aim), *sizes, way)


def _check_sizes(sizes: WorthSizes) -> None:
    if not _FEWEST <= sizes.samples <= _MOST:
        said = phrase(
            "samples must be from {least} to {most}, not {given}",
            least=_FEWEST,
            most=_MOST,
            given=sizes.samples,
        )
        raise ValueError(said)
    if sizes.replications < 1 or (sizes.records is not None and sizes.records < 1):
        raise ValueError(phrase("replications and records must be at least 1"))


def worth_of(plan: WorthPlan) -> InformationValue:
    """Draw, answer and tell; kept in the study's folder where there is one."""
    at = plan.places()
    with plan.asked.machines.held(), held_folder(plan.asked.folder, plan.scenario):
        found = _answered(plan, at)
        benefits = found.benefits
        tree = _tree(plan, at, found)
        if plan.asked.folder is not None:
            with writing_to(plan.asked.folder):
                replace_text(json_text(summed_up(dict(tree))), plan.asked.folder / "worth.json")
    return InformationValue(tree, benefits)


class _Answered(NamedTuple):
    """What the options come to at the samples."""

    figures: Floats  # expected figure [samples, options]
    benefits: Floats  # the same by the aim
    again: Floats | None  # benefits that could as well be, where figures are simulated


def _answered(plan: WorthPlan, at: Floats) -> _Answered:
    figures = _figures_of(plan, at)
    if plan.method == "twin":
        return _Answered(figures, _by_aim(plan.aim, figures), None)
    expected, again = freed_of_chance(at, figures)
    return _Answered(expected, _by_aim(plan.aim, expected), _by_aim(plan.aim, again))


def _by_aim(aim: Aim, figures: Floats) -> Floats:
    """Benefits of figures, the better the higher."""
    if aim == "balance":
        return -np.abs(figures)
    return figures if aim == "highest" else -figures


def _figures_of(plan: WorthPlan, at: Floats) -> Floats:
    """The figure [samples, options]; where it is simulated, the mean of a sample's own runs."""
    settings = plan.settings(at)
    if plan.method == "twin":
        values = expected_means(plan.asked, settings)
    else:
        values = replicated_values(plan.asked, settings, plan.replications)
    means: Floats = values.mean(axis=1).reshape(plan.samples, len(plan.options))
    return means


def _tree(plan: WorthPlan, at: Floats, answered: _Answered) -> WorthTree:
    run, (figures, benefits, again) = plan.scenario.values.run, answered
    evpi = perfect_information(benefits, again)
    found = None
    if plan.method == "twin" and evpi["mean"]:
        found = partial_information(at, benefits)["mean"] / evpi["mean"]
    knows_groups = found is None or found >= 1 - _MOST_LOST
    factors = [_of_factor(plan, at, answered, n) for n in range(at.shape[1])]
    dummy = np.random.default_rng(seed_of("dummy", run.seed)).random((plan.samples, 1))
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
        "decision": _decision(plan, answered),
        "acceptability": _acceptability(plan, figures),
        "evpi_dkk": evpi,
        "factors": sorted(factors, key=lambda one: -one["evppi_dkk"]["mean"]),
        "groups": _groups(plan, at, answered) if knows_groups else [],
        "dummy_dkk": value_of_knowing(regressed(dummy, benefits).at(dummy)),
        "regression_share": found,
        "results": None if plan.asked.folder is None else plan.asked.folder.as_posix(),
    }


def _decision(plan: WorthPlan, answered: _Answered) -> Decision:
    """The options, and how often each is best: of the expected benefit, without chance."""
    figures, benefits, again = answered
    best = np.bincount(benefits.argmax(axis=1), minlength=len(plan.options)) / plan.samples
    means = mean_benefits(benefits, again)
    options: list[DecisionOption] = [
        {
            "values": json_tree(option),
            "figure": float(figures[:, n].mean()),
            "benefit_dkk": means[n],
        }
        for n, option in enumerate(plan.options)
    ]
    return {
        "aim": plan.aim,
        "options": options,
        "best": int(benefits.mean(axis=0).argmax()),
        "probability_best": best.tolist(),
    }


_CURVE: Final = 41
"""Amounts at which acceptability is told."""


def _acceptability(plan: WorthPlan, figures: Floats) -> Acceptability:
    """In what share of the samples each option is within an amount, of figures [samples, options].

    Within so much of 0 for balance, at least so much for highest, at most so much for lowest.
    """
    seen = np.abs(figures) if plan.aim == "balance" else figures
    low = 0.0 if plan.aim == "balance" else float(seen.min())
    amounts = np.linspace(low, float(seen.max()), _CURVE)
    is_within = (
        seen[:, :, None] >= amounts if plan.aim == "highest" else seen[:, :, None] <= amounts
    )
    shares: list[list[float]] = is_within.mean(axis=0).tolist()
    return {"amounts_dkk": amounts.tolist(), "options": shares}


def _of_factor(plan: WorthPlan, at: Floats, answered: _Answered, number: int) -> WorthOfKnowing:
    factor, column = plan.numbers.factors[number], at[:, [number]]
    _, benefits, again = answered
    share = _AS_MANY_AGAIN
    if plan.records is not None:
        share = plan.records / (plan.records + factor.n) if factor.n else 0.0
    return {
        "key": factor.key,
        "status": factor.status,
        "n": factor.n,
        "evppi_dkk": partial_information(column, benefits, again=again),
        "evsi_dkk": partial_information(column, benefits, share, again) if share else None,
        "records": plan.records if share else None,
    }


def _groups(plan: WorthPlan, at: Floats, answered: _Answered) -> list[WorthOfGroup]:
    """Numbers of each status together, the one that is worth most first."""
    found: list[WorthOfGroup] = []
    for status in sorted({factor.status for factor in plan.numbers.factors}):
        chosen = [n for n, one in enumerate(plan.numbers.factors) if one.status == status]
        worth = partial_information(at[:, chosen], answered.benefits, again=answered.again)
        found.append({"status": status, "factors": len(chosen), "evppi_dkk": worth})
    return sorted(found, key=lambda one: -one["evppi_dkk"]["mean"])
