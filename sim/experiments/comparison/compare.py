"""Scenarios in, paired differences out: the same citizens live under each of them.

Every scenario runs with the first one's seed and begins with its people, each into a results
folder of its own, so that whatever ends a comparison, the next call of the same finishes it.
`scenarios.py` makes the scenarios ready, `samples.py` says what is paired and `paired.py` how,
`lives.py` whether the citizens live the same lives.
"""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from sim.experiments.comparison.changed_terms import SEED
from sim.experiments.comparison.differences import (
    COMPARISON,
    Comparison,
    Difference,
    compared,
    judge_families,
    renamed,
)
from sim.experiments.comparison.lives import Folders, lives
from sim.experiments.comparison.samples import Samples, samples
from sim.experiments.comparison.scenarios import names_of, scenarios_compared
from sim.experiments.documents.comparison import Heading
from sim.experiments.folder.record import digest_of
from sim.experiments.folder.storage import json_text, writing_to
from sim.experiments.results import MemoryResults, Results
from sim.experiments.running.engine_choice import Say
from sim.experiments.running.sharing import Machines
from sim.experiments.running.simulate import Progress, ReplicationsFailed, simulate
from sim.experiments.summary.adding import Tables
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.version import DOCUMENT_VERSION
from sim.scenario.arrays.teams import key_number
from sim.scenario.differences import differences
from sim.scenario.faults.suggestions import instead
from sim.scenario.reading import Scenario
from sim.words import phrase
from sim.writing import made_folder, replace_text

_LONGEST_NAME = 60


class ComparisonOptions(NamedTuple):
    """How scenarios are run, as `simulate` takes it."""

    replications: int
    workers: int | None
    out: str | Path | None
    engine: str
    say: Say | None
    cluster: str | None = None


class ComparedRun(NamedTuple):
    """One of the scenarios compared, and what ran."""

    name: str
    scenario: Scenario
    results: Results
    own_seed: int = 0  # what its file says; the first one's holds for all


def compare(  # noqa: PLR0913 - the front door: each has a default and all but one a keyword
    scenarios: Sequence[Scenario | str | Path],
    *,
    overrides: Sequence[str] = (),
    replications: int | None = None,
    workers: int | None = None,
    out: str | Path | None = "results",
    engine: str = "auto",
    rules: Rulebook | Sequence[Rulebook] = STANDARD_RULES,
    smallest: Mapping[str, float] | None = None,
    progress: Progress | None = None,
    say: Say | None = None,
    cluster: str | None = None,
) -> Comparison:
    """Compare scenarios with the first of them, or finish what an earlier call of the same began.

    Parameters
    ----------
    scenarios
        Two or more, as files, as files laid over each other (`"base.toml+reform.toml"`) or
        loaded. The first one's seed and people hold for all.
    overrides
        Texts KEY=VALUE for those that are files, as `load_scenario` takes them.
    replications
        How many; left out, what the first scenario says.
    workers, engine, progress, say, cluster
        As in `simulate`; progress counts the replications of all scenarios.
    out
        Parent of the results folders and of the comparison's own; None keeps them in memory, as
        long as the object.
    rules
        Own rules, for all scenarios or one rulebook for each; `out` must then be None.

    smallest
        Smallest interesting difference by figure, in its unit, as `{"continuity_index": 0.02}`;
        left out, those of `interesting.py`.

    Raises
    ------
    ScenarioError
        With every fault of the scenarios, and everything that keeps them from being compared.
    ResultsError
        When a folder cannot be used.
    ReplicationsFailed
        When no replication finished under every scenario.
    ValueError
        When an argument makes no sense.
    """
    books = _books(rules, len(scenarios))
    _check_smallest(smallest or {})
    begun, own_seeds = scenarios_compared(scenarios, overrides, books[0])
    wanted = begun[0].values.run.replications if replications is None else replications
    options = ComparisonOptions(wanted, workers, out, engine, say, cluster)
    with Machines(workers, cluster).held():
        runs = _run(begun, books, options, progress)
    runs = [run._replace(own_seed=seed) for run, seed in zip(runs, own_seeds, strict=True)]
    comparison = _comparison(runs, wanted, smallest or {})
    if out is not None:
        _write(comparison, runs, Path(out))
    return comparison


def _check_smallest(smallest: Mapping[str, float]) -> None:
    for name, amount in smallest.items():
        if not (math.isfinite(amount) and amount >= 0.0):
            raise ValueError(
                phrase(
                    "smallest: {name} must be a number from 0 up, not {amount}",
                    name=name,
                    amount=f"{amount:g}",
                )
            )


def _check_known(smallest: Mapping[str, float], found: Sequence[Difference]) -> None:
    known = {key[-1] for of in found for key in of.figures}
    for name in smallest.keys() - known:
        remedy = instead(name, sorted(known))
        raise ValueError(
            phrase(
                "smallest: the comparison has no figure {name}; {remedy}", name=name, remedy=remedy
            )
        )


# What is run


def _books(rules: Rulebook | Sequence[Rulebook], scenarios: int) -> list[Rulebook]:
    books = [rules] * scenarios if isinstance(rules, Rulebook) else list(rules)
    if scenarios < 2:  # noqa: PLR2004 - a pair
        raise ValueError(phrase("a comparison needs two scenarios or more"))
    if len(books) != scenarios:
        raise ValueError(
            phrase(
                "there are {count} rulebooks for {scenarios} scenarios",
                count=len(books),
                scenarios=scenarios,
            )
        )
    return books


def _run(
    scenarios: Sequence[Scenario],
    books: Sequence[Rulebook],
    options: ComparisonOptions,
    progress: Progress | None,
) -> list[ComparedRun]:
    wanted, runs = options.replications, []
    for place, (name, scenario) in enumerate(zip(names_of(scenarios), scenarios, strict=True)):

        def count(done: int, _of: int, before: int = place * wanted) -> None:
            if progress:
                progress(before + done, len(scenarios) * wanted)

        results = simulate(
            scenario,
            **options._asdict(),
            rules=books[place],
            start_rules=books[0],
            progress=count,
        )
        runs.append(ComparedRun(name, scenario, results))
    return runs


# What is found


def _comparison(
    runs: Sequence[ComparedRun], wanted: int, smallest: Mapping[str, float]
) -> Comparison:
    common = _common([run.results for run in runs], wanted)
    first = runs[0]
    theirs = samples(first.scenario, first.results.tables, common)
    found = [_difference(first, theirs, run, common) for run in runs[1:]]
    _check_known(smallest, found)
    judge_families(found, smallest)
    comparison = Comparison(_heading(runs, common), found)
    comparison.results = {run.name: run.results for run in runs}
    comparison.simulated = sum(run.results.simulated for run in runs)
    comparison.failed = {run.name: run.results.failed for run in runs if run.results.failed}
    comparison.notes = [note for run in runs for note in run.results.notes]
    return comparison


def _common(results: Sequence[Results], wanted: int) -> list[int]:
    """Replications that finished under every scenario, of those asked for."""
    common = set(range(wanted))
    for one in results:
        common &= set(one.replications)
    if not common:
        raise ReplicationsFailed(phrase("no replication finished under every scenario"))
    return sorted(common)


def _heading(runs: Sequence[ComparedRun], common: Sequence[int]) -> Heading:
    run = runs[0].scenario.values.run
    return {
        "schema": DOCUMENT_VERSION,
        "scenarios": [run.name for run in runs],
        "seed": run.seed,
        "weeks": run.weeks,
        "start": run.start.isoformat(),
        "replications": len(common),
        "results": [_named_place(run.results) for run in runs],
        "titles": [run.scenario.title for run in runs],
    }


def _difference(
    first: ComparedRun, theirs: Samples, run: ComparedRun, common: Sequence[int]
) -> Difference:
    names = _team_names(first.scenario, run.scenario)
    other = renamed(samples(run.scenario, run.results.tables, common), names)
    figures = compared(theirs, other)
    folders = Folders(_place(first.results), _place(run.results), common, names)
    changes = differences(first.scenario, run.scenario)
    unused = _unused(first.scenario)
    return Difference(
        scenario=run.name,
        figures=figures,
        lives=lives(folders),
        changes=[change for change in changes if not change.key.startswith(unused)],
        unused=[
            *([SEED] if run.own_seed != first.own_seed else []),
            *(key for key in unused if any(one.key.startswith(key) for one in changes)),
        ],
        values={key: (theirs.get(key), other.get(key)) for key in figures},
    )


def _place(results: Results) -> Path | Tables:
    """Where a run's tables are."""
    return results.tables if isinstance(results, MemoryResults) else results.folder


def _named_place(results: Results) -> str:
    """Folder of a run; empty of one in memory."""
    return "" if isinstance(results, MemoryResults) else results.folder.as_posix()


def _team_names(first: Scenario, other: Scenario) -> dict[str, str]:
    """The first scenario's name of each of the other's teams, by their keys."""
    names = {key_number(team): team.name for team in first.values.team}
    return {team.name: names[key_number(team)] for team in other.values.team}


def _unused(first: Scenario) -> tuple[str, ...]:
    """Keys that say who is there on the first day: the first scenario's hold for all."""
    residents = () if first.values.nursing_home is None else ("nursing_home.occupied",)
    return ("run.initial", *residents)


# What is kept


def _write(comparison: Comparison, runs: Sequence[ComparedRun], out: Path) -> None:
    """Put `comparison.json` into a folder named by what was compared."""
    names = "-".join(run.scenario.stem for run in runs)[:_LONGEST_NAME]
    folder = out / f"compare-{names}-{digest_of([run.results.folder.name for run in runs])}"
    comparison.heading["comparison"] = folder.as_posix()
    with writing_to(folder):
        made_folder(folder)
        replace_text(json_text(comparison.tree), folder / COMPARISON)
    comparison.folder = folder
