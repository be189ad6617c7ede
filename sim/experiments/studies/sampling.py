"""Places in the laws of factors, drawn so that they stay as they are when a study grows.

A factor's places hang on the seed and the factor's key alone, so another factor or more samples
move none of those that are there; samples are joined by their number, never by their position.
"""

import hashlib
from collections.abc import Sequence
from typing import Final

import numpy as np

from sim.experiments.studies.ranged import Factor
from sim.model.parameters import Floats

_HEX_DIGITS: Final = 15
"""Of a digest, so that a seed made of it is below 2**63."""


def seed_of(*parts: object) -> int:
    """A seed of whatever tells a stream from every other."""
    digest = hashlib.sha256("/".join(map(str, parts)).encode()).hexdigest()
    return int(digest[:_HEX_DIGITS], 16)


def places(seed: int, factors: Sequence[Factor], samples: int) -> Floats:
    """Independent uniform places [samples, factors]."""
    columns = [
        np.random.default_rng(seed_of("place", seed, factor.key)).random(samples)
        for factor in factors
    ]
    return np.array(columns).T
