"""A folder that is damaged or made by somebody else: exit 2, one line, and nothing written."""

import itertools
import json
import shutil

import pytest
from forging import change_table, edit_record, put_record, record_in, sign_files
from two_teams import SMALL

from sim.cli import status

FAST = ("--engine", "simpy", "--workers", "1", "--no-report")
DEEP = "[" * 200_000
ELSEWHERE = "run.seed=2"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Folder `out` with a finished run of two replications and one of another scenario."""
    place = tmp_path_factory.mktemp("made")
    file = place / "small.toml"
    file.write_text(SMALL, encoding="utf-8")
    for name, override in (("out", "run.seed=1"), ("others", ELSEWHERE)):
        asked = ["run", str(file), "--set", override, "--replications", "2", *FAST]
        assert status([*asked, "--out", str(place / name)]) == 0
    return place


@pytest.fixture
def copy(made, tmp_path):
    """A copy of all that, to be damaged."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return tmp_path


def folder_of(copy, name="out"):
    (folder,) = (copy / name).iterdir()
    return folder


def commands(copy):
    folder = folder_of(copy)
    return {
        "verify": ["verify", str(folder)],
        "report": ["report", str(folder)],
        "explain": ["explain", str(folder), *FAST],
        "run": [
            *("run", str(copy / "small.toml"), "--replications", "3", *FAST),
            *("--out", str(copy / "out")),
        ],
    }


def said_of(name, copy, capsys):
    """Exit code, stdout and the lines of stderr of a command."""
    capsys.readouterr()
    code = status(commands(copy)[name])
    said = capsys.readouterr()
    return code, said.out, said.err.splitlines()


def recorded(**changed):
    return lambda folder, _: edit_record(folder, lambda record: record.update(changed))


def unsigned(edit):
    return lambda folder, _: edit_record(folder, edit, signed=False)


def without(key):
    return lambda folder, _: edit_record(folder, lambda record: record.pop(key))


def dearer(record):
    record["resolved"]["tariff"]["weekly_dkk"]["development"] = 2800


def text_in(name, text):
    return lambda folder, _: (folder / name).write_text(text, encoding="utf-8")


def not_a_number(folder, name):
    tree = json.loads((folder / name).read_text(encoding="utf-8"))
    tree["seed"] = float("nan")
    (folder / name).write_text(json.dumps(tree), encoding="utf-8")


def another_mean(folder, *, signed):
    path = folder / "summary.json"
    tree = json.loads(path.read_text(encoding="utf-8"))
    tree["total"]["deviation_dkk"]["mean"] += 1.0
    path.write_text(json.dumps(tree, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if signed:
        sign_files(folder)


def table_of(others, folder, name):
    (other,) = others.iterdir()
    shutil.copy(other / name, folder / name)
    sign_files(folder)


def cut(name, *, signed, keep=0.5):
    def change(folder, _):
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(content[: int(keep * len(content))])
        if signed:
            sign_files(folder)

    return change


def linked(folder, place):
    (place / "elsewhere.parquet").write_bytes((folder / "spells.parquet").read_bytes())
    (folder / "spells.parquet").unlink()
    (folder / "spells.parquet").symlink_to(place / "elsewhere.parquet")


def no_rows(table):
    return lambda folder, _: change_table(folder, table, "DELETE FROM changed")


def name_that_is_no_text(folder, _):
    path = folder / "team_weeks.parquet"
    path.write_bytes(path.read_bytes().replace(b"cost_dkk", b"cost_\xff\xfe\xff"))
    sign_files(folder)


def sql_text(folder, place):
    """What would make a file if it were SQL."""
    text = f"1)) TO '{place / 'marker'}'; COPY (SELECT 1"
    edit_record(folder, lambda record: record.update(weeks=text))


DAMAGES = {
    "weeks as text": recorded(weeks="4"),
    "weeks as SQL": sql_text,
    "no weeks at all": recorded(weeks=0),
    "a replication too few": recorded(replications=[0]),
    "a replication too few, not signed": unsigned(lambda r: r.update(replications=[0])),
    "a replication below 0": recorded(replications=[-1]),
    "a list in the list": recorded(replications=[[1]]),
    "a text in the list": recorded(replications=["a"]),
    "halves": recorded(replications=[0.0, 1.5]),
    "more than there are": recorded(replications=[0, 1, 2, 3]),
    "one twice": recorded(replications=[0, 1, 1]),
    "no versions": recorded(versions={}),
    **{f"no {key}": without(key) for key in ("weeks", "teams", "seed", "start", "title", "hash")},
    "another title": recorded(title="Another"),
    "another start": recorded(start="2026-01-12"),
    "teams in another order": recorded(teams=["Østergårds Vænge", "Nord"]),
    "a key too many": recorded(more=1),
    "a record of a version to come": recorded(record=99),
    "a rate changed": unsigned(dearer),
    "a rate changed and signed": lambda folder, _: edit_record(folder, dearer),
    "another hash": recorded(hash="00000000"),
    "no number in run.json": lambda folder, _: not_a_number(folder, "run.json"),
    "no number in the summary": lambda folder, _: not_a_number(folder, "summary.json"),
    "a deep run.json": text_in("run.json", DEEP),
    "a deep summary": text_in("summary.json", DEEP),
    "deep tables in run.json": text_in("run.json", '{"a":' * 300 + "1" + "}" * 300),
    "an endless number": text_in("run.json", '{"seed": ' + "9" * 5000 + "}"),
    "half a letter": text_in("run.json", '{"title": "\\ud800"}'),
    "a list for a table": text_in("run.json", "[]"),
    "no text": lambda folder, _: (folder / "run.json").write_bytes(b"\xff\xfe"),
    "another mean": lambda folder, _: another_mean(folder, signed=False),
    "another mean, signed": lambda folder, _: another_mean(folder, signed=True),
    "a table of another run": lambda folder, place: table_of(
        place / "others", folder, "team_weeks.parquet"
    ),
    "spells of another run": lambda folder, place: table_of(
        place / "others", folder, "spells.parquet"
    ),
    "half a table": cut("team_weeks.parquet", signed=False),
    "half a table, signed": cut("team_weeks.parquet", signed=True),
    "an empty table file": cut("spells.parquet", signed=False, keep=0),
    "an empty table file, signed": cut("spells.parquet", signed=True, keep=0),
    "a table without rows": no_rows("team_weeks"),
    "spells without rows": no_rows("spells"),
    "a column of text": lambda folder, _: change_table(
        folder, "team_weeks", "ALTER TABLE changed ALTER cost_dkk TYPE VARCHAR"
    ),
    "a column too few": lambda folder, _: change_table(
        folder, "team_weeks", "ALTER TABLE changed DROP cost_dkk"
    ),
    "a row twice": lambda folder, _: change_table(
        folder, "team_weeks", "INSERT INTO changed FROM changed LIMIT 1"
    ),
    "an amount that is none": lambda folder, _: change_table(
        folder, "team_weeks", "UPDATE changed SET revenue_dkk = 'nan'::DOUBLE"
    ),
    "a column's name that is no text": name_that_is_no_text,
    "an absent table": lambda folder, _: (folder / "spells.parquet").unlink(),
    "an absent summary": lambda folder, _: (folder / "summary.json").unlink(),
    "an absent record": lambda folder, _: (folder / "run.json").unlink(),
    "a folder for a table": lambda folder, _: (
        (folder / "spells.parquet").unlink(),
        (folder / "spells.parquet").mkdir(),
    ),
    "a link for a table": linked,
    "a file where pieces lie": text_in("unmerged", "a file"),
    "a file where a merge lies": text_in("merged", "a file"),
    "a link where a merge lies": lambda folder, place: (folder / "merged").symlink_to(
        place / "others"
    ),
    "a link where pieces lie": lambda folder, place: (folder / "unmerged").symlink_to(
        place / "others"
    ),
    "a folder for the lock": lambda folder, _: (folder / ".lock").mkdir(),
    "a link for the lock": lambda folder, place: (folder / ".lock").symlink_to(
        place / "small.toml"
    ),
    "odd names among the pieces": lambda folder, _: (folder / "unmerged" / "odd").mkdir(
        parents=True
    ),
}


OTHERS = itertools.cycle(["report", "explain", "run"])
"""All commands enter a folder by one door: `verify` meets every damage, the others one in three."""


@pytest.mark.parametrize(
    ("damage", "name"),
    [(damage, name) for damage in DAMAGES for name in ("verify", next(OTHERS))],
)
def test_it_is_refused_in_one_line_and_stays_as_it_is(damage, name, copy, capsys, bytes_of):
    folder = folder_of(copy)
    DAMAGES[damage](folder, copy)
    before = bytes_of(copy)
    code, _, lines = said_of(name, copy, capsys)
    assert code == 2
    assert len(lines) == 1
    assert str(folder) in lines[0]
    assert "; " in lines[0]
    assert bytes_of(copy) == before


@pytest.mark.parametrize("field", ["scenario", "title", "start", "engine", "failed", "files"])
@pytest.mark.parametrize("value", [None, 7, [], {"a": 1}, "'; COPY (SELECT 1) TO 'marker'; --"])
def test_a_field_of_the_wrong_kind_is_refused(field, value, copy, capsys, monkeypatch):
    monkeypatch.chdir(copy)
    recorded(**{field: value})(folder_of(copy), copy)
    code, _, lines = said_of("verify", copy, capsys)
    assert (code, len(lines)) == (2, 1)
    assert not (copy / "marker").exists()


def test_a_piece_of_another_scenario_is_dropped_with_a_word(copy, capsys):
    # Another scenario's third replication lies among our pieces, its hashes right.
    other = folder_of(copy, "others")
    asked = ["run", str(copy / "small.toml"), "--set", ELSEWHERE, "--replications", "3", *FAST]
    piece = unmerged_piece(copy, 2)
    shutil.copytree(piece, folder_of(copy) / "unmerged" / "00002")
    code, _, lines = said_of("verify", copy, capsys)
    assert (code, len(lines)) == (2, 1)
    assert "unmerged/00002 is damaged or of another run" in lines[0]
    code, out, lines = said_of("run", copy, capsys)
    assert code == 0
    assert "replication 2 is damaged or of another run, so it is simulated again" in lines[0]
    assert status([*asked[:2], "--replications", "3", *FAST, "--out", str(copy / "again")]) == 0
    again = capsys.readouterr().out
    assert out.split("Results:")[0] == again.split("Results:")[0]
    assert other.exists()


def unmerged_piece(copy, replication):
    """A piece that a run of the other scenario would leave."""
    from sim.experiments.running.piecework import replicate_into
    from sim.experiments.running.preparing import job
    from sim.scenario.reading import load_scenario

    scenario = load_scenario(copy / "small.toml", [ELSEWHERE])
    replicate_into(copy / "pieces", job(scenario, engine="simpy"), replication)
    return copy / "pieces" / "unmerged" / f"{replication:05}"


def test_a_renamed_folder_is_a_remark_and_no_refusal(copy, capsys):
    folder = folder_of(copy)
    renamed = folder.rename(folder.with_name("Budget [2]"))
    # Beside it lies what "Budget [2]" would mean as a pattern: another run.
    shutil.copytree(folder_of(copy, "others"), renamed.with_name("Budget 2"))
    assert status(["verify", str(renamed), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["state"] == "reproduced"
    (named,) = [check for check in found["checks"] if "name" in check["check"]]
    assert named["ok"]
    assert f"was named {folder.name} by its run" in named["detail"]
    assert status(["report", str(renamed)]) == 0


@pytest.mark.parametrize("name", ["r?", "Budget [2]", "a*", "it's", 'a "quote"', "[!x]"])
def test_a_folders_name_is_a_name(made, tmp_path, name, capsys):
    """Extended, the folder holds what the whole run holds, whatever lies beside it."""
    asked = ["run", str(made / "small.toml"), "--json", *FAST]
    expected = run_in(tmp_path / "plain", asked, capsys)
    for beside in ("r1", "Budget 2", "ab", "y"):
        shutil.copytree(made / "others", tmp_path / beside)
    for replications in ("2", "3"):
        found = run_in(tmp_path / name, [*asked, "--replications", replications], capsys)
    assert found | {"results": ""} == expected | {"results": ""}


def run_in(out, asked, capsys):
    capsys.readouterr()
    assert status([*asked, "--out", str(out)]) == 0
    return json.loads(capsys.readouterr().out)


def test_verify_says_which_replication_it_ran_again(copy, capsys):
    folder = str(folder_of(copy))
    drawn = set()
    for _ in range(12):  # one of two: all alike in one of 2,048 times
        assert status(["verify", folder, "--json"]) == 0
        drawn |= set(json.loads(capsys.readouterr().out)["replications_run_again"])
    assert drawn == {0, 1}
    assert status(["verify", folder, "--json", "--replication", "1"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"schema", "results", "state", "checks", "replications_run_again"}
    assert found["replications_run_again"] == [1]
    assert found["checks"][-1] == {
        "check": "replication 1, run again, agrees row by row",
        "ok": True,
        "detail": "",
    }
    assert status(["verify", folder, "--json", "--all"]) == 0
    assert json.loads(capsys.readouterr().out)["replications_run_again"] == [0, 1]
    assert status(["verify", folder, "--replication", "5"]) == 2
    assert "holds no replication 5" in capsys.readouterr().err


def test_what_was_never_simulated_is_consistent_and_not_reproduced(copy, capsys):
    folder = folder_of(copy)
    change_table(folder, "spells", "UPDATE changed SET drawn_days = 7 WHERE start_day < 0")
    assert status(["verify", str(folder), "--json", "--all"]) == 1
    assert json.loads(capsys.readouterr().out)["state"] == "consistent"


def test_damage_is_told_in_json_as_well(copy, capsys):
    folder = folder_of(copy)
    put_record(folder, record_in(folder) | {"seed": 2})
    assert status(["verify", str(folder), "--json"]) == 2
    found = json.loads(capsys.readouterr().out)
    assert found["state"] == "damaged"
    assert [check["ok"] for check in found["checks"]] == [False]
    assert found["replications_run_again"] == []
