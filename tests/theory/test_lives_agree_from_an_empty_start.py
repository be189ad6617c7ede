"""Lives with levels, hazards, a dose, relapse and dated values, from empty: weeks are parts."""

from comparisons import Comparisons
from uncongested import LIVES


class TestLives(Comparisons):
    text = LIVES.replace('"stationary"', '"empty"')
    teams = 3_500

    def test_the_sd_of_the_whole_runs_deviation_agrees(self, pair):
        pair.assert_total_sd()
