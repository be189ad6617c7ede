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
from sim.words import known, phrase

_OF_DEVIATION = (known("95 % by chance"), known("of revenue"), known("deficit"))


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
        phrase(
            "{scenario}: {weeks} weeks, by the closed-form twin, nothing simulated",
            scenario=tree["scenario"],
            weeks=tree["weeks"],
        )
    ]
    said.append(_no_answer() if total["deviation_dkk"] is None else _expected(total))
    if tree["exact"]:
        said.append(phrase("The scenario has no congestion and no behaviour: this is exact."))
    said += [phrase("Left out: {reason}.", reason=phrase(reason)) for reason in tree["leaves_out"]]
    return "".join(f"{line}\n" for line in said)


def _no_answer() -> str:
    return phrase(
        "No expected deviation: the twin leaves out parts of the scenario that move it "
        "(named below); simulate it with `forloeb run`. Citizens and courses are shown "
        "without them"
    )


def _expected(total: Tree) -> str:
    deviation, share = total["deviation_dkk"], total["deviation_share"]
    of_revenue = "" if share is None else phrase(", {share} of revenue", share=percent(share, 2))
    if deviation["low"] is None:
        return phrase(
            "Expected deviation (revenue - cost) of all teams: {mean} DKK{of_revenue}; nothing was "
            "asked of chance",
            mean=money(deviation["mean"], 1),
            of_revenue=of_revenue,
        )
    return phrase(
        "Expected deviation (revenue - cost) of all teams: {mean} DKK{of_revenue}; by chance "
        "alone 95 % of runs fall from {amount_range} DKK, and {deficit_probability} end with "
        "a deficit",
        mean=money(deviation["mean"], 1),
        of_revenue=of_revenue,
        amount_range=amount_range(deviation["low"], deviation["high"], 1),
        deficit_probability=percent(total["deficit_probability"], 0),
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
