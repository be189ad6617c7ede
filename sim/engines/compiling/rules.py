"""A rulebook as compiled code sees it: which rule it is, is known when the code is compiled.

As a named tuple it would carry the addresses of the rules, which differ from process to process,
and nothing that was compiled could be kept.
"""

from typing import Any

from numba.core import types
from numba.core.datamodel import models, register_default
from numba.core.extending import infer_getattr, lower_getattr_generic, typeof_impl
from numba.core.imputils import lower_constant
from numba.core.typing.templates import AttributeTemplate

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
