"""`forloeb compare` as a planner's shell sees it."""

import json

import pytest
from small_scenarios import FOUR_WEEKS

import sim.cli

SHORT = ("--replications", "2", "--engine", "simpy", "--workers", "1")
RATE = 'schema = 1\nextends = "base.toml"\n[tariff.weekly_dkk]\ndevelopment = 2600\n'
CARE = (
    'schema = 1\nextends = "base.toml"\n'
    '[[course]]\nname = "development"\nstay = { mean_weeks = 3 }\n'
)


@pytest.fixture
def forloeb(tmp_path, monkeypatch, capsys):
    """Runs a command line where three files stand."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"base": FOUR_WEEKS, "rate": RATE, "care": CARE}.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")

    def run(*arguments):
        status = sim.cli.status(list(arguments))
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def test_it_prints_the_differences_and_writes_the_folder(forloeb, tmp_path):
    files = ("base.toml", "rate.toml", "base.toml+rate.toml+care.toml")
    status, out, err = forloeb("compare", *files, *SHORT)
    assert status == 0
    lines = out.splitlines()
    # The teams are the municipality's own: what a lower rate takes from them it does not pay.
    assert lines[0] == (
        "rate: Net for the municipality 0\N{NO-BREAK SPACE}DKK over 4\N{NO-BREAK SPACE}weeks: "
        "teams \N{MINUS SIGN}3,393\N{NO-BREAK SPACE}DKK, paid to them +3,393\N{NO-BREAK SPACE}DKK."
    )
    assert "rate, base+rate+care against base: 4 weeks, 2 replications, seed 1" in lines
    assert "  tariff.weekly_dkk.development: 2700 -> 2600" in lines
    assert any(line.endswith("spells identical: the whole difference is price") for line in lines)
    assert any(line.endswith("citizens live the same lives") for line in lines)
    assert err.splitlines()[-1].startswith("6 of 6 replications finished in")
    (folder,) = (tmp_path / "results").glob("compare-base-rate-base+rate+care-*")
    assert lines[-1] == f"Results: results/{folder.name}"
    assert {path.name for path in folder.iterdir()} == {"comparison.json", "report.html", "figures"}
    assert len(list((tmp_path / "results").iterdir())) == 4


def test_json_is_the_comparison_and_nothing_else(forloeb, tmp_path):
    status, out, _ = forloeb("compare", "base.toml", "rate.toml", *SHORT, "--json", "--no-report")
    assert status == 0
    (file,) = (tmp_path / "results").glob("compare-*/*")
    assert out == file.read_text(encoding="utf-8")
    tree = json.loads(out)
    assert tree["scenarios"] == ["base", "rate"]
    assert [tree[key] for key in ("seed", "weeks", "replications")] == [1, 4, 2]
    (difference,) = tree["differences"]
    assert set(difference["total"]["deviation_dkk"]) == {
        "first",
        "other",
        "difference",
        "p",
        "p_holm",
        "holds",
        "variance_removed",
        "smallest",
        "unchanged",
    }
    assert difference["total"]["verdict"] == "price"
    assert {row["verdict"] for row in difference["teams"]} == {"price"}
    assert [row["team"] for row in difference["teams"]] == ["Nord", "Syd"]
    assert [row["course"] for row in difference["courses"]] == [
        "development",
        "stabilisation",
        "individual",
    ]
    assert difference["outcomes"]["self_reliant_per_year"]["difference"]["mean"] == 0
    assert difference["lives"]["is_price_only"]
    (change,) = difference["changes"]
    assert (change["key"], change["first"], change["other"]) == (
        "tariff.weekly_dkk.development",
        "2700",
        "2600",
    )


def test_a_seed_that_is_not_used_is_said(forloeb, tmp_path):
    (tmp_path / "luck.toml").write_text('schema = 1\nextends = "base.toml"\n[run]\nseed = 2\n')
    status, out, _ = forloeb("compare", "base.toml", "luck.toml", *SHORT)
    assert status == 0
    lines = out.splitlines()
    said = lines.index("What differs between the files (0)")
    assert lines[said + 1] == "  run.seed of luck is not used: the seed of base holds for both"
    (page,) = (tmp_path / "results").glob("compare-*/report.html")
    assert "The seed of luck is not used: that of base holds for both." in page.read_text("utf-8")
    _, out, _ = forloeb("compare", "base.toml", "luck.toml", *SHORT, "--no-report", "--seed", "5")
    assert "is not used" not in out


def test_limits_of_ones_own_are_used_and_stated(forloeb):
    files = "compare", "base.toml", "rate.toml", *SHORT, "--no-report"
    _, out, _ = forloeb(*files, "--smallest", "deviation_dkk=1e9", "--json")
    (difference,) = json.loads(out)["differences"]
    one = difference["total"]["deviation_dkk"]
    assert (one["smallest"], one["unchanged"], one["holds"]) == (1e9, one["unchanged"], False)
    _, out, _ = forloeb(*files)
    assert "unchanged below" in out


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("censu=3", 'smallest: the comparison has no figure censu; did you mean "census"?'),
        ("census=-1", "smallest: census must be a number from 0 up, not -1"),
        ("census", "write FIGURE=AMOUNT, as continuity_index=0.02"),
        ("census=few", "write FIGURE=AMOUNT, as continuity_index=0.02"),
    ],
)
def test_limits_that_make_no_sense_are_refused(forloeb, given, words):
    status, out, err = forloeb("compare", "base.toml", "rate.toml", *SHORT, "--smallest", given)
    assert (status, out) == (2, "")
    assert words in err


def test_options_and_set_hold_for_all(forloeb):
    _, out, _ = forloeb(
        *("compare", "base.toml", "rate.toml", *SHORT, "--json", "--no-report"),
        *("--weeks", "2", "--seed", "7", "--set", "tariff.weekly_dkk.development=1000"),
    )
    tree = json.loads(out)
    assert (tree["weeks"], tree["seed"]) == (2, 7)
    (difference,) = tree["differences"]
    assert difference["changes"] == []
    assert difference["total"]["revenue_dkk"]["difference"]["mean"] == 0


def test_the_first_ones_replications_hold(forloeb, tmp_path):
    text = FOUR_WEEKS.replace("[run]", "[run]\nreplications = 2")
    (tmp_path / "two.toml").write_text(text, encoding="utf-8")
    _, out, _ = forloeb("compare", "two.toml", "base.toml", *SHORT[2:], "--json", "--no-report")
    assert json.loads(out)["replications"] == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["base.toml"], "a comparison needs two scenarios or more"),
        (["base.toml", "absent.toml"], "absent.toml:1:1: file: does not exist"),
        (["base.toml", "rate.toml", "--set", "run.sede=1"], 'did you mean "seed"'),
        (["base.toml", "rate.toml", "--engine", "fast"], "engine 'fast' is unknown"),
        (["base.toml", "other.toml"], "other.toml:5:1: run.weeks: is 5, and 4 in base"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(forloeb, tmp_path, arguments, words):
    text = FOUR_WEEKS.replace("weeks = 4\n", "weeks = 5\n")
    (tmp_path / "other.toml").write_text(text, encoding="utf-8")
    status, out, err = forloeb("compare", *arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert not (tmp_path / "results").exists()


def test_the_report_can_be_written_again(forloeb, tmp_path):
    forloeb("compare", "base.toml", "rate.toml", *SHORT, "--no-report")
    (folder,) = (tmp_path / "results").glob("compare-*")
    status, out, _ = forloeb("report", f"results/{folder.name}", "--language", "da")
    assert (status, out) == (0, f"results/{folder.name}/report.html\n")
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="da">')


def test_a_comparison_that_cannot_be_read_is_refused(forloeb, tmp_path):
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "comparison.json").write_text("{}", encoding="utf-8")
    status, _, err = forloeb("report", "broken")
    assert status == 2
    assert err == "broken: holds no comparison that can be read; `forloeb compare` makes one\n"


def test_a_stack_runs_alone_too(forloeb):
    status, out, _ = forloeb("run", "base.toml+rate.toml", *SHORT, "--no-report", "--json")
    assert status == 0
    assert json.loads(out)["scenario"] == "base+rate"
