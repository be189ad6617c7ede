"""Counts of today far from what the inflow keeps in care: one of the two is hardly meant."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sim.experiments.meaning.meaning import meaning
from sim.scenario.faults.fault import Caution
from sim.scenario.implausible.cautions import cautioned
from sim.scenario.implausible.said import plain
from sim.scenario.reading import Scenario
from sim.words import phrase

FAR_TIMES: Final = 2.0
"""How far the counts may lie from the long run, either way. Source: assumption."""

_FEWEST: Final = 10.0
"""Citizens by which they differ then; small teams move so far by chance."""


def start_cautions(scenario: Scenario) -> Iterator[Caution]:
    """Teams whose counts of today are many more or fewer than the long run has."""
    initial = scenario.values.run.initial
    if not isinstance(initial, dict):
        return
    long_run = {team["team"]: team["citizens"] for team in meaning(scenario)["teams"]}
    for team, counts in initial.items():
        now, then = _counted(counts), long_run[team]
        if abs(now - then) > _FEWEST and not then <= FAR_TIMES * now <= FAR_TIMES**2 * then:
            what = phrase(
                "counts {now} citizens, and inflow and stays keep {then} in care in the long run: "
                "the run moves from the one to the other",
                now=plain(now),
                then=plain(then),
            )
            remedy = phrase("check the counts, inflow_per_week and the stays")
            yield cautioned(scenario, ("run", "initial", team), what, remedy)


def _counted(counts: Mapping[str, Any]) -> float:
    each = (count if isinstance(count, list) else [count] for count in counts.values())
    return float(sum(sum(numbers) for numbers in each))
