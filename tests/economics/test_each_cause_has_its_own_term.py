"""What is changed in a scenario shows in the term that it belongs to, and in no other."""

import pytest
from deviations import SKIMPING, STAFFED, TWO_TEAMS, explained, means
from small_scenarios import WHOLE_MODEL, scenario_of

from sim.economics.explanation.causes import causes_of, without


@pytest.fixture(scope="module")
def plain(tmp_path_factory):
    return explained(TWO_TEAMS, tmp_path_factory.mktemp("plain"))


def by_team(explanation):
    return {team["team"]: means(team) for team in explanation.tree["teams"]}


def test_without_any_cause_there_are_price_case_mix_and_chance_only(plain):
    found = plain.decomposition
    for term in ("behaviour", "capacity", "timing", "interaction"):
        assert not found.terms[term].any()
    assert plain.tree["causes"] == []
    assert plain.simulated == 0
    assert plain.tree["expectation"] == {"by": "twin", "replications": 1, "leaves_out": []}


def test_one_case_mix_for_all_is_no_case_mix(plain):
    assert all(abs(terms["case_mix"]) <= 0.01 for terms in by_team(plain).values())


def test_the_price_is_the_rates_less_the_expected_cost(plain):
    """By hand: entries x stay in citizen-weeks, rate less hours x 450 DKK for each.

    A stay rounds to whole days: the exponential one of 70 days is 70 on average to a thousandth.
    """
    development = 2.0 * 0.6 * 4  # citizens of Nord at a time
    stabilisation = (2.0 * 0.4 + 2.0 * 0.6 * 0.4) * 10
    a_week = development * (2400 - 5.5 * 450) + stabilisation * (1300 - 3.0 * 450)
    assert by_team(plain)["Nord"]["price"] == pytest.approx(8 * a_week, rel=0.005)
    assert by_team(plain)["Syd"]["price"] == pytest.approx(4 * a_week, rel=0.005)


def test_a_hundred_kroner_more_a_week_is_price(plain, tmp_path):
    raised = explained(TWO_TEAMS.replace("2400", "2500").replace("1300", "1400"), tmp_path)
    citizens = {"Nord": 2.0, "Syd": 1.0}  # by what share of Syd's inflow
    for team, before in by_team(plain).items():
        after = by_team(raised)[team]
        expected = 8 * 100 * citizens[team] * (0.6 * 4 + (0.4 + 0.6 * 0.4) * 10)
        assert after["price"] - before["price"] == pytest.approx(expected, rel=0.005)
        for term in ("case_mix", "behaviour", "capacity", "timing", "interaction"):
            assert after[term] == pytest.approx(before[term], abs=0.02)
    # Chance has what is left: the citizen-weeks that came less those expected, at 100 DKK each.
    for team, account in zip(citizens, raised.tree["teams"], strict=True):
        came = 8 * 100 * account["citizens"]["mean"]
        rise = sum(by_team(raised)[team].values()) - sum(by_team(plain)[team].values())
        assert rise == pytest.approx(came, abs=1)


def test_heavier_citizens_are_case_mix(tmp_path):
    heavier = TWO_TEAMS.replace(
        'name = "Syd"', 'name = "Syd"\nintake = { stabilisation = 1.0 }'
    ).replace("home_care = 3.0", "home_care = 4.0")
    terms = by_team(explained(heavier, tmp_path))
    assert terms["Syd"]["case_mix"] < -1_000
    assert terms["Nord"]["case_mix"] == pytest.approx(-terms["Syd"]["case_mix"], abs=0.02)
    assert terms["Syd"]["behaviour"] == terms["Syd"]["capacity"] == terms["Syd"]["timing"] == 0


def test_a_team_that_withholds_care_shows_as_behaviour(tmp_path):
    poor = TWO_TEAMS.replace("1300", "700")
    text = poor.replace('name = "Syd"', 'name = "Syd"\npolicy = "budget_led"') + SKIMPING
    terms = by_team(explained(text, tmp_path))
    assert terms["Syd"]["behaviour"] > 1_000
    assert terms["Nord"]["behaviour"] == 0
    assert terms["Syd"]["interaction"] == terms["Syd"]["capacity"] == terms["Syd"]["timing"] == 0


def test_a_lever_that_a_team_has_set_shows_as_behaviour(tmp_path):
    text = TWO_TEAMS.replace('name = "Syd"', 'name = "Syd"\nlevers = { delivered_share = 0.5 }')
    found = explained(text, tmp_path)
    (account,) = (team for team in found.tree["teams"] if team["team"] == "Syd")
    cost = account["revenue_dkk"]["mean"] - account["deviation_dkk"]["mean"]
    # Half of every part's minutes are withheld, so what was not spent is what was.
    assert means(account)["behaviour"] == pytest.approx(cost, rel=0.01)


def test_own_staff_show_as_capacity(tmp_path):
    terms = by_team(explained(TWO_TEAMS + STAFFED, tmp_path))
    assert terms["Nord"]["capacity"] != 0
    assert terms["Nord"]["behaviour"] == terms["Nord"]["timing"] == 0
    assert terms["Nord"]["interaction"] == 0


def test_an_empty_start_shows_as_timing(tmp_path):
    away = TWO_TEAMS.replace('to = "dead"', 'to = "nursing_home"')
    empty = away.replace("[[team]]", 'initial = "empty"\n[[team]]', 1)
    terms = by_team(explained(empty, tmp_path))
    assert terms["Nord"]["timing"] != 0
    assert terms["Nord"]["behaviour"] == terms["Nord"]["capacity"] == 0


def test_without_timing_prices_outside_keep_their_bearers():
    priced = 'hospital_day_dkk = { value = 5000, bearer = "region" }'
    text = WHOLE_MODEL.replace("hospital_day_dkk = 5000", priced)
    scenario = scenario_of(text.replace('initial = "stationary"', 'initial = "empty"'))
    timing = [cause for cause in causes_of(scenario) if cause.name == "timing"]
    outside = without(scenario, timing, "reference").values.prices.outside
    assert outside.bearers["hospital_day_dkk"] == {"region": 1.0}
    assert (outside.hospital_day_dkk, outside.night_hour_dkk) == (5000, 600)


def test_a_rate_raised_during_the_run_is_timing_to_the_krone(plain, tmp_path):
    dated = "[{ from = 2026-01-05, value = 1300 }, { from = 2026-02-02, value = 1400 }]"
    changed = explained(TWO_TEAMS.replace("1300", dated), tmp_path)
    for team, before in by_team(plain).items():
        after = by_team(changed)[team]
        rise = sum(after.values()) - sum(before.values())
        assert after["timing"] == pytest.approx(rise, abs=0.02)
        assert after["price"] == pytest.approx(before["price"], abs=0.02)
