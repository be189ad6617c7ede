"""`forloeb new --inhabitants`: a scenario of a town that fits it, and balances in the long run.

What it balances to when it is run, with limited staff, is in `tests/benchmarks/towns.py`.
"""

import math
import tomllib
from pathlib import Path

import pytest
from small_scenarios import scenario_of

from sim.cli import BAD_USAGE, DONE, status
from sim.experiments.meaning.meaning import meaning
from sim.experiments.towns.draft import town_text
from sim.experiments.towns.people import Town, start_levels, team_shares, usual_inhabitants_80
from sim.experiments.towns.staffing import HourCosts, own_share, short_hours
from sim.experiments.warnings import warnings_of
from sim.scenario.evidence.figures import FIGURE

BASELINE = Path(__file__).parents[2] / "scenarios" / "baseline.toml"
SIZES = [(20_000, 1), (20_000, 40), (43_000, 8), (600_000, 40)]


@pytest.fixture(scope="module")
def towns():
    """Scenarios by inhabitants and teams."""
    return {
        size: scenario_of(town_text(Town(size[0], usual_inhabitants_80(size[0]), size[1])))
        for size in SIZES
    }


@pytest.mark.parametrize("size", SIZES)
def test_it_has_the_citizens_of_the_evidence_and_balances(size, towns):
    found, (inhabitants, teams) = meaning(towns[size]), size
    assert len(found["teams"]) == teams
    citizens = inhabitants * 156_100 / 5_873_000
    assert found["total"]["citizens"] == pytest.approx(citizens, rel=0.002)
    total = found["total"]
    assert total["revenue_dkk_per_year"] == pytest.approx(total["cost_dkk_per_year"], rel=0.002)
    assert warnings_of(towns[size]) == ()


def test_every_number_says_its_source(towns):
    """But for those of the run, and steps from one level to the next."""
    bare = [row.key for row in towns[43_000, 8].ledger if row.source is None]
    assert {key.partition(".")[0] for key in bare if not key.endswith(".level_change")} == {"run"}


def test_teams_differ_in_size_and_posts_follow_need(towns):
    teams = meaning(towns[43_000, 8])["teams"]
    assert len({round(team["citizens"]) for team in teams}) == len(teams)
    shares = [team["posts_given"] / team["posts_needed"] for team in teams]
    assert all(0.78 < share < 0.84 for share in shares)
    by_size = sorted(zip([team["citizens"] for team in teams], shares, strict=True))
    assert [share for _, share in by_size] == sorted(shares)


def test_more_of_80_and_over_are_more_citizens_at_higher_levels():
    younger, older = Town(43_000, 1_500, 8), Town(43_000, 3_500, 8)
    assert older.recipients - younger.recipients == pytest.approx(2_000 * (0.28 - 0.0105), rel=0.01)
    low, high = start_levels(younger.share_80), start_levels(older.share_80)
    assert sum(high[3:]) > sum(low[3:])
    assert [sum(low), sum(high)] == pytest.approx([1, 1])


def test_at_the_usual_age_levels_are_the_published_ones():
    usual = Town(60_000, usual_inhabitants_80(60_000), 17)
    printed = [
        FIGURE[f"start_level_{name}"].value for name in ("mild", "moderate", "severe", "total")
    ]
    assert start_levels(usual.share_80)[1:] == pytest.approx(
        [share / sum(printed) for share in printed], abs=2e-4
    )


def test_odds_of_the_old_are_the_stated_times_those_of_the_others():
    young, old = (sum(start_levels(share)[3:]) for share in (0.0, 1.0))
    odds = (old / (1 - old)) / (young / (1 - young))
    assert odds == pytest.approx(FIGURE["high_level_odds_80plus"].value, rel=0.002)


@pytest.mark.parametrize("teams", [1, 8, 40])
def test_shares_of_teams_add_up(teams):
    shares = team_shares(teams)
    assert sum(shares) == pytest.approx(1)
    assert min(shares) > 0


def test_an_exponential_need_is_short_by_its_own_law():
    assert short_hours(2.0, 1.0) == pytest.approx(math.exp(-2))


def test_own_staff_is_the_usual_share_at_the_usual_size_and_less_in_a_small_team():
    costs = HourCosts(500.0, 200.0)
    usual = FIGURE["balanced_team_citizens"].value
    assert own_share(usual, costs) == pytest.approx(FIGURE["own_staff_share"].value)
    assert own_share(13, costs) < own_share(94, costs) < own_share(usual, costs)


def test_courses_and_prices_are_those_of_the_baseline():
    """The template keeps a copy of them, so that it can be begun from outside the project."""
    baseline = tomllib.loads(BASELINE.read_text(encoding="utf-8"))
    own = tomllib.loads(town_text(Town(43_000, 2_100, 8)))
    for table in ("course", "prices", "intake", "relapse", "needs_assessment", "staff", "goals"):
        assert own[table] == baseline[table]


def test_the_command_writes_it_and_says_what_is_next(tmp_path, capsys):
    file = tmp_path / "town.toml"
    asked = ["new", str(file), "--inhabitants", "43000", "--inhabitants-80", "2100", "--teams", "8"]
    assert status(asked) == DONE
    assert "written from 43,000 inhabitants; next: forloeb check" in capsys.readouterr().out
    assert file.read_text(encoding="utf-8") == town_text(Town(43_000, 2_100, 8))


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--teams", "8"], "go with --inhabitants"),
        (["--inhabitants", "43000", "--template", "levels"], "not both"),
        (["--inhabitants", "43000", "--inhabitants-80", "21000"], "check both numbers"),
        (["--inhabitants", "1000", "--teams", "8"], "give --teams 5 or fewer"),
    ],
)
def test_what_cannot_be_is_refused(options, said, tmp_path, capsys):
    file = tmp_path / "town.toml"
    assert status(["new", str(file), *options]) == BAD_USAGE
    assert said in capsys.readouterr().err
    assert not file.exists()
