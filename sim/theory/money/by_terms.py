"""Teams by what they are paid and cost: a day in a cell is worth the same to teams of one kind.

They have the same rates, hourly prices and basis rate on all dates. Citizens' lives hang on none
of these, so a network is solved once for all teams and only its money kind by kind.
"""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

import numpy as np

from sim.model.axes import axes
from sim.model.parameters import Ints, Parameters, Prices, Tariff, Terms

_BY_TERMS = "PxF"


class SameTerms(NamedTuple):
    """Teams of the same terms, and the scenario in which these are every team's."""

    teams: Ints
    parameters: Parameters


def by_terms(parameters: Parameters) -> list[SameTerms]:
    """Every team, with those that have its rates, prices and basis rate on all dates."""
    table, of_team = parameters.tariff.basis_ore_per_day, parameters.terms.of_team
    told = np.vstack([table, of_team[None]])
    kinds, kind_of = np.unique(told, axis=1, return_inverse=True)
    if kinds.shape[1] == 1:
        return [SameTerms(np.arange(table.shape[1]), parameters)]
    teams = [np.flatnonzero(kind_of.reshape(-1) == kind) for kind in range(kinds.shape[1])]
    return [SameTerms(own, _as_of(parameters, int(own[0]))) for own in teams]


def _as_of(parameters: Parameters, team: int) -> Parameters:
    """A scenario in which all teams have one team's terms."""
    tariff, number = parameters.tariff, int(parameters.terms.of_team[team])
    every, own = parameters.terms.kinds, parameters.terms.of_team
    basis = np.broadcast_to(tariff.basis_ore_per_day[:, [team]], tariff.basis_ore_per_day.shape)
    return parameters._replace(
        terms=Terms(1, np.zeros_like(own)),
        tariff=_of_number(tariff._replace(basis_ore_per_day=basis), number, every),
        prices=_of_number(parameters.prices, number, every),
    )


Subject = TypeVar("Subject", Tariff, Prices)


def _of_number(subject: Subject, number: int, every: int) -> Subject:
    """Amounts of one set of terms, period by period."""
    fields = [name for name in subject._fields if axes(type(subject), name)[0] == _BY_TERMS]
    return subject._replace(**{name: getattr(subject, name)[number::every] for name in fields})


Arrays = TypeVar("Arrays", bound=tuple[np.ndarray, ...])


def of_own_terms(parameters: Parameters, solve: Callable[[Parameters], Arrays]) -> Arrays:
    """Arrays [T, ...] that `solve` finds, of each team those under its own terms."""
    parts = by_terms(parameters)
    found = [solve(part.parameters) for part in parts]
    merged = [np.array(array) for array in found[0]]
    for part, arrays in zip(parts[1:], found[1:], strict=True):
        for whole, own in zip(merged, arrays, strict=True):
            whole[part.teams] = own[part.teams]
    return type(found[0])(*merged)
