"""The five changes that `docs/changing.md` shows, made in a copy of `sim/` and looked at there."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from changed_copy import PAGE, a_sum, changes, copied, made
from source_tree import ROOT

COURSES = """schema = 1
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
stay = { distribution = "fixed", mean_weeks = 4 }
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
"""
LEVERS = """[behaviour.levers]
development_weeks = { low = 2, high = 10 }
delivered_share = { low = 0.8, high = 1.0 }
"""
BY_COURSE = """[tariff]
kind = "course_rates"
weekly_dkk = { development = 2100, stabilisation = 1400 }
"""
LUMP_SUM = """lump_sum_dkk = { development = 2000 }
[relapse]
probability = 1.0
after = { distribution = "fixed", mean_weeks = 2 }
to = "development"
"""
NO_AMOUNT = '[tariff]\nkind = "per_head"\n'
FILES = {
    "per_head.toml": f"{COURSES}{NO_AMOUNT}per_head_dkk_per_week = 2100\n{LEVERS}",
    "no_amount.toml": f"{COURSES}{NO_AMOUNT}{LEVERS}",
    "course_rates.toml": f"{COURSES}{BY_COURSE}{LEVERS}",
    "lump_sum.toml": f"{COURSES}{BY_COURSE}{LUMP_SUM}",
    "heavy.toml": COURSES.replace("home_care = 3.0", "home_care = 300.0") + BY_COURSE,
}
TITLES = ["A rule", "A kind of tariff", "A command", "A figure", "A Danish word"]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("changed")
    copied(folder)
    for blocks in [*changes().values(), a_sum()]:
        made(folder, blocks)
    return folder


@pytest.fixture(scope="module")
def answers(copy, tmp_path_factory):
    folder = tmp_path_factory.mktemp("scenarios")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(Path(__file__).parent / "ask_changed_copy.py"), str(folder)],
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["root"] == str(copy)
    return found


@pytest.fixture(scope="module")
def printed(answers):
    def read(command):
        answer = answers[command]
        assert (answer["status"], answer["out"] != "") == (0, True), answer["err"]
        return json.loads(answer["out"])

    return read


def test_there_are_five_and_the_page_counts_what_they_touch():
    rows = re.findall(
        r"^\| \[(.*?)\]\(#.*?\) \| (.*?) \| (.*?) \|$", PAGE.read_text("utf-8"), re.MULTILINE
    )
    assert [title.capitalize() for title, _, _ in rows] == [t.capitalize() for t in TITLES]
    assert list(changes()) == TITLES
    for (_, files, lines), blocks in zip(rows, changes().values(), strict=True):
        new = [block for block in blocks if block.is_whole]
        old = {block.path for block in blocks} - {block.path for block in new}
        added = sum(line.startswith("+") for b in blocks if not b.is_whole for line in b.lines)
        written = sum(len(block.lines) for block in new)
        assert files == (f"{len(new)} new, and {len(old)}" if new else f"{len(old)}")
        assert lines == (f"{written} new, and {added}" if new else f"{added}")


def test_what_is_written_is_as_the_house_writes(copy):
    blocks = [block for blocks in changes().values() for block in blocks] + a_sum()
    files = sorted({block.path for block in blocks})
    python = [str(copy / path) for path in files if path.endswith(".py")]
    settings = ["--config", str(ROOT / "pyproject.toml"), "--no-cache"]
    for command in (["check"], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, *settings, *python],
            cwd=copy,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout


# A rule


def test_a_course_that_is_opened_again_is_paid_half_the_lump_sum(answers):
    never, within = (answers["lump sums"][weeks] for weeks in ("0", "12"))
    assert within["opened_again"] == never["opened_again"] > 0
    halves = within["opened_again"] * 200_000 // 2
    assert never["revenue_ore"] - within["revenue_ore"] == halves


# A kind of tariff


def test_the_run_pays_each_citizen_alike(printed):
    total = printed("run")["total"]
    citizen_weeks = total["citizens"]["mean"] * 3
    assert total["revenue_dkk"]["mean"] == pytest.approx(2100 * citizen_weeks, rel=1e-12)


def test_the_twin_expects_the_same_pay(printed):
    expected = printed("theory")
    assert expected["exact"]
    total = expected["total"]
    assert total["revenue_dkk"] == pytest.approx(2100 * 6 * total["citizens"], rel=1e-9)


def test_the_audit_judges_it(printed, answers):
    # A week in development costs 5 x 450 = 2250 and is paid 2100, a later one costs 1350: who
    # minds money develops for as short as may be, and delivers as little as may be.
    rows = {row["lever"]: row for row in printed("audit")["levers"]}
    assert {row["tariff"] for row in rows.values()} == {"per_head"}
    assert rows["development_weeks"]["best_response"] == 2.0
    assert rows["delivered_share"]["best_response"] == 0.8
    assert rows["delivered_share"]["verdict"] == "perverse"
    assert "per_head under per_head: by the closed-form twin" in answers["audit in words"]["out"]


def test_rates_that_balance_take_its_place(printed):
    rates = printed("rates")
    assert rates["remarks"] == [
        "the scenario pays by per_head; these course rates would take its place"
    ]
    assert {row["course"]: row["balancing_dkk"]["mean"] for row in rates["rates"]} == {
        "development": pytest.approx(5 * 450),
        "stabilisation": pytest.approx(3 * 450),
    }


def test_it_is_compared_for_the_same_citizens(printed):
    (difference,) = printed("compare")["differences"]
    assert difference["lives"]["same_lives"]
    assert difference["lives"]["is_price_only"]
    changed = {row["key"]: (row["first"], row["other"]) for row in difference["changes"]}
    assert changed["tariff.kind"] == ("course_rates", "per_head")
    assert changed["tariff.per_head_dkk_per_week"] == (None, "2100")
    later = difference["courses"][1]["census"]["first"]
    gained = difference["total"]["revenue_dkk"]["difference"]["mean"]
    assert gained == pytest.approx((2100 - 1400) * later * 3)


def test_editors_know_its_key(answers):
    assert "per_head" in answers["schema"]["kind"]["enum"]
    assert "per_head_dkk_per_week" in answers["schema"]


def test_a_new_scenario_shows_it_and_runs_with_it(answers):
    assert answers["new"]["status"] == 0
    assert answers["check of a new one"]["out"].startswith("mine.toml: ok")


def test_a_scenario_without_its_amount_is_refused(answers):
    refused = answers["check without the amount"]
    assert refused["status"] == 2
    assert refused["err"].startswith(
        "no_amount.toml:25:2: tariff.per_head_dkk_per_week: is missing"
    )


def test_the_glossary_explains_it(answers):
    assert answers["glossary"]["out"].startswith("per_head · takst pr. borger\n")


# A command, a figure, a word


def test_the_command_tells_the_census(answers):
    # 2 a week for 4 weeks; 0.6 (1 - exp(-4/3)) = 44.2 % leave, the others stay for 9 weeks.
    assert answers["census"]["out"] == "development: 8.0\nstabilisation: 10.0\n"


def test_the_figure_is_on_the_page_in_both_languages(answers):
    assert "Citizens in all. " in answers["report"]
    assert re.search(r"Borgere i alt\. \d+ borgere er i pleje i den første uge", answers["report"])


def test_the_danish_word_is_on_the_page(answers):
    assert "Ydelsestimer pr. uge" in answers["report"]
    assert "Timer pr. uge fordelt på ydelser" not in answers["report"]


# A sum


def test_the_sum_counts_what_it_says(answers):
    # At 300 hours a week every day has more than 20, so each week of a later course counts.
    assert answers["heavy weeks"]["counted"] == answers["heavy weeks"]["told"] > 0


def test_terminal_table_and_report_tell_the_sum(printed, answers):
    assert "with more than 20 hours" in answers["run with a sum"]["out"]
    assert all(check["ok"] for check in printed("verify")["checks"])
    danish = "Borgere med mere end 20 timer pr. uge, ad gangen"
    assert answers["danish"]["heavy_weeks"] == danish
