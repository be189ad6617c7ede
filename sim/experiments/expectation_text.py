"""What the twin says, for a terminal: the answer, what it leaves out, teams and courses."""

from rich.table import Table

from sim.experiments.documents.expectation import ExpectationTree
from sim.experiments.terminal import (
    COURSE,
    WIDE,
    Tree,
    amount_range,
    courses_table,
    fitted,
    money,
    money_unit,
    number,
    percent,
    printed,
    teams_table,
)

_OF_DEVIATION = ("95 % by chance", "of revenue", "deficit")


def expectation_text(tree: ExpectationTree, width: int | None = None) -> str:
    """`expectation_tree` as lines of text; `width` columns, or as long as they need to be."""
    total = tree["total"]
    unit = money_unit(max(total["revenue_dkk"] or 0, total["cost_dkk"] or 0))
    rows: list[Tree] = [*tree["courses"]]
    courses = courses_table(tuple(course[key] for key in COURSE) for course in rows)

    def teams(unit: int, blanks: int) -> Table:
        return teams_table(tree, _OF_DEVIATION, (unit, blanks), _account)

    parts = [
        _answer(tree),
        fitted(teams, unit, width),
        printed(courses, width or WIDE),
    ]
    return "\n".join(parts)


def _answer(tree: ExpectationTree) -> str:
    total = tree["total"]
    said = [
        f"{tree['scenario']}: {tree['weeks']} weeks, by the closed-form twin, nothing simulated"
    ]
    said.append(_no_answer() if total["deviation_dkk"] is None else _expected(total))
    if tree["exact"]:
        said.append("The scenario has no congestion and no behaviour: this is exact.")
    said += [f"Left out: {reason}." for reason in tree["leaves_out"]]
    return "".join(f"{line}\n" for line in said)


def _no_answer() -> str:
    return (
        "No expected deviation: the twin leaves out parts of the scenario that move it (named "
        "below); simulate it with `forloeb run`. Citizens and courses are shown without them"
    )


def _expected(total: Tree) -> str:
    deviation, share = total["deviation_dkk"], total["deviation_share"]
    of_revenue = "" if share is None else f", {percent(share, 2)} of revenue"
    mean = (
        f"Expected deviation (revenue - cost) of all teams: {money(deviation['mean'], 1)} DKK"
        f"{of_revenue}"
    )
    if deviation["low"] is None:
        return f"{mean}; nothing was asked of chance"
    return (
        f"{mean}; by chance alone 95 % of runs fall from "
        f"{amount_range(deviation['low'], deviation['high'], 1)} DKK, and "
        f"{percent(total['deficit_probability'], 0)} end with a deficit"
    )


def _account(account: Tree, unit: int) -> list[str]:
    deviation = account["deviation_dkk"] or _UNKNOWN
    share = account["chance_share"]
    return [
        number(account["citizens"], 1),
        money(account["revenue_dkk"], unit),
        money(account["cost_dkk"], unit),
        money(deviation["mean"], unit),
        amount_range(deviation["low"], deviation["high"], unit),
        percent(None, 1) if share is None else f"± {percent(share, 1)}",
        percent(account["deficit_probability"], 0),
    ]


_UNKNOWN = {"mean": None, "low": None, "high": None}
