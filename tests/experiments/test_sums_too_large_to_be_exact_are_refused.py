"""Whole øre are added in 64 bits: 9.2e16 DKK. What passes that is refused by name."""

import pytest
from hand_written import HEADING, TEAM_WEEKS, summarised

from sim.experiments.folder.storage import ResultsError

NO_MORE = r"9\.2e16 DKK\), which cannot be added exactly; run fewer weeks, or count money in"


@pytest.mark.parametrize(
    ("revenue", "said"),
    [
        ([1e17, 0.0, 1.0, 1.0], r"revenue_dkk: a replication adds up to more than"),  # one week
        ([5e16, 5e16, 1.0, 1.0], r"revenue_dkk: a replication adds up to more than"),  # two weeks
    ],
)
def test_a_team_earns_too_much(tmp_path, revenue, said):
    with pytest.raises(ResultsError, match=said) as caught:
        summarised(tmp_path, team_weeks=TEAM_WEEKS | {"revenue_dkk": revenue})
    assert caught.match(NO_MORE)


def test_teams_earn_too_much_together(tmp_path):
    both = TEAM_WEEKS | {"revenue_dkk": [6e16, 6e16, 1.0, 1.0], "team": ["Nord", "Syd"] * 2}
    both["week"] = [0, 0, 0, 0]
    with pytest.raises(ResultsError, match=r"revenue_dkk: a replication adds up to more than"):
        summarised(tmp_path, HEADING._replace(teams=("Nord", "Syd")), both)


def test_just_below_is_exact(tmp_path):
    rich = TEAM_WEEKS | {"revenue_dkk": [4e16, 4e16, 0.0, 0.0]}
    assert summarised(tmp_path, team_weeks=rich)["total"]["revenue_dkk"]["mean"] == 4e16
