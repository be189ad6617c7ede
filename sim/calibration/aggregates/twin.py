"""What a scenario comes to in the long run, by the twin, in the figures that tables hold."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from sim.calibration.aggregates.free import Value
from sim.calibration.aggregates.targets import Target
from sim.experiments.prepared.prepare import PreparedJob
from sim.model.levers import Levers
from sim.model.parameters import Floats
from sim.model.terms import OUTS, SERVICES, out_code
from sim.model.units import DAYS_PER_WEEK, ORE_PER_DKK
from sim.theory.network.levered import levered
from sim.theory.steady import lives as of
from sim.theory.steady.care import care_of_stays
from sim.theory.steady.steady import steady

_TINY: Final = 1e-12


class LongRun(NamedTuple):
    """Long-run figures of a scenario."""

    teams: list[str]
    courses: list[str]
    stations: list[tuple[int, int]]
    """Course and level of each, array [Z]."""
    present: Floats
    """[T, Z]"""
    new: Floats
    """Taken in a week [T]."""
    hours: Floats
    """Delivered a week [T, S]."""
    granted: Floats
    """The same were all need met [T, S]."""
    ended: dict[str, Floats]
    """Citizens a week by way out [T]."""
    cost: Floats
    """[T, DKK per week]"""
    revenue: Floats


def long_run(base: PreparedJob, values: Mapping[str, Value], *, with_money: bool) -> LongRun:
    """Solve a scenario under other values; hours and money are 0 where they are not asked for."""
    job = base.with_values(dict(values))
    parameters, rules = job.parameters, job.rules
    reference = np.asarray(parameters.behaviour.reference, float)
    scenario = levered(parameters, rules, Levers(*reference[0]))
    network = of.network_of(scenario, float(of.effects(rules, parameters)[0]))
    lives = of.lives_of(scenario, network)
    weekly = DAYS_PER_WEEK * lives.entries
    teams = len(weekly)
    delivered = granted = np.zeros((teams, len(SERVICES)))
    cost = revenue = np.zeros(teams)
    if with_money:
        money = steady(parameters, rules, reference)
        delivered = weekly @ care_of_stays(scenario, network).delivered_hours
        granted = (
            delivered
            * (1.0 + money.unmet_hours / np.maximum(money.delivered_hours, _TINY))[:, None]
        )
        cost, revenue = money.cost / ORE_PER_DKK, money.revenue / ORE_PER_DKK
    names, rows = job.job.names, list(job.job.team_rows)
    return LongRun(
        list(names.teams),
        list(names.courses),
        [(station.course, station.level) for station in network.stations],
        of.present(lives)[rows],
        DAYS_PER_WEEK * lives.taken_in[rows],
        delivered[rows],
        granted[rows],
        {out: (weekly @ of.leaving(network, out_code(out)))[rows] for out in OUTS},
        cost[rows],
        revenue[rows],
    )


def predicted(found: LongRun, targets: Sequence[Target], first: "FirstPlaces") -> Floats:
    """What each target comes to."""
    return np.array([_one(found, target, first) for target in targets])


class FirstPlaces(NamedTuple):
    """Share of the new citizens by first course and level."""

    courses: dict[str, float]
    levels: list[float]


def _one(of: LongRun, target: Target, first: FirstPlaces) -> float:
    rows = slice(None) if target.team is None else [of.teams.index(target.team)]
    if target.figure == "census":
        chosen = [z for z, place in enumerate(of.stations) if _is_there(of, target, place)]
        return float(of.present[rows][:, chosen].sum())
    if target.figure == "new":
        part = first.courses.get(target.course, 0.0) if target.course else 1.0
        level = first.levels[target.level] if target.level is not None else 1.0
        return float(of.new[rows].sum()) * part * level
    if target.figure == "ended":
        return float(of.ended[str(target.exit)][rows].sum())
    if target.figure in {"granted", "delivered"}:
        table = of.granted if target.figure == "granted" else of.hours
        columns = slice(None) if target.service is None else [SERVICES.index(target.service)]
        return float(table[rows][:, columns].sum())
    return float((of.cost if target.figure == "cost" else of.revenue)[rows].sum())


def _is_there(of: LongRun, target: Target, place: tuple[int, int]) -> bool:
    course, level = place
    return course >= 0 and (
        target.course in {None, of.courses[course]} and target.level in {None, level}
    )
