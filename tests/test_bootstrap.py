"""The set-up is made once, survives interruption, and is repeated when it has to be.

The toy project has no packages to fetch and builds itself, so that whole set-ups run offline.
"""

import ast
import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
EDITABLE_WHEEL = """
    import pathlib, zipfile

    def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
        name = "toy-1-py3-none-any.whl"
        with zipfile.ZipFile(pathlib.Path(wheel_directory) / name, "w") as wheel:
            wheel.writestr("toy.pth", str(pathlib.Path.cwd()))
            about = "toy-1.dist-info/"
            wheel.writestr(about + "METADATA", "Metadata-Version: 2.1\\nName: toy\\nVersion: 1\\n")
            tags = "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
            wheel.writestr(about + "WHEEL", tags)
            wheel.writestr(about + "RECORD", "")
        return name
    """
PYPROJECT = """
    [build-system]
    requires = []
    build-backend = "backend"
    backend-path = ["."]

    [project]
    name = "toy"
    version = "1"

    [tool.linter]
    line-length = 100
    """


def imported_bootstrap():
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "bootstrap.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["bootstrap"] = module
    spec.loader.exec_module(module)
    return module


bootstrap = imported_bootstrap()


@pytest.fixture
def toy(tmp_path):
    """A project of one module and no dependencies."""
    project = tmp_path / "project"
    project.mkdir()
    shutil.copy(ROOT / "bootstrap.py", project)
    (project / "requirements.lock").write_text("# nothing\n")
    (project / "pyproject.toml").write_text(textwrap.dedent(PYPROJECT))
    (project / "backend.py").write_text(textwrap.dedent(EDITABLE_WHEEL))
    (project / "toy.py").write_text("answer = 42\n")
    return project


def started(project, *arguments, **options):
    """Bootstrap as a user starts it: outside every environment."""
    variables = {k: v for k, v in os.environ.items() if k not in {"FORLOEB_VENV", "VIRTUAL_ENV"}}
    command = [bootstrap.base_python(), str(project / "bootstrap.py"), *arguments]
    return subprocess.Popen(
        command,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def ended(process):
    """The exit code and what the process wrote on stdout and stderr."""
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def home_with_stamp(project):
    """A home that looks finished, made without a set-up."""
    home = bootstrap.home_of(project, "")
    home.programs.mkdir(parents=True)
    (home.programs / "python").symlink_to(sys.executable)
    home.stamp.write_text(bootstrap.json.dumps(bootstrap.made_from(home)))
    return home


def is_ready(home):
    return bootstrap.is_ready(home, bootstrap.made_from(home))


def change(path, old, new):
    path.write_text(path.read_text().replace(old, new))


# Usage


def test_no_command_shows_the_usage_and_exits_2(toy):
    code, out, err = ended(started(toy))
    assert (code, out) == (2, "")
    assert err.startswith("usage: python3 bootstrap.py COMMAND ...")


def test_help_is_no_error(toy):
    assert ended(started(toy, "--help"))[0] == 0


def test_an_older_python_is_told_what_is_needed():
    complaint = bootstrap.complaint_about((3, 10))
    assert complaint.startswith("This is Python 3.10; Python 3.11 or newer is needed. ")


@pytest.mark.parametrize("version", [(3, 11), (3, 13), (4, 0)])
def test_a_python_that_will_do_hears_no_complaint(version):
    assert bootstrap.complaint_about(version) == ""


def test_an_older_python_can_read_the_file_as_far_as_the_complaint():
    ast.parse((ROOT / "bootstrap.py").read_text(), feature_version=(3, 7))


# When the set-up is repeated


def test_a_finished_environment_is_ready(toy):
    assert is_ready(home_with_stamp(toy))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [("requirements.lock", "nothing", "something"), ("pyproject.toml", 'version = "1"', "")],
)
def test_a_changed_source_of_the_environment_makes_it_stale(toy, file, old, new):
    home = home_with_stamp(toy)
    change(toy / file, old, new)
    assert not is_ready(home)


def test_a_linters_settings_leave_the_environment_ready(toy):
    home = home_with_stamp(toy)
    change(toy / "pyproject.toml", "100", "99")
    assert is_ready(home)


def test_another_version_of_python_makes_it_stale(toy, monkeypatch):
    home = home_with_stamp(toy)
    monkeypatch.setattr(sys.implementation, "cache_tag", "cpython-399")
    assert not is_ready(home)


def test_a_python_that_was_uninstalled_makes_it_stale(toy):
    home = home_with_stamp(toy)
    (home.programs / "python").unlink()
    (home.programs / "python").symlink_to(toy / "gone")
    assert not is_ready(home)


def test_a_moved_checkout_makes_it_stale(toy):
    home_with_stamp(toy)
    moved = toy.rename(toy.with_name("moved"))
    assert not is_ready(bootstrap.home_of(moved, ""))


@pytest.mark.parametrize("stamp", ["", "{", "[]", "null"])
def test_a_broken_stamp_makes_it_stale(toy, stamp):
    home = home_with_stamp(toy)
    home.stamp.write_text(stamp)
    assert not is_ready(home)


def test_a_faulty_pyproject_is_named(toy):
    (toy / "pyproject.toml").write_text("[project")
    code, _, err = ended(started(toy, "python"))
    assert code == 2
    assert err.startswith("bootstrap.py: pyproject.toml is not valid TOML: ")


# Where the environment stands


def test_another_place_can_be_wanted(toy, tmp_path):
    assert bootstrap.home_of(toy, str(tmp_path / "there")).venv == tmp_path / "there"
    assert bootstrap.home_of(toy, "").venv == toy / ".venv"


def home_beside(toy, tmp_path, *files):
    """A home whose environment is to be in a folder that holds these files already."""
    home = bootstrap.home_of(toy, str(tmp_path / "there"))
    home.venv.mkdir()
    for name in files:
        (home.venv / name).parent.mkdir(parents=True, exist_ok=True)
        (home.venv / name).touch()
    return home


@pytest.mark.parametrize("name", ["thesis.txt", "pyvenv.cfg", "bin/python", ".hidden"])
def test_a_folder_with_other_files_is_not_cleared(toy, tmp_path, name):
    home = home_beside(toy, tmp_path, name)
    home.lock.touch()
    with pytest.raises(bootstrap.SetUpError) as refused:
        bootstrap.make_ready(home)
    assert str(refused.value) == (
        f"{home.venv} holds other files, as {Path(name).parts[0]}. "
        "Move it away, or set FORLOEB_VENV to another place."
    )
    assert (home.venv / name).exists()


def test_a_file_where_the_folder_should_be_is_named(toy, tmp_path):
    (tmp_path / "there").touch()
    with pytest.raises(bootstrap.SetUpError, match=r"there is a file\. Move it away"):
        bootstrap.make_ready(bootstrap.home_of(toy, str(tmp_path / "there")))


def test_a_refusal_leaves_nothing_beside_the_folder(toy, tmp_path):
    home = home_beside(toy, tmp_path, "thesis.txt")
    with pytest.raises(bootstrap.SetUpError):
        bootstrap.make_ready(home)
    assert not home.lock.exists()


@pytest.mark.parametrize("ours", [(), ("forloeb-made-this",), ("forloeb-stamp.json",)])
def test_an_empty_folder_and_one_of_ours_are_cleared(toy, tmp_path, ours):
    rest = ("lib/package.py", "thesis.txt") if ours else ()
    home = home_beside(toy, tmp_path, *ours, *rest)
    bootstrap.refuse_what_is_not_ours(home)
    bootstrap.clear(home)
    assert [entry.name for entry in home.venv.iterdir()] == ["forloeb-made-this"]


def test_clearing_follows_no_link(toy, tmp_path):
    home = home_beside(toy, tmp_path, "forloeb-made-this")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "thesis.txt").touch()
    (home.venv / "lib").symlink_to(tmp_path / "documents")
    bootstrap.clear(home)
    assert not (home.venv / "lib").exists()
    assert (tmp_path / "documents" / "thesis.txt").exists()


# Whole set-ups


def test_a_set_up_is_made_once_and_the_command_runs_where_the_user_stands(toy, tmp_path):
    """Two set-ups begun at once make one; a later one makes none."""
    program = "import os, sys, toy; print(toy.answer, os.getcwd()); sys.exit(7)"
    both = [started(toy, "python", "-c", program, cwd=tmp_path) for _ in range(2)]
    waited, first = sorted(map(ended, both), key=lambda one: "Setting up" in one[2])
    later = ended(started(toy, "python", "-c", program, cwd=tmp_path))
    steps = f"""Setting up {toy / ".venv"} (once, about a minute):
  1/3 making the environment
  2/3 installing 0 packages, each checked against its hash
  3/3 installing the project itself
  ready after """
    assert first[:2] == (7, f"42 {tmp_path}\n")
    assert re.fullmatch(re.escape(steps) + r"\d+ s\n", first[2])
    assert waited[:2] == (7, f"42 {tmp_path}\n")
    assert "Setting up" not in waited[2]
    assert later == (7, f"42 {tmp_path}\n", "")


def test_a_killed_set_up_is_repaired_by_the_next(toy):
    killed = started(toy, "python", "-c", "")
    deadline = time.monotonic() + 60
    while not (toy / ".venv" / "pyvenv.cfg").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    home = bootstrap.home_of(toy, "")
    assert home.venv.exists()
    assert not is_ready(home)
    assert ended(started(toy, "python", "-c", "import toy; print(toy.answer)"))[:2] == (0, "42\n")


KILLED_AT = """
import os, pathlib, runpy, signal, subprocess, sys

script, killed_at, wanted, calls = sys.argv[1], int(sys.argv[2]), sys.argv[3].split(","), 0
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT

def is_a_step(event, given):
    if event == "open":
        return isinstance(given[0], str) and given[0] != os.devnull and bool(given[2] & WRITES)
    return event in wanted

def watch(event, given):
    global calls, killed_at
    calls += is_a_step(event, given)
    if calls > killed_at:
        killed_at = sys.maxsize  # the kill is an event too
        print(event, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

def quickly(command, **_options):
    sys.audit("subprocess.Popen", command)
    if command[-2:-1] == ["venv"]:
        venv = pathlib.Path(command[-1])
        (venv / "pyvenv.cfg").touch()
        programs = venv / ("Scripts" if os.name == "nt" else "bin")
        programs.mkdir()
        (programs / "python").symlink_to(sys.executable)
    return subprocess.CompletedProcess(command, 0, "", "")

subprocess.run = quickly
sys.addaudithook(watch)
sys.argv = [script, *sys.argv[4:]]
runpy.run_path(script, run_name="__main__")
"""
"""Kills a script at one of its steps. What the steps start takes no time here: whole set-ups and
one that is killed in the middle of a step are tested above."""
STEPS = "os.mkdir,os.rename,subprocess.Popen"
REMOVALS = "os.mkdir,os.remove,os.rmdir,shutil.rmtree"


def killed_in_turn(script, steps, *arguments, after=lambda: None):
    """The calls at which a script was killed, one step later each time, until it ends.

    What has to hold after each kill is asked by `after`.
    """
    killed = []
    while len(killed) < 60:
        variables = {k: v for k, v in os.environ.items() if k != "FORLOEB_VENV"}
        done = subprocess.run(
            [bootstrap.base_python(), "-c", KILLED_AT, script, str(len(killed)), steps, *arguments],
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "bootstrap.py:" not in done.stderr
        if done.returncode == 0:
            return killed, done.stdout
        assert done.returncode == -signal.SIGKILL, done.stderr
        killed.append(done.stdout.split()[-1])
        after()
    raise AssertionError(killed)


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_set_up_killed_at_each_step_is_begun_again(toy):
    home = bootstrap.home_of(toy, "")

    def is_begun_again():
        assert not is_ready(home)
        bootstrap.refuse_what_is_not_ours(home)
        shutil.rmtree(home.venv, ignore_errors=True)  # the next one takes the same steps
        home.lock.unlink(missing_ok=True)

    program = ("python", "-c", "print(42)")
    killed, said = killed_in_turn(toy / "bootstrap.py", STEPS, *program, after=is_begun_again)
    lock_and_marker = ["os.mkdir", "open", "os.mkdir", "open"]
    environment = ["subprocess.Popen", "open", "os.mkdir"]
    installed = ["subprocess.Popen", "subprocess.Popen"]
    assert killed == [*lock_and_marker, *environment, *installed, "open", "os.rename"]
    assert said == "42\n"
    assert is_ready(home)


CLEARED = """
import importlib.util, sys
from pathlib import Path

spec = importlib.util.spec_from_file_location("bootstrap", Path(__file__).with_name("bootstrap.py"))
bootstrap = importlib.util.module_from_spec(spec)
spec.loader.exec_module(bootstrap)
home = bootstrap.home_of(Path(__file__).parent, "")
bootstrap.refuse_what_is_not_ours(home)
bootstrap.clear(home)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
@pytest.mark.parametrize("ours", ["forloeb-made-this", "forloeb-stamp.json"])
def test_a_clearing_killed_at_each_step_in_turn_is_finished_by_the_next(toy, ours):
    home = bootstrap.home_of(toy, "")

    def fill():
        for name in (ours, "pyvenv.cfg", "bin/python", "lib/deep/package.py", "lib/other.py"):
            (home.venv / name).parent.mkdir(parents=True, exist_ok=True)
            (home.venv / name).touch()

    def is_finished_by_the_next():
        bootstrap.refuse_what_is_not_ours(home)
        bootstrap.clear(home)
        assert [entry.name for entry in home.venv.iterdir()] == ["forloeb-made-this"]
        home.marker.unlink()
        fill()  # the next one takes the same steps

    fill()
    (toy / "clearing.py").write_text(CLEARED, encoding="utf-8")
    killed, _ = killed_in_turn(toy / "clearing.py", REMOVALS, after=is_finished_by_the_next)
    assert {"os.mkdir", "os.remove", "shutil.rmtree"} <= set(killed)


def test_a_failing_set_up_shows_pips_words_and_what_to_do(toy):
    (toy / "requirements.lock").write_text("pytest==9.0.0\n")
    code, out, err = ended(started(toy, "pytest"))
    assert (code, out) == (2, "")
    assert "Hashes are required in --require-hashes mode" in err
    assert err.endswith(
        "Could not install requirements.lock. Can pip install other packages here? "
        "Mend that, then try again.\n"
    )
    assert not is_ready(bootstrap.home_of(toy, ""))


def test_an_unknown_command_is_named(toy):
    home = home_with_stamp(toy)
    with pytest.raises(bootstrap.SetUpError, match="There is no command forlob in "):
        bootstrap.run(home, ["forlob"])


def test_the_command_finds_its_siblings_first(toy):
    home = bootstrap.home_of(toy, "")
    variables = bootstrap.environment(home, {"PATH": "/usr/bin", "PYTHONHOME": "/elsewhere"})
    assert variables == {
        "PATH": os.pathsep.join([str(home.programs), "/usr/bin"]),
        "VIRTUAL_ENV": str(home.venv),
    }


# The lock


def test_the_lock_names_no_place_to_fetch_from():
    lock = (ROOT / "requirements.lock").read_text()
    assert not re.search(r"://|file:|index-url|find-links|trusted-host|^[-./]", lock, re.MULTILINE)


def test_every_locked_package_has_a_version_and_a_hash():
    lock = (ROOT / "requirements.lock").read_text()
    packages = re.split(r"\n(?=\S)", re.sub(r"^ *#.*\n", "", lock, flags=re.MULTILINE).strip())
    one = re.compile(r"[a-z0-9.-]+==\S+( ; [^\\]+)? \\\n( +--hash=sha256:[0-9a-f]{64}( \\)?\n?)+")
    assert [package for package in packages if not one.fullmatch(package)] == []
    assert len(packages) > 50


def test_every_dependency_and_every_extra_is_locked():
    tables = bootstrap.json.loads(
        bootstrap.installed_part((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    )
    extras = tables[1]["optional-dependencies"]
    assert set(extras) == {"web", "xlsx", "cluster", "notebook"}
    wanted = [*tables[0]["requires"], *tables[1]["dependencies"], *chain(*extras.values())]
    names = {re.match(r"[\w-]+", requirement)[0].lower() for requirement in wanted}
    locked = set(
        re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    )
    assert names <= locked
