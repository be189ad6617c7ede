"""Any damage to a results folder, and what every command must then do: for a fuzz of folders.

A damage is a field of a JSON document, a byte of a file, or a file that is absent, swapped, from
another run, a folder or a link; signed (hashes and sum put right, as by a forger) or not.
"""

import io
import json
import shutil
from contextlib import redirect_stderr, redirect_stdout
from typing import Any, NamedTuple

from forging import sign_files
from hypothesis import strategies as st
from two_teams import SMALL

from sim.cli import PROGRAM_FAULT, status
from sim.experiments.folder.documents import summed_up

FILES = ("run.json", "summary.json", "team_weeks.parquet", "spells.parquet")
DOCUMENTS = FILES[:2]
FAST = ("--engine", "simpy", "--workers", "1", "--no-report")
COMMANDS = ("verify", "report", "run", "explain")
_LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 5),
    st.sampled_from([10**9, -(2**63), 2**64, 10**40, 0.5, -0.0, 1e308]),
    st.sampled_from([float("nan"), float("inf")]),
    st.sampled_from(["", "4", "Nord", "../..", "\x00", "'; DROP TABLE x; --", "[*?]", "æ\u202e"]),
)
VALUES = st.recursive(
    _LEAVES,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=3), below),
    max_leaves=5,
)


class Damage(NamedTuple):
    """What is done to a folder: `what` to `file`, with numbers that pick where, and a value."""

    what: str
    file: str
    picks: list[float]
    value: Any
    is_signed: bool


WHAT = (
    *("field", "field", "field", "key gone", "key more", "byte", "byte", "cut", "longer"),
    *("absent", "swapped", "another run's", "a folder", "a link"),
)

DAMAGE = st.builds(
    Damage,
    st.sampled_from(WHAT),
    st.sampled_from(FILES),
    st.lists(st.floats(0, 1, exclude_max=True), min_size=8, max_size=8),
    VALUES,
    st.booleans(),
)


def base_in(place):
    """Folders `out` and `others` of two finished runs, and what is right of the first."""
    file = place / "small.toml"
    file.write_text(SMALL.replace("weeks = 6", "weeks = 2"), encoding="utf-8")
    for name, seed in (("out", 1), ("others", 2)):
        asked = ["run", str(file), "--seed", str(seed), "--replications", "2", *FAST]
        assert status([*asked, "--out", str(place / name)]) == 0
    return place


def command_in(place, name):
    """A command line for the folder that was damaged."""
    folder = str(folder_in(place))
    return {
        "verify": ["verify", folder, "--json", "--replication", "0"],
        "report": ["report", folder, "--json"],
        "run": [
            *("run", str(place / "small.toml"), "--seed", "1", "--replications", "2", "--json"),
            *(*FAST, "--out", str(place / "out")),
        ],
        "explain": ["explain", folder, "--json", *FAST, "--out", str(place / "why")],
    }[name]


def folder_in(place, name="out"):
    """The folder of a run."""
    (folder,) = (place / name).iterdir()
    return folder


def spoil(place, damage):
    """Do the damage; false where it changes nothing that is looked at."""
    folder = folder_in(place)
    path = folder / damage.file
    before = path.read_bytes()
    if damage.what in {"field", "key gone", "key more"}:
        path = folder / DOCUMENTS[damage.file in FILES[::2]]
        before = path.read_bytes()
        _spoil_document(path, damage)
    else:
        _spoil_file(place, path, damage)
    is_changed = not path.is_file() or path.is_symlink() or path.read_bytes() != before
    if damage.is_signed and all((folder / name).is_file() for name in FILES):
        _sign(folder)
    return is_changed


def _spoil_document(path, damage):
    tree = json.loads(path.read_text(encoding="utf-8"))
    table, key = tree, next(iter(tree))
    for pick in damage.picks:
        keys = list(table) if isinstance(table, dict) else list(range(len(table)))
        key = keys[int(pick * len(keys))]
        if not isinstance(table[key], dict | list) or not table[key] or pick > 0.85:
            break
        table = table[key]
    if damage.what == "field" or not isinstance(table, dict):
        if isinstance(table, list) and not isinstance(key, int):
            key = 0
        table[key] = damage.value
    elif damage.what == "key gone":
        table.pop(key, None)
    else:
        table["more"] = damage.value
    path.write_text(json.dumps(tree), encoding="utf-8")


def _spoil_file(place, path, damage):
    content = bytearray(path.read_bytes())
    at = int(damage.picks[0] * len(content))
    if damage.what == "byte":
        content[at] ^= 1 + int(damage.picks[1] * 255)
        path.write_bytes(content)
    elif damage.what == "cut":
        path.write_bytes(content[:at])
    elif damage.what == "longer":
        path.write_bytes(content[:at] + content)
    elif damage.what == "absent":
        path.unlink()
    elif damage.what == "swapped":
        others = [name for name in FILES if name != path.name]
        shutil.copy(path.with_name(others[int(damage.picks[1] * len(others))]), path)
    elif damage.what == "another run's":
        shutil.copy(folder_in(place, "others") / path.name, path)
    elif damage.what == "a folder":
        path.unlink()
        path.mkdir()
    else:
        path.rename(place / "elsewhere")
        path.symlink_to(place / "elsewhere")


def _sign(folder):
    """Put hashes and sum right, as far as what is there can be signed."""
    try:
        sign_files(folder)
        path = folder / "run.json"
        tree = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps(summed_up(tree)), encoding="utf-8")
    except (ValueError, KeyError, TypeError, AttributeError):
        return


class Ended(NamedTuple):
    """How a command ended."""

    code: int
    numbers: Any
    lines: list[str]


def ended(place, name):
    """Run a command on the folder and take in what it says."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = status(command_in(place, name))
    return Ended(code, _numbers(out.getvalue()), err.getvalue().splitlines())


def _numbers(text):
    """What of an answer are results: money by team and in all."""
    try:
        tree = json.loads(text)
    except ValueError:
        return None
    return {key: tree[key] for key in ("teams", "total", "state", "reports") if key in tree}


def fault_of(name, right, found):
    """What is wrong with how a command ended; nothing where it did as it should."""
    if found.code == PROGRAM_FAULT:
        return "a fault of the program"
    if found.code == 2:
        return "" if len(found.lines) == 1 else f"{len(found.lines)} lines"
    if found.code == 1 and name == "verify":
        return ""
    if found.code != 0:
        return f"exit {found.code}"
    return "" if found.numbers == right.numbers else "another number, and not a word"


def fresh_copy(base, place):
    """The two folders again, whole."""
    if place.exists():
        shutil.rmtree(place)
    shutil.copytree(base, place)
    return place
