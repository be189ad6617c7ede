"""Accounts by period for a terminal: deviations by team, and all accounts of their total."""

from typing import Final

from rich.text import Text

from sim.experiments.documents.periods import PeriodAccount, PeriodsTree
from sim.experiments.periods.calendar import first_and_last
from sim.experiments.terminal import (
    WIDE,
    amount_range,
    money,
    money_title,
    money_unit,
    printed,
    table,
)
from sim.model.units import DAYS_PER_WEEK
from sim.words import known, phrase

_NAMES: Final = {"month": known("month"), "quarter": known("quarter"), "year": known("year")}


def periods_text(tree: PeriodsTree, width: int | None = None) -> str:
    """Two tables, and a sentence where a mean over the run hides a trend."""
    whole = tree["teams"][-1]
    unit = money_unit(sum(one["revenue_dkk"]["mean"] or 0 for one in whole["periods"]))
    names = [one["period"] for one in whole["periods"]]
    by_team = table(
        phrase(
            "Deviation by {by}, means in {unit}",
            by=phrase(_NAMES[tree["by"]]),
            unit=money_title(unit),
        ),
        [known("team"), *names],
    )
    for row in tree["teams"]:
        if row is whole:
            by_team.add_section()
        cells = [money(one["deviation_dkk"]["mean"], unit) for one in row["periods"]]
        by_team.add_row(Text(row["team"] or phrase("total")), *cells)
    columns = [
        _NAMES[tree["by"]],
        known("days"),
        known("revenue"),
        known("cost"),
        known("deviation"),
        known("95 % of the mean"),
    ]
    total = table(phrase("All teams together, in {unit}", unit=money_title(unit)), columns)
    for one in whole["periods"]:
        deviation = one["deviation_dkk"]
        amounts = [money(one[key]["mean"], unit) for key in ("revenue_dkk", "cost_dkk")]
        spread = amount_range(deviation["low"], deviation["high"], unit)
        cells = [*amounts, money(deviation["mean"], unit), spread]
        total.add_row(one["period"], str(one["days"]), *cells)
    both = [printed(made, width or WIDE) for made in (by_team, total)]
    return "\n".join([*both, *trend_said(tree)])


def trend_said(tree: PeriodsTree) -> list[str]:
    """A sentence where the mean over a run hides a trend; else none."""
    trend = tree["trend_dkk_per_week"]
    if trend is None or trend["low"] is None or trend["high"] is None:
        return []
    if trend["low"] <= 0 <= trend["high"]:
        return []
    periods = tree["teams"][-1]["periods"]
    ends = first_and_last([one["days"] for one in periods])
    if ends is None:
        return []
    first, last = (periods[place] for place in ends)
    said = phrase(
        "The mean over the run hides a trend: {first} DKK a week in {first_period}, {last} in "
        "{last_period}.",
        first=_a_week(first),
        first_period=first["period"],
        last=_a_week(last),
        last_period=last["period"],
    )
    return [f"{said}\n"]


def _a_week(account: PeriodAccount) -> str:
    mean = account["deviation_dkk"]["mean"]
    return money(None if mean is None else DAYS_PER_WEEK * mean / account["days"], 1)
