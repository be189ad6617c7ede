"""Another scenario's people on the first day: the same citizens, as far into their stays."""

import re
import tomllib
from dataclasses import replace

import pytest
from small_scenarios import EVERYTHING, FOUR_WEEKS, WHOLE_MODEL, scenario_of

import sim
from sim.experiments.folder.record import folder_name, read_record, recorded_scenario
from sim.experiments.running.simulate import simulate
from sim.experiments.running.starting import begin_alike, started
from sim.experiments.verification.verify import verify
from sim.scenario.reading import restored_scenario

ONE_WEEK = FOUR_WEEKS.replace("weeks = 4\n", "weeks = 1\n")
FIRST = scenario_of(ONE_WEEK, "first")
SHORTER = ONE_WEEK.replace(
    '"gamma", mean_weeks = 4, sd_weeks = 2', '"fixed", mean_weeks = 1'
).replace("mean_weeks = 12", "mean_weeks = 6")
PRESENT = (
    "SELECT citizen, course, level, start_day FROM spells "
    "WHERE citizen LIKE '%/present/%' AND start_day < 0 ORDER BY ALL"
)


def under(first, text, **options):
    """Results of a text that begins with the first scenario's people."""
    other = replace(scenario_of(text, "other"), starts_as=first)
    return ran(other, **options)


def ran(scenario, **options):
    given = {"replications": 1, "workers": 1, "engine": "simpy", "out": None} | options
    return simulate(scenario, **given)


def turned(text):
    """A text with its courses in the other order, and its teams too."""
    tree = tomllib.loads(text)
    return restored_scenario(
        tree | {"course": tree["course"][::-1], "team": tree["team"][::-1]}, "other.toml"
    )


def test_the_same_citizens_are_as_far_into_the_same_stays():
    mine = ran(FIRST).query(PRESENT).fetchall()
    theirs = under(FIRST, SHORTER).query(PRESENT).fetchall()
    assert len(mine) > 10
    assert theirs == mine


def test_the_other_ones_own_people_are_others():
    mine = ran(FIRST).query(PRESENT).fetchall()
    assert ran(scenario_of(SHORTER)).query(PRESENT).fetchall() != mine


def test_who_has_stayed_longer_than_the_law_allows_leaves_on_the_next_day():
    query = "SELECT DISTINCT end_day FROM spells WHERE course = 'development' AND start_day <= -7"
    assert under(FIRST, SHORTER).query(query).fetchall() == [(1,)]


@pytest.mark.parametrize(
    "law",
    [
        '"empirical", values_weeks = [0.2, 0.4]',
        '"exponential", mean_weeks = 0.1',
        '"gamma", mean_weeks = 0.2, sd_weeks = 0.02',
        '"lognormal", mean_weeks = 0.2, sd_weeks = 0.02',
        '"weibull", mean_weeks = 0.2, sd_weeks = 0.02',
    ],
)
def test_any_law_can_end_a_stay_that_began_under_another(law):
    text = ONE_WEEK.replace('"lognormal", mean_weeks = 12, sd_weeks = 9', law)
    query = "SELECT max(end_day) FROM spells WHERE course = 'stabilisation' AND start_day <= -21"
    assert under(FIRST, text).query(query).fetchall() == [(1,)]


@pytest.mark.parametrize("text", [ONE_WEEK, EVERYTHING, WHOLE_MODEL])
def test_courses_and_teams_go_by_name_whatever_their_order(text):
    shorter = re.sub(r"\nweeks = \d+\n", "\nweeks = 1\n", text)
    first = scenario_of(shorter)
    other = replace(turned(shorter), starts_as=first)
    mine = ran(first).query(PRESENT).fetchall()
    assert len(mine) > 10
    assert ran(other).query(PRESENT).fetchall() == mine


def test_a_team_renamed_with_its_key_has_the_same_citizens():
    renamed = ONE_WEEK.replace('name = "Syd"', 'name = "Søndre"\nkey = "Syd"')
    options = {"replications": 2, "workers": 1, "engine": "simpy", "out": None}
    of = sim.compare([FIRST, scenario_of(renamed, "other")], **options)["other"]
    assert of.lives["is_price_only"]
    assert list(of.teams) == ["Nord", "Syd"]
    assert of.teams["Syd"]["cost_dkk"]["difference"]["mean"] == 0


def test_counts_of_today_hold_under_all():
    counted = ONE_WEEK.replace(
        'initial = "stationary"', "initial.Nord = { development = 7, individual = 2 }"
    )
    query = (
        "SELECT course, count(*) FROM spells WHERE team = 'Nord' AND citizen LIKE '%/present/%' "
        "AND start_day <= 0 "
        "GROUP BY course ORDER BY course"
    )
    found = under(scenario_of(counted), SHORTER).query(query).fetchall()
    assert found == [("development", 7), ("individual", 2)]


def test_a_nursing_home_has_the_same_residents():
    first = scenario_of(WHOLE_MODEL)
    larger = scenario_of(WHOLE_MODEL.replace("places = 20\noccupied = 20", "places = 30"))
    assert started(larger).nursing_home.occupied == 30
    assert started(replace(larger, starts_as=first)).nursing_home.occupied == 20


def test_a_price_alone_leaves_the_people_their_own():
    dearer = scenario_of(ONE_WEEK.replace("development = 2700", "development = 2900"))
    assert begin_alike(FIRST, dearer)
    assert not begin_alike(FIRST, scenario_of(SHORTER))


def test_a_run_with_other_people_has_a_folder_of_its_own_that_verifies(tmp_path):
    own = scenario_of(SHORTER, "other")
    theirs = replace(own, starts_as=FIRST)
    assert folder_name(own) != folder_name(theirs)
    results = ran(theirs, out=tmp_path, replications=2)
    assert recorded_scenario(read_record(results.folder)).starts_as.resolved == FIRST.resolved
    checks = list(verify(results.folder))
    assert all(check.is_ok for check in checks), checks
    assert ran(theirs, out=tmp_path, replications=2).simulated == 0
    assert ran(own, out=tmp_path).folder != results.folder
