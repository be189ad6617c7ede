"""Whether a run fits into the machine: its tables by their shapes, against the memory there is."""

import os
from typing import Final

from sim.engines.compiled_engine import citizens_in_place, memory_bytes
from sim.experiments.fitting.inflow import with_fitted_inflow
from sim.experiments.running.starting import with_people
from sim.model.parameters import Parameters
from sim.model.rulebook import STANDARD_RULES
from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.faults.fault import Caution
from sim.scenario.implausible.cautions import cautioned
from sim.scenario.reading import Scenario
from sim.theory.network.stationary_start import stationary_start
from sim.words import number_said, phrase

_GIB: Final = 2**30


def memory_cautions(scenario: Scenario) -> tuple[Caution, ...]:
    """What to say where one replication at a time cannot fit into the machine."""
    there = machine_bytes()
    if there is None:
        return ()
    fitted = with_fitted_inflow(scenario)
    needed = needed_bytes(with_people(fitted, parameters_of(fitted), STANDARD_RULES))
    if needed <= there:
        return ()
    what = phrase(
        "one replication needs about {needed} GiB of memory, and this machine has {there}",
        needed=number_said(needed / _GIB, 1),
        there=number_said(there / _GIB, 1),
    )
    remedy = phrase("run fewer citizens or weeks, or on a larger machine")
    return (cautioned(scenario, ("run", "weeks"), what, remedy),)


def machine_bytes() -> int | None:
    """Memory of the machine [bytes]; nothing where it does not say."""
    if not hasattr(os, "sysconf"):
        return None
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (ValueError, OSError):
        return None


def needed_bytes(parameters: Parameters) -> int:
    """Memory of one replication [bytes], by the shapes of its tables; nothing is allocated."""
    calendar, start = parameters.calendar, parameters.start
    daily = parameters.inflow.per_day[calendar.period_of_day].sum(axis=(1, 2))
    came = float(daily.sum())
    present = citizens_in_place(parameters, start.present)
    in_the_long_run = citizens_in_place(parameters, stationary_start(parameters).present)
    at_once = max(present, min(present + came, in_the_long_run))
    return memory_bytes(parameters, present + came, at_once)
