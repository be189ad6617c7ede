"""Which engine runs, made ready before the first replication."""

from collections.abc import Callable
from typing import Final

from sim.engines.compiled_engine import CannotCompile, can_be_kept, first_time, made_ready
from sim.engines.compiling.loop import asked_loop
from sim.experiments.running.replication import ENGINES
from sim.model.parameters import Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.units import DAYS_PER_WEEK, WEEKS_PER_YEAR
from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.reading import Scenario
from sim.words import phrase

Say = Callable[[str], None]
"""Told in words what takes time before the first replication."""

_WORTH_COMPILING: Final = 1_000_000
"""Citizen-weeks that take SimPy longer than compiling: a minute or two."""


def engine_for(
    wanted: str, scenario: Scenario, rules: Rulebook, replications: int, say: Say | None
) -> str:
    """Name of the engine that will run, made ready.

    Raises
    ------
    ValueError
        When it is unknown, or cannot compile the rules and was asked for by name; or when the
        environment asks for a loop that does not exist.
    """
    if wanted == "simpy":
        return wanted
    if wanted not in {"auto", *ENGINES}:
        raise ValueError(
            phrase(
                "engine {wanted} is unknown; use auto, {engines}",
                wanted=f"{wanted!r}",
                engines=phrase(" or ").join(ENGINES),
            )
        )
    asked_loop()
    told = first_time(rules)
    if told is None:
        return "compiled"
    parameters = parameters_of(scenario)
    if wanted == "auto" and not _pays_to_compile(parameters, rules, replications):
        return "simpy"
    if say:
        say(told)
    try:
        made_ready(parameters, rules)
    except CannotCompile as fault:
        if wanted == "compiled":
            raise
        if say:
            say(phrase("{fault}: simpy runs", fault=fault))
        return "simpy"
    return "compiled"


def _pays_to_compile(parameters: Parameters, rules: Rulebook, replications: int) -> bool:
    """Whether compiling takes less time than SimPy would.

    A citizen is taken to be in care for a year (assumption); the standard rules are compiled
    once for all, where they can be kept.
    """
    if rules == STANDARD_RULES and can_be_kept(rules):
        return True
    citizens = parameters.inflow.per_day[0].sum() * DAYS_PER_WEEK * WEEKS_PER_YEAR
    return bool(citizens * parameters.calendar.weeks * replications > _WORTH_COMPILING)
