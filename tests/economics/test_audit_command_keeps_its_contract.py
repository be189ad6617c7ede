import json
import math
from statistics import NormalDist

import pytest

from sim.cli import BAD_USAGE, DONE, status

SMALL = """
schema = 1
[run]
start = 2026-01-05
weeks = 6
[[team]]
name = "Nord"
inflow_per_week = 2.0
[intake]
development = 1.0
[[course]]
name = "development"
kind = "development"
stay = { distribution = "gamma", mean_weeks = 4, sd_weeks = 2 }
hours_per_week = { home_care = 5.0 }
dose = { p_max = 0.6, tau_weeks = 3 }
exits = [{ to = "self_reliant" }, { to = "stabilisation", probability = 1.0 }]
[[course]]
name = "stabilisation"
kind = "stabilisation"
stay = { distribution = "fixed", mean_weeks = 9 }
hours_per_week = { home_care = 3.0 }
exits = [{ to = "dead", probability = 1.0 }]
[prices]
cost_per_hour_dkk = { home_care = 450 }
[tariff]
kind = "course_rates"
weekly_dkk = { development = 2300, stabilisation = 1350 }
[behaviour.levers]
development_weeks = { low = 2, high = 10 }
delivered_share = { low = 0.8, high = 1.0 }
"""
KEYS = {
    "lever",
    "tariff",
    "unit",
    "good_faith",
    "best_response",
    "social_optimum",
    "team_gain_dkk_per_year",
    "payer_change_dkk_per_year",
    "citizen_change",
    "verdict",
}
STAFFED = """
[staff]
full_time_equivalents = { helper = 2.0 }
hours_per_week = 37
temporary_share = 0.5
temporary_premium = 1.3
[staff.professions.helper]
pay_per_hour_dkk = 250
absence_share = 0.2
user_facing_share = 0.6
[staff.gives]
home_care = ["helper"]
"""
BLOCK = 'schema = 1\n[tariff]\nkind = "block"\nbudget_dkk_per_week = 60000\n'


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "small.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def run(capsys, *arguments):
    code = status(["audit", *map(str, arguments)])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_json_has_a_row_for_each_free_lever(file, capsys):
    code, out, err = run(capsys, file, "--json")
    rows = json.loads(out)["levers"]
    assert (code, err) == (DONE, "")
    assert [row["lever"] for row in rows] == ["development_weeks", "delivered_share"]
    for row in rows:
        assert row.keys() >= KEYS
        assert row["tariff"] == "course_rates"
        assert row["method"] == "exact"
        for name in ("team_gain_dkk_per_year", "payer_change_dkk_per_year"):
            assert row[name]["low"] == row[name]["mean"] == row[name]["high"]
        for name in ("good_faith", "best_response", "social_optimum"):
            assert isinstance(row[name], float)


def test_levers_without_freedom_are_not_audited(file, capsys):
    _, out, _ = run(capsys, file, "--json", "--set", 'behaviour.freedom=["delivered_share"]')
    assert [row["lever"] for row in json.loads(out)["levers"]] == ["delivered_share"]


def test_other_tariffs_take_the_place_of_the_scenarios(file, tmp_path, capsys):
    block = tmp_path / "block.toml"
    block.write_text(BLOCK, encoding="utf-8")
    _, out, _ = run(capsys, file, "--json", "--tariff", block, "--tariff", file)
    assert {row["tariff"] for row in json.loads(out)["levers"]} == {"block", "small"}


def test_weight_of_citizens_is_what_was_asked_for(file, capsys):
    _, out, _ = run(capsys, file, "--json", "--alpha", 0.3)
    assert {row["weighed"]["alpha"] for row in json.loads(out)["levers"]} == {0.3}


def test_text_names_each_lever_and_how_it_was_found(file, capsys):
    code, out, _ = run(capsys, file)
    assert code == DONE
    assert "by the closed-form twin, exact" in out
    assert "development_weeks" in out
    assert "delivered_share: best response at the allowed minimum." in out


def test_what_the_twin_cannot_solve_is_simulated_and_says_so(file, capsys):
    file.write_text(SMALL + STAFFED, encoding="utf-8")
    code, out, err = run(capsys, file, "--json", "--replications", 3)
    tree = json.loads(out)
    assert code == DONE
    assert tree["tariffs"][0]["method"] == "simulated"
    assert "limited staff" in tree["tariffs"][0]["why_simulated"][0]
    assert "simulating development_weeks" in err
    for row in tree["levers"]:
        gain = row["team_gain_dkk_per_year"]
        assert gain["low"] <= gain["mean"] <= gain["high"]


@pytest.mark.parametrize(("language", "word"), [("en", "good faith"), ("da", "faglig praksis")])
def test_a_figure_is_drawn_in_both_languages(file, tmp_path, capsys, language, word):
    figure = tmp_path / "levers.svg"
    code, _, _ = run(capsys, file, "--figure", figure, "--language", language)
    assert code == DONE
    assert word in figure.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["missing.toml"], "does not exist"),
        (["{file}", "--tariff", "missing.toml"], "does not exist"),
        (["{file}", "--alpha", "2"], "alpha"),
        (["{file}", "--language", "fr"], "is not one of"),
        (["{file}", "--set", "tariff.kind='free'"], "tariff.kind"),
    ],
)
def test_faults_are_said_with_status_2(file, capsys, arguments, words):
    code, out, err = run(capsys, *(argument.format(file=file) for argument in arguments))
    assert code == BAD_USAGE
    assert out == ""
    assert words in err


def test_a_file_without_a_tariff_says_what_to_write(file, tmp_path, capsys):
    empty = tmp_path / "empty.toml"
    empty.write_text("schema = 1\n", encoding="utf-8")
    code, _, err = run(capsys, file, "--tariff", empty)
    assert code == BAD_USAGE
    assert "tariff: is missing; write [tariff]" in err


TWO = SMALL.replace("[intake]", '[[team]]\nname = "Syd"\ninflow_per_week = 1.0\n[intake]')


def test_what_teams_gain_is_told_by_team_and_in_all(file, capsys):
    file.write_text(TWO, encoding="utf-8")
    _, out, _ = run(capsys, file, "--json")
    tree = json.loads(out)
    found = tree["tariffs"][0]["exploitability"]
    gains = {team["team"]: team["team_gain_dkk_per_year"] for team in found["teams"]}
    assert set(gains) == {"Nord", "Syd"}
    assert gains["Nord"] == pytest.approx(2 * gains["Syd"])  # twice as many citizens
    assert sum(gains.values()) == pytest.approx(found["team_gain_dkk_per_year"])
    for row in tree["levers"]:
        by_team = [team["team_gain_dkk_per_year"]["mean"] for team in row["teams"]]
        assert sum(by_team) == pytest.approx(row["team_gain_dkk_per_year"]["mean"])


def test_the_joint_best_response_is_printed(file, capsys):
    file.write_text(TWO, encoding="utf-8")
    _, out, _ = run(capsys, file)
    assert "All 2 teams together, if they mind only money and move every lever at once" in out
    lines = out.splitlines()
    head = ["team", "development_weeks", "delivered_share", "team", "a", "year"]
    (title,) = [number for number, line in enumerate(lines) if line.split() == head]
    assert [line.split()[0] for line in lines[title + 1 : title + 4]] == ["Nord", "Syd", "all"]


def test_one_team_is_not_called_all(file, capsys):
    _, out, _ = run(capsys, file)
    assert "A team that minds only money and moves every lever at once, gains" in out


def test_a_benefit_that_is_nought_because_its_table_is_absent_is_said(file, capsys):
    _, out, _ = run(capsys, file)
    assert "Citizens' benefit is 0 because the scenario has no [benefit_dkk]" in out
    _, out, _ = run(capsys, file, "--set", "benefit_dkk.self_reliant_week=1000")
    assert "no [benefit_dkk]" not in out


def test_neutral_is_claimed_only_where_it_is_shown(file, capsys):
    file.write_text(SMALL + STAFFED, encoding="utf-8")
    _, out, _ = run(capsys, file, "--replications", 2)
    assert "cannot tell" in out
    assert "Chance hides what pays, so more replications are needed: development_weeks" in out


UNLIKE = SMALL + "[citizen]\nmultiplier_sd = 0.5\n"
PICKING = UNLIKE.replace(
    "delivered_share = { low = 0.8, high = 1.0 }", "accept_share = { low = 0, high = 1 }"
)
WAITING = """[acceptance]
declined_to = "waiting"
wait_weeks = 8
price_dkk = 5000
[behaviour]
given_up_per_week = 0.05
"""


def said_of(lever, file, text, capsys, *arguments):
    """What is said of whom a lever turns away or sends home."""
    file.write_text(text, encoding="utf-8")
    _, out, _ = run(capsys, file, *arguments)
    return [
        line for line in out.split("\n") if line.startswith(lever) and "citizens a year" in line
    ]


def test_whom_money_alone_declines_is_said(file, capsys):
    # 2,300 DKK cover up to 2,300 / 2,250 of the mean need; 2 come a week, and of those who wait
    # eight weeks 5 % a week give up.
    sigma = math.sqrt(math.log(1.25))
    declined = 104.36 * NormalDist().cdf(-math.log(2_300 / 2_250) / sigma - sigma / 2)
    begins = f"accept_share: money alone declines {declined:.0f} citizens a year, "
    elsewhere = "whose care elsewhere is part of what the municipality pays outside the rate."
    text = PICKING + '[acceptance]\ndeclined_to = "municipality"\nprice_dkk = 5000\n'
    assert said_of("accept_share", file, text, capsys) == [begins + elsewhere]
    waits = (
        f"who wait: 0 more go to hospital a year, {declined * -math.expm1(-0.4):.0f} more give up, "
        "and the others need more when they come."
    )
    assert said_of("accept_share", file, PICKING + WAITING, capsys) == [begins + waits]


LOSING = SMALL.replace("weeks = 6", "weeks = 52").replace(
    "2300, stabilisation = 1350", "2100, stabilisation = 1250"
)
WITH_A_RESERVE = (
    LOSING.replace('"Nord"\n', '"Nord"\nreserve_dkk = 50000\nwhen_spent = "stop"\n')
    + '[acceptance]\ndeclined_to = "municipality"\nprice_dkk = 0\n'
)
SENDING_HOME = (
    LOSING.replace(
        "delivered_share = { low = 0.8, high = 1.0 }", "discharge_share = { low = 0, high = 0.5 }"
    )
    + "[early_discharge]\nafter_weeks = 2\n[citizen]\nmultiplier_sd = 1.0\n"
)


def test_who_skimps_keeps_its_reserve_and_turns_fewer_away(file, capsys):
    begins = "delivered_share: at the best for money alone teams turn away "
    (said,) = said_of("delivered_share", file, WITH_A_RESERVE, capsys, "--replications", 5)
    assert said.startswith(begins)
    assert 0 < int(said.removeprefix(begins).split()[0]) < 104


def test_whom_money_alone_sends_home_is_said(file, capsys):
    # 2 come a week, and nobody is sent home in good faith.
    begins = "discharge_share: money alone discharges "
    (said,) = said_of("discharge_share", file, SENDING_HOME, capsys, "--replications", 5)
    assert said.startswith(begins)
    assert 10 < int(said.removeprefix(begins).split()[0]) < 104
