"""The compiled loop of a rulebook, kept on disk from one process to the next.

What is kept is found again by a hash of every source of the model and the engines and of the
rulebook's functions, so that it is never stale: numba itself looks at one file only. Nothing is
kept where no folder is the user's alone (`kept.py`), or where a rule hangs on something that has
no stable text.
"""

import hashlib
import os
import sys
import tempfile
from functools import lru_cache
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numba

import sim
from sim.engines.agenda import Agenda
from sim.engines.compiling import philox, sums
from sim.engines.compiling.answers import UNCHECKED
from sim.engines.compiling.functions import Compiler, bound_to
from sim.engines.compiling.kept import CacheParent, UnsafePlaceError, private_folder, say, user
from sim.engines.compiling.kept_loops import KeptLoops
from sim.engines.sweep import Record, SweptRun, sweep
from sim.model.draws import Draws, uniforms
from sim.model.events.week.parts import together
from sim.model.parameters import Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.state import State

RULES = STANDARD_RULES
"""Stands for the rulebook that a loop is bound to."""

_CACHE_FOLDER = "FORLOEB_CACHE"
"""Environment variable that names the folder of compiled loops."""


def swept(
    parameters: Parameters, state: State, agenda: Agenda, record: Record, draws: Draws
) -> int:
    """Sweep with the rulebook that the loop is bound to."""
    return sweep(RULES, SweptRun(parameters, state, agenda, record, draws))


@lru_cache(maxsize=8)
def compiled_loop(rules: Rulebook) -> Any:
    """The loop of a rulebook; it is compiled or fetched when it is first called."""
    unchecked = UNCHECKED if rules == STANDARD_RULES else {}
    instead = {uniforms: philox.compiled_uniforms, together: sums.compiled_together}
    compiler = Compiler({**instead, **unchecked})
    loop = compiler.compiled(bound_to(swept, rules, "RULES"), cache=False)
    folder = folder_for(rules)
    if folder is not None:
        loop._cache = KeptLoops(folder)  # noqa: SLF001 - numba's own trusts what it finds
    return loop


def is_kept(rules: Rulebook) -> bool:
    """Whether the loop of a rulebook has been compiled for this processor and kept whole."""
    folder = folder_for(rules)
    return folder is not None and KeptLoops(folder).has_some()


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
    """Hash of all that is compiled besides the rules, and of what compiles it."""
    package = Path(sim.__file__).parent
    files = sorted(p for room in ("model", "engines") for p in (package / room).rglob("*.py"))
    texts = [f"{p.relative_to(package)}\n{p.read_text(encoding='utf-8')}" for p in files]
    checked = f"bounds checked: {numba.config.BOUNDSCHECK}, optimised: {numba.config.OPT}"
    return _digest("\n".join([numba.__version__, checked, sys.version, str(package), *texts]))


class _NoStableTextError(Exception):
    """A rule hangs on something that is not the same from one process to the next."""


def _text(value: Any) -> str:
    """What a rule is made of: its code, the functions it calls and the numbers it reads."""
    if isinstance(value, FunctionType):
        cells = [cell.cell_contents for cell in value.__closure__ or ()]
        read = [value.__globals__.get(name) for name in value.__code__.co_names]
        own = [part for part in read if not _is_known(part)]
        return f"def {_code_text(value.__code__)} {_text(tuple(cells))} {_text(tuple(own))}"
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
