"""Samples of the engine and of the independent model, and what they say of a figure."""

import tomllib

import independent_lives
import independent_town
import numpy as np
from independent_parts import PARTS, engine_outcomes
from judgement import mean_and_error


def samples(part, runs, seed):
    """Outcomes of so many runs of the engine, and of the independent model."""
    numbers = tomllib.loads(PARTS[part][0])
    model = getattr(independent_town, part, None) or getattr(independent_lives, part)
    ours = engine_outcomes(part, PARTS[part][0], runs, seed)
    return ours, [model(numbers, n) for n in range(runs)]


def apart(part, runs, seed=7):
    """Name, the engine's estimate and the independent one, of every figure of a part."""
    numbers = tomllib.loads(PARTS[part][0])
    expected = numbers["team"][0]["inflow_per_week"] * numbers["run"]["weeks"]
    both = samples(part, runs, seed)
    for name in PARTS[part][1]:
        yield name, *(_estimate(outcomes, name, expected) for outcomes in both)


def _estimate(outcomes, name, expected):
    values, came = (np.array([one[key] for one in outcomes], float) for key in (name, "arrived"))
    return mean_and_error(values, came[:, None], expected)
