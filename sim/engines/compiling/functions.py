"""Plain functions made into compiled ones, with everything they call.

A compiled function freezes its globals, so each function is built anew with globals of its own
in which plain functions are compiled ones and the rulebook is the one asked for. The sources
stay as they are: undecorated, and able to run without numba.
"""

import dis
from collections.abc import Callable, Mapping
from types import CodeType, FunctionType
from typing import Any, Final

import numba.core.compiler
from numba import _dynfunc, njit
from numba.core.codegen import JITCodeLibrary

from sim.engines.compiling.rules import CompiledRules, with_data
from sim.engines.rule_constants import (
    MOST_CONSTANTS,
    RuleWithConstants,
    constants_name,
    constants_of,
)
from sim.model.rulebook import Rulebook


class _Draft(JITCodeLibrary):
    """Code that only other compiled code calls.

    It is optimised and made into machine code once, as a part of the loop that it ends up in.
    """

    def _optimize_final_module(self) -> None:
        """Leave it as it is."""

    def _finalize_final_module(self) -> None:
        """Make no machine code."""
        self._finalized = True


def no_door(library: _Draft, described: Any, environment: Any) -> Any:
    """Finish a draft; what numba knows it by, which Python is never given to call."""
    library.finalize()
    keeps_alive = (library,)
    module, name = described.lookup_module(), described.qualname
    return _dynfunc.make_function(module, name, "", 0, environment, keeps_alive)


class _Inner(numba.core.compiler.Compiler):
    """Compiles functions that only compiled code calls: they need no door to Python."""

    def define_pipelines(self) -> Any:
        """Leave out what only Python would use."""
        state = self.state
        state.flags.no_cpython_wrapper = True
        state.flags.no_cfunc_wrapper = True
        state.targetctx.get_executable = no_door
        state.library = _Draft(state.targetctx.codegen(), state.func_id.func_qualname)
        return super().define_pipelines()


_INNER: Final[dict[str, Any]] = {"pipeline_class": _Inner, "forceinline": True}


class Compiler:
    """Compiles functions; what has been compiled is used again."""

    def __init__(self, instead: Mapping[Any, Any]) -> None:
        """Prepare, with compiled functions to be used `instead` of plain ones."""
        self._made: dict[Any, Any] = dict(instead)

    def compiled(self, function: Callable[..., Any], **options: Any) -> Any:
        """Compile a function and all that it calls."""
        if function not in self._made:
            options = options or _INNER
            self._made[function] = njit(self._bound(function), error_model="numpy", **options)
        return self._made[function]

    def _bound(self, function: Any) -> FunctionType:
        known = function.__globals__
        names = sorted(name for name in _names(function.__code__) if name in known)
        own = {name: self._replaced(known[name]) for name in names}
        own |= {"__builtins__": known["__builtins__"], "__name__": function.__module__}
        made = FunctionType(
            function.__code__, own, function.__name__, function.__defaults__, function.__closure__
        )
        made.__qualname__, made.__module__ = function.__qualname__, function.__module__
        return made

    def _replaced(self, value: Any) -> Any:
        """What stands for a global of a plain function in a compiled one."""
        if isinstance(value, FunctionType):
            return self.compiled(value)
        if isinstance(value, Rulebook):
            return CompiledRules(self._rules(value))
        return value

    def _rules(self, rules: Rulebook) -> Rulebook:
        """Compiled rules; where one has constants, they are looked up when it is asked."""
        if len(constants_of(rules)) > MOST_CONSTANTS:
            raise TypeError(f"a rulebook has at most {MOST_CONSTANTS} constants")
        made, first, place = [], 0, constants_name(rules)
        for rule in rules:
            if isinstance(rule, RuleWithConstants):
                asked = with_data(self.compiled(rule.function), place, first, len(rule.names))
                made.append(njit(asked, error_model="numpy", **_INNER))
                first += len(rule.names)
            else:
                made.append(self.compiled(rule))
        return Rulebook(*made)


def bound_to(function: Callable[..., Any], rules: Rulebook, name: str) -> FunctionType:
    """A plain function with a rulebook for the global of that name."""
    made = FunctionType(function.__code__, function.__globals__ | {name: rules})
    made.__qualname__, made.__module__ = function.__qualname__, function.__module__
    return made


def _names(code: CodeType) -> set[str]:
    """Names of the globals that a function's code reads."""
    names = {step.argval for step in dis.get_instructions(code) if step.opname == "LOAD_GLOBAL"}
    for part in code.co_consts:
        if isinstance(part, CodeType):
            names |= _names(part)
    return names
