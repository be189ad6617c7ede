"""Lives with levels, hazards, a dose, relapse and dated values, from a stationary start."""

from comparisons import Comparisons
from uncongested import LIVES


class TestLives(Comparisons):
    text = LIVES
    teams = 3_500

    def test_the_sd_of_the_whole_runs_deviation_agrees(self, pair):
        pair.assert_total_sd()
