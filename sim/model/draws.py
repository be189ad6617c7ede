"""Addressed draws: every random number has an address, and nothing else decides it.

The address is (seed, replication) as the key and (citizen, decision, index) as the counter
of Philox4x64-10, so that the same citizen decides the same way in every scenario, however
many others come, and one more draw elsewhere moves nothing. There is no other source of
randomness in the project.

Source: Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"; equal to
`numpy.random.Philox` at the same key and counter (`tests/model/test_draws_equal_numpy.py`).
"""

import hashlib
from typing import Final, NamedTuple

_MASK: Final = 2**64 - 1
MULTIPLIER_0: Final = 0xD2E7470EE14C6C93
MULTIPLIER_1: Final = 0xCA5A826395121157
WEYL_0: Final = 0x9E3779B97F4A7C15
WEYL_1: Final = 0xBB67AE8584CAA73B
ROUNDS: Final = 10
TO_UNIT: Final = 2.0**-53

# Decisions: the part of the address that says what is drawn. Numbers are never reused.
ARRIVALS: Final = 1  # index: day; how many come
PERSON: Final = 2  # index 0: need rank, clinic reach, first course, first level
SPELL: Final = 3  # index: number of the spell; stay, exit, hazard time, which hazard
NEED: Final = 4  # index: day of the assessment; factor, contacts, admission by unmet need, which
START: Final = 5  # index 0: station, length, age, kind of end; 1: the interrupted stay; 2, 3: exits
RELAPSE: Final = 6  # index: number of the spell; whether, when
CONTACTS: Final = 7  # index: day of the assessment and pair of contacts; day, clinic, twice
LOTS: Final = 8  # index: day; who is first of those who come to a queue on one day
WAIT: Final = 9  # index: day; whether a citizen who waits to be accepted gives up
RESIDENT: Final = 10  # index: day of moving in; stay in the nursing home
RELABEL: Final = 11  # index: course; whether it is reported as a dearer one, whether that is found
QUEUE: Final = 12  # index: day of asking for a team's place; who is first that day, giving up
PAYER: Final = 13  # index 0: who pays for the citizen
AGE_GROUP: Final = 14  # index 0: whether the citizen is of the age that the state refunds
LEARN: Final = 15  # of a team; index: week; lever, direction, how it reads the result
CHOICE: Final = 16  # index: day of coming; which team, one with a place, one for the declined
CHANGE: Final = 17  # index: day; when a team is chosen anew, which one, one with a place
DISCHARGE: Final = 18  # index: number of the spell; whether an early discharge is found

_OWN: Final = 1 << 48
"""From here on decisions are a researcher's own, by name."""
_NAME_BYTES: Final = 6


def own_decision(name: str) -> int:
    """Decision of a researcher's process: a stable hash of its name, apart from the model's own."""
    digest = hashlib.sha256(name.encode()).digest()[:_NAME_BYTES]
    return _OWN | int.from_bytes(digest, "big")


class Draws(NamedTuple):
    """Key schedule of one replication."""

    keys: tuple[tuple[int, int], ...]


class Identity(NamedTuple):
    """Who decides, for life and in every scenario.

    `day` and `number` are the ordinal: the `number`-th of its source to reach the team on
    `day` (0 for those present at the start).
    """

    team_key: int
    source: int
    day: int
    number: int


def draws(seed: int, replication: int) -> Draws:
    """Key schedule for a replication of a seed."""
    return Draws(
        tuple(
            ((seed + i * WEYL_0) & _MASK, (replication + i * WEYL_1) & _MASK) for i in range(ROUNDS)
        )
    )


def counter(who: Identity, decision: int, index: int) -> tuple[int, int, int, int]:
    """Four 64-bit words of an address; negative days wrap around."""
    ordinal = ((who.day & 0xFFFFFFFF) << 32) | who.number
    return index & _MASK, (decision << 8) | who.source, ordinal, who.team_key


def block(
    keys: tuple[tuple[int, int], ...], words: tuple[int, int, int, int]
) -> tuple[int, int, int, int]:
    """Philox4x64-10: four random 64-bit words from four counter words."""
    c0, c1, c2, c3 = words
    for k0, k1 in keys:
        low = MULTIPLIER_0 * c0
        high = MULTIPLIER_1 * c2
        c0, c1, c2, c3 = (high >> 64) ^ c1 ^ k0, high & _MASK, (low >> 64) ^ c3 ^ k1, low & _MASK
    return c0, c1, c2, c3


def uniforms(
    source: Draws, who: Identity, decision: int, index: int
) -> tuple[float, float, float, float]:
    """Four independent uniforms in [0, 1) at an address."""
    a, b, c, d = block(source.keys, counter(who, decision, index))
    return (a >> 11) * TO_UNIT, (b >> 11) * TO_UNIT, (c >> 11) * TO_UNIT, (d >> 11) * TO_UNIT
