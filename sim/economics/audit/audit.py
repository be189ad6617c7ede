"""Which behaviour a tariff rewards, what it does to citizens, and who pays.

For each tariff and lever: where the lever stands in good faith, where a team that minds only
money would put it, and where all services together cost least for each citizen taken in. Each
lever is moved by itself, the others as in good faith, and what changes is counted for a year in
the steady state. `weekly_means.py` says where the numbers come from, `search.py` how the
best values are found, `rows.py` what is said of each lever.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from sim.economics.audit.edges import edge_rows
from sim.economics.audit.levers import audited_levers
from sim.economics.audit.rows import Subject, joint_response, lever_row
from sim.economics.audit.search import GRID, grid, moved
from sim.economics.audit.tariffs import priced
from sim.economics.audit.weekly_means import (
    AuditRuns,
    WeeklyMeans,
    means_for_lever,
    weekly_means_of,
)
from sim.economics.documents.audit import AuditTree, Exploitability, LeverRow, TariffHead
from sim.experiments.documents.rows import FigureRow, figure_rows, in_short
from sim.experiments.fitting.inflow import with_fitted_inflow
from sim.experiments.prepared.prepare import prepare
from sim.experiments.running.sharing import Machines
from sim.model.parameters import Floats, Parameters
from sim.model.rulebook import STANDARD_RULES, Rulebook
from sim.model.terms import DECLINED_TO, INCENTIVE_LED, SHORT_ORDERS
from sim.model.units import WEEKS_PER_YEAR
from sim.model.version import DOCUMENT_VERSION
from sim.scenario.arrays.parameters import parameters_of
from sim.scenario.arrays.teams import teams_by_key
from sim.scenario.reading import Scenario
from sim.words import phrase

REPLICATIONS: Final = 20
HALF: Final = 0.5
"""Weight of citizens where the scenario has no team that weighs them against money."""

Say = Callable[[str], None]


class Audit(NamedTuple):
    """What an audit found, as it is printed by `--json`."""

    tree: AuditTree

    @property
    def levers(self) -> list[LeverRow]:
        """One row for each tariff and lever."""
        return self.tree["levers"]

    def rows(self) -> Iterator[FigureRow]:
        """Every number, ready for a table of pandas or polars."""
        return figure_rows(self.tree)

    def __repr__(self) -> str:
        """One line; `print` shows the audit."""
        verdicts = (f"{row['lever']} {row['verdict']}" for row in self.levers)
        tariffs = " and ".join(head["tariff"] for head in self.tree["tariffs"])
        return in_short(
            self,
            f"{self.tree['scenario']} under {tariffs}",
            *verdicts,
        )

    def __str__(self) -> str:
        """The audit as text, as `forloeb audit` prints it."""
        from sim.economics.audit.text import audit_text

        return audit_text(self.tree)


def audit(  # noqa: PLR0913 - the front door: all but the scenario are keywords with defaults
    scenario: Scenario,
    tariffs: Sequence[str | Path] = (),
    *,
    alpha: float | None = None,
    replications: int = REPLICATIONS,
    rules: Rulebook = STANDARD_RULES,
    workers: int | None = None,
    say: Say | None = None,
    cluster: str | None = None,
) -> Audit:
    """Audit a scenario's tariff, or each of some tariffs in its place.

    Parameters
    ----------
    scenario
        A checked scenario; its first date counts where the twin is exact.
    tariffs
        TOML files whose [tariff] takes the place of the scenario's.
    alpha
        Weight of citizens' benefit in the second best response, 0 to 1; left out, that of the
        scenario's incentive-led teams, or a half.
    replications
        How many, where the twin is not exact.
    workers, cluster
        As in `simulate`, where the twin is not exact.
    say
        Told in words what takes time.

    Raises
    ------
    ScenarioError
        If a file of a tariff is missing or cannot be read, or does not go with the scenario.
    ResultsError
        When the cluster cannot be used.
    ReplicationsFailed
        When a replication does not finish.
    RuleError
        When a rule answers out of its range.
    ValueError
        When an argument makes no sense.
    """
    scenario = with_fitted_inflow(scenario, rules)
    machines = Machines(workers, cluster)
    machines.check()
    asked = _Asked(alpha, replications, rules, say, machines)
    rows: list[LeverRow] = []
    heads: list[TariffHead] = []
    with machines.held():
        for name, under in priced(scenario, tariffs):
            head, found = _audited(name, under, asked)
            heads.append(head)
            rows += found
    return Audit(
        {
            "schema": DOCUMENT_VERSION,
            "scenario": scenario.stem,
            "weeks_per_year": WEEKS_PER_YEAR,
            "tariffs": heads,
            "levers": rows,
        }
    )


class _Asked(NamedTuple):
    """What was asked for beside the tariff."""

    alpha: float | None
    replications: int
    rules: Rulebook
    say: Say | None
    machines: Machines


def _audited(name: str, scenario: Scenario, asked: _Asked) -> tuple[TariffHead, list[LeverRow]]:
    """What heads a tariff's rows, and the rows."""
    values, parameters = scenario.values, parameters_of(scenario)
    levers = audited_levers(values, parameters)
    prepared = partial(
        prepare,
        scenario,
        rules=asked.rules,
        replications=asked.replications * GRID * max(1, len(levers)),
        say=asked.say,
    )
    runs = AuditRuns(cache(prepared), asked.replications, asked.machines)
    weekly = weekly_means_of(parameters, asked.rules, runs)
    names = [values.team[row].name for row in teams_by_key(values)]
    subject = Subject(name, weekly, parameters, _weights(parameters, asked.alpha), names)
    rows = []
    for one in levers:
        own = means_for_lever(weekly, one.lever, runs)
        if own.why_simulated:
            if asked.say is not None:
                asked.say(phrase("{scenario}: simulating {lever}", scenario=name, lever=one.name))
            own.look_ahead([moved(own, one.lever, value) for value in grid(one)])
        rows.append(lever_row(subject._replace(weekly=own), one))
    solved = [one for one, row in zip(levers, rows, strict=True) if row["method"] == "exact"]
    head = _head(subject, asked, weekly, joint_response(subject, solved))
    edges = edge_rows(weekly.given, asked.rules, [course.name for course in values.course])
    return head | {"edges": edges} if edges else head, rows


def _weights(parameters: Parameters, alpha: float | None) -> Floats:
    """Weight of citizens' benefit in each team's second best response, array [T]."""
    behaviour = parameters.behaviour
    if alpha is not None:
        return np.full(len(behaviour.policy), alpha)
    return np.where(behaviour.policy == INCENTIVE_LED, behaviour.alpha, HALF)


def _head(
    subject: Subject, asked: _Asked, weekly: WeeklyMeans, joint: Exploitability | None
) -> TariffHead:
    return {
        "tariff": subject.tariff,
        "method": "simulated" if weekly.why_simulated else "exact",
        "why_simulated": weekly.why_simulated,
        "replications": asked.replications if weekly.why_simulated else None,
        "alpha": float(subject.alpha.mean()),
        "values_citizens": bool((subject.parameters.behaviour.benefit_ore > 0).any()),
        "short_order": SHORT_ORDERS[subject.parameters.behaviour.short_order],
        "declined_to": DECLINED_TO[subject.parameters.behaviour.declined_to],
        "exploitability": joint,
    }
