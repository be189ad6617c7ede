"""Settings that serve an aim under limits: what a scenario's [search] looks for.

Where the twin is exact every trial is; otherwise all trials have the same replications. `moves.py`
says where to look, `final.py` how one of the best few is chosen, `robust.py` what of it holds
under every behaviour model. A study is a folder as of any other: killed anywhere it is finished by
the same call, and more trials go on from those that are there.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.special import stdtrit

from sim.experiments.documents.rows import FigureRow, figure_rows, in_short
from sim.experiments.documents.searching import (
    FrontPoint,
    KeptLimit,
    MovedLever,
    SearchedFigure,
    SearchFinalist,
    SearchTree,
    SelectionGuarantee,
)
from sim.experiments.documents.studying import KnownFigure
from sim.experiments.folder.documents import summed_up
from sim.experiments.folder.storage import json_text, writing_to
from sim.experiments.folder.study_place import held_folder
from sim.experiments.running.engine_choice import Say
from sim.experiments.running.simulate import Progress
from sim.experiments.searching.asked import (
    FINALISTS,
    REPLICATIONS,
    TRIALS,
    SearchSizes,
    search_plan,
    table_with,
)
from sim.experiments.searching.final import Chosen, chosen
from sim.experiments.searching.front import front_of, front_values, with_known_front
from sim.experiments.searching.moves import look
from sim.experiments.searching.robust import robust_tree
from sim.experiments.searching.text import search_text
from sim.experiments.searching.trials import SearchPlan, Trials, Wish, excess_over
from sim.experiments.studies.answers import (
    HowToStudy,
    expected_means,
    replicated_figures,
    study_asked,
)
from sim.model.parameters import Floats
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.version import DOCUMENT_VERSION
from sim.scenario.files.canonical import json_tree
from sim.scenario.reading import Scenario
from sim.writing import replace_text

_SURE: Final = 0.975


class SearchResult:
    """What a search found: `tree` is the document, `rows()` its numbers, `trials` all it tried."""

    def __init__(self, tree: SearchTree, trials: Trials) -> None:
        self.tree = tree
        self.trials = trials

    def rows(self) -> Iterator[FigureRow]:
        """Every number, ready for a table of pandas or polars."""
        return figure_rows(self.tree)

    def __repr__(self) -> str:
        """One line; `print` shows the search."""
        best = self.tree["best"]
        said = "nothing keeps the limits" if best is None else str(best)
        return in_short(self, self.tree["scenario"], said)

    def __str__(self) -> str:
        """The search as text, as `forloeb search` prints it."""
        return search_text(self.tree)


def search(  # noqa: PLR0913 - the front door: all but two are keywords with defaults
    scenario: Scenario | str | Path,
    levers: Mapping[str, Mapping[str, object] | Sequence[object]] | None = None,
    *,
    trials: int = TRIALS,
    replications: int = REPLICATIONS,
    finalists: int = FINALISTS,
    confidence: float = 0.95,
    robust: bool = False,
    method: str = "auto",
    out: str | Path | None = None,
    workers: int | None = None,
    engine: str = "auto",
    rules: Rulebook = STANDARD_RULES,
    progress: Progress | None = None,
    say: Say | None = None,
    cluster: str | None = None,
    **keys: object,
) -> SearchResult:
    """Find the setting that serves an aim best under limits.

    Parameters
    ----------
    scenario
        A checked scenario, or a file; its [search] is what is looked for.
    levers
        How far each key may be moved, in place of those of [search]: `(low, high)`, or a mapping
        as there.
    trials
        Settings that are tried, at most.
    replications
        Runs of each, where they are simulated, at least 2: the same for all.
    finalists
        How many of the best are run again, under new chance, before one is chosen.
    confidence
        How sure the choice among them must be.
    robust
        Look for the setting whose regret is least where it is worst, over [search.models].
    method
        `twin` is exact, `simulation` for every figure; `auto` takes the twin where it is exact.
    keys
        Other keys of [search] in place of the scenario's: figure, aim, target, indifference,
        limits, front, models.
    out, workers, engine, rules, progress, say, cluster
        As in `uncertain`.

    Raises
    ------
    ScenarioError
        With every fault of a file, of a lever's key or of a model.
    ResultsError
        When a folder cannot be used.
    ReplicationsFailed
        When a trial failed, or does not show a figure: then nothing is told of the others.
    RuleError
        When a rule answers out of its range.
    ValueError
        When there is nothing to move, or an argument makes no sense.
    """
    how = HowToStudy(out, workers, engine, rules, progress, say, cluster)
    asked = study_asked("search", scenario, (), how)
    given = {**keys, **({} if levers is None else {"levers": _tables(levers)})}
    table = table_with(asked.job.scenario.values.search, given)
    sizes = SearchSizes(trials, replications, finalists, confidence)
    plan = search_plan(
        asked._replace(figures=(table.figure,)), table, sizes, method=method, robust=robust
    )
    return search_of(plan)


def _tables(levers: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: dict(of) if isinstance(of, Mapping) else {"low": of[0], "high": of[1]}
        for key, of in levers.items()
    }


def search_of(plan: SearchPlan) -> SearchResult:
    """Look, choose and tell; kept in the study's folder where there is one."""
    folder = plan.asked.folder
    with plan.asked.machines.held(), held_folder(folder, plan.asked.job.scenario):
        trials = Trials(plan)
        look(trials)
        found = chosen(trials)
        tree = _tree(trials, found)
        if folder is not None:
            with writing_to(folder):
                replace_text(json_text(summed_up(dict(tree))), folder / "search.json")
    return SearchResult(tree, trials)


def _tree(trials: Trials, found: Chosen) -> SearchTree:
    plan = trials.plan
    run = plan.asked.job.scenario.values.run
    is_simulated = plan.method == "simulation"
    best = None if found.best is None else found.finalists[found.best]
    shown = with_known_front(plan, trials.made)
    return {
        "schema": DOCUMENT_VERSION,
        "scenario": plan.asked.job.scenario.stem,
        "seed": run.seed,
        "weeks": run.weeks,
        "aim": _wish(plan.wish),
        "method": plan.method,
        "trials": len(trials.made),
        "replications": plan.replications if is_simulated else None,
        "levers": [_lever(one) for one in plan.levers],
        "best": None if best is None else _values(best.trial.setting),
        "figure": None if best is None else known_figure(best.values[0, :, 0]),
        "present": _present(plan),
        "limits": [] if best is None else _limits(plan, best.values, len(found.finalists)),
        "finalists": [
            _finalist(plan, one.trial.setting, one.values, keeps=one.keeps_limits)
            for one in found.finalists
        ],
        "guarantee": _guarantee(plan, found),
        "probability_best": found.probability_best,
        "front_figures": [_wish(wish) for wish in shown.front],
        "front": _front(shown, trials, None if best is None else best.trial.number),
        "robust": robust_tree(trials, best.trial) if plan.is_robust and best else None,
        "results": None if plan.asked.folder is None else plan.asked.folder.as_posix(),
    }


def _wish(wish: Wish) -> SearchedFigure:
    return {"figure": wish.figure, "aim": wish.aim, "target": wish.target}


def _values(setting: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json_tree(dict(setting))
    return found


def _lever(lever: Any) -> MovedLever:  # noqa: ANN401 - a SearchLever
    has_list = bool(lever.values)
    return {
        "key": lever.key,
        "low": None if has_list else lever.low,
        "high": None if has_list else lever.high,
        "step": lever.step,
        "values": list(lever.values) if has_list else None,
    }


def known_figure(values: Floats) -> KnownFigure:
    """Mean of values with its 95 % t-interval; one value is exact."""
    mean, runs = float(values.mean()), len(values)
    if runs == 1:
        return {"mean": mean, "low": None, "high": None}
    reach = float(stdtrit(runs - 1, _SURE) * values.std(ddof=1) / np.sqrt(runs))
    return {"mean": mean, "low": mean - reach, "high": mean + reach}


def _present(plan: SearchPlan) -> KnownFigure:
    """The figure of the scenario as it is."""
    asked = plan.asked._replace(figures=(plan.wish.figure,), progress=None)
    own = {"run.seed": plan.asked.job.scenario.values.run.seed}
    if plan.method == "twin":
        return known_figure(expected_means(asked, [own])[0])
    return known_figure(replicated_figures(asked, [own], plan.replications)[0, :, 0])


def _limits(plan: SearchPlan, values: Floats, among: int) -> list[KeptLimit]:
    found: list[KeptLimit] = []
    for limit in plan.limits:
        at = plan.figures.index(limit.figure)
        excess = [excess_over(limit, of[:, at], among) for of in values]
        worst = int(np.argmax(excess))
        edge = limit.at_most if limit.at_most is not None else limit.at_least or 0.0
        beyond = excess[worst] if limit.at_most is not None else -excess[worst]
        found.append(
            {
                "figure": limit.figure,
                "at_most": limit.at_most,
                "at_least": limit.at_least,
                "confidence": limit.confidence,
                "mean": float(values[worst, :, at].mean()),
                "bound": edge + beyond,
                "holds": excess[worst] <= 0,
            }
        )
    return found


def _finalist(
    plan: SearchPlan, setting: Mapping[str, Any], values: Floats, *, keeps: bool
) -> SearchFinalist:
    return {
        "values": _values(setting),
        "figure": known_figure(values[0, :, 0]),
        "replications": values.shape[1] if plan.method == "simulation" else None,
        "keeps_limits": keeps,
    }


def _guarantee(plan: SearchPlan, found: Chosen) -> SelectionGuarantee:
    if plan.method == "twin":
        return {
            "procedure": "exact",
            "confidence": None,
            "indifference": found.indifference,
            "reached": found.decided,
        }
    return {
        "procedure": "resampling" if plan.is_robust else "KN",
        "confidence": None if plan.is_robust else plan.confidence,
        "indifference": found.indifference,
        "reached": found.decided,
    }


def _front(plan: SearchPlan, trials: Trials, best: int | None) -> list[FrontPoint]:
    names = [wish.figure for wish in plan.front]
    return [
        {
            "values": _values(one.setting),
            "figures": dict(zip(names, front_values(plan, one).tolist(), strict=True)),
            "best": one.number == best,
        }
        for one in front_of(plan, trials.made)
    ]
