"""What a third of the nursing contacts in the clinic comes to, beside a tenth: paired differences.

The same citizens come to both scenarios of `scenarios/clinic`, so most of chance cancels out.
"""

from typing import Any

import numpy as np
from figure import shown
from long_run import SCENARIOS, WEEKS_A_YEAR

from sim import Results, Scenario, load_scenario
from sim.experiments.summary.statistics import Figure as Interval
from sim.experiments.summary.statistics import t_interval
from sim.model.parameters import Floats

A_TENTH = SCENARIOS / "clinic" / "ten_percent.toml"
A_THIRD = SCENARIOS / "clinic" / "a_third.toml"
SHORT = "run.weeks=26"
"""Half a year is enough for differences between the same citizens."""

Outcome = dict[str, Floats]


def clinics() -> list[Scenario]:
    """A tenth and a third."""
    return [load_scenario(path, [SHORT]) for path in (A_TENTH, A_THIRD)]


def compared(tenth: Results, third: Results) -> dict[str, dict[str, Interval]]:
    """Each figure under both, and the difference by replication."""
    before, after = _outcome(tenth), _outcome(third)
    return {
        name: {
            "tenth": t_interval(before[name]),
            "third": t_interval(after[name]),
            "difference": t_interval(after[name] - before[name]),
        }
        for name in before
    }


def _outcome(of: Results) -> Outcome:
    """Figures by replication; money in m DKK a year, hours and contacts a week."""
    table, weeks = of.team_weeks(), int(of.summary["weeks"])
    columns = ("cost_dkk", "clinic_charged_dkk", "unmet_hours", "temporary_hours")
    columns += ("clinic_visits", "home_visits", "clinic_wait_days", "clinic_turned_home")
    sums = {name: np.bincount(table["replication"], table[name]) / weeks for name in columns}
    a_year = WEEKS_A_YEAR / 1e6
    slots = of.summary["clinic"]["slots_dkk"]["mean"] / weeks
    return {
        "cost": sums["cost_dkk"] * a_year,
        "charged": sums["clinic_charged_dkk"] * a_year,
        "idle": (slots - sums["clinic_charged_dkk"]) * a_year,
        "share": sums["clinic_visits"] / (sums["clinic_visits"] + sums["home_visits"]),
        "wait": sums["clinic_wait_days"] / sums["clinic_visits"],
        "home": sums["clinic_turned_home"],
        "unmet": sums["unmet_hours"],
        "bought": sums["temporary_hours"],
    }


_ROWS = {
    "cost": ("the teams' cost, m DKK a year", "{:.2f}"),
    "charged": ("of this charged by the clinic", "{:.2f}"),
    "idle": ("slots that the charges do not cover, borne by the municipality", "{:.2f}"),
    "share": ("nursing contacts in clinic", "{:.1%}"),
    "wait": ("days of wait", "{:.2f}"),
    "home": ("turned home a week after the longest wait", "{:.1f}"),
    "unmet": ("unmet hours a week", "{:.0f}"),
    "bought": ("temporary hours a week", "{:.0f}"),
}


def table(kept: dict[str, Any]) -> str:
    """The comparison as a Markdown table."""
    rows = [_row(*_ROWS[key], kept[key]) for key in _ROWS]
    head = "| what | a tenth | a third | difference |\n| --- | --- | --- | --- |"
    return "\n".join([head, *rows])


def _row(what: str, form: str, of: dict[str, Interval]) -> str:
    tenth, third = (shown(form, of[name]["mean"] or 0.0) for name in ("tenth", "third"))
    low, high = (of["difference"][bound] or 0.0 for bound in ("low", "high"))
    difference = shown(form.replace(":", ":+"), of["difference"]["mean"] or 0.0, low, high)
    return f"| {what} | {tenth} | {third} | {difference} |"
