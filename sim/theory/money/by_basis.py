"""Teams by their basis rate: what a day in a cell is paid is the same for teams of one rate."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

import numpy as np

from sim.model.parameters import Ints, Parameters


class SameBasis(NamedTuple):
    """Teams of one basis rate, and the scenario in which it is every team's."""

    teams: Ints
    parameters: Parameters


def by_basis(parameters: Parameters) -> list[SameBasis]:
    """Every team, with those that have its basis rate on all dates."""
    table = parameters.tariff.basis_ore_per_day
    rates, of_team = np.unique(table, axis=1, return_inverse=True)
    if rates.shape[1] == 1:
        return [SameBasis(np.arange(table.shape[1]), parameters)]
    return [
        SameBasis(np.flatnonzero(of_team == k), with_basis(parameters, rates[:, k : k + 1]))
        for k in range(rates.shape[1])
    ]


def with_basis(parameters: Parameters, ore_per_day: float | np.ndarray) -> Parameters:
    """A scenario with one basis rate for all teams."""
    tariff = parameters.tariff
    alike = np.broadcast_to(ore_per_day, tariff.basis_ore_per_day.shape)
    return parameters._replace(tariff=tariff._replace(basis_ore_per_day=alike))


Arrays = TypeVar("Arrays", bound=tuple[np.ndarray, ...])


def of_own_basis(parameters: Parameters, solve: Callable[[Parameters], Arrays]) -> Arrays:
    """Arrays [T, ...] that `solve` finds, of each team those under its own basis rate."""
    parts = by_basis(parameters)
    found = [solve(part.parameters) for part in parts]
    merged = [np.array(array) for array in found[0]]
    for part, arrays in zip(parts[1:], found[1:], strict=True):
        for whole, own in zip(merged, arrays, strict=True):
            whole[part.teams] = own[part.teams]
    return type(found[0])(*merged)
