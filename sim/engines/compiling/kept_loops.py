"""Where numba puts what it has compiled and looks for it again: entries of `kept.py`.

In place of numba's own cache, whose index and data are pickles that it reads unasked. Here the
sum of an entry and its owner are looked at first. Whatever is wrong with an entry, it is
dropped, said, and compiled anew.
"""

import hashlib
import pickle
from pathlib import Path
from typing import Any, Final

from numba.core.caching import _Cache
from numba.core.compiler import CompileResult
from numba.core.registry import cpu_target
from numba.core.serialize import dumps

from sim.engines.compiling.kept import DamagedEntryError, Parts, drop, keep, kept, say

_LOOP: Final = "loop"
_ENDING: Final = ".kept"


class KeptLoops(_Cache):
    """Compiled loops of one rulebook, an entry for each signature and kind of processor."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def cache_path(self) -> str:
        """Folder of the entries."""
        return str(self._folder)

    def has_some(self) -> bool:
        """Whether an entry for this processor is there and whole."""
        found = sorted(self._folder.glob(f"*-{_processor(cpu_target.target_context.codegen())}"))
        whole = [path for path in found if self._read(path) is not None]
        return bool(whole)

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        """What was compiled for a signature; None where it must be compiled."""
        target_context.refresh()
        path = self._path(sig, target_context.codegen())
        parts = self._read(path)
        if parts is None:
            return None
        try:
            reduced = pickle.loads(parts[_LOOP])  # noqa: S301 - this user wrote it, and no byte has changed
            return CompileResult._rebuild(target_context, *reduced)  # noqa: SLF001 - as numba does
        except Exception as fault:  # noqa: BLE001 - whatever is in it, the loop can be compiled
            self._give_up(path, f"{type(fault).__name__}: {fault}")
            return None

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep what was compiled; a run does not end because it cannot be."""
        if data.library.has_dynamic_globals:
            return
        path = self._path(sig, data.codegen)
        try:
            keep(path, self._of(path), {_LOOP: dumps(data._reduce())})  # noqa: SLF001 - as numba does
        except OSError as fault:
            say(f"{path}: the compiled engine cannot be kept ({fault.strerror})")

    def enable(self) -> None:
        """Nothing: it is on as long as it is there."""

    def disable(self) -> None:
        """Nothing, as above."""

    def flush(self) -> None:
        """Drop all entries."""
        for path in self._folder.glob(f"*{_ENDING}"):
            drop(path)

    def _path(self, signature: Any, codegen: Any) -> Path:
        return self._folder / f"{_short(str(signature))}-{_processor(codegen)}"

    def _of(self, path: Path) -> str:
        return f"{self._folder.name}/{path.name}"

    def _read(self, path: Path) -> Parts | None:
        try:
            return kept(path, self._of(path))
        except DamagedEntryError as fault:
            self._give_up(path, str(fault))
            return None

    def _give_up(self, path: Path, reason: str) -> None:
        drop(path)
        why = " ".join(reason.split())
        say(f"{path}: the kept engine is damaged ({why}); it is compiled anew")


def _processor(codegen: Any) -> str:
    """End of the names of all entries for one kind of processor."""
    return _short(repr(codegen.magic_tuple())) + _ENDING


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
