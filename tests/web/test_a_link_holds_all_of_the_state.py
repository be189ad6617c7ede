"""A link gives the numbers of the command line that the page shows, and leads nowhere else."""

import html
import json
import re
import shlex

import pytest

from sim import cli

MOVED = "scenario=small.toml&weeks=3&tariff.weekly_dkk.development=2600&team.Nord.inflow_per_week=3"
DATA = re.compile(r'<data value="([^"]*)" data-key="([^"]*)">')


def by_key(text):
    return {html.unescape(key): float(value) for value, key in DATA.findall(text)}


def test_the_summary_is_that_of_run_json(page, capsys, monkeypatch):
    document = page.ask(f"/summary.json?{MOVED}").json
    shown = page.ask(f"/?{MOVED}").text
    command = html.unescape(re.search(r'id="command">(.*?)</pre>', shown)[1])
    monkeypatch.chdir(page.place)
    there = ["--out", str(page.place / "again"), "--no-report", "--workers", "1", "--json"]
    assert cli.status([*shlex.split(command)[1:], *there]) == 0
    printed = json.loads(capsys.readouterr().out)
    folder = printed["results"].rpartition("/")[2]
    assert document == printed | {"results": (page.place / "results" / folder).as_posix()}


def test_the_numbers_on_the_page_are_those_of_the_summary(page):
    document = page.ask(f"/summary.json?{MOVED}").json
    shown = by_key(page.ask(f"/?{MOVED}").text)
    for team in document["teams"]:
        for figure in ("deviation_dkk", "deviation_share", "deficit_probability"):
            assert shown[f"team.{team['team']}.{figure}"] == team[figure]["mean"]
    assert shown["total.deviation_dkk"] == document["total"]["deviation_dkk"]["mean"]


def test_a_run_of_the_page_is_a_folder_like_any_other(page, capsys):
    folder = page.ask(f"/summary.json?{MOVED}").json["results"]
    assert cli.status(["verify", folder, "--replication", "0"]) == 0, capsys.readouterr().err


def test_what_is_typed_becomes_a_key_of_set(page):
    typed = "scenario=small.toml&language=da&typed:tariff.weekly_dkk.development=2.600,50"
    headers = page.ask(f"/?{typed}", hx_request="true", hx_target="answer").headers
    place = "/?scenario=small.toml&language=da&tariff.weekly_dkk.development=2600.5"
    assert headers["hx-replace-url"] == place


def test_what_was_typed_in_one_language_is_read_so_when_the_page_turns_to_another(page):
    typed = "language=da&typed-in=en&typed:tariff.weekly_dkk.development=2,600"
    headers = page.ask(f"/?scenario=small.toml&{typed}", hx_request="true").headers
    assert headers["hx-push-url"].endswith("&language=da&tariff.weekly_dkk.development=2600")


def test_a_lever_put_back_leaves_the_link(page):
    typed = "scenario=small.toml&language=da&typed:tariff.weekly_dkk.development=2.700"
    headers = page.ask(f"/?{typed}", hx_request="true", hx_target="answer").headers
    assert headers["hx-replace-url"] == "/?scenario=small.toml&language=da"


def test_rates_by_level_move_in_proportion(page):
    typed = "scenario=more/levelled&typed:tariff.weekly_dkk.stabilisation=110"
    headers = page.ask(f"/?{typed}", hx_request="true", hx_target="answer").headers
    assert headers["hx-replace-url"].endswith(
        "tariff.weekly_dkk.stabilisation=%5B1100%2C+1375%2C+1732.5%2C+2200%2C+2750%5D"
    )


def test_a_number_that_could_be_meant_either_way_is_said_at_its_field(page):
    said = page.ask(
        "/?scenario=small.toml&language=da&typed:tariff.weekly_dkk.development=0.175"
    ).text
    assert re.search(r'id="fault-0" class="fault">[^<]*0\.175[^<]*skriv 0,175', said)


def test_a_fault_is_said_as_check_says_it_and_at_its_field(page):
    said = html.unescape(
        page.ask("/?scenario=small.toml&typed:tariff.weekly_dkk.development=-5").text
    )
    assert (
        "--set:1:19: tariff.weekly_dkk.development: must be 0 or more, is -5; check the sign"
        in said
    )
    assert re.search(r'id="fault-0" class="fault">must be 0 or more', said)


def test_faults_are_json_too(page):
    answered = page.ask("/summary.json?scenario=small.toml&run.weeks=0")
    assert answered.status == 422
    assert answered.json["faults"][0]["key"] == "run.weeks"


@pytest.mark.parametrize("name", ["../secret.toml", "/etc/passwd", "small.toml%2B..%2Fsecret.toml"])
def test_no_link_leads_out_of_the_folders(page, name):
    answered = page.ask(f"/summary.json?scenario={name}")
    assert answered.status == 404
    assert "neither a scenario nor a run" in answered.json["message"]


def test_a_run_that_is_too_large_is_refused(page):
    answered = page.ask("/summary.json?scenario=small.toml&run.replications=900000")
    assert answered.status == 422
    assert "more than this page runs" in answered.json["message"]


@pytest.mark.parametrize(
    "link",
    [
        "weeks=1&weeks=2",
        "weeks=1e3",
        "x=" + "9" * 9_000,
        "title=%00",
        "title=%ff",
        "%40secret.csv=1",
    ],
)
def test_a_link_that_cannot_be_read_is_refused_in_a_line(page, link):
    answered = page.ask(f"/?{link}")
    assert answered.status == 400
    assert answered.text.count("\n") == 1


def test_names_in_a_link_are_inert(page):
    said = page.ask("/?scenario=%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>alert" not in said


def test_nothing_else_is_there(page):
    assert page.ask("/health").json == {"status": "ok"}
    for link in ("/docs", "/redoc", "/openapi.json", "/static/../app.py", "/static/none.js"):
        assert page.ask(link).status == 404
