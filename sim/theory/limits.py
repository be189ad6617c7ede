"""What the twin leaves out of a scenario, in words; nothing where it is exact."""

import numpy as np

from sim.model.parameters import Floats, Parameters
from sim.theory.stations import Map


def leaves_out(network: Map, parameters: Parameters) -> list[str]:
    """Every way in which the scenario goes beyond the twin; empty if the twin is exact."""
    found = {
        "hospital stays that are resumed, in the band only: it takes the interrupted stay and the "
        "hospital stay for two citizens; the means are exact": any(network.interruptions),
        "dated stays, exits, hazards, doses or relapses: the twin keeps those of the first day": (
            _network_is_dated(parameters)
        ),
        "course clocks that run on across a change of level: the twin starts the step-down, the "
        "profile and the dose anew at each level": _clock_crosses_levels(network, parameters),
        "lump sums not paid for re-opened courses: the twin pays every opening": (
            _reopening_matters(network, parameters)
        ),
    }
    return [words for words, applies in found.items() if applies]


def _differs(table: Floats) -> bool:
    return bool((table != table[:1]).any())


def _network_is_dated(parameters: Parameters) -> bool:
    stays, network = parameters.stays, parameters.network
    tables = (
        stays.kind,
        stays.scale_days,
        stays.shape,
        stays.table,
        network.exit_probability,
        network.hazard_per_day,
        network.dose_p_max,
        network.dose_tau_weeks,
        network.dose_gamma,
        network.relapse_probability,
        parameters.demand.multiplier_sigma,
    )
    return any(_differs(np.asarray(table, float)) for table in tables)


def _clock_crosses_levels(network: Map, parameters: Parameters) -> bool:
    """Whether a course with a clock that matters has level changes."""
    profile = parameters.demand.profile
    tapers = (profile != profile[..., :1]).any(axis=(0, 2))
    steps = np.isfinite(parameters.tariff.step_down_after_days).any(axis=0)
    clocked = tapers | steps | (parameters.network.dose_exit >= 0)
    return any(
        way.target >= 0 and not way.is_entry and clocked[station.course]
        for station, ways in zip(network.stations, network.ways, strict=True)
        for way in ways
        if station.course >= 0 and way.name == station.course
    )


def _reopening_matters(network: Map, parameters: Parameters) -> bool:
    """Whether a course paid by lump sum can be left and entered again in time."""
    within = parameters.tariff.reopen_within_days.max() >= 1
    lump_sums = parameters.tariff.lump_sum_ore
    return bool(within) and any(
        lump_sums[:, course].any() and _returns(network, course)
        for course in range(lump_sums.shape[1])
    )


def _returns(network: Map, course: int) -> bool:
    """Whether a citizen who leaves a course can enter it again."""
    ahead = [
        way.target
        for station, ways in zip(network.stations, network.ways, strict=True)
        for way in ways
        if station.course == course and way.target >= 0 and way.name != course
    ]
    seen: set[int] = set()
    while ahead:
        here = ahead.pop()
        if network.stations[here].course == course:
            return True
        if here not in seen:
            seen.add(here)
            ahead += [way.target for way in network.ways[here] if way.target >= 0]
            ahead += [hospital for hospital, _ in network.interruptions[here]]
    return False
