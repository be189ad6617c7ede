"""A sample of teams beside the twin, and the comparisons that the tests make.

The main comparisons (money, census and courses begun, summed over the run) find a bias of
`MAIN_BIAS`; those of a single week find `PART_BIAS`, those of a single course `RARE_BIAS`.
"""

from typing import NamedTuple

import numpy as np
from judgement import mean_and_error, spread
from many_teams import Sample, expected_to_come, sampled

from sim.model.parameters import Parameters
from sim.theory.network.entries import present_by_day
from sim.theory.twin import Twin, twin

MAIN_BIAS = 0.01
PART_BIAS = 0.05
RARE_BIAS = 0.07
WEEKLY_SD_BIAS = 0.05
TOTAL_SD_BIAS = 0.10

SMALL_WEEK_BIAS = 0.10
SMALL_SD_BIAS = 0.10
"""What a small sample of a special case finds."""


class Beside(NamedTuple):
    """A sample of one team many times, and the twin of that team; money in DKK."""

    parameters: Parameters
    sample: Sample
    twin: Twin

    def money(self, account):
        """Twin's mean revenue or cost, array [weeks]."""
        return np.array([getattr(week, account)[0] for week in self.twin.weekly]) / 100.0

    def by_course(self, by_station):
        """Sums of an array [Z] over the stations of each course."""
        sums = np.zeros(len(self.parameters.network.kind))
        for station, value in zip(self.twin.network.stations, by_station, strict=True):
            if station.course >= 0:
                sums[station.course] += value
        return sums

    def census(self):
        """Twin's citizen-weeks over the run, array [C]."""
        present = present_by_day(self.twin.network, self.twin.entries)[0]
        return self.by_course(present[:, -self.parameters.calendar.first_day :].sum(axis=1) / 7.0)

    def entries(self):
        """Twin's courses begun after the first day, array [C]."""
        begun = self.twin.entries.begun[0]
        return self.by_course(begun[:, 1 - self.parameters.calendar.first_day :].sum(axis=1))

    def assert_mean(self, outcomes, expected, bias):
        """The outcomes' mean is the expected one, and a bias would have been found."""
        expected_came = expected_to_come(self.parameters)
        found = mean_and_error(outcomes, self.sample.came, expected_came)
        assert found.bias_found(expected) <= bias
        assert found.agrees_with(expected), (found, expected)

    def assert_weekly_sd(self, bias=WEEKLY_SD_BIAS):
        means = np.array([week.deviation[0] for week in self.twin.weekly]) / 100.0
        sds = np.array([week.sd[0] for week in self.twin.weekly]) / 100.0
        found = spread(self.sample.deviation, means, sds)
        assert found.bias_found(1.0) / 2.0 <= bias, found  # a variance moves by twice the sd
        assert found.agrees_with(1.0), found

    def assert_total_sd(self, bias=TOTAL_SD_BIAS):
        total = self.twin.total
        deviations = self.sample.deviation.sum(axis=1)[:, None]
        found = spread(deviations, total.deviation[0] / 100.0, total.sd[0] / 100.0)
        assert found.bias_found(1.0) / 2.0 <= bias
        assert found.agrees_with(1.0), found


def beside(parameters, teams, seed=1):
    """So many teams alike, simulated once, beside the twin of one."""
    return Beside(parameters, sampled(parameters, teams, seed), twin(parameters))


def assert_weekly_money_and_sd(pair):
    """Every week of a small sample agrees with the twin."""
    for account in ("revenue", "cost"):
        for week, expected in enumerate(pair.money(account)):
            found = getattr(pair.sample, account)[:, week]
            pair.assert_mean(found, expected, SMALL_WEEK_BIAS)
    pair.assert_weekly_sd(SMALL_SD_BIAS)
