"""What a link's scenario is, and its run: the one place where shelf, scenarios and runs meet.

Scenarios are read once as long as their files stay as they are, and prepared once; what a link
changes is changed on what is prepared.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final, Generic, NamedTuple, TypeVar

from sim.experiments.folder.reading import made_by_other
from sim.experiments.folder.record import folder_name, recorded_scenario
from sim.experiments.listing.runs import FINISHED, OTHER_VERSION, UNFINISHED, FoundRun
from sim.experiments.prepared.prepare import PreparedJob, prepare
from sim.scenario.implausible.care import team_inflow
from sim.scenario.reading import Scenario, changed_scenario, load_scenario
from sim.web.link import Link
from sim.web.live.queue import LiveRuns
from sim.web.live.run import LiveRun
from sim.web.shelf import SUFFIX, Shelf
from sim.web.toml_text import toml_read
from sim.words import number_said, phrase

T = TypeVar("T")

MOST_REPLICATIONS: Final = 1_000
MOST_TEAM_WEEKS: Final = 2_000_000
"""Teams × weeks × replications that a run of the page may have: 100 teams for 20 years, 20 times.
Source: assumption; larger runs are for `forloeb run`."""

MOST_CITIZENS: Final = 500_000
"""New citizens in a run. Source: assumption, as above."""

_MOST_PREPARED: Final = 4


class NothingThereError(Exception):
    """A link to a scenario or run that cannot be used; the text says what to do."""


class TooLargeError(Exception):
    """A run that is larger than the page does."""


class Base(NamedTuple):
    """A scenario as it is before a link changes it."""

    name: str
    scenario: Scenario
    file: str  # what a command line calls it


class Desk:
    """Finds scenarios and runs them."""

    def __init__(self, shelf: Shelf) -> None:
        """Begin with nothing read."""
        self.shelf = shelf
        self.runs = LiveRuns()
        self._read = _Kept[Base](_MOST_PREPARED * 4)
        self._prepared = _Kept[PreparedJob](_MOST_PREPARED)

    def first_name(self) -> str:
        """What is shown where a link names nothing: the last finished run, else a scenario."""
        finished = [name for name, run in self.shelf.runs().items() if run.state == FINISHED]
        if finished:
            return finished[-1]
        files = [*self.shelf.scenario_files()]
        usual = [name for name in files if name == f"baseline{SUFFIX}"]
        return (usual or files or [""])[0]

    def base(self, name: str) -> Base:
        """The scenario of a name.

        Raises
        ------
        NothingThereError
            When there is none, or it is of another version or damaged.
        ScenarioError
            With every fault of a file.
        """
        path = self.shelf.file_of(name)
        if path is not None:
            key = f"{name} {path} {_stamp(self.shelf)}"
            return self._read.make(key, lambda: Base(name, load_scenario(path), path.as_posix()))
        run = self.shelf.runs().get(name)
        if run is None:
            raise NothingThereError(
                phrase("{name}: is neither a scenario nor a run here; choose another", name=name)
            )
        return self._read.make(f"{name} {run.written}", lambda: _base_of(name, run))

    def changed(self, base: Base, asked: Link) -> "Changed":
        """A base with what a link changes.

        Raises
        ------
        ScenarioError
            With every fault of it.
        TooLargeError
            When its run would be too large for the page.
        """
        prepared = self._prepared.ready(self._key(base))
        values = _values_of(asked)
        if not asked.overrides:
            changed = Changed(base, base.scenario, None, prepared)
        elif prepared is not None and values is not None:
            own = prepared.with_values(values)
            changed = Changed(base, own.scenario, values, own)
        else:
            scenario = changed_scenario(base.scenario, asked.overrides)
            changed = Changed(base, scenario, values, None)
        check_size(changed.scenario)
        return changed

    def run_of(self, changed: "Changed") -> LiveRun:
        """The run of a scenario, at work from now on.

        Raises
        ------
        TooBusyError
            When it would be one too many.
        """
        wanted = changed.scenario.values.run.replications

        def begin() -> LiveRun:
            beside = self._beside(changed)
            run = LiveRun(lambda: self._prepare(changed), wanted, self.shelf.out, beside)
            if changed.prepared is not None:
                run.pay_anew(changed.prepared)
            return run

        return self.runs.run(f"{folder_name(changed.scenario)} {wanted}", begin)

    def _beside(self, changed: "Changed") -> LiveRun | None:
        """The run of the scenario that a link changes, for as many weeks, if it is there."""
        base = changed.base
        if changed.scenario is base.scenario:
            return None
        weeks = str(changed.scenario.values.run.weeks)
        asked = Link(base.name, weeks="" if weeks == str(base.scenario.values.run.weeks) else weeks)
        first = self.changed(base, asked).scenario
        found = self.runs.found(f"{folder_name(first)} {first.values.run.replications}")
        return None if first is changed.scenario else found

    def _prepare(self, changed: "Changed") -> PreparedJob:
        if changed.prepared is not None:
            return changed.prepared
        base = changed.base
        first = self._prepared.make(self._key(base), lambda: prepare(base.scenario))
        if changed.scenario is base.scenario:
            return first
        return (
            prepare(changed.scenario)
            if changed.values is None
            else first.with_values(changed.values)
        )

    def _key(self, base: Base) -> str:
        return f"{base.name} {folder_name(base.scenario)}"


class Changed(NamedTuple):
    """A scenario as a link asks for it, with its values by key; prepared, where its base is."""

    base: Base
    scenario: Scenario
    values: dict[str, object] | None
    prepared: PreparedJob | None


def _values_of(asked: Link) -> dict[str, object] | None:
    """What a link changes, by key; nothing where a text is no value, which is said elsewhere."""
    values: dict[str, object] = {key: toml_read(text) for key, text in asked.settings}
    if asked.weeks:
        values["run.weeks"] = int(asked.weeks)
    return None if None in values.values() else values


class _Kept(Generic[T]):
    """What was asked for last, by name; each is made once, by whoever asks first."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, threading.RLock()
        self._made: OrderedDict[str, T] = OrderedDict()

    def ready(self, key: str) -> T | None:
        return self._made.get(key)

    def make(self, key: str, make: Callable[[], T]) -> T:
        with self._lock:
            if key not in self._made:
                self._made[key] = make()
            self._made.move_to_end(key)
            while len(self._made) > self._most:
                self._made.popitem(last=False)
            return self._made[key]


def _stamp(shelf: Shelf) -> int:
    """When a scenario file was written last: one may extend another."""
    return max((path.stat().st_mtime_ns for path in shelf.scenario_files().values()), default=0)


def _base_of(name: str, run: FoundRun) -> Base:
    if run.state not in {FINISHED, UNFINISHED} or run.record is None:
        said = made_by_other(run.record) if run.state == OTHER_VERSION else run.fault
        raise NothingThereError(f"{name}: {said}")
    scenario = recorded_scenario(run.record)
    if scenario is None:
        raise NothingThereError(
            phrase("{name}: this version cannot read its scenario; run it again", name=name)
        )
    return Base(name, scenario, f"{run.record.scenario}{SUFFIX}")


def check_size(scenario: Scenario) -> None:
    """Refuse a run that is larger than the page does.

    Raises
    ------
    TooLargeError
        Naming what is too much, and what to do.
    """
    run, teams = scenario.values.run, len(scenario.values.team)
    weeks = run.weeks + run.warm_up_weeks
    weekly = sum(team_inflow(team) for _, values in scenario.periods for team in values.team)
    if (
        run.replications > MOST_REPLICATIONS
        or run.replications * weeks * teams > MOST_TEAM_WEEKS
        or weekly * weeks > MOST_CITIZENS
    ):
        raise TooLargeError(
            phrase(
                "{replications} replications of {weeks} weeks, {teams} teams and {citizens} new "
                "citizens a week are more than this page runs; ask for fewer, or use forloeb run",
                replications=number_said(run.replications),
                weeks=run.weeks,
                teams=teams,
                citizens=number_said(weekly),
            )
        )
