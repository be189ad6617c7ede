"""Rules whose constants are data: another value is no other rule, so nothing is compiled anew.

A constant written into a rule is part of its code. Given by `with_constants` it stands beside the
function, is moved as any value of a scenario (`rules.need.frailty`), and a sweep over it compiles
once.
"""

import hashlib
import inspect
import math
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from sim.model.rulebook import Rulebook

PREFIX: Final = "rules"
"""First part of the key of a rule's constant."""

MOST_CONSTANTS: Final = 64
"""As many as a rulebook may have in all."""


class RuleWithConstants(NamedTuple):
    """A rule's function, and the constants that are its last arguments."""

    function: Callable[..., Any]
    names: tuple[str, ...]
    values: tuple[float, ...]

    def __call__(self, *given: Any) -> Any:  # noqa: ANN401 - whatever the rule takes and gives
        """Answer, as the rule does."""
        return self.function(*given, *self.values)


def with_constants(function: Callable[..., Any], **constants: float) -> RuleWithConstants:
    """A rule whose last arguments are constants that can be moved.

    Parameters
    ----------
    function
        Takes what the rule that it replaces takes, and then the constants, in their order.
    constants
        Their values.

    Raises
    ------
    ValueError
        When the function does not end in these arguments, or a constant is no number.

    Examples
    --------
    >>> import sim
    >>> dearer = sim.with_constants(lambda minutes, price, times: times * price * minutes, times=2)
    >>> rules = sim.STANDARD_RULES._replace(cost=dearer)
    >>> scenario = sim.load_scenario("scenarios/three_courses.toml", ["run.weeks=2"])
    >>> job = sim.prepare(scenario, engine="simpy", rules=rules)
    >>> less = job.with_values({"rules.cost.times": 1.5})
    >>> bool(less.replicate(1)["total.cost_dkk"] < job.replicate(1)["total.cost_dkk"])
    True
    """
    names = tuple(constants)
    asked = tuple(inspect.signature(function).parameters)
    if not names or asked[-len(names) :] != names:
        raise ValueError(
            f"a rule's last arguments must be its constants, {', '.join(names) or 'one at least'}; "
            f"here they are {', '.join(asked)}"
        )
    return RuleWithConstants(function, names, tuple(map(_number, names, constants.values())))


def _number(name: str, value: Any) -> float:  # noqa: ANN401 - whatever is given
    try:
        number = float(value)
    except (TypeError, ValueError):
        number = math.nan
    if isinstance(value, bool | str) or not math.isfinite(number):
        raise ValueError(f"constant {name} must be a number, not {value!r}")
    return number


def constants_of(rules: Rulebook) -> dict[str, float]:
    """Constants of a rulebook by their key, in its order."""
    return {
        f"{PREFIX}.{rule}.{name}": value
        for rule, own in rules._asdict().items()
        if isinstance(own, RuleWithConstants)
        for name, value in zip(own.names, own.values, strict=True)
    }


def with_moved_constants(rules: Rulebook, moved: Mapping[str, Any]) -> Rulebook:
    """The rulebook with other values of some constants, by their key.

    Raises
    ------
    ValueError
        When there is no such constant, or a value is no number.
    """
    known = constants_of(rules)
    for key in moved:
        if key not in known:
            there = ", ".join(known) or "none: give a rule some by sim.with_constants"
            raise ValueError(f"{key} is no constant of a rule; there are {there}")
    values = known | {key: _number(key, value) for key, value in moved.items()}
    return _filled(rules, values)


def without_values(rules: Rulebook) -> Rulebook:
    """The rulebook with all constants 0: the same of all that differ in them alone."""
    return _filled(rules, dict.fromkeys(constants_of(rules), 0.0))


def constants_name(rules: Rulebook) -> str:
    """A name for the place of a rulebook's constants, by what its rules are; empty without any."""
    if not constants_of(rules):
        return ""
    parts = [_code_of(getattr(rule, "function", rule)) for rule in rules]
    return f"forloeb_constants_{hashlib.sha256(b''.join(parts)).hexdigest()[:16]}"


def _code_of(rule: Any) -> bytes:  # noqa: ANN401 - any callable
    code = rule.__code__
    return repr((rule.__qualname__, code.co_code, code.co_names, code.co_varnames)).encode()


def _filled(rules: Rulebook, values: Mapping[str, float]) -> Rulebook:
    found: dict[str, Any] = {}
    for rule, own in rules._asdict().items():
        if isinstance(own, RuleWithConstants):
            of = tuple(values[f"{PREFIX}.{rule}.{name}"] for name in own.names)
            found[rule] = own._replace(values=of)
    return rules._replace(**found)
