"""A plain function made into machine code by numba, with everything it calls.

The entry takes what numba's own calls take: a place for the answer, one for a fault, and the
arguments. It can be kept if it calls nothing but the C library: what else it called, only numba
has.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import Any, Final

import llvmlite.binding as llvm
import numba.core.compiler
from numba import types
from numba.core import event
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler_lock import global_compiler_lock

from sim.engines.compiling.functions import Compiler, no_door
from sim.engines.compiling.native import Built, Entry, Native, loaded, placed

_INTRINSIC: Final = "llvm."
_C_LIBRARY: Final = frozenset(
    {"acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "ceil", "cos", "cosh", "erf"}
    | {"erfc", "exp", "expm1", "fabs", "floor", "fmod", "hypot", "lgamma", "log", "log10"}
    | {"log1p", "log2", "pow", "sin", "sinh", "sqrt", "tan", "tanh", "tgamma", "trunc"}
)
"""Functions of the C library that every process has at hand."""


class _Whole(JITCodeLibrary):
    """The entry with all that it calls, optimised without turning loops into vectors.

    The loops are those of a week's days, three services or a few hazards: too short to win by it.
    """

    def _optimize_final_module(self) -> None:
        """Inline as cheaply as can be, then optimise, as numba does."""
        for how in ({"cost": "cheap", "opt": 0}, {}):
            passes, builder = self._codegen._module_pass_manager(loop_vectorize=False, **how)  # noqa: SLF001 - of its class
            passes.run(self._final_module, builder)

    @property
    def stands_alone(self) -> bool:
        """Whether machine code calls nothing that only numba has."""
        functions = self._final_module.functions
        lacking = {
            f.name for f in functions if f.is_declaration and not f.name.startswith(_INTRINSIC)
        }
        return lacking <= _C_LIBRARY and not self._dynamic_globals

    def _finalize_final_module(self) -> None:
        """Leave code that can stand alone to be made into an object file."""
        self._finalize_dynamic_globals()
        if self.stands_alone:
            self._finalized = True
        else:
            super()._finalize_final_module()

    def object_file(self) -> bytes:
        """The object file, whose numbers lie beside its code where they can.

        numba's own has each number of the code at an address of 64 bits, to be loaded first.
        """
        processor, features = self._codegen._get_host_cpu_name(), self._codegen._tm_features  # noqa: SLF001 - of its class
        target = llvm.Target.from_default_triple()
        machine = target.create_target_machine(processor, features, opt=3, jit=True, **placed())
        made: bytes = machine.emit_object(self._final_module)
        return made


class _Entry(numba.core.compiler.Compiler):
    """Compiles the function that is called from outside: optimised, with no door to Python."""

    def define_pipelines(self) -> Any:
        """Leave out what only Python would use."""
        state = self.state
        state.flags.no_cpython_wrapper = True
        state.flags.no_cfunc_wrapper = True
        state.targetctx.get_executable = no_door
        state.library = _Whole(state.targetctx.codegen(), state.func_id.func_qualname)
        return super().define_pipelines()


def built(
    function: Callable[..., Any],
    instead: Mapping[Any, Any],
    kinds: tuple[types.Type, ...],
    constants: str = "",
) -> Built:
    """Machine code of a function, for arguments of these types that are whole numbers in all.

    `constants` is the name of the place of the rules' constants.
    """
    made = Compiler(instead).compiled(function, pipeline_class=_Entry)
    with _untimed():
        made.compile(kinds)
    done = made.overloads[kinds]
    library, symbol = done.library, done.fndesc.llvm_func_name
    arguments = sum(getattr(kind, "count", 1) for kind in kinds)
    if library.stands_alone:
        native = Native(library.object_file(), symbol)
        return Built(loaded(native, arguments, constants), native)
    address = library.get_pointer_to_function(symbol)
    engine = library.codegen._engine  # noqa: SLF001 - numba asks it so for its own globals
    place = engine.get_global_value_address(constants) if constants else 0
    return Built(Entry(address, made, arguments, place), None)


@contextmanager
def _untimed() -> Iterator[None]:
    """Let numba time nothing, which takes a twelfth of the time itself.

    There are a hundred thousand calls of LLVM, and each is told to a timer of every function that
    is being compiled.
    """
    with global_compiler_lock:
        timer = event.install_timer
        event.install_timer = _no_timer
        try:
            yield
        finally:
            event.install_timer = timer


def _no_timer(_kind: str, _told: Callable[[float], None]) -> nullcontext[None]:
    """Stands for numba's timer."""
    return nullcontext()
