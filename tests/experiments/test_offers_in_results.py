"""A run of offers, from its tables to the summary, the text and the checks on it."""

import json

import numpy as np
import pytest
from small_scenarios import OFFERS, THREE_COURSES

from sim.experiments.comparison.compare import compare
from sim.experiments.running.simulate import simulate
from sim.experiments.summary.statistics import POSITIVE, SHARE, ratio_interval, t_interval
from sim.experiments.summary.text import summary_text
from sim.experiments.verification.verify import verify
from sim.scenario.reading import load_scenario

WEEKS = 26
YEARS = WEEKS * 7 / 365.25


def ran(place, text, name="offers", replications=3):
    path = place / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    scenario = load_scenario(path)
    return simulate(
        scenario, replications=replications, engine="simpy", workers=1, out=place / "out"
    )


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    return ran(tmp_path_factory.mktemp("offers"), OFFERS)


def by_replication(results, team, column, table="team_weeks"):
    rows = results.query(
        f"SELECT sum({column}) AS total FROM {table} "  # noqa: S608 - a test's own names
        f"WHERE team = '{team}' GROUP BY replication ORDER BY replication"
    ).fetchnumpy()
    return np.asarray(rows["total"], float)


def offer(results, team):
    return next(row for row in results.summary["offers"] if row["team"] == team)


def test_only_teams_with_places_are_offers(results):
    assert [row["team"] for row in results.summary["offers"]] == ["Birk", "Ask"]


def test_places_are_the_mean_over_the_days(results):
    # From day 0 six, from day 30 nine, from day 74 four, of 182 days.
    assert offer(results, "Birk")["places"] == 8
    expected = (30 * 6 + 44 * 9 + 108 * 4) / 182
    assert offer(results, "Ask")["places"] == pytest.approx(expected)


def test_occupancy_is_citizens_by_places(results):
    citizens, places = (by_replication(results, "Birk", name) for name in ("citizens", "places"))
    assert offer(results, "Birk")["occupancy"] == pytest.approx(
        t_interval(citizens / places, SHARE)
    )
    assert offer(results, "Birk")["occupancy"]["mean"] <= 1


def test_the_wait_is_that_of_those_admitted(results):
    waited = by_replication(results, "Birk", "waited_weeks").sum()
    admitted = by_replication(results, "Birk", "admitted").sum()
    assert offer(results, "Birk")["wait_weeks"]["mean"] == pytest.approx(waited / admitted)


def test_a_share_of_those_admitted_waited_longer(results):
    admitted = by_replication(results, "Birk", "admitted")
    shares = []
    for days in (0, 1, 7, 28, 91):
        longer = by_replication(results, "Birk", f"waited_over_{days}_days")
        found = offer(results, "Birk")[f"wait_over_{days}_days_share"]
        assert found == pytest.approx(ratio_interval(longer, admitted, SHARE))
        shares.append(found["mean"])
    assert shares == sorted(shares, reverse=True)
    assert 0 < shares[2] < shares[0] < 1


def test_who_waits_and_who_gives_up(results):
    waiting = by_replication(results, "Birk", "waiting") / WEEKS
    gave_up = by_replication(results, "Birk", "gave_up") / YEARS
    assert offer(results, "Birk")["waiting"] == pytest.approx(t_interval(waiting, POSITIVE))
    assert offer(results, "Birk")["gave_up_per_year"] == pytest.approx(
        t_interval(gave_up, POSITIVE)
    )
    in_all = results.summary["outcomes"]["gave_up_per_year"]["mean"]
    every = [by_replication(results, team, "gave_up").mean() for team in ("Birk", "Ask", "Eg")]
    assert in_all == pytest.approx(sum(every) / YEARS)


def test_basis_cost_is_that_of_the_days(results):
    basis = offer(results, "Birk")["basis_cost_dkk"]
    assert basis["mean"] == pytest.approx(WEEKS * round(1e8 * 7 / 365) / 100)
    assert basis["low"] == pytest.approx(basis["high"])


def test_payers_share_all_that_citizens_are_paid(results):
    payers = results.summary["payers"]
    assert [row["payer"] for row in payers] == ["Nord Kommune", "Syd Kommune"]
    revenue = sum(row["revenue_dkk"]["mean"] for row in payers)
    assert revenue == pytest.approx(results.summary["total"]["revenue_dkk"]["mean"])
    citizens = sum(row["citizens"]["mean"] for row in payers)
    assert citizens == pytest.approx(results.summary["total"]["citizens"]["mean"])
    for row in payers:
        days = row["citizens"]["mean"] * 7 * WEEKS
        expected = row["revenue_dkk"]["mean"] / days
        assert row["rate_dkk_per_day"]["mean"] == pytest.approx(expected)


def test_the_text_shows_both(results):
    text = summary_text(results.summary)
    heads = ("offer", "places", "occupancy", "waiting", "weeks of wait", "wait at all")
    assert "  ".join((*heads, "over 28 days", "give up a year", "basis cost")) in text
    assert "payer         citizens" in text


def test_all_that_must_hold_is_found_to_hold(results):
    checks = list(verify(results.folder))
    assert [check for check in checks if not check.is_ok] == []
    asked = {check.check for check in checks}
    assert "no team has more in care than it had places, or citizens at the start" in asked
    assert "basis cost is a part of the cost" in asked


def test_a_scenario_without_offers_says_nothing_of_them(tmp_path):
    summary = ran(tmp_path, THREE_COURSES, "three", replications=1).summary
    assert not {"offers", "payers"} & set(summary)
    assert "Offers, over" not in summary_text(summary)


def test_a_comparison_pairs_offers_and_payers_and_starts_with_the_same_people(tmp_path):
    for name, places in (("eight", 8), ("four", 4)):
        text = OFFERS.replace("places = 8", f"places = {places}").replace("warm_up_weeks = 3\n", "")
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    paths = [tmp_path / "eight.toml", tmp_path / "four.toml"]
    found = compare(paths, replications=2, engine="simpy", workers=1, out=tmp_path)
    kept = json.loads((found.folder / "comparison.json").read_text(encoding="utf-8"))
    offers = {row["team"]: row for row in kept["differences"][0]["offers"]}
    assert offers["Ask"]["occupancy"]["difference"]["mean"] == 0
    assert offers["Birk"]["waiting"]["difference"]["mean"] > 0
    assert {row["payer"] for row in kept["differences"][0]["payers"]} == {
        "Nord Kommune",
        "Syd Kommune",
    }
    at_start = [
        run.query(
            "SELECT DISTINCT replication, citizen FROM spells "
            "WHERE citizen LIKE '%/present/%' AND start_day <= 0 ORDER BY ALL"
        ).fetchnumpy()
        for run in found.results.values()
    ]
    assert at_start[0]["citizen"].tolist() == at_start[1]["citizen"].tolist()
