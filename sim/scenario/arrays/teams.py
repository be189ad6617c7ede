"""The key of a team, by which its citizens are drawn, and which teams have the same terms."""

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from sim.model.parameters import Ints, Terms
from sim.scenario.schema import TeamTable
from sim.scenario.schema.scenario import Values

_KEY_BYTES = 8


def key_number(team: TeamTable) -> int:
    """Stable 64-bit key: the number given, or a hash of the key or else the name."""
    if isinstance(team.key, int):
        return team.key
    text = team.key if team.key is not None else team.name
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:_KEY_BYTES], "big")


def teams_by_key(values: Values) -> list[int]:
    """Places in the file of the teams, by rising key."""
    return sorted(range(len(values.team)), key=lambda place: key_number(values.team[place]))


def paid_by_yardstick(values: Values) -> tuple[str, ...]:
    """Names of the teams that are paid by the yardstick, in the order of the file."""
    said, names = values.tariff.yardstick, tuple(team.name for team in values.team)
    if said is None:
        return ()
    paid = set(names) - set(said.of) if said.paid_to is None else set(said.paid_to)
    return tuple(name for name in names if name in paid)


class Alike(NamedTuple):
    """Teams whose rates and hourly prices are the same on all dates."""

    first: tuple[str, ...]  # [F] name of one team of each kind
    of_team: Ints  # [T] which kind a team is, by rising key


def alike(periods: Sequence[Values]) -> Alike:
    """Teams by what they are paid and cost, the kinds in the order of their first team."""
    names = [periods[0].team[row].name for row in teams_by_key(periods[0])]
    told = [[_terms(values, name) for values in periods] for name in names]
    kinds = [team for team, of in enumerate(told) if told.index(of) == team]
    of_team = [kinds.index(told.index(of)) for of in told]
    return Alike(tuple(names[team] for team in kinds), np.array(of_team, np.int64))


def _terms(values: Values, name: str) -> tuple[Any, ...]:
    """What a team has of its own of rates and prices."""
    team = next(team for team in values.team if team.name == name)
    return team.rate, team.cost_per_hour_dkk, values.tariff.team.get(name)


def terms(periods: Sequence[Values]) -> Terms:
    """Which teams have the same terms."""
    kinds = alike(periods)
    return Terms(len(kinds.first), kinds.of_team)
