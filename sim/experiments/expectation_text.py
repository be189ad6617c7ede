"""What the twin says, for a terminal: the answer, what it leaves out, teams and courses."""

from typing import Any

from rich.table import Table
from rich.text import Text

from sim.experiments.terminal import (
    WIDE,
    courses_table,
    fitted,
    money,
    money_title,
    money_unit,
    number,
    percent,
    printed,
    span,
    table,
)

Tree = dict[str, Any]

_COURSE = ("course", "census", "entries_per_week", "stay_weeks", "exits")


def expectation_text(tree: Tree, width: int | None = None) -> str:
    """`expectation_tree` as lines of text; `width` columns, or as long as they need to be."""
    unit = money_unit(max(tree["total"]["revenue_dkk"], tree["total"]["cost_dkk"]))
    courses = courses_table(tuple(course[key] for key in _COURSE) for course in tree["courses"])
    parts = [
        _answer(tree),
        fitted(lambda unit, blanks: _teams(tree, unit, blanks), unit, width),
        printed(courses, width or WIDE),
    ]
    return "\n".join(parts)


def _answer(tree: Tree) -> str:
    total = tree["total"]
    deviation = total["deviation_dkk"]
    said = [
        f"{tree['scenario']}: {tree['weeks']} weeks, by the closed-form twin, nothing simulated"
    ]
    share = total["deviation_share"]
    of_revenue = "" if share is None else f", {percent(share, 2)} of revenue"
    said.append(
        f"Expected deviation (revenue - cost) of all teams: {money(deviation['mean'], 1)} DKK"
        f"{of_revenue}; by chance alone 95 % of runs fall from "
        f"{span(deviation['low'], deviation['high'], 1)} DKK"
    )
    if tree["exact"]:
        said.append("The scenario has no congestion and no behaviour: this is exact.")
    said += [f"Left out: {reason}." for reason in tree["leaves_out"]]
    return "".join(f"{line}\n" for line in said)


def _teams(tree: Tree, unit: int, blanks: int) -> Table:
    made = table(
        f"Teams, over {tree['weeks']} weeks; money in {money_title(unit)}",
        ("team", "citizens", "revenue", "cost", "deviation", "95 % by chance", "of revenue"),
        blanks,
    )
    for team in tree["teams"]:
        made.add_row(Text(team["team"]), *_account(team, unit))
    made.add_section()
    made.add_row(Text("total"), *_account(tree["total"], unit))
    return made


def _account(account: Tree, unit: int) -> list[str]:
    deviation = account["deviation_dkk"]
    return [
        number(account["citizens"], 1),
        money(account["revenue_dkk"], unit),
        money(account["cost_dkk"], unit),
        money(deviation["mean"], unit),
        span(deviation["low"], deviation["high"], unit),
        f"± {percent(account['chance_share'], 1)}",
    ]
