"""Forløb: what happens to a care team's budget when it is paid an average rate per citizen.

This is the front door. Everything a researcher needs by name is here and loaded when it is
first asked for, so that `import sim` costs nothing; each name's own module tells the rest.
"""

from importlib import import_module
from typing import Any

_HOME = {
    "CompiledEngine": "sim.engines.compiled_engine",
    "Comparison": "sim.experiments.comparison.differences",
    "Explanation": "sim.economics.explanation.terms",
    "Levers": "sim.model.rules.policy",
    "LogRow": "sim.model.log",
    "Parameters": "sim.model.parameters",
    "RatesAsked": "sim.economics.rates.asking",
    "RatesError": "sim.economics.rates.asking",
    "Results": "sim.experiments.results",
    "ResultsError": "sim.experiments.folder.storage",
    "Review": "sim.model.rules.policy",
    "Rulebook": "sim.model.rulebook",
    "STANDARD_RULES": "sim.model.rulebook",
    "Scenario": "sim.scenario.reading",
    "ScenarioError": "sim.scenario.faults.fault",
    "SimpyEngine": "sim.engines.simpy_engine",
    "SteadyStates": "sim.theory.steady.steady",
    "audit": "sim.economics.audit.audit",
    "balancing_rates": "sim.economics.rates.balancing",
    "best_response": "sim.theory.steady.responses",
    "chance_bands": "sim.experiments.expectation",
    "compare": "sim.experiments.comparison.compare",
    "contract_plan": "sim.economics.reform.contract_plan",
    "expectation": "sim.experiments.expectation",
    "explain": "sim.economics.explanation.explain",
    "load_plan": "sim.scenario.reform.plan_file",
    "load_reform": "sim.scenario.reform.file",
    "load_scenario": "sim.scenario.reading",
    "open_results": "sim.experiments.results",
    "plan_rates": "sim.economics.reform.support_plan",
    "reform": "sim.economics.reform.reform",
    "reform_tree": "sim.economics.reform.reform",
    "simulate": "sim.experiments.running.simulate",
    "started": "sim.experiments.running.starting",
    "steady": "sim.theory.steady.steady",
    "twin": "sim.theory.twin",
    "write_report": "sim.reporting.run.report",
}

__all__ = [  # noqa: PLE0604 - the names are loaded on demand by __getattr__
    *sorted(_HOME),
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Load a name of the front door from its home."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    """Names of the front door, for completion."""
    return sorted(_HOME)
