"""What is compared for every network: money, census, courses begun and the sd of a week.

A test file subclasses `Comparisons` with its scenario; four files rather than one, so that
their samples are simulated side by side.
"""

from typing import ClassVar

import pytest
from agreement import MAIN_BIAS, PART_BIAS, RARE_BIAS, beside
from small_scenarios import parameters_of_text


class Comparisons:
    """A scenario's sample beside its twin."""

    text: ClassVar[str]
    teams: ClassVar[int]
    main_bias: ClassVar[float] = MAIN_BIAS
    entries_bias: ClassVar[float] = MAIN_BIAS

    @pytest.fixture(scope="class")
    @classmethod
    def pair(cls):
        return beside(parameters_of_text(cls.text), cls.teams)

    @pytest.mark.parametrize("account", ["revenue", "cost"])
    def test_money_of_the_run_agrees(self, pair, account):
        found = getattr(pair.sample, account).sum(axis=1)
        pair.assert_mean(found, pair.money(account).sum(), self.main_bias)

    @pytest.mark.parametrize("account", ["revenue", "cost"])
    def test_money_of_each_week_agrees(self, pair, account):
        for week, expected in enumerate(pair.money(account)):
            pair.assert_mean(getattr(pair.sample, account)[:, week], expected, PART_BIAS)

    def test_citizens_in_care_agree(self, pair):
        pair.assert_mean(pair.sample.census.sum(axis=(1, 2)), pair.census().sum(), self.main_bias)

    def test_citizens_in_each_course_agree(self, pair):
        for course, expected in enumerate(pair.census()):
            pair.assert_mean(pair.sample.census[:, :, course].sum(axis=1), expected, RARE_BIAS)

    def test_courses_begun_agree(self, pair):
        begun = pair.sample.entries.sum(axis=1)
        pair.assert_mean(begun, pair.entries().sum(), self.entries_bias)

    def test_courses_begun_of_each_kind_agree(self, pair):
        for course, expected in enumerate(pair.entries()):
            pair.assert_mean(pair.sample.entries[:, course], expected, RARE_BIAS)

    def test_the_sd_of_a_weeks_deviation_agrees(self, pair):
        pair.assert_weekly_sd()
