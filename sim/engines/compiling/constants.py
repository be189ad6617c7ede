"""Constants of rules as compiled code finds them: numbers at one place of its memory.

The place is part of the object file, so code that is kept brings it along; who calls the code
writes the numbers there before.
"""

from collections.abc import Callable
from typing import Any, Final

from llvmlite import ir
from numba import njit, types
from numba.core.extending import intrinsic

from sim.model.constants import MOST_CONSTANTS

_TABLE: Final = ir.ArrayType(ir.DoubleType(), MOST_CONSTANTS)


def taking(name: str, first: int, count: int) -> Callable[..., Any]:
    """A compiled function that gives some of the constants at the place of a name, a tuple."""

    @intrinsic
    def constants(_context: Any) -> Any:
        kind = types.UniTuple(types.float64, count)

        def generate(context: Any, builder: Any, _signature: Any, _arguments: Any) -> Any:
            table = _table(builder.module, name)
            places = (ir.Constant(ir.IntType(64), first + n) for n in range(count))
            zero = ir.Constant(ir.IntType(64), 0)
            numbers = [builder.load(builder.gep(table, [zero, place])) for place in places]
            return context.make_tuple(builder, kind, numbers)

        return kind(), generate

    ask: Any = constants
    made: Callable[..., Any] = njit(forceinline=True)(lambda: ask())  # noqa: PLW0108 - numba
    return made


def _table(module: Any, name: str) -> Any:
    """The place of the constants; of all parts of the code it is the same one."""
    if name in module.globals:
        return module.globals[name]
    table = ir.GlobalVariable(module, _TABLE, name)
    table.linkage, table.initializer = "common", ir.Constant(_TABLE, None)
    return table


def with_data(rule: Callable[..., Any], name: str, first: int, count: int) -> Callable[..., Any]:
    """A function that asks a compiled rule with constants for its last arguments."""
    take = taking(name, first, count)

    def asked(*given: Any) -> Any:
        return rule(*(given + take()))

    return asked
