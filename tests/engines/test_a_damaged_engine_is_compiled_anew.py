"""What is kept of the compiled engine is read only whole, and only if it is the user's own.

A loop of one line stands for the engine's here, which is kept by the same entries; the last test
damages the engine's own.
"""

import os
import pickle
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest

pytest.importorskip("numba")

from numba import types

from sim.engines.compiling import kept, loop
from sim.engines.compiling.building import built
from sim.engines.compiling.kept import CacheParent, DamagedEntryError, UnsafePlaceError
from sim.engines.compiling.native import KeptNative
from sim.model.rulebook import STANDARD_RULES

ROOT = Path(__file__).parents[2]
IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="nothing is kept there")


def one_more(number):
    return number + 1


@lru_cache(maxsize=1)
def compiled():
    return built(one_more, {}, (types.int64,))


def called(folder):
    """What a new process would find: the answer, and whether it was kept."""
    entries = KeptNative(folder)
    path = entries.path("one-more", "a number")
    entry = entries.entry(path, 1)
    if entry is not None:
        return entry(41), True
    entries.write(path, compiled().native)
    return compiled().entry(41), False


@pytest.fixture
def folder(tmp_path):
    return kept.private_folder(CacheParent(tmp_path / "cache", is_ours=True), "loops")


@pytest.fixture
def entry(folder):
    """The entry that was kept."""
    assert called(folder) == (42, False)
    (path,) = folder.iterdir()
    assert called(folder) == (42, True)
    return path


def with_byte(content, place):
    """Bytes of which one is another."""
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def folder_in_its_place(path):
    path.unlink()
    (path / "in it").mkdir(parents=True)


def link_to_its_bytes(path):
    path.symlink_to(path.rename(path.with_name("elsewhere")))


def link_to_nothing(path):
    path.unlink()
    path.symlink_to(path.with_name("nothing"))


def pipe_in_its_place(path):
    path.unlink()
    os.mkfifo(path)


def rewritten(change):
    return lambda path: path.write_bytes(change(path.read_bytes()))


DAMAGES = {
    "emptied": rewritten(lambda _: b""),
    "halved": rewritten(lambda content: content[: len(content) // 2]),
    "a byte short": rewritten(lambda content: content[:-1]),
    "a byte longer": rewritten(lambda content: content + b"\0"),
    "first byte": rewritten(lambda content: with_byte(content, 0)),
    "byte of the second line": rewritten(lambda content: with_byte(content, 70)),
    "middle byte": rewritten(lambda content: with_byte(content, len(content) // 2)),
    "last byte": rewritten(lambda content: with_byte(content, len(content) - 1)),
    "zeros": rewritten(lambda content: bytes(len(content))),
    "other text": rewritten(lambda _: b"Kaere kollega\n" * 100),
    "another's pickle": rewritten(lambda _: pickle.dumps({"version": "0.68.1"})),
    "a folder": folder_in_its_place,
    "a link to nothing": link_to_nothing,
    "a link to its bytes": link_to_its_bytes,
    "a pipe": pipe_in_its_place,
    "others may write": lambda path: path.chmod(0o666),
    "unreadable": lambda path: path.chmod(0),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_entry_is_dropped_said_and_made_again(folder, entry, capsys, damage):
    if damage == "unreadable" and IS_ROOT:
        pytest.skip("root reads it")
    DAMAGES[damage](entry)
    assert called(folder) == (42, False)
    said = capsys.readouterr().err
    assert said.startswith(f"forloeb: {entry}: the kept engine is damaged (")
    assert said.endswith("); it is compiled anew\n")
    assert said.count("\n") == 1
    assert called(folder) == (42, True)
    assert capsys.readouterr().err == ""


def test_an_entry_that_vanished_is_made_again_without_a_word(folder, entry, capsys):
    entry.unlink()
    assert called(folder) == (42, False)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"object": b"no machine code", "symbol": b"f"}, "RuntimeError: "),
        ({"loop": b"of another version"}, "KeyError: 'object'"),
    ],
)
def test_a_whole_entry_that_cannot_be_loaded_is_made_again(folder, entry, capsys, parts, why):
    kept.keep(entry, f"{folder.name}/{entry.name}", parts)
    assert called(folder) == (42, False)
    assert f"is damaged ({why}" in capsys.readouterr().err
    assert called(folder) == (42, True)


def test_a_function_that_is_not_in_its_object_file_is_made_again(folder, entry, capsys):
    native = compiled().native
    parts = {"object": native.object, "symbol": b"another"}
    kept.keep(entry, f"{folder.name}/{entry.name}", parts)
    assert called(folder) == (42, False)
    assert "the function is not in it" in capsys.readouterr().err


@pytest.mark.parametrize("is_others", [True, False])
def test_what_another_user_can_have_put_there_is_not_run(folder, entry, is_others):
    content = entry.read_bytes()
    if is_others:
        entry.chmod(0o606)
    assert called(folder) == (42, not is_others)
    assert entry.read_bytes() == content
    assert entry.stat().st_mode & 0o777 == 0o600


def test_an_entry_of_another_owner_is_refused(entry, folder, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: entry.stat().st_uid + 1)
    with pytest.raises(DamagedEntryError, match="another user can have written it"):
        kept.kept(entry, f"{folder.name}/{entry.name}")


def test_an_entry_under_another_name_is_of_something_else(entry, folder):
    other = entry.rename(entry.with_name("other"))
    with pytest.raises(DamagedEntryError, match="it is of something else"):
        kept.kept(other, f"{folder.name}/{other.name}")


def test_an_entry_gives_back_its_parts(folder):
    parts = {"object": b"\n\0\xff" * 1000, "names": b"", "more": b"\n"}
    kept.keep(folder / "any", "an object", parts)
    assert kept.kept(folder / "any", "an object") == parts
    assert (folder / "any").stat().st_mode & 0o777 == 0o600
    assert kept.kept(folder / "none", "an object") is None


def test_a_full_disk_ends_no_run(folder, monkeypatch, capsys):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert called(folder) == (42, False)
    said = capsys.readouterr().err
    assert said.startswith(f"forloeb: {folder}")
    assert said.endswith("the compiled engine cannot be kept (No space left on device)\n")
    assert list(folder.iterdir()) == []


# Folders


def refusal(parent, name="loops"):
    with pytest.raises(UnsafePlaceError) as refused:
        kept.private_folder(parent, name)
    return str(refused.value)


@pytest.mark.parametrize("mode", [0o777, 0o750, 0o701])
@pytest.mark.parametrize("place", [".", "loops"])
def test_the_users_own_folder_is_closed_to_others(tmp_path, mode, place):
    parent = CacheParent(tmp_path / "cache", is_ours=True)
    folder = kept.private_folder(parent, "loops")
    (parent.folder / place).chmod(mode)
    assert kept.private_folder(parent, "loops") == folder
    assert {path.stat().st_mode & 0o777 for path in (parent.folder, folder)} == {0o700}


def test_a_folder_that_the_user_names_keeps_its_mode(tmp_path):
    (tmp_path / "named").mkdir(mode=0o755)
    folder = kept.private_folder(CacheParent(tmp_path / "named", is_ours=False), "loops")
    assert (tmp_path / "named").stat().st_mode & 0o777 == 0o755
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("place", ["cache", "cache/loops"])
def test_a_link_is_no_folder_of_ours(tmp_path, place):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / place).parent.mkdir(exist_ok=True)
    (tmp_path / place).symlink_to(tmp_path / "elsewhere")
    said = refusal(CacheParent(tmp_path / "cache", is_ours=True))
    assert said == f"{tmp_path / place}: is a link, and nothing is written through links"
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_another_users_folder_is_refused(tmp_path, monkeypatch):
    parent = CacheParent(tmp_path / "cache", is_ours=True)
    folder = kept.private_folder(parent, "loops")
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    assert refusal(parent) == f"{parent.folder}: belongs to another user"
    assert refusal(parent._replace(is_ours=False)) == f"{folder}: belongs to another user"


def test_a_folder_that_cannot_be_closed_is_refused(tmp_path, monkeypatch):
    (tmp_path / "cache").mkdir(mode=0o755)
    monkeypatch.setattr(os, "fchmod", lambda *_: None)  # as on a share without modes
    said = refusal(CacheParent(tmp_path / "cache", is_ours=True))
    assert said == f"{tmp_path / 'cache'}: cannot be closed to other users"


@pytest.mark.parametrize("missing", ["geteuid", "O_NOFOLLOW"])
def test_a_system_without_owners_or_links_keeps_nothing(tmp_path, monkeypatch, missing):
    monkeypatch.delattr(os, missing)
    said = refusal(CacheParent(tmp_path / "cache", is_ours=True))
    assert said == f"{tmp_path / 'cache'}: this system does not say whose a file is"
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def _asked_anew():
    loop.folder_for.cache_clear()
    yield
    loop.folder_for.cache_clear()


@pytest.mark.usefixtures("_asked_anew")
def test_where_the_home_is_no_place_the_shared_one_is_used_if_it_is_the_users(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.delenv("FORLOEB_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "/proc/home")
    monkeypatch.setattr(loop.tempfile, "gettempdir", lambda: str(tmp_path))
    shared = tmp_path / f"forloeb-{os.geteuid()}"
    assert loop.folder_for(STANDARD_RULES).parent == shared
    assert shared.stat().st_mode & 0o777 == 0o700
    shutil.rmtree(shared)
    (tmp_path / "elsewhere").mkdir()
    shared.symlink_to(tmp_path / "elsewhere")
    loop.folder_for.cache_clear()
    assert loop.folder_for(STANDARD_RULES) is None
    assert not loop.is_kept(STANDARD_RULES)
    said = capsys.readouterr().err
    assert said.startswith("forloeb: the compiled engine is not kept: /proc/home")
    assert f"; {shared}: is a link, and nothing is written through links; " in said
    assert said.endswith("FORLOEB_CACHE names a folder\n")
    assert said.count("\n") == 1
    assert list((tmp_path / "elsewhere").iterdir()) == []


# A command

COMMAND = """
import sys
from sim import cli
from sim.engines.compiling import compiled_loop
from sim.engines.sweep import DONE

def swept(parameters, state, agenda, record, draws):
    return DONE

compiled_loop.swept = swept
sys.exit(cli.status(sys.argv[1:]))
"""
"""Forløb with a loop of one line, in which nothing happens."""


def test_a_run_with_a_damaged_engine_ends_and_says_so(tmp_path):
    options = ["--replications", "1", "--weeks", "2", "--workers", "1", "--no-report"]

    def run(number):
        out = ["--out", str(tmp_path / f"out-{number}"), "--engine", "compiled"]
        scenario = str(ROOT / "scenarios/three_courses.toml")
        return subprocess.run(
            [sys.executable, "-c", COMMAND, "run", scenario, *options, *out],
            env=os.environ | {"PYTHONPATH": str(ROOT), "FORLOEB_CACHE": str(tmp_path / "cache")},
            capture_output=True,
            text=True,
            check=True,
        )

    whole = run(0)
    (entry,) = (tmp_path / "cache").rglob("*.kept")
    entry.write_bytes(entry.read_bytes()[:-1])
    damaged, again = run(1), run(2)
    assert damaged.stderr.count("the kept engine is damaged") == 1
    assert str(entry) in damaged.stderr
    assert "compiling the engine for the first time" in damaged.stderr
    assert "damaged" not in whole.stderr
    assert "compiling" not in again.stderr
    shown = [done.stdout.rpartition("Results:")[0] for done in (whole, damaged, again)]
    assert shown[0] == shown[1] == shown[2]
