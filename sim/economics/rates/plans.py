"""What balances under a tariff by support plan: one number of the tariff, the others as they are.

Pay is proportional to each of them, so the twin is asked for the pay of one krone and the rest is
division. As for course rates, teams follow need and what smooths pay is left out.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from sim.economics.documents.rates import PlanBalanceTree, PlanNumber
from sim.economics.rates.reference import like, reference_of
from sim.experiments.running.preparing import job
from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.units import ORE_PER_DKK, WEEKS_PER_YEAR
from sim.model.version import DOCUMENT_VERSION
from sim.scenario.arrays.teams import teams_by_key
from sim.scenario.reading import Scenario
from sim.scenario.tariffs.basis_service import BasisKeys
from sim.scenario.tariffs.by_plan import PlanKeys
from sim.scenario.tariffs.listed import KIND, PLAN_KINDS
from sim.scenario.tariffs.overhead import OverheadKeys
from sim.scenario.tariffs.table import keys_of
from sim.theory.twin import mean_money, means_left_out

BASIS, HOUR, OVERHEAD = "basis_rate_dkk_per_day", "service_hour_dkk", "overhead_share"


def is_by_plan(scenario: Scenario) -> bool:
    """Whether each citizen's support plan is what is paid."""
    return scenario.values.tariff.kind in PLAN_KINDS


def plan_balance(given: Scenario, rules: Rulebook = STANDARD_RULES) -> PlanBalanceTree:
    """What each number of the tariff would have to be for an expected deviation of zero.

    One number for all dates; `team` is null where it is that of all teams together. A number
    below 0 says that the others pay more than all costs by themselves.
    """
    scenario = like(given, reference_of(given))
    parameters = job(scenario, rules=rules).parameters
    sums = _sums(scenario, parameters, rules)
    years = parameters.calendar.weeks / WEEKS_PER_YEAR
    beyond = means_left_out(parameters, rules)
    return {
        "schema": DOCUMENT_VERSION,
        "scenario": given.stem,
        "kind": scenario.values.tariff.kind,
        "weeks": parameters.calendar.weeks,
        "method": "twin",
        "exact": not beyond,
        "leaves_out": beyond,
        "deviation_now_dkk_per_year": float((sums.now - sums.cost).sum()) / years,
        "cost_dkk_per_year": float(sums.cost.sum()) / years,
        "balances": list(_balances(scenario, sums)),
    }


class _Sums(NamedTuple):
    """Expected money of every team over the run, arrays [T] [DKK]."""

    now: Floats
    cost: Floats
    now_basis: Floats  # what the present basis rate pays
    basis: Floats  # a basis rate of 1 DKK a day, and nothing else
    hours: Floats  # 1 DKK an hour, with the present overhead
    bare_hours: Floats  # the present price of an hour, without overhead


def _sums(scenario: Scenario, parameters: Parameters, rules: Rulebook) -> _Sums:
    tariff = parameters.tariff
    days = (scenario.values.run.start, *scenario.change_dates)
    krone = ORE_PER_DKK * np.array([1 + scenario.at(day).tariff.indexation_share for day in days])
    nothing = tariff._replace(
        basis_ore_per_day=np.zeros_like(tariff.basis_ore_per_day),
        plan_hour_ore=np.zeros_like(tariff.plan_hour_ore),
    )
    bare = tariff._replace(overhead_share=np.zeros_like(tariff.overhead_share))
    alike = np.broadcast_to(krone[:, None], tariff.basis_ore_per_day.shape)
    paid = [
        mean_money(parameters._replace(tariff=of), rules)[0] / ORE_PER_DKK
        for of in (
            nothing._replace(basis_ore_per_day=tariff.basis_ore_per_day),
            nothing._replace(basis_ore_per_day=alike),
            nothing._replace(plan_hour_ore=krone),
            bare._replace(basis_ore_per_day=nothing.basis_ore_per_day),
        )
    ]
    now, cost = (money / ORE_PER_DKK for money in mean_money(parameters, rules))
    return _Sums(now, cost, *paid)


def _balances(scenario: Scenario, sums: _Sums) -> Iterator[PlanNumber]:
    """One row for each number, and for a basis rate one for each team besides."""
    tariff, cost = scenario.values.tariff, float(sums.cost.sum())
    own = KIND[tariff.kind].key_names
    if BASIS in own:
        yield from _of_basis(scenario, sums)
    if OVERHEAD in own:
        bare, share = float(sums.bare_hours.sum()), keys_of(tariff, OverheadKeys).overhead_share
        yield _row((OVERHEAD, None), share, cost - bare, bare)
    left = cost - float(sums.now_basis.sum())
    hour = keys_of(tariff, PlanKeys).service_hour_dkk
    yield _row((HOUR, None), hour, left, float(sums.hours.sum()))


def _of_basis(scenario: Scenario, sums: _Sums) -> Iterator[PlanNumber]:
    given = keys_of(scenario.values.tariff, BasisKeys).basis_rate_dkk_per_day
    one = None if isinstance(given, dict) else given
    lacks = sums.cost - (sums.now - sums.now_basis)
    yield _row((BASIS, None), one, float(lacks.sum()), float(sums.basis.sum()))
    teams = [scenario.values.team[row].name for row in teams_by_key(scenario.values)]
    for t, name in enumerate(teams if len(teams) > 1 else ()):
        own = given.get(name) if isinstance(given, dict) else one
        yield _row((BASIS, name), own, float(lacks[t]), float(sums.basis[t]))


def _row(of: tuple[str, str | None], now: float | None, lacks: float, of_one: float) -> PlanNumber:
    balance = lacks / of_one if of_one > 0.0 else None
    return {"key": of[0], "team": of[1], "now": now, "balance": balance}
