"""Machine code of the loop, kept from one process to the next and run without numba.

An entry of `kept.py` holds an object file and the name of the function in it. llvmlite loads it in
a twentieth of a second, where numba needs most of a second to be imported. Whatever is wrong with
an entry, it is dropped, said, and compiled anew.
"""

import ctypes
import hashlib
import os
import platform
import sys
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from sim.engines.compiling.kept import DamagedEntryError, drop, keep, kept, say

_OBJECT: Final = "object"
_SYMBOL: Final = "symbol"
_ENDING: Final = ".kept"
_CHOSEN: Final = ("NUMBA_CPU_NAME", "NUMBA_CPU_FEATURES")
"""Processor to compile for, where it is not this one."""
_OBJECT_FILES: Final = (b"\x7fELF", b"\xcf\xfa\xed\xfe")
"""How object files of Linux and of macOS begin: llvmlite ends the process on any other bytes."""


class Native(NamedTuple):
    """An object file, and the name of the function in it."""

    object: bytes
    symbol: str


class Entry:
    """A function of machine code that takes whole numbers and gives one."""

    def __init__(self, address: int, of: Any, arguments: int, constants: int = 0) -> None:
        """Prepare to call what lies at an address; `of` is kept alive, for the code is its.

        `constants` is where it finds the constants of rules, 0 where it has none.
        """
        whole = ctypes.c_int64
        places = ctypes.POINTER(whole), ctypes.POINTER(ctypes.c_void_p)
        form = ctypes.CFUNCTYPE(ctypes.c_int32, *places, *[whole] * arguments)
        self._function = form(address)
        self._of = of
        self._constants = constants
        self._alone = threading.Lock()

    def __call__(self, *arguments: int) -> int:
        """The answer.

        Raises
        ------
        IndexError
            When indices are checked and one is beyond its table.
        """
        answer, fault = ctypes.c_int64(), ctypes.c_void_p()
        if self._function(ctypes.byref(answer), ctypes.byref(fault), *arguments) != 0:
            raise IndexError("an index of the compiled loop is out of range")
        return answer.value

    def with_constants(self, numbers: Sequence[float], *arguments: int) -> int:
        """The answer where the constants of rules are these; one call at a time.

        Raises
        ------
        IndexError
            As in a call.
        """
        with self._alone:
            table = (ctypes.c_double * len(numbers)).from_address(self._constants)
            table[:] = list(numbers)
            return self(*arguments)


class Built(NamedTuple):
    """Machine code to be called, and its object file if it can stand alone."""

    entry: Entry
    native: Native | None


class KeptNative:
    """Machine code kept in a folder, under the name of what it is of and of the processor."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, name: str, layout: str) -> Path:
        """Where the code is kept that serves tables of a layout."""
        return self._folder / f"{name}-{_short(layout)}-{_processor()}"

    def has_some(self, name: str) -> bool:
        """Claim that an entry of this name for this processor is there and whole."""
        found = sorted(self._folder.glob(f"{name}-*-{_processor()}"))
        whole = [path for path in found if self.read(path) is not None]
        return bool(whole)

    def read(self, path: Path) -> Native | None:
        """What is kept there; None where it must be compiled."""
        try:
            parts = kept(path, self._of(path))
            if parts is None:
                return None
            return Native(parts[_OBJECT], parts[_SYMBOL].decode())
        except DamagedEntryError as fault:
            self._give_up(path, str(fault))
        except (KeyError, UnicodeDecodeError) as fault:
            self._give_up(path, f"{type(fault).__name__}: {fault}")
        return None

    def entry(self, path: Path, arguments: int, constants: str = "") -> Entry | None:
        """The function that is kept there, loaded; None where it must be compiled."""
        native = self.read(path)
        if native is None:
            return None
        try:
            return loaded(native, arguments, constants)
        except (RuntimeError, OSError) as fault:  # llvmlite's words on what it cannot read
            self._give_up(path, f"{type(fault).__name__}: {fault}")
            return None

    def write(self, path: Path, native: Native) -> None:
        """Keep what was compiled; a run does not end because it cannot be."""
        parts = {_OBJECT: native.object, _SYMBOL: native.symbol.encode()}
        try:
            keep(path, self._of(path), parts)
        except OSError as fault:
            say(f"{path}: the compiled engine cannot be kept ({fault.strerror})")

    def _of(self, path: Path) -> str:
        return f"{self._folder.name}/{path.name}"

    def _give_up(self, path: Path, reason: str) -> None:
        drop(path)
        why = " ".join(reason.split())
        say(f"{path}: the kept engine is damaged ({why}); it is compiled anew")


def is_near() -> bool:
    """Whether code reaches its numbers by a short way: where loading them together is tried out."""
    return sys.platform == "linux" and platform.machine() == "x86_64"


def placed() -> dict[str, str]:
    """How far code and its numbers may lie apart, as options of llvmlite's target machine."""
    if is_near():
        return {"reloc": "pic", "codemodel": "small"}
    is_x86 = platform.machine().lower() in {"x86_64", "amd64"}
    return {"reloc": "static" if is_x86 else "default", "codemodel": "jitdefault"}


def loaded(native: Native, arguments: int, constants: str = "") -> Entry:
    """The function in an object file, ready to be called.

    `constants` is the name of the place of the rules' constants.

    Raises
    ------
    RuntimeError
        When it is no object file, or the function is not in it.
    """
    import llvmlite.binding as llvm

    if not native.object.startswith(_OBJECT_FILES):
        raise RuntimeError("it is no object file")
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    machine = llvm.Target.from_default_triple().create_target_machine(jit=True)
    # llvmlite's own manager of memory keeps all parts of the file together.
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine, use_lmm=is_near() or None)
    engine.add_object_file(llvm.ObjectFileRef.from_data(native.object))
    engine.finalize_object()
    address = engine.get_function_address(native.symbol)
    if address == 0:
        raise RuntimeError("the function is not in it")
    place = engine.get_global_value_address(constants) if constants else 0
    return Entry(address, engine, arguments, place)


@lru_cache(maxsize=1)
def _processor() -> str:
    """End of the names of all entries for one kind of processor."""
    import llvmlite.binding as llvm

    name, features = (os.environ.get(variable) for variable in _CHOSEN)
    name = llvm.get_host_cpu_name() if name is None else name
    features = llvm.get_host_cpu_features().flatten() if features is None else features
    return _short(f"{llvm.get_process_triple()} {name} {features}") + _ENDING


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
