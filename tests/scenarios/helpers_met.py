"""How many helpers a citizen meets, and how often it is the same one, by hours of help.

The baseline has helpers by shift; beside it the same citizens where all of a team share all visits.
"""

from typing import Any, NamedTuple

import numpy as np
from figure import shown
from long_run import BASELINE

from sim import Results, Scenario, load_scenario
from sim.experiments.summary.statistics import Figure as Interval
from sim.experiments.summary.statistics import ratio_interval
from sim.model.parameters import Floats, Ints
from sim.model.units import DAYS_PER_WEEK, MINUTES_PER_HOUR

OF_THE_TEAM = 'continuity.by="team"'


class Group(NamedTuple):
    """Citizens by hours a week, and the index published of those with as many hours a day."""

    low: float
    high: float
    published: str

    @property
    def name(self) -> str:
        """As the table has it."""
        return f"{self.low} to {self.high}" if np.isfinite(self.high) else f"{self.low} and more"


GROUPS = (
    Group(0, 3, "0.71 (under 3 hours a day)"),
    Group(3, 7, "0.62 (3 to 7)"),
    Group(7, np.inf, "0.41 (over 7)"),
)
"""Reckrey 2022, Innov Aging 6, igac059.098."""


def of_the_team() -> Scenario:
    """The baseline where all of a team share all visits."""
    return load_scenario(BASELINE, [OF_THE_TEAM])


class Met(NamedTuple):
    """Spells with visits, arrays."""

    replication: Ints
    hours: Floats  # delivered, a week
    visits: Floats  # a day
    index: Floats
    helpers: Floats  # in 14 days
    days: Floats

    def among(self, which: Any) -> dict[str, Interval]:
        """Index and helpers of some of them, by days in care."""
        runs, days = self.replication[which], self.days[which]
        weight = np.bincount(runs, days)
        return {
            "index": ratio_interval(np.bincount(runs, self.index[which] * days), weight),
            "helpers": ratio_interval(np.bincount(runs, self.helpers[which] * days), weight),
        }


def met_in(results: Results) -> Met:
    """All spells in which somebody came."""
    values = load_scenario(BASELINE).values
    contact_hours = values.nursing.contact_minutes / MINUTES_PER_HOUR  # type: ignore[union-attr]
    visit_hours = values.continuity.visit_minutes / MINUTES_PER_HOUR  # type: ignore[union-attr]
    table = {name: np.ma.filled(column, 0) for name, column in results.spells().items()}
    often = table["visited_days"] > 0
    days, contacts, hours = (
        table[name][often] for name in ("visited_days", "home_visits", "delivered_hours")
    )
    visits = (hours - contacts * contact_hours) / visit_hours + contacts
    index, helpers = (table[name][often] for name in ("continuity_index", "helpers_14_days"))
    a_week = hours / days * DAYS_PER_WEEK
    return Met(table["replication"][often], a_week, visits / days, index, helpers, days)


def by_hours(met: Met) -> dict[str, dict[str, Interval]]:
    """Index and helpers of each group, and of those with two visits a day or more."""
    found = {
        group.name: met.among((met.hours >= group.low) & (met.hours < group.high))
        for group in GROUPS
    }
    return {**found, "two": met.among(met.visits >= 2)}


def table(tree: dict[str, Any]) -> str:
    """What is kept, as a Markdown table."""
    by_shift, by_team = tree["by_shift"], tree["by_team"]
    names = ("by shift: index", "helpers in 14 days", "by team: index", "helpers")
    head = f"| hours a week | published | {' | '.join(names)} |"
    rows = [head, "| --- | --- | --- | --- | --- | --- |"]
    for group in GROUPS:
        cells = [*_cells(by_shift[group.name]), *_cells(by_team[group.name])]
        rows.append(f"| {group.name} | {group.published} | {' | '.join(cells)} |")
    cells = [*_cells(by_shift["two"]), *_cells(by_team["two"])]
    rows.append(f"| two visits a day and more | 14.9 helpers | {' | '.join(cells)} |")
    return "\n".join(rows)


def _cells(of: dict[str, Interval]) -> list[str]:
    return [
        shown(form, *(value for value in (f["mean"], f["low"], f["high"]) if value is not None))
        for form, f in (("{:.2f}", of["index"]), ("{:.1f}", of["helpers"]))
    ]
