"""The scenarios of a comparison before they run: read, of one seed, with one start, and named."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from sim.experiments.comparison.can_be_compared import check_comparable
from sim.experiments.fitting.inflow import (
    fitted_inflows,
    with_fitted_inflow,
    with_inflow,
)
from sim.experiments.running.starting import begin_alike
from sim.model.rulebook import Rulebook
from sim.scenario.faults.fault import Fault, ScenarioError
from sim.scenario.reading import Scenario, load_scenario, restored_scenario


class ScenariosCompared(NamedTuple):
    """Scenarios with the first one's seed and people, and the seeds that they had of their own."""

    scenarios: list[Scenario]
    own_seeds: list[int]


def scenarios_compared(
    scenarios: Sequence[Scenario | str | Path], overrides: Sequence[str], rules: Rulebook
) -> ScenariosCompared:
    """Scenarios that can be compared, with the first one's seed and people.

    Raises
    ------
    ScenarioError
        With every fault of the scenarios, and everything that keeps them from being compared.
    """
    read = _loaded(scenarios, overrides)
    seeds = [scenario.values.run.seed for scenario in read]
    first, *others = _fitted([_seeded(scenario, seeds[0]) for scenario in read], rules)
    check_comparable(first, others, rules)
    return ScenariosCompared([first, *(_begun(first, other, rules) for other in others)], seeds)


def _fitted(scenarios: list[Scenario], rules: Rulebook) -> list[Scenario]:
    """Scenarios with numbers for the inflow that is to be found.

    Counts of today are of people who live as the first scenario has it: where it finds the inflow
    of a team, it does so for the others too.
    """
    of_first = fitted_inflows(scenarios[0], rules)
    return [with_fitted_inflow(with_inflow(one, of_first), rules) for one in scenarios]


def _loaded(scenarios: Sequence[Scenario | str | Path], overrides: Sequence[str]) -> list[Scenario]:
    """Scenarios, those that are files read; every fault of them at once."""
    loaded: list[Scenario] = []
    faults: set[Fault] = set()
    for scenario in scenarios:
        try:
            if not isinstance(scenario, Scenario):
                scenario = load_scenario(scenario, overrides)  # noqa: PLW2901 - read once
            loaded.append(scenario)
        except ScenarioError as error:
            faults |= set(error.faults)
    if faults:
        raise ScenarioError(faults)
    return loaded


def _seeded(scenario: Scenario, seed: int) -> Scenario:
    """Same scenario with another seed."""
    if scenario.values.run.seed == seed:
        return scenario
    run = scenario.resolved["run"] | {"seed": seed}
    read = restored_scenario(scenario.resolved | {"run": run}, scenario.path)
    return replace(read, spot=scenario.spot)


def _begun(first: Scenario, other: Scenario, rules: Rulebook) -> Scenario:
    """The other scenario with the first one's people, where they are not its own."""
    return other if begin_alike(first, other, rules) else replace(other, starts_as=first)


def names_of(scenarios: Sequence[Scenario]) -> list[str]:
    """What each is called: its file, with the folder where that tells files of one name apart."""
    paths: dict[str, set[str]] = {}
    for scenario in scenarios:
        paths.setdefault(scenario.stem, set()).add(str(scenario.path))
    names = [
        scenario.stem
        if len(paths[scenario.stem]) == 1
        else scenario.path.with_suffix("").as_posix()
        for scenario in scenarios
    ]
    return [
        name if name not in names[:n] else f"{name} ({names[:n].count(name) + 1})"
        for n, name in enumerate(names)
    ]
