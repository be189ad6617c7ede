"""Actual figures beside the forecast, one chart for all, and how soon gaming would show."""

import json

import numpy as np
import pytest
from small_scenarios import THREE_COURSES

import sim
from sim import cli
from sim.calibration.following.actuals import read_actuals
from sim.calibration.following.charts import cusum, first_alarm, limit, standard
from sim.calibration.following.follow import follow
from sim.calibration.following.forecast import forecast
from sim.calibration.reading.faults import RecordsError

WEEKS = 8
HEADINGS = "week,team,citizens,hours,revenue_dkk,cost_dkk"


def test_a_chart_by_hand():
    # Up: 0.5, 1, 0; down: 0, 0, 2.5. The larger of the two stands.
    assert cusum(np.array([1.0, 1.0, -3.0])).tolist() == [0.5, 1.0, 2.5]
    assert first_alarm(np.array([[0.5, 1.0, 2.5], [0, 0, 0]]), 0.9).tolist() == [1, -1]


def test_a_limit_gives_the_false_alarms_it_is_set_for_in_all_teams_and_weeks_together():
    luck = np.random.default_rng(1)
    runs = luck.standard_normal((4_000, 3, 52)).cumsum(axis=2)  # weeks that hang together
    known = standard(runs[:2_000])
    at = limit(cusum(known.of(runs[:2_000])).max(axis=(1, 2)), 0.05)
    fresh = cusum(known.of(runs[2_000:])).max(axis=(1, 2)) > at
    assert 0.03 < fresh.mean() < 0.07  # four standard errors


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    folder = tmp_path_factory.mktemp("town")
    (folder / "town.toml").write_text(THREE_COURSES, encoding="utf-8")
    return sim.load_scenario(folder / "town.toml")


@pytest.fixture(scope="module")
def expected(town):
    return forecast(town, 40, workers=1)


@pytest.fixture(scope="module")
def known(expected):
    """Expected figures of each team's weeks, as rows of a file."""
    of, rows = expected, []
    for row, team in enumerate(of.teams):
        for week in range(WEEKS):
            amounts = [of.figures[name][:, row, week].mean() for name in ("citizens", "hours")]
            money = [of.figures[name][:, row, week].mean() for name in ("revenue_dkk", "cost_dkk")]
            rows.append((f"2026-W{week + 2:02d}", team, *amounts, *money))
    return rows


def written(folder, rows, headings=HEADINGS):
    lines = [headings, *(",".join(map(str, row)) for row in rows)]
    (folder / "actuals.csv").write_text("\n".join(lines), encoding="utf-8")
    return folder / "actuals.csv"


def followed(town, folder, rows):
    return follow(town, written(folder, rows), replications=40, workers=1)


def test_what_was_expected_gives_no_alarm_and_no_difference(town, known, tmp_path):
    tree = followed(town, tmp_path, known)
    assert [team["first_alarm"] for team in tree["teams"]] == [None, None]
    assert all(abs(team["split"]["total"]) < 1e-6 for team in tree["teams"])


def test_a_dearer_hour_of_one_team_is_seen_and_called_price(town, known, tmp_path):
    rows = [(*row[:5], row[5] * (1.5 if row[1] == "Nord" else 1)) for row in known]
    nord, syd = followed(town, tmp_path, rows)["teams"]
    assert nord["first_alarm"] is not None
    assert syd["first_alarm"] is None
    extra = sum(row[5] for row in known if row[1] == "Nord") * 0.5
    assert nord["split"]["price"] == pytest.approx(-extra)
    assert nord["split"]["volume"] == pytest.approx(0, abs=1e-6)


def test_causes_add_up_to_the_difference(town, known, tmp_path):
    luck = np.random.default_rng(2)
    rows = [(*row[:2], *(amount * luck.uniform(0.8, 1.2) for amount in row[2:])) for row in known]
    for team in followed(town, tmp_path, rows)["teams"]:
        split = team["split"]
        causes = [split[name] for name in ("volume", "case_mix", "behaviour", "price")]
        assert sum(causes) == pytest.approx(split["total"])


def test_a_run_half_over_is_forecast_from_where_it_is(town, known, tmp_path):
    half = [row for row in known if row[0] <= "2026-W05"]
    poor = [(*row[:5], row[5] + 10_000) for row in half]
    expected = followed(town, tmp_path, half)["teams"][0]["forecast_dkk"]
    worse = followed(town, tmp_path, poor)["teams"][0]["forecast_dkk"]
    assert worse["mean"] < expected["mean"] - 30_000
    assert worse["low"] < worse["mean"] < worse["high"]


BROKEN = {
    "another team": ("2026-W03,Vest,1,1,1,1", "team"),
    "before the run": ("2025-W50,Nord,1,1,1,1", "week"),
    "no week": ("March,Nord,1,1,1,1", "week"),
    "no number": ("2026-W03,Nord,x,1,1,1", "citizens"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_row_is_named(kind, expected, tmp_path):
    line, column = BROKEN[kind]
    with pytest.raises(RecordsError) as error:
        read_actuals(
            written(tmp_path, [("2026-W02", "Nord", 1, 1, 1, 1), line.split(",")]), expected
        )
    assert error.value.faults[0][:3] == ("actuals.csv", 3, column)


def test_the_command_takes_danish_headings_and_keeps_its_contract(town, tmp_path, capsys):
    text = "måned;hold;indtægt;udgift\n2026-01;Nord;100000,50;90000\n"
    (tmp_path / "tal.csv").write_text(text, encoding="utf-8")
    command = ["follow", str(town.path), str(tmp_path / "tal.csv"), "--replications", "40"]
    set_start = ["--set", "run.start=2025-12-29", "--workers", "1", "--json"]
    assert cli.status([*command, *set_start]) == 0
    (team,) = json.loads(capsys.readouterr().out)["teams"]
    assert team["team"] == "Nord"
    assert {"period", "actual_dkk", "low", "high", "alarm"} <= set(team["periods"][0])
    assert team["periods"][0]["actual_dkk"] == pytest.approx(10_000.5)
    assert {"mean", "low", "high"} <= set(team["forecast_dkk"])


GAMED = """
[behaviour.levers]
delivered_share = { low = 0.3, high = 1.0 }
"""


def test_the_sooner_a_lever_is_moved_far_the_sooner_it_shows(tmp_path):
    (tmp_path / "town.toml").write_text(THREE_COURSES + GAMED, encoding="utf-8")
    town = sim.load_scenario(tmp_path / "town.toml")
    far, near = (
        sim.detect(town, {"delivered_share": share}, replications=40, workers=1)
        for share in (0.4, 0.9)
    )
    assert far["figure"] == "hours_per_citizen" or far["weeks"]["mean"] <= 3
    assert far["weeks"]["mean"] < near["weeks"]["mean"]
    assert [row["every_weeks"] for row in far["reporting"]] == [1, 4]


def test_the_command_names_a_lever_that_is_none(town, capsys):
    assert cli.status(["detect", str(town.path), "--lever", "relabel=0.05"]) == 2
    assert "relabel_share" in capsys.readouterr().err
