"""The key of a team: what its citizens' draws hang on, whatever the team is called."""

import hashlib

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
