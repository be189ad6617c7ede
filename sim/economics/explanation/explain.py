"""A results folder in, the causes of its deviations out.

`counterfactuals.py` runs the scenario with causes switched off, `terms.py` makes terms that
add up, `funnel.py` says how far chance reaches and `tree.py` what of it is written. All goes
into `explain-<folder>`, beside the results folder unless another parent is named.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from sim.economics.explanation.counterfactuals import CounterfactualOptions, Counterfactuals
from sim.economics.explanation.finished_run import finished_run
from sim.economics.explanation.funnel import Spread, spread_of
from sim.economics.explanation.terms import EXPLANATION, Explanation, decomposed
from sim.economics.explanation.tree import ChanceReach, explained
from sim.economics.explanation.without_causes import ReferenceMoney, expected_by_twin, solved
from sim.experiments.csv_text import csv_text
from sim.experiments.folder.documents import summed_up
from sim.experiments.folder.storage import json_text, writing_to
from sim.experiments.results import Results
from sim.experiments.running.engine_choice import Say
from sim.experiments.running.sharing import Machines
from sim.experiments.running.simulate import Progress
from sim.scenario.files.canonical import tree_of_json
from sim.scenario.reading import Scenario, restored_scenario
from sim.words import phrase
from sim.writing import made_folder, replace_text

if TYPE_CHECKING:
    from sim.economics.documents.explanation import ExplanationTree

WITHIN: Final = 0.02
"""Share of revenue within which chance should stay, unless said otherwise (assumption)."""

TERMS_TABLE: Final = "terms.csv"
"""Every term by replication and team."""


class Asked(NamedTuple):
    """The options of an explanation, as `explain` takes them."""

    within: float = WITHIN
    over_weeks: int | None = None
    replications: int | None = None
    workers: int | None = None
    out: str | Path | None = None
    engine: str = "auto"
    cluster: str | None = None


def explain(  # noqa: PLR0913 - the front door: each has a default and all but one a keyword
    results: Results | str | Path,
    *,
    within: float = WITHIN,
    over_weeks: int | None = None,
    replications: int | None = None,
    workers: int | None = None,
    out: str | Path | None = None,
    engine: str = "auto",
    progress: Progress | None = None,
    say: Say | None = None,
    cluster: str | None = None,
) -> Explanation:
    """Take the deviations of a finished run apart, or finish what an earlier call began.

    Parameters
    ----------
    results
        A results folder, or what `simulate` kept in one.
    within
        Share of revenue within which chance is to stay in the smallest team.
    over_weeks
        Weeks over which it is to; left out, those of the run.
    replications
        How many of the folder's to use; left out, all.
    workers, engine, progress, say, cluster
        As in `simulate`; progress counts the replications of all counterfactuals.
    out
        Parent of the explanation's folder; left out, that of the results folder.

    Raises
    ------
    ResultsError
        When the folder holds no finished run of this model, or cannot be written to.
    ReplicationsFailed
        When a counterfactual fails.
    ValueError
        When an argument makes no sense.
    """
    asked = Asked(within, over_weeks, replications, workers, out, engine, cluster)
    _check(asked)
    machines = Machines(workers, cluster)
    machines.check()
    folder = results.folder if isinstance(results, Results) else Path(results)
    run = finished_run(folder, asked.replications)
    place = Path(folder.parent if out is None else out) / f"explain-{folder.resolve().name}"
    options = CounterfactualOptions(place, workers, engine, say, cluster)
    found = Counterfactuals(run, options, progress)
    with machines.held():
        compared = found.compared()
    terms = decomposed(run.sums, compared.reference, compared.alone, compared.expected)
    tree = {
        **explained(run, terms, _reach(found.reference, compared.expected, asked)),
        "explanation": place.as_posix(),
        "runs": {name: one.folder.as_posix() for name, one in found.results.items()},
        "outcomes": found.outcomes(),
        "bearers": found.bearers(),
        **found.settled(),
        "run": run.run_hash,
    }
    explanation = Explanation(cast("ExplanationTree", summed_up(tree)), terms, place)
    explanation.simulated = sum(one.simulated for one in found.results.values())
    _write(explanation)
    return explanation


def _check(asked: Asked) -> None:
    if not 0.0 < asked.within < 1.0:
        raise ValueError(
            phrase(
                "within must be a share between 0 and 1, not {within}", within=f"{asked.within:g}"
            )
        )
    if asked.over_weeks is not None and asked.over_weeks < 1:
        raise ValueError(
            phrase("over_weeks must be at least 1, not {over_weeks}", over_weeks=asked.over_weeks)
        )


def _reach(reference: Scenario, expected: ReferenceMoney, asked: Asked) -> ChanceReach:
    """How far chance reaches over the run's weeks, and over those that were asked for."""
    weeks = reference.values.run.weeks
    over_run, over_weeks = spread_of(expected), asked.over_weeks or weeks
    longer = over_run if over_weeks == weeks else _spread_over(reference, over_weeks)
    return ChanceReach(over_run, longer, asked.within, over_weeks)


def _spread_over(reference: Scenario, weeks: int) -> Spread | None:
    """Spread of the reference over another number of weeks."""
    tree = tree_of_json(reference.resolved)
    tree["run"]["weeks"] = weeks
    return spread_of(expected_by_twin(solved(restored_scenario(tree, reference.path))))


def _write(explanation: Explanation) -> None:
    place = explanation.folder
    with writing_to(place):
        made_folder(place)
        replace_text(json_text(explanation.tree), place / EXPLANATION)
        replace_text(csv_text(*_terms_table(explanation)), place / TERMS_TABLE)


def _terms_table(explanation: Explanation) -> tuple[Sequence[str], Iterator[Sequence[int | str]]]:
    """Every term by replication and team, in whole øre: the columns, and the rows."""
    terms = explanation.decomposition.terms
    columns = ["replication", "team", "deviation_ore", *(f"{term}_ore" for term in terms)]
    return columns, _terms_rows(explanation)


def _terms_rows(explanation: Explanation) -> Iterator[Sequence[int | str]]:
    found, tree = explanation.decomposition, explanation.tree
    amounts = [found.deviation_ore, *found.terms.values()]
    for row, replication in enumerate(tree["replication_numbers"]):
        for place, team in enumerate(tree["teams"]):
            numbers = [int(amount[row, place]) for amount in amounts]
            yield [int(replication), team["team"], *numbers]
