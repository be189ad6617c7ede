"""A rulebook as compiled code sees it: which rule it is, is known when the code is compiled.

As a named tuple it would carry the addresses of the rules, which differ from process to process,
and nothing that was compiled could be kept. Constants of rules are numbers at one place of the
code's memory. The place is part of the object file, so code that is kept brings it along; who
calls the code writes the numbers there before.
"""

from collections.abc import Callable
from typing import Any, Final

from llvmlite import ir
from numba import njit, types
from numba.core.datamodel import models, register_default
from numba.core.extending import infer_getattr, intrinsic, lower_getattr_generic, typeof_impl
from numba.core.imputils import lower_constant
from numba.core.typing.templates import AttributeTemplate

from sim.engines.rule_constants import MOST_CONSTANTS
from sim.model.rulebook import Rulebook


class CompiledRules:
    """Compiled rules, by the names of the rulebook."""

    def __init__(self, rules: Rulebook) -> None:
        self.kind = RulesType(rules)


class RulesType(types.Type):
    """Type that holds the rules themselves; its values hold nothing."""

    def __init__(self, rules: Rulebook) -> None:
        self.kept = rules  # numba itself holds them by weak references only
        self.rules = {name: types.Dispatcher(rule) for name, rule in rules._asdict().items()}
        super().__init__(name=f"Rules({id(rules)})")


@register_default(RulesType)
class _RulesModel(models.OpaqueModel):
    """Nothing at run time."""


@typeof_impl.register(CompiledRules)
def _typeof_rules(value: CompiledRules, _context: Any) -> types.Type:
    return value.kind


@lower_constant(RulesType)
def _no_constant(context: Any, _builder: Any, _kind: RulesType, _value: Any) -> Any:
    return context.get_dummy_value()


@infer_getattr
class _RuleAttribute(AttributeTemplate):
    key = RulesType

    def generic_resolve(self, kind: RulesType, attribute: str) -> types.Type | None:
        return kind.rules.get(attribute)


@lower_getattr_generic(RulesType)
def _rule(context: Any, _builder: Any, _kind: RulesType, _value: Any, _attribute: str) -> Any:
    return context.get_dummy_value()


# Constants

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
