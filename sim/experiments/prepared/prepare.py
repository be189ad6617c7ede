"""One prepared job under everything: a scenario's arrays, ready to run and to be changed.

`prepare` reads, checks and solves once. `with_values` changes values of what is prepared without
reading TOML; `replicate` runs replications in memory and adds them up, without a disk.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property, partial
from operator import index
from pathlib import Path

from sim.engines.compiled_engine import can_compile, fold_if_it_pays
from sim.engines.rule_constants import PREFIX, constants_of, with_moved_constants
from sim.experiments.cluster.outcomes import all_of
from sim.experiments.cluster.stack import rulebook_hash
from sim.experiments.fitting.inflow import with_fitted_inflow
from sim.experiments.prepared.figures import Figures
from sim.experiments.prepared.held_levers import holding
from sim.experiments.prepared.in_memory import sums_of_replication
from sim.experiments.prepared.shared_start import SharedStart
from sim.experiments.prepared.state_sums import Ended, sums_of_state, sums_together
from sim.experiments.repaid.counting import CountedJob
from sim.experiments.repaid.kinds import Paid
from sim.experiments.repaid.lives import Lives, SharedLives
from sim.experiments.running.engine_choice import Say, engine_for
from sim.experiments.running.preparing import job_with
from sim.experiments.running.replication import run_to_end
from sim.experiments.running.starting import knowing_best
from sim.experiments.summary.scenario_facts import ScenarioFacts, facts_with
from sim.experiments.summary.sums import Sums
from sim.experiments.tables.job import Job
from sim.model.allocation import empty_state
from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.state import State
from sim.scenario.files.overrides import Overrides
from sim.scenario.patching.patchable import Patchable
from sim.scenario.patching.shared_arrays import SharedArrays
from sim.scenario.reading import Scenario, changed_scenario, load_scenario
from sim.words import phrase

Replications = int | Iterable[int]
"""How many replications, the first ones, or which."""


class _Prepared:
    """What changed scenarios share with the one that was prepared; each part made when needed."""

    def __init__(
        self, scenario: Scenario, engine: str, rules: Rulebook, start_rules: Rulebook
    ) -> None:
        self.scenario = scenario
        self.engine = engine
        self.rules = rules
        self.start_rules = start_rules
        self.lives = SharedLives()

    def with_constants(self, moved: Mapping[str, object]) -> "_Prepared":
        """The same with other constants of rules; what does not hang on them is shared."""
        rules = with_moved_constants(self.rules, moved)
        own_start = self.start_rules != self.rules
        other = _Prepared(
            self.scenario, self.engine, rules, self.start_rules if own_start else rules
        )
        other.__dict__.update(patchable=self.patchable, arrays=self.arrays)
        return other

    @cached_property
    def patchable(self) -> Patchable:
        """The scenario, ready to be changed."""
        return Patchable(self.scenario)

    @cached_property
    def arrays(self) -> SharedArrays:
        """Its arrays."""
        return SharedArrays(self.scenario)

    @cached_property
    def start(self) -> SharedStart:
        """Who is there on its first day."""
        return SharedStart(self.scenario, self.arrays.of(self.scenario), self.start_rules)


class PreparedJob:
    """A scenario that is ready to run; `scenario` is the checked scenario that runs.

    Examples
    --------
    >>> import sim
    >>> scenario = sim.load_scenario("scenarios/three_courses.toml", ["run.weeks=2"])
    >>> job = sim.prepare(scenario, engine="simpy")
    >>> dearer = job.with_values({"tariff.weekly_dkk.development": 3_000})
    >>> figure = "total.deviation_dkk"
    >>> bool((dearer.replicate(2)[figure] > job.replicate(2)[figure]).all())
    True
    """

    def __init__(
        self,
        prepared: _Prepared,
        scenario: Scenario,
        values: Mapping[str, object] | None = None,
        levers: Floats | None = None,
    ) -> None:
        self.scenario = scenario
        self._prepared = prepared
        self._values = dict(values or {})
        self._levers = levers

    @cached_property
    def arrays(self) -> Parameters:
        """The scenario's arrays, with nobody in care on the first day."""
        return self._prepared.arrays.of(self.scenario)

    @cached_property
    def parameters(self) -> Parameters:
        """The same with those present on the first day, and the levers that teams hold."""
        shared = self._prepared
        if self._levers is not None:
            return holding(self.arrays, shared.rules, self._levers)
        return knowing_best(shared.start.with_people(self.scenario, self.arrays), shared.rules)

    @cached_property
    def job(self) -> Job:
        """What a worker needs."""
        shared = self._prepared
        return job_with(self.scenario, self.parameters, shared.engine, shared.rules)

    @cached_property
    def facts(self) -> ScenarioFacts:
        """What its figures are about."""
        return facts_with(self.scenario, self.parameters, self._prepared.engine, "")

    @property
    def rules(self) -> Rulebook:
        """The rules that it runs."""
        return self._prepared.rules

    @property
    def engine(self) -> str:
        """The engine that runs it."""
        return self._prepared.engine

    @property
    def determinants(self) -> list[object]:
        """All that decides what a replication comes to, beside the rules; ready for JSON."""
        shared = self._prepared
        return [all_of(self.scenario), shared.engine, rulebook_hash(shared.start_rules)]

    @property
    def runs_side_by_side(self) -> bool:
        """Claim that threads of one process gain by running it: compiled code lets others run."""
        return self.engine == "compiled" and can_compile() and not constants_of(self.rules)

    def shares_lives_with(self, other: "PreparedJob") -> bool:
        """Claim that it differs from a job of the same family in rates alone, and pays it anew."""
        return self.lives is not None and self.lives is other.lives

    def fold_if_it_pays(self, replications: int) -> None:
        """Compile a loop for the scenario's structure where so many replications pay for it."""
        if self.engine == "compiled":
            fold_if_it_pays(self.parameters, self.rules, replications)

    @property
    def nothing(self) -> Sums:
        """Sums of a replication in which nothing has happened."""
        state = empty_state(self.parameters)
        return sums_of_state(self.job, self.facts, Ended(0, state))

    def with_values(self, values: Overrides) -> "PreparedJob":
        """Same job with other values.

        Parameters
        ----------
        values
            Values by key as `--set` takes it: numbers, NumPy's too, texts, lists, arrays or
            mappings. Or texts KEY=VALUE, or one of them. `course.NAME.exits.TO` sets an exit, and
            the others keep their proportions. In a mapping `rules.RULE.NAME` is a constant of an
            own rule (`sim.with_constants`).

        Raises
        ------
        ScenarioError
            With every fault that was found.
        ValueError
            When a rule has no such constant, or it is no number.
        """
        if not isinstance(values, Mapping):
            return _prepared(changed_scenario(self.scenario, values), self._prepared)
        return self._with(values, is_checked=False)

    def with_checked(self, values: Mapping[str, object]) -> "PreparedJob":
        """Same as `with_values` for values that it has taken before: a sweep checks all first."""
        return self._with(values, is_checked=not self._values)

    def _with(self, values: Mapping[str, object], *, is_checked: bool) -> "PreparedJob":
        moved = {key: of for key, of in values.items() if str(key).startswith(f"{PREFIX}.")}
        prepared = self._prepared.with_constants(moved) if moved else self._prepared
        every = {**self._values, **{key: of for key, of in values.items() if key not in moved}}
        patched = partial(prepared.patchable.patched, is_checked=is_checked)
        changed = patched(every) if every else self.scenario
        return PreparedJob(prepared, changed, every, self._levers)

    def with_levers(self, levers: Floats) -> "PreparedJob":
        """Same job whose teams hold levers all through, from a stationary start of them on.

        Parameters
        ----------
        levers
            Values of every lever of each team, [T, V], in the order of the scenario's arrays.
        """
        return PreparedJob(self._prepared, self.scenario, self._values, levers)

    def replicate(self, replications: Replications | None = None) -> Figures:
        """Run replications and add them up; nothing is written.

        Parameters
        ----------
        replications
            How many, or their numbers from 0; left out, as many as the scenario says.

        Raises
        ------
        RuleError
            When a rule answers out of its range.
        ResultsError
            When a sum is too large to be exact.
        ValueError
            When there is no replication, or a number below 0.
        """
        wanted = self.scenario.values.run.replications if replications is None else replications
        numbers = numbers_of(wanted)
        paid = self._paid_anew(numbers)
        if paid is None:
            paid = sums_together([self._run(number) for number in numbers])
        return Figures(self.facts, paid)

    @cached_property
    def lives(self) -> Lives | None:
        """Lives that it shares with jobs of other rates; the engine `simpy` runs each anew."""
        if self.engine != "compiled":
            return None
        return self._prepared.lives.of(CountedJob(self.job, self.facts))

    @cached_property
    def _paid(self) -> Paid:
        return Paid()

    def __getstate__(self) -> dict[str, object]:
        """All but the lives: other processes count their own."""
        return {name: of for name, of in self.__dict__.items() if name not in {"lives", "_paid"}}

    def ended(self, replication: int) -> State:
        """State in which one replication ends: for what no sum keeps."""
        return run_to_end(self.job, replication)

    def sums(self, replication: int) -> Sums:
        """Whole-number sums of one replication."""
        paid = self._paid_anew([replication])
        return self._run(replication) if paid is None else paid

    def _paid_anew(self, replications: list[int]) -> Sums | None:
        """Sums of replications whose lives are known from jobs of other rates, at its own."""
        if self.lives is None:
            return None
        return self.lives.sums(CountedJob(self.job, self.facts), self._paid, replications)

    def _run(self, replication: int) -> Sums:
        sums = sums_of_replication(self.job, self.facts, replication)
        if self.lives is not None:
            self.lives.ran(CountedJob(self.job, self.facts), self._paid, sums)
        return sums


def prepare(  # noqa: PLR0913 - the front door: all but the scenario are keywords with defaults
    scenario: Scenario | str | Path,
    *,
    engine: str = "auto",
    rules: Rulebook = STANDARD_RULES,
    start_rules: Rulebook | None = None,
    replications: int | None = None,
    say: Say | None = None,
) -> PreparedJob:
    """Prepare a scenario to be run in memory, again and again.

    Parameters
    ----------
    scenario
        A checked scenario, or a file.
    engine
        `auto`, `compiled` or `simpy`; they give the same figures.
    rules
        Own rules.
    start_rules
        Rules by which it is found who is there on the first day; left out, `rules`.
    replications
        How many are meant to run, by which `auto` chooses; left out, as many as the scenario says.
    say
        Told in words what takes time.

    Raises
    ------
    ScenarioError
        With every fault of a file.
    ValueError
        When an engine is unknown, or cannot compile the rules and was asked for by name.
    """
    given = scenario if isinstance(scenario, Scenario) else load_scenario(scenario)
    read = with_fitted_inflow(given, start_rules or rules)
    meant = read.values.run.replications if replications is None else replications
    name = engine_for(engine, read, rules, meant, say)
    return PreparedJob(_Prepared(read, name, rules, start_rules or rules), read)


def _prepared(scenario: Scenario, like: _Prepared) -> PreparedJob:
    """Another scenario prepared as one was."""
    shared = _Prepared(scenario, like.engine, like.rules, like.start_rules)
    return PreparedJob(shared, scenario)


def numbers_of(replications: Replications) -> list[int]:
    """Numbers of the replications that are asked for.

    Raises
    ------
    ValueError
        When there is none, one is below 0, or one is there twice.
    """
    try:
        if isinstance(replications, Iterable):
            numbers = [index(number) for number in replications]
        else:
            numbers = list(range(index(replications)))
    except TypeError:
        numbers = []
    if not numbers or min(numbers) < 0 or len(set(numbers)) < len(numbers):
        raise ValueError(
            phrase("replications: give how many, at least 1, or different numbers from 0 up")
        )
    return numbers
