"""A folder that holds links to files elsewhere has none of them written, emptied or removed.

Each command runs once to see which files it writes; then each of those names, and the name of
its part, is a link to a file outside, and the command runs again.
"""

import ast
import os
import shutil

import pytest
from small_scenarios import FOUR_WEEKS
from source_tree import MODULES, ROOT, parsed

from sim import writing
from sim.cli import status

SIMPY = ["--engine", "simpy", "--workers", "1"]
RUN = ["run", "first.toml", "--replications", "1", "--out", "out", *SIMPY]
COMPARE = ["compare", "first.toml", "second.toml", "--replications", "1", "--out", "out", *SIMPY]
FOLDERS = ["unmerged", "merging", "merged", "figures"]
KEPT = "do not touch\n"


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    """A folder with two scenarios and every results folder that is made of them."""
    place = tmp_path_factory.mktemp("finished")
    (place / "first.toml").write_text(FOUR_WEEKS, encoding="utf-8")
    other = FOUR_WEEKS.replace("mean_weeks = 4, sd_weeks = 2", "mean_weeks = 3, sd_weeks = 1")
    (place / "second.toml").write_text(other, encoding="utf-8")
    shutil.copy(ROOT / "scenarios" / "small_reform.toml", place / "reform.toml")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        assert status(COMPARE) == 0
        (run,) = (path for path in (place / "out").iterdir() if path.name.startswith("first"))
        assert status(["report", str(run)]) == 0
        assert status(["explain", f"out/{run.name}", "--out", "out", *SIMPY]) == 0
        assert status(["reform", "reform.toml", "--out", "out/reform"]) == 0
    return place


@pytest.fixture
def here(finished, tmp_path, monkeypatch):
    """A copy of it to work in, with a folder and a file outside that must stay."""
    shutil.copytree(finished, tmp_path / "here")
    outside = tmp_path / "outside"
    (outside / "folder").mkdir(parents=True)
    (outside / "file").write_text(KEPT, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path / "here"


def is_untouched(here):
    outside = here.parent / "outside"
    is_same = (outside / "file").read_text(encoding="utf-8") == KEPT
    return is_same and list((outside / "folder").iterdir()) == []


def folder_of(here, prefix):
    (found,) = (path for path in (here / "out").iterdir() if path.name.startswith(prefix))
    return found


def with_links(here, folder):
    """Replace every file by a link to the one outside, and plant one where its part would be."""
    names = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in [*names, folder / ".writable", folder / ".lock"]:
        path.unlink(missing_ok=True)
        path.symlink_to(here.parent / "outside" / "file")
        path.with_name(f".{path.name}.part").symlink_to(here.parent / "outside" / "file")
    return names


def test_there_are_files_to_look_at(finished):
    names = {path.name for path in (finished / "out").rglob("*")}
    assert {"run.json", "summary.json", "team_weeks.parquet", "spells.parquet"} <= names
    assert {"comparison.json", "explanation.json", "terms.csv", "report.html"} <= names
    assert {"reform.json", "payers.csv", "contracts.csv", "offers.csv", "figures"} <= names


def test_a_run_refuses_links_in_the_place_of_its_files(here):
    folder = folder_of(here, "first-")
    with_links(here, folder)
    assert status([*RUN, "--no-report"]) == 2  # the lock is a link
    assert is_untouched(here)
    (folder / ".lock").unlink()
    assert status([*RUN, "--no-report"]) == 2  # and so is run.json
    assert is_untouched(here)


def test_a_run_replaces_links_where_it_writes_a_file_first(here):
    folder = folder_of(here, "first-")
    for name in (".run.json.part", ".writable", "..writable.part", ".summary.json.part"):
        (folder / name).symlink_to(here.parent / "outside" / "file")
    assert status([*RUN, "--replications", "2", "--no-report"]) == 0
    assert is_untouched(here)


@pytest.mark.parametrize("prefix", ["first-", "compare-", "explain-"])
def test_a_report_replaces_links_by_files(here, prefix):
    folder = folder_of(here, prefix)
    drawn = [*(folder / "figures").iterdir(), folder / "report.html"]
    for path in drawn:
        path.unlink()
        path.symlink_to(here.parent / "outside" / "file")
        path.with_name(f".{path.name}.part").symlink_to(here.parent / "outside" / "file")
    command = {
        "first-": ["report", f"out/{folder.name}"],
        "compare-": ["report", f"out/{folder.name}"],
        "explain-": ["explain", f"out/{folder_of(here, 'first-').name}", "--out", "out", *SIMPY],
    }[prefix]
    assert status(command) == 0
    assert is_untouched(here)
    assert not any(path.is_symlink() for path in drawn)


@pytest.mark.parametrize(
    ("prefix", "command"),
    [
        ("compare-", COMPARE),
        ("explain-", ["explain", "FIRST", "--out", "out", *SIMPY]),
        ("reform", ["reform", "reform.toml", "--out", "out/reform"]),
    ],
)
def test_other_commands_replace_links_by_files(here, prefix, command):
    names = with_links(here, folder_of(here, prefix))
    first = f"out/{folder_of(here, 'first-').name}"
    quick = [] if prefix == "reform" else ["--no-report"]
    words = [first if word == "FIRST" else word for word in command]
    assert status([*words, *quick]) == 0
    assert is_untouched(here)
    written = [path for path in names if path.suffix in {".json", ".csv"}]
    assert written
    assert not any(path.is_symlink() for path in written)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_link_for_a_folder_is_refused_by_name(here, name, capsys):
    folder = folder_of(here, "first-")
    shutil.rmtree(folder / name, ignore_errors=True)
    (folder / name).symlink_to(here.parent / "outside" / "folder")
    command = ["report", f"out/{folder.name}"] if name == "figures" else RUN
    assert status(command) == 2
    said = capsys.readouterr().err
    assert f"{folder.name}/{name}: cannot be written (is a link, and nothing is written" in said
    assert "remove it" in said
    assert is_untouched(here)


@pytest.mark.parametrize(
    ("prefix", "command"),
    [
        ("first-", RUN),
        ("compare-", COMPARE),
        ("explain-", ["explain", "first", "--out", "out", *SIMPY]),
    ],
)
def test_a_link_for_the_whole_folder_is_refused_by_name(here, prefix, command, capsys):
    folder = folder_of(here, prefix)
    first = folder_of(here, "first-")
    shutil.rmtree(folder)
    folder.symlink_to(here.parent / "outside" / "folder")
    words = [f"out/{first.name}" if word == "first" else word for word in command]
    assert status([*words, "--no-report"]) == 2
    assert f"{folder.name}: cannot be written (is a link" in capsys.readouterr().err
    assert is_untouched(here)


def test_files_that_a_user_names_are_written_over_no_link(here, capsys):
    link = here / "link"
    link.symlink_to(here.parent / "outside" / "file")
    assert status(["schema", "link"]) == 2
    assert "link: cannot" in (said := capsys.readouterr().err) or "is a link or no file" in said
    assert status(["audit", "first.toml", "--figure", "link"]) == 2
    assert status(["new", "link"]) == 2
    assert is_untouched(here)
    (here / "schema.json").write_text("old", encoding="utf-8")
    assert status(["schema", "schema.json"]) == 0
    assert (here / "schema.json").read_text(encoding="utf-8").startswith("{")


def test_a_schema_beside_a_new_file_is_written_through_no_link(here):
    (here / "forloeb.schema.json").symlink_to(here.parent / "outside" / "new")
    assert status(["new", "mine.toml"]) == 0
    assert not (here.parent / "outside" / "new").exists()


# The door


def test_a_new_file_is_never_written_over_anything(tmp_path):
    for name, make in (
        ("file", lambda path: path.write_text(KEPT)),
        ("folder", lambda path: path.mkdir()),
        ("link", lambda path: path.symlink_to(tmp_path / "nothing")),
    ):
        make(tmp_path / name)
        with pytest.raises(FileExistsError):
            writing.write_text("mine", tmp_path / name)
    assert not (tmp_path / "nothing").exists()


def test_a_removed_link_leaves_what_it_leads_to(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "file").write_text(KEPT)
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    writing.remove_folder(tmp_path / "link")
    assert not os.path.lexists(tmp_path / "link")
    assert (tmp_path / "folder" / "file").read_text() == KEPT


WRITES = {"write_text", "write_bytes", "mkdir", "makedirs", "touch", "rename", "replace"}
WRITES |= {"symlink_to", "unlink", "rmtree", "open", "mkstemp", "NamedTemporaryFile", "truncate"}
ELSEWHERE = {
    ("sim.calibration.aggregates.long", "replace"),  # of a date
    ("sim.calibration.reading.accounts", "replace"),  # of a date
    ("sim.calibration.reading.visits", "open"),  # reads
    ("sim.cli.in_language", "replace"),  # of a parameter
    ("sim.cli.study_options", "replace"),  # of a parameter
    ("sim.cli", "open"),  # os.devnull
    ("sim.engines.compiling.kept", "open"),  # reads
    ("sim.engines.compiling.kept", "mkdir"),  # a folder that the user names
    ("sim.experiments.folder.lock", "open"),  # refuses a link itself
    ("sim.experiments.folder.pieces", "rmtree"),  # of a folder just made
    ("sim.experiments.folder.storage", "open"),  # reads
    ("sim.reporting.exporting.plain_tables", "open"),  # a file just made anew
    ("sim.scenario.files.documents", "open"),  # reads
    ("sim.scenario.tables.opening", "open"),  # reads
    ("sim.words", "open"),  # reads
}


def calls(path):
    """Calls that could change the disk: methods and functions of such a name, but of text."""
    for node in ast.walk(parsed(path)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
        is_of_text = name == "replace" and len(node.args) + len(node.keywords) != 1
        is_of_ours = isinstance(node.func, ast.Name) and name != "open"
        if name in WRITES and not is_of_text and not is_of_ours:
            yield name


def test_nothing_else_writes():
    found = {(m, call) for m, path in MODULES.items() if m != "sim.writing" for call in calls(path)}
    assert found == ELSEWHERE
