"""One team many times over beside the law of chance: how many of its runs end beyond the band.

A cell is a size of team, a spread of need between citizens and a length of run.
"""

from typing import NamedTuple

import numpy as np
from many_teams import sampled
from small_scenarios import parameters_of_text

from sim.theory.twin import twin

SIZES = (20, 80, 400)
MULTIPLIER_SDS = (0.5, 1.2)
WEEKS = (26, 104)
AT_A_TIME = 80_000
"""Citizens in one replication."""

MEAN_STAY_WEEKS = 8 + 0.45 * 40
SCENARIO = """
schema = 1
[run]
start = 2026-01-05
weeks = {weeks}
initial = "stationary"
[[team]]
name = "Nord"
inflow_per_week = {inflow}
[intake]
development = 1.0
[citizen]
multiplier_sd = {multiplier_sd}
[[course]]
name = "development"
kind = "development"
stay = {{ distribution = "gamma", mean_weeks = 8, sd_weeks = 4 }}
hours_per_week = {{ home_care = 4.0, nursing = 0.5, training = 1.5 }}
hours_sd = 3.0
exits = [
  {{ to = "stabilisation", probability = 0.45 }},
  {{ to = "self_reliant", probability = 0.55 }},
]
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = {{ distribution = "gamma", mean_weeks = 40, sd_weeks = 40 }}
hours_per_week = {{ home_care = 3.0, nursing = 0.5 }}
hours_sd = 1.5
exits = [{{ to = "dead", probability = 1.0 }}]
[prices]
cost_per_hour_dkk = {{ home_care = 450, nursing = 450, training = 450 }}
[tariff]
kind = "course_rates"
weekly_dkk = {{ development = 2700, stabilisation = 1575 }}
"""
"""Paid exactly what its courses cost on average: 6 and 3.5 hours of 450 DKK."""


class Tails(NamedTuple):
    """Shares of runs of one cell."""

    citizens: int
    multiplier_sd: float
    weeks: int
    runs: int
    below: float
    above: float
    deficit: float
    law_deficit: float
    skewness: float


def parameters_of_cell(citizens, multiplier_sd, weeks):
    inflow = citizens / MEAN_STAY_WEEKS
    return parameters_of_text(
        SCENARIO.format(weeks=weeks, inflow=inflow, multiplier_sd=multiplier_sd)
    )


def tails(citizens, multiplier_sd, runs, seed=1):
    """Tails over each number of weeks, of the same runs."""
    longest = parameters_of_cell(citizens, multiplier_sd, max(WEEKS))
    teams = max(1, min(runs, AT_A_TIME // citizens))
    deviations = np.concatenate(
        [
            sampled(longest, teams, seed=1_000 * seed + number).deviation
            for number in range(-(-runs // teams))
        ]
    )[:runs]
    for weeks in WEEKS:
        law = twin(parameters_of_cell(citizens, multiplier_sd, weeks)).total.law([0])
        ends, (low, high) = deviations[:, :weeks].sum(axis=1), law.band()
        yield Tails(
            citizens,
            multiplier_sd,
            weeks,
            len(ends),
            float(np.mean(ends < low)),
            float(np.mean(ends > high)),
            float(np.mean(ends < 0)),
            law.below(0.0),
            law.skewness,
        )
