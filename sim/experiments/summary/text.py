"""The summary for a terminal: the answer first, then teams, courses and what is besides money."""

from rich.table import Table

from sim.experiments.summary.offers_text import offer_tables
from sim.experiments.summary.outcomes_text import outcomes_table
from sim.experiments.summary.statistics import Figure
from sim.experiments.terminal import (
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

_OF_DEVIATION = ("95 % interval", "share", "deficit")


def summary_text(summary: Tree, width: int | None = None) -> str:
    """The summary as lines of text.

    Parameters
    ----------
    width
        Columns of the terminal; left out, lines are as long as they need to be.
    """

    def teams(unit: int, blanks: int) -> Table:
        return teams_table(summary, _OF_DEVIATION, (unit, blanks), _account)

    parts = [
        _answer(summary),
        fitted(teams, _unit(summary), width),
        printed(_courses(summary), width or WIDE),
        *(printed(made, width or WIDE) for made in offer_tables(summary)),
        *_besides(summary, width or WIDE),
        f"Results: {summary['results']}\n",
    ]
    return "\n".join(parts)


def _besides(summary: Tree, width: int) -> list[str]:
    besides = outcomes_table(summary)
    return [] if besides is None else [printed(besides, width)]


def _answer(summary: Tree) -> str:
    """What the whole comes to, in one or two sentences."""
    total = summary["total"]
    deviation = total["deviation_dkk"]
    about = (
        f"{summary['scenario']}: {summary['weeks']} weeks, {summary['replications']} "
        f"replications, seed {summary['seed']}"
    )
    answer = (
        f"Deviation (revenue - cost) of all teams: {money(deviation['mean'], 1)} DKK"
        f"{_bounds_in_words(deviation)}{_share_in_words(total['deviation_share'])}"
    )
    risk = percent(total["deficit_probability"]["mean"], 0)
    chance = f"Probability that the teams together end with a deficit: {risk}"
    return f"{about}\n{answer}\n{chance}\n"


def _account(account: Tree, unit: int) -> list[str]:
    deviation = account["deviation_dkk"]
    return [
        number(account["citizens"]["mean"], 1),
        money(account["revenue_dkk"]["mean"], unit),
        money(account["cost_dkk"]["mean"], unit),
        money(deviation["mean"], unit),
        amount_range(deviation["low"], deviation["high"], unit),
        percent(account["deviation_share"]["mean"], 1),
        percent(account["deficit_probability"]["mean"], 0),
    ]


def _courses(summary: Tree) -> Table:
    return courses_table(
        (
            course["course"],
            course["census"]["mean"],
            course["entries_per_week"]["mean"],
            course["course_stay_weeks"]["mean"],
            course["stay_weeks"]["mean"],
            {name: share["mean"] for name, share in course["exits"].items()},
        )
        for course in summary["courses"]
    )


def _unit(summary: Tree) -> int:
    total = summary["total"]
    return money_unit(max(total["revenue_dkk"]["mean"] or 0, total["cost_dkk"]["mean"] or 0))


def _bounds_in_words(figure: Figure) -> str:
    if figure["low"] is None:
        return ""
    return f" (95 % interval {amount_range(figure['low'], figure['high'], 1)})"


def _share_in_words(figure: Figure) -> str:
    return "" if figure["mean"] is None else f", {percent(figure['mean'], 1)} of revenue"
