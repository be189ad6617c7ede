"""The figures of the evidence that hang on milestones, staff and queues: simulated, and kept.

A long simulation is not repeated for every look at the page: what it gave stands in
`simulated.json` with the digest of the scenarios that it is of. `evidence.py --simulate` renews it.
"""

import hashlib
import json
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from figure import SIMULATED, Figure, shown
from helpers_met import by_hours, met_in, of_the_team
from long_run import BASELINE
from more_clinic import clinics, compared

from sim import Results, Scenario, load_scenario, simulate
from sim.experiments.folder.documents import canonical_json
from sim.experiments.summary.statistics import Figure as Interval
from sim.experiments.summary.statistics import ratio_interval, t_interval

KEPT = Path(__file__).with_name("simulated.json")


class Runs(NamedTuple):
    """A simulation of each scenario that figures are taken from."""

    baseline: Results
    by_team: Results
    tenth: Results
    third: Results


def scenarios() -> list[Scenario]:
    """The scenarios that are simulated."""
    return [load_scenario(BASELINE), of_the_team(), *clinics()]


def digest() -> str:
    """What tells the scenarios from others: any value that moves a result changes it."""
    text = canonical_json([scenario.determinants for scenario in scenarios()])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def simulated(replications: int) -> dict[str, Any]:
    """Simulate, and make what is kept."""
    numbers = (replications, *[few(replications)] * 3)
    runs = [
        simulate(scenario, replications=number, out=None)
        for scenario, number in zip(scenarios(), numbers, strict=True)
    ]
    return made_of(Runs(*runs))


def few(replications: int) -> int:
    """Replications of what is compared with the same citizens."""
    return max(3, replications // 4)


def made_of(runs: Runs) -> dict[str, Any]:
    """What is kept of the simulations."""
    return {
        "digest": digest(),
        "baseline": _size(runs.baseline),
        "clinics": _size(runs.third),
        "figures": measured(runs),
        "helpers_met": {
            "by_shift": by_hours(met_in(runs.baseline)),
            "by_team": by_hours(met_in(runs.by_team)),
        },
        "more_clinic": compared(runs.tenth, runs.third),
    }


def _size(of: Results) -> dict[str, int]:
    return {key: of.summary[key] for key in ("replications", "weeks")}


def keep(tree: dict[str, Any]) -> None:
    """Keep what a simulation gave."""
    KEPT.write_text(json.dumps(tree, indent=2) + "\n", encoding="utf-8")


def kept() -> dict[str, Any]:
    """What was kept; nothing where there is none."""
    if not KEPT.exists():
        return {}
    tree: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return tree


# What is measured


def measured(runs: Runs) -> dict[str, Interval]:
    """Every simulated figure with its 95 % interval over replications."""
    baseline = runs.baseline
    return {
        "deviation_share": baseline.summary["total"]["deviation_share"],
        "admitted": _admitted(baseline),
        "delivered": delivered(baseline),
        "bought": _bought(baseline),
        "helpers": helpers_of_daily_help(baseline),
        "team_sd": _swing_of_a_team(baseline),
        "waiting": baseline.summary["outcomes"]["waiting_for_nursing_home"],
        "clinic_share": baseline.summary["clinic"]["share"],
        "clinic_wait_days": baseline.summary["clinic"]["wait_days"],
        "third_share": runs.third.summary["clinic"]["share"],
    }


def _admitted(results: Results) -> Interval:
    """Share of those in care on the first day who are admitted within 52 weeks."""
    rows = results.query(
        "WITH here AS (SELECT DISTINCT replication, citizen FROM spells "
        "WHERE start_day < 0 AND coalesce(end_day, 1) > 0), "
        "admitted AS (SELECT DISTINCT replication, citizen FROM spells "
        "WHERE course = 'hospital' AND start_day BETWEEN 0 AND 363) "
        "SELECT count(*), count(admitted.citizen) FROM here "
        "LEFT JOIN admitted USING (replication, citizen) GROUP BY replication ORDER BY replication"
    ).fetchall()
    here, admitted = np.array(rows, float).T
    return ratio_interval(admitted, here)


def _weekly(results: Results, *columns: str) -> list[Any]:
    """Sums of columns of `team_weeks` by replication."""
    table = results.team_weeks()
    return [np.bincount(table["replication"], table[column]) for column in columns]


_SERVICES = ("home_care_hours", "nursing_hours", "training_hours")


def delivered(results: Results) -> Interval:
    """Delivered hours over the granted ones."""
    *given, unmet = _weekly(results, *_SERVICES, "unmet_hours")
    hours = np.sum(given, axis=0)
    return ratio_interval(hours, hours + unmet)


def _bought(results: Results) -> Interval:
    """Temporary hours over the delivered ones."""
    *given, bought = _weekly(results, *_SERVICES, "temporary_hours")
    return ratio_interval(bought, np.sum(given, axis=0))


def _swing_of_a_team(results: Results) -> Interval:
    """Sd between runs of a team's deviation over its revenue, the root mean square of teams."""
    rows = results.query(
        "SELECT sum(deviation_dkk) / sum(revenue_dkk) FROM team_weeks "
        "GROUP BY replication, team ORDER BY replication, team"
    ).fetchall()
    shares = np.array(rows).reshape(results.summary["replications"], -1)
    squares = (shares - shares.mean(axis=0)) ** 2 * len(shares) / (len(shares) - 1)
    variance = t_interval(squares.mean(axis=1))
    mean, low, high = (float(np.sqrt(value)) for value in _all(variance))
    return Interval(mean=mean, low=low, high=high)


def helpers_of_daily_help(results: Results) -> Interval:
    """Distinct helpers in 14 days of those who are visited daily or more often."""
    met = met_in(results)
    return met.among(met.visits >= 1)["helpers"]


# As figures

SST = "Sundhedsdatastyrelsen 2017"
GRIBSKOV = "Gribskov"
JUDGED = "judged or general knowledge"
_IN_CLINIC = "nursing contacts in clinic"
_TARGETS = {
    "admitted": Figure("admitted to hospital within a year", "49 %", 0.45, 0.53, 0, SST, "{:.1%}"),
    "delivered": Figure("delivered, of the granted hours", "88 %", 0.82, 0.95, 0, JUDGED, "{:.1%}"),
    "clinic_share": Figure(f"{_IN_CLINIC}, today", "10 %", 0.05, 0.20, 0, GRIBSKOV, "{:.1%}"),
    "third_share": Figure(f"{_IN_CLINIC}, the aim", "33 %", 0.25, 0.40, 0, GRIBSKOV, "{:.1%}"),
    "helpers": Figure(
        "helpers in 14 days, of those visited daily", "12", 8, 20, 0, JUDGED, "{:.1f}"
    ),
    "deviation_share": Figure(
        "deviation, share of revenue", "0", -0.005, 0.005, 0, "rates that balance", "{:.2%}"
    ),
}
"""Targets and ranges; what was reached is in what is kept."""

_BESIDE = {
    "team_sd": ("a team's deviation over the whole run, one sd, of its revenue", "{:.1%}"),
    "bought": ("bought hours, of the delivered", "{:.1%}"),
    "waiting": ("citizens who wait for a nursing home", "{:.1f}"),
    "clinic_wait_days": ("days of wait for the clinic", "{:.1f}"),
}


def figures(tree: dict[str, Any]) -> list[Figure]:
    """The figures of the page, of what is kept."""
    return [_reached(tree["figures"][key], target) for key, target in _TARGETS.items()]


def beside(tree: dict[str, Any]) -> str:
    """What has no target, as a Markdown table."""
    rows = [_row(what, form, tree["figures"][key]) for key, (what, form) in _BESIDE.items()]
    return "\n".join(["| what | reached |", "| --- | --- |", *rows])


def _row(what: str, form: str, of: Interval) -> str:
    return f"| {what} | {shown(form, *_all(of))} |"


def _reached(of: Interval, target: Figure) -> Figure:
    mean, *bounds = _all(of)
    return target._replace(reached=mean, how=SIMULATED, bounds=tuple(bounds))


def _all(of: Interval) -> tuple[float, ...]:
    """Mean, low and high; they are all known of several replications."""
    return tuple(value for value in (of["mean"], of["low"], of["high"]) if value is not None)
