"""What a figure comes to at many settings: exact by the twin, or replicated as a sweep does it.

Each way keeps in the study's folder what it has found, so a call that ends early costs nothing but
its time, and the same call goes on. A setting of which the figure is not known is named, and
nothing is told of the others: one number that is none would turn every index to nothing.
"""

import math
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple, get_args

import numpy as np

from sim.experiments.cluster.task import Piece, all_pieces
from sim.experiments.documents.expectation import ExpectationTree
from sim.experiments.documents.rows import figure_name
from sim.experiments.expectation import Expectation, expectation
from sim.experiments.folder.study_place import study_folder
from sim.experiments.prepared.figures import Figures, unknown_figure
from sim.experiments.prepared.prepare import PreparedJob, prepare
from sim.experiments.running.engine_choice import Say
from sim.experiments.running.sharing import Machines, SharedWork, shared_out
from sim.experiments.running.simulate import Progress, ReplicationsFailed
from sim.experiments.studies.expected_store import ExpectedStore
from sim.experiments.sweeps.design import SweepDesign, setting_name
from sim.experiments.sweeps.store import SweepStore
from sim.experiments.sweeps.sweep import (
    SweepPlan,
    kept_figures,
    numbers_at_a_time,
    run_into_store,
    run_settings,
)
from sim.model.parameters import Floats
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.scenario.reading import Scenario, changed_scenario, load_scenario
from sim.theory.chance_law import ChanceLaw
from sim.theory.twin import left_out
from sim.words import phrase

Setting = dict[str, Any]
Method = Literal["twin", "simulation"]
_NAMED: Final = 5
"""Settings that are named where a figure is not known."""


class StudyAsked(NamedTuple):
    """What is asked of which job, who does it and where it is kept."""

    job: PreparedJob
    figures: tuple[str, ...]
    machines: Machines = Machines()
    folder: Path | None = None
    progress: Progress | None = None


class SettingsToRun(NamedTuple):
    """Settings that a study runs, for those who do it in parts."""

    settings: Sequence[Setting]
    replications: int


class HowToStudy(NamedTuple):
    """Where a study is kept, who does its work, and by which engine and rules; as in `sweep`."""

    out: str | Path | None = None
    workers: int | None = None
    engine: str = "auto"
    rules: Rulebook = STANDARD_RULES
    progress: Progress | None = None
    say: Say | None = None
    cluster: str | None = None


def study_asked(
    kind: str, scenario: Scenario | str | Path, figures: tuple[str, ...], how: HowToStudy
) -> StudyAsked:
    """A study of a kind, ready to be planned; its seed is written out, so it is quickly changed.

    Raises
    ------
    ScenarioError
        With every fault of a file.
    ValueError
        When it does not make sense who is to do it, or where it is to be kept.
    """
    if how.rules != STANDARD_RULES and how.out is not None:
        raise ValueError(phrase("own rules cannot be kept in a folder: give out=None"))
    machines = Machines(how.workers, how.cluster)
    machines.check()
    read = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    stated = changed_scenario(read, {SEED_KEY: read.values.run.seed})
    job = prepare(stated, engine=how.engine, rules=how.rules, say=how.say)
    folder = study_folder(kind, job.scenario, how.out)
    return StudyAsked(job, figures, machines, folder, how.progress)


SEED_KEY: Final = "run.seed"


# By the twin


def expected_figures(tree: ExpectationTree) -> dict[str, float]:
    """Means that the twin knows exactly, by the names that they have in a summary."""
    found = {}
    rows: list[tuple[tuple[str, ...], Mapping[str, Any]]] = [(("total",), tree["total"])]
    rows += [(("teams", team["team"]), team) for team in tree["teams"]]
    rows += [(("courses", course["course"]), course) for course in tree["courses"]]
    for key, row in rows:
        for name, value in row.items():
            mean = value["mean"] if isinstance(value, dict) and "mean" in value else value
            if isinstance(mean, float | int) and name not in _OF_CHANCE:
                found[figure_name((*key, name))] = float(mean)
    return found


_OF_CHANCE: Final = frozenset({"chance_share", "deficit_probability"})


def twin_knows(job: PreparedJob, figures: Sequence[str]) -> bool:
    """Claim that the twin gives the exact mean of all of some figures."""
    solved = expectation(job, moments="mean")
    if solved.twin.moves_the_mean:
        return False
    return set(figures) <= set(expected_figures(solved.tree))


def knows_chance(job: PreparedJob, figure: str) -> bool:
    """Claim that the twin gives the exact law of a figure's single runs."""
    return figure.endswith(f".{DEVIATION}") and not left_out(job.parameters, job.rules)


def checked_method(asked: StudyAsked, method: str, *, with_chance: bool = False) -> Method:
    """The way that is taken: the twin where it is exact, unless another is asked for.

    Raises
    ------
    ValueError
        When there is no such way, or the twin is asked for and is not exact.
    """
    if method not in {"auto", *get_args(Method)}:
        said = phrase("method must be auto, twin or simulation, not {method}", method=method)
        raise ValueError(said)
    if method == "simulation":
        return "simulation"
    is_exact = twin_knows(asked.job, asked.figures) and (
        not with_chance or knows_chance(asked.job, asked.figures[0])
    )
    if method == "twin" and not is_exact:
        raise ValueError(
            phrase(
                "the twin does not know {figure} exactly here; leave --method out, and it is "
                "simulated (`forloeb theory` says what it leaves out)",
                figure=", ".join(asked.figures),
            )
        )
    return "twin" if is_exact else "simulation"


def expected_at(job: PreparedJob, setting: Setting, figures: Sequence[str]) -> list[float]:
    """Exact means of some figures at a setting; NaN where one is not known."""
    found = expected_figures(expectation(job.with_values(setting), moments="mean").tree)
    return [found.get(figure, math.nan) for figure in figures]


def chance_at(
    job: PreparedJob, setting: Setting, figures: Sequence[str], shares: Sequence[float]
) -> list[float]:
    """Mean and standard deviation of single runs of a deviation at a setting, and quantiles."""
    law = _law_of(expectation(job.with_values(setting)), figures[0])
    return [law.mean, law.sd, *(law.quantile(share) for share in shares)]


def _law_of(solved: Expectation, figure: str) -> ChanceLaw:
    names, rows = solved.job.names.teams, list(solved.job.team_rows)
    for team, row in zip(names, rows, strict=True):
        if figure == figure_name(("teams", team, DEVIATION)):
            return solved.twin.total.law([row])
    return solved.twin.total.law(rows)


DEVIATION: Final = "deviation_dkk"


def expected_means(asked: StudyAsked, settings: Sequence[Setting]) -> Floats:
    """Exact means [settings, figures].

    Raises
    ------
    ReplicationsFailed
        When the twin does not know one of the figures at some setting, or fails there.
    """
    work = partial(expected_at, asked.job)
    found = _by_twin(asked, settings, work, (list(asked.figures),))
    return _all_known(found.reshape(len(settings), -1), settings)


def expected_chance(
    asked: StudyAsked, settings: Sequence[Setting], shares: Sequence[float]
) -> Floats:
    """Mean, standard deviation and quantiles of single runs [settings, 2 + shares]."""
    work = partial(chance_at, asked.job)
    found = _by_twin(asked, settings, work, (list(asked.figures), list(shares)))
    return _all_known(found, settings)


def _by_twin(
    asked: StudyAsked,
    settings: Sequence[Setting],
    work: Any,  # noqa: ANN401 - a `partial`
    more: tuple[Any, ...],
) -> Floats:
    store = ExpectedStore(asked.folder)
    kind = "|".join([work.func.__name__, *map(str, more)])
    names = [f"{kind}|{setting_name(setting)}" for setting in settings]
    missing = {name: n for n, name in enumerate(names) if name not in store}
    pieces = [Piece(n, name, (settings[n], *more)) for name, n in missing.items()]
    shared = SharedWork(work, asked.job.rules, asked.job.determinants)
    done = len(settings) - len(pieces)
    try:
        for attempt in shared_out(shared, all_pieces(pieces), asked.machines):
            attempt.stop_if_it_ends_all()
            if attempt.fault is not None:
                raise ReplicationsFailed(_of_setting(settings, attempt.replication, attempt.fault))
            values = attempt.found
            if not all(map(math.isfinite, values)):
                raise ReplicationsFailed(_unknown(settings, [attempt.replication]))
            store.add(names[attempt.replication], values)
            done += 1
            if asked.progress:
                asked.progress(done, len(settings))
    finally:
        store.put_down()
    return np.array([store[name] for name in names])


def mean_chance(asked: StudyAsked, settings: Sequence[Setting]) -> float:
    """Mean variance of single runs by chance, at the first of some settings."""
    some = expected_chance(asked._replace(progress=None), settings[:_CHANCE_SETTINGS], ())
    return float((some[:, 1] ** 2).mean())


_CHANCE_SETTINGS: Final = 4
"""Settings at which the twin is asked for chance too, which takes fifteen times as long."""


# By replications


def replicated_values(asked: StudyAsked, settings: Sequence[Setting], replications: int) -> Floats:
    """Values of the first figure [settings, replications].

    Raises
    ------
    ReplicationsFailed
        When a setting failed, or a replication does not show the figure.
    """
    found = replicated_figures(asked._replace(figures=asked.figures[:1]), settings, replications)
    values: Floats = found[:, :, 0]
    return values


def replicated_figures(
    asked: StudyAsked,
    settings: Sequence[Setting],
    replications: int,
    *,
    first: int = 0,
    needed: int | None = None,
) -> Floats:
    """Values of all figures [settings, replications - first, figures], from replication `first` on.

    Of the first `needed` figures every value is known; of others it may be NaN.

    Raises
    ------
    ReplicationsFailed
        When a setting failed, or a replication does not show a figure that is needed.
    """
    names = [setting_name(setting) for setting in settings]
    different = {name: n for n, name in enumerate(names)}
    plan = sweep_of(asked, [settings[n] for n in different.values()], replications)
    found = _replicated(asked, plan, first)
    order = {name: n for n, name in enumerate(different)}
    values = np.array([found[order[name]] for name in names])
    _all_known(values[:, :, :needed].reshape(len(values), -1), settings)
    return values


def sweep_of(asked: StudyAsked, settings: Sequence[Setting], replications: int) -> SweepPlan:
    """The sweep of a study's settings, every one checked."""
    for number, setting in enumerate(settings):
        _check(asked.job, setting, number)
    design = SweepDesign(tuple(settings[0]), tuple(settings))
    return SweepPlan(asked.job, design, replications, asked.machines, asked.progress)


def all_kept(asked: StudyAsked, settings: Sequence[Setting], replications: int) -> bool:
    """Claim that the study's folder has so many replications of all of some settings.

    Raises
    ------
    ResultsError
        When the folder cannot be used.
    """
    if asked.folder is None or not asked.folder.is_dir():
        return False
    return not any(SweepStore(asked.folder).missing(map(setting_name, settings), replications))


def _check(job: PreparedJob, setting: Setting, number: int) -> None:
    from sim.scenario.faults.fault import ScenarioError

    try:
        job.with_values(setting)
    except ScenarioError as fault:
        said = phrase(
            "sample {number} is no scenario: {fault}; narrow a range, or give a law with ends",
            number=number,
            fault=fault,
        )
        raise ValueError(said) from fault


def _replicated(asked: StudyAsked, plan: SweepPlan, first: int) -> dict[int, Floats]:
    found = dict[int, Floats]()
    wanted = range(first, plan.replications)

    def keep(number: int, figures: Figures) -> None:
        nothing = np.full(len(figures.replications), math.nan)
        values = np.array([figures.values.get(one, nothing) for one in asked.figures])
        found[number] = values.T[-len(wanted) :]

    every = range(len(plan.design.settings))
    if asked.folder is None:
        _refuse_failed(plan, run_settings(plan, [wanted] * len(every), keep))
        return found
    store = SweepStore(asked.folder)
    _refuse_failed(plan, run_into_store(plan, store)[1])
    for some in numbers_at_a_time(plan):
        for number, _, figures in kept_figures(plan, store, some):
            keep(number, figures)
    return found


def _refuse_failed(plan: SweepPlan, failed: Mapping[int, str]) -> None:
    for number, fault in sorted(failed.items()):
        raise ReplicationsFailed(_of_setting(plan.design.settings, number, fault))


def check_figure(job: PreparedJob, figure: str) -> None:
    """Refuse a figure that no summary of the scenario has.

    Raises
    ------
    ValueError
        When there is none.
    """
    known = Figures(job.facts, job.nothing).intervals
    if figure not in known and _EXITS not in figure:
        raise ValueError(unknown_figure(figure, list(known)))


_EXITS: Final = ".exits."


def _all_known(values: Floats, settings: Sequence[Setting]) -> Floats:
    unknown = np.flatnonzero(~np.isfinite(values.reshape(len(values), -1)).all(axis=1))
    if len(unknown):
        raise ReplicationsFailed(_unknown(settings, unknown.tolist()))
    return values


def _unknown(settings: Sequence[Setting], numbers: Sequence[int]) -> str:
    named = "; ".join(f"{number}: {settings[number]}" for number in numbers[:_NAMED])
    return phrase(
        "the figure is not known in {count} settings, so nothing is told of the others: {named}",
        count=len(numbers),
        named=named,
    )


def _of_setting(settings: Sequence[Setting], number: int, fault: str) -> str:
    return phrase(
        "setting {number} failed: {fault} (of {setting})",
        number=number,
        fault=fault,
        setting=settings[number],
    )
