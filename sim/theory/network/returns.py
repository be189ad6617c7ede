"""Where a citizen of the network comes back to: the same course at a new level, or once more."""

from sim.model.parameters import Parameters
from sim.model.terms import HELD
from sim.theory.network.cells import Bools
from sim.theory.network.stations import Map


def changes_level(network: Map, courses: Bools) -> bool:
    """Whether one of some courses [C] goes on after a stay, at a new level or the same one."""
    return any(
        way.target >= 0 and courses[station.course] and way.name in (station.course, HELD)
        for station, ways in zip(network.stations, network.ways, strict=True)
        for way in ways
        if station.course >= 0
    )


def reopening_matters(network: Map, parameters: Parameters) -> bool:
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
        if station.course == course and way.target >= 0 and way.name not in (course, HELD)
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
