"""The compiled loop of a rulebook, kept on disk from one process to the next.

What is kept is found again by a hash of every source of the model and the engines and of the
rulebook's functions, so that it is never stale: numba itself looks at one file only. Nothing is
kept where no folder is the user's alone (`kept.py`), or where a rule hangs on something that has
no stable text. numba is imported only where something has to be compiled.
"""

import hashlib
import os
import sys
import tempfile
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any, Final

import sim
from sim.engines.compiling.blocks import Reference
from sim.engines.compiling.kept import (
    CacheParent,
    UnsafePlaceError,
    alone_in,
    private_folder,
    say,
    user,
)
from sim.engines.compiling.native import Built, Entry, KeptNative
from sim.engines.compiling.tables import GENERAL, Taken, addresses, folded, layout, referred
from sim.engines.rule_constants import (
    RuleWithConstants,
    constants_name,
    constants_of,
    without_values,
)
from sim.engines.served import note_served, served_before
from sim.engines.sweep import SweptRun
from sim.model.rulebook import Rulebook

_CACHE_FOLDER = "FORLOEB_CACHE"
"""Environment variable that names the folder of compiled loops."""

_CHOICE = "FORLOEB_ENGINE"
"""Environment variable that says which loop runs, whatever pays."""

_GENERAL: Final = "general"
_FOLDED: Final = "folded"

_ENTRIES: dict[tuple[Rulebook, str], Entry] = {}
"""Loops of this process by what they serve."""


def compiled_sweep(rules: Rulebook, run: SweptRun, key: tuple[int, int]) -> int:
    """Sweep in compiled code; the key is seed and replication."""
    constants = tuple(constants_of(rules).values())
    same = without_values(rules) if constants else rules
    taken, references = _taken(same, run)
    entry, arguments = _entry(same, references, taken), addresses(references, key)
    return entry.with_constants(constants, *arguments) if constants else entry(*arguments)


def asked_loop() -> str:
    """Which loop the environment asks for; empty where it leaves that to what pays.

    Raises
    ------
    ValueError
        When there is no such loop.
    """
    asked = os.environ.get(_CHOICE, "")
    if asked not in {"", _GENERAL, _FOLDED}:
        raise ValueError(f"{_CHOICE} is {asked!r}: use {_GENERAL} or {_FOLDED}, or unset it")
    return asked


def _taken(rules: Rulebook, run: SweptRun) -> tuple[Taken, tuple[Reference, ...]]:
    """What the loop takes for granted of a run: its structure, if a loop for that is at hand."""
    asked = asked_loop()
    if asked != _GENERAL and (asked or _has_folded(rules)):
        special = folded(rules, run)
        references = referred(run, special)
        if asked == _FOLDED or is_at_hand(rules, references, special):
            return special, references
    return GENERAL, referred(run, GENERAL)


@lru_cache(maxsize=8)
def _is_kept(path: Path) -> bool:
    return path.exists()


@lru_cache(maxsize=8)
def _has_folded(rules: Rulebook) -> bool:
    """Whether there is any folded loop: looking for that of a scenario takes milliseconds."""
    folder = folder_for(rules)
    return folder is not None and KeptNative(folder).has_some(_FOLDED)


def is_at_hand(rules: Rulebook, references: tuple[Reference, ...], taken: Taken) -> bool:
    """Whether the loop for what is taken for granted has been compiled and kept."""
    text, folder = layout(references), folder_for(rules)
    if (rules, text) in _ENTRIES:
        return True
    return folder is not None and _is_kept(KeptNative(folder).path(_name(taken), text))


def _name(taken: Taken) -> str:
    return _GENERAL if taken is GENERAL else _FOLDED


def made_folded(rules: Rulebook, run: SweptRun, citizen_weeks: float, worth: float) -> None:
    """Compile the loop of a run's structure where so much work is worth it, or note the work.

    What the structure's runs have done before counts too. Nothing is done where the loop is at hand
    or forbidden.
    """
    rules = without_values(rules)
    special = folded(rules, run)
    references = referred(run, special)
    if os.environ.get(_CHOICE) == _GENERAL or is_at_hand(rules, references, special):
        return
    folder = folder_for(rules)
    noted = None if folder is None else folder / f"served-{_digest(layout(references))}"
    in_all = citizen_weeks + (0.0 if noted is None else served_before(noted))
    if in_all < worth:
        if noted is not None:
            note_served(noted, in_all)
        return
    _entry(rules, references, special)
    _is_kept.cache_clear()
    _has_folded.cache_clear()


def _entry(rules: Rulebook, references: tuple[Reference, ...], taken: Taken) -> Entry:
    """The loop for some tables; it is fetched or compiled when it is first called."""
    text = layout(references)
    if (rules, text) not in _ENTRIES:
        _ENTRIES[rules, text] = _fetched(rules, references, _name(taken))
    return _ENTRIES[rules, text]


def _fetched(rules: Rulebook, references: tuple[Any, ...], name: str) -> Entry:
    """The loop as it is kept; of several processes that find none, one compiles and all wait."""
    folder = folder_for(rules)
    if folder is None:
        return _compiled(rules, references).entry
    kept = KeptNative(folder)
    path, arguments = kept.path(name, layout(references)), len(addresses(references, (0, 0)))

    def found() -> Entry | None:
        return kept.entry(path, arguments, constants_name(rules))

    entry = found()
    if entry is not None:
        return entry
    with alone_in(folder):
        return found() or _made(rules, references, kept, path)


def _made(rules: Rulebook, references: tuple[Any, ...], kept: KeptNative, path: Path) -> Entry:
    """The loop compiled now, and kept if it can stand alone."""
    made = _compiled(rules, references)
    if made.native is not None:
        kept.write(path, made.native)
    return made.entry


def _compiled(rules: Rulebook, references: tuple[Any, ...]) -> Built:
    from sim.engines.compiling.compiled_loop import compiled_loop

    made: Built = compiled_loop(rules, references)
    return made


def is_kept(rules: Rulebook) -> bool:
    """Whether the loop of a rulebook has been compiled for this processor and kept whole."""
    folder = folder_for(without_values(rules))
    return folder is not None and KeptNative(folder).has_some(_GENERAL)


@lru_cache(maxsize=8)
def folder_for(rules: Rulebook) -> Path | None:
    """Folder of what is kept for a rulebook, made if it can be.

    It is said on stderr where nothing can be kept, and why.
    """
    try:
        name = f"{_sources()}-{_digest(_text(tuple(rules)))}"
    except _NoStableTextError:
        return None
    refused = []
    for parent in _parents():
        try:
            return private_folder(parent, name)
        except UnsafePlaceError as fault:
            refused.append(str(fault))
    say(f"the compiled engine is not kept: {'; '.join(refused)}; {_CACHE_FOLDER} names a folder")
    return None


def _parents() -> list[CacheParent]:
    """Where compiled loops may be kept, the first choice first."""
    own = os.environ.get(_CACHE_FOLDER)
    if own:
        return [CacheParent(Path(own), is_ours=False)]
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    usual = Path(home) if home else Path("~/.cache").expanduser()
    shared = Path(tempfile.gettempdir()) / f"forloeb-{user()}"
    return [CacheParent(usual / "forloeb", is_ours=True), CacheParent(shared, is_ours=True)]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def _sources() -> str:
    """Hash of all compiled code other than the rules, and of what compiles it."""
    package = Path(sim.__file__).parent
    files = sorted(p for room in ("model", "engines") for p in (package / room).rglob("*.py"))
    texts = [f"{p.relative_to(package)}\n{p.read_text(encoding='utf-8')}" for p in files]
    made_by = [f"{name} {version(name)}" for name in ("numba", "llvmlite")]
    how = [f"{name}={os.environ.get(name)}" for name in ("NUMBA_BOUNDSCHECK", "NUMBA_OPT")]
    return _digest("\n".join([*made_by, *how, sys.version, str(package), *texts]))


class _NoStableTextError(Exception):
    """A rule hangs on something that is not the same from one process to the next."""


def _text(value: Any) -> str:
    """What a rule is made of: its code, the functions it calls and the numbers it reads."""
    if isinstance(value, FunctionType):
        cells = [cell.cell_contents for cell in value.__closure__ or ()]
        read = [value.__globals__.get(name) for name in value.__code__.co_names]
        own = [part for part in read if not _is_known(part)]
        return f"def {_code_text(value.__code__)} {_text(tuple(cells))} {_text(tuple(own))}"
    if isinstance(value, RuleWithConstants):
        return f"{_text(value.function)} with {value.names}"
    if isinstance(value, tuple):
        return f"({', '.join(_text(part) for part in value)})"
    if value is None or isinstance(value, bool | int | float | str):
        return repr(value)
    raise _NoStableTextError


def _is_known(value: Any) -> bool:
    """Whether a global is covered by its name: a module, a class, or one of the sources."""
    if isinstance(value, ModuleType | type) or value is None:
        return True
    return isinstance(value, FunctionType) and value.__module__.split(".")[0] == "sim"


def _code_text(code: CodeType) -> str:
    constants = [_code_text(c) if isinstance(c, CodeType) else repr(c) for c in code.co_consts]
    return f"{code.co_code.hex()} {code.co_names} {constants}"
