"""How an engine stops at an answer out of range: by the rule's name, the day and the value."""

from sim.model.rulebook import Rulebook
from sim.model.state import State, has_refused
from sim.model.units import DAYS_PER_WEEK


class RuleError(ValueError):
    """A rule of the rulebook answered what it may not answer."""


def stop_if_refused(state: State, day: int) -> None:
    """Stop a run whose events have refused a rule's answer on a day.

    Raises
    ------
    RuleError
        With the rule, the day and what it answered.
    """
    if not has_refused(state):
        return
    name, value = Rulebook._fields[state.refused.rule[0]], float(state.refused.value[0])
    raise RuleError(
        f"rule {name}: answered {value:.15g} on day {day} (week {day // DAYS_PER_WEEK}), which is "
        "out of its range; let it answer a number, no share above 1, and nothing below 0 but "
        "orders and true-ups"
    )
