"""The summary for a terminal: the answer first, then teams, courses and other outcomes."""

from collections.abc import Iterator
from typing import Final

from rich.table import Table

from sim.experiments.documents.summary import Summary, SummaryAccount
from sim.experiments.granted.text import granted_tables
from sim.experiments.summary.offers_text import offer_tables
from sim.experiments.summary.outcomes_text import outcome_tables
from sim.experiments.summary.statistics import FEW, FEWEST_FOR_RUNS, UNKNOWN, Figure
from sim.experiments.summary.verdict import BALANCES, UNDECIDED, shown_verdict
from sim.experiments.terminal import (
    OF_MEAN,
    OF_RUNS,
    WIDE,
    Tree,
    amount_range,
    courses_table,
    fitted,
    money,
    money_unit,
    named_in_words,
    number,
    percent,
    percent_range,
    printed,
    teams_table,
)
from sim.words import known, phrase, speaking_of_offers

ALL_RUNS: Final = known("all runs")


def summary_text(summary: Summary, width: int | None = None) -> str:
    """The summary as lines of text.

    Parameters
    ----------
    width
        Columns of the terminal; left out, lines are as long as they need to be.
    """
    with speaking_of_offers(is_so="offers" in summary):
        return _summary_text(summary, width)


def _summary_text(summary: Summary, width: int | None) -> str:
    spread = OF_RUNS if "runs" in summary["total"]["deviation_dkk"] else ALL_RUNS

    def teams(unit: int, blanks: int) -> Table:
        columns = (OF_MEAN, spread, known("share"), known("deficit"), known("verdict"))
        return teams_table(summary, columns, (unit, blanks), _account)

    parts = [
        _answer(summary),
        fitted(teams, _unit(summary), width) + "".join(f"{line}\n" for line in _read(summary)),
        printed(_courses(summary), width or WIDE),
        *(printed(made, width or WIDE) for made in granted_tables(summary)),
        *(printed(made, width or WIDE) for made in offer_tables(summary)),
        "".join(printed(made, width or WIDE) for made in outcome_tables(summary)),
        phrase("Results: {results}", results=summary["results"]) + "\n",
    ]
    return "\n".join(part for part in parts if part)


def summary_in_short(summary: Summary) -> tuple[str, str, str]:
    """How much was run, what the deviation is, and the verdict."""
    runs = f"{summary['replications']} replications of {summary['weeks']} weeks"
    total = summary["total"]
    deviation = money(total["deviation_dkk"]["mean"], 1)
    return runs, f"deviation {deviation} DKK", f"verdict {total['verdict']}"


def _answer(summary: Summary) -> str:
    """What the whole comes to, in a few sentences."""
    total = summary["total"]
    deviation = total["deviation_dkk"]
    about = phrase(
        "{scenario}: {weeks} weeks, {replications} replications, seed {seed}",
        scenario=summary["scenario"],
        weeks=summary["weeks"],
        replications=summary["replications"],
        seed=summary["seed"],
    )
    answer = phrase(
        "Deviation (revenue - cost) of all teams: {mean} DKK{share}{bounds}",
        mean=money(deviation["mean"], 1),
        share=_share_in_words(total["deviation_share"]),
        bounds=_bounds_in_words(total),
    )
    deficit = _risk(total["deficit_probability"])
    risk = phrase(
        "Probability that the teams together end with a deficit: {deficit}", deficit=deficit
    )
    verdict = phrase("Verdict: {verdict}", verdict=_verdict(summary))
    return f"{about}\n{answer}\n{risk}\n{verdict}\n"


def _verdict(summary: Summary) -> str:
    """What the deviation of all teams is due to, and where to look if a run cannot say."""
    found = _shown(summary["total"])
    if found == BALANCES:
        return phrase("balances: the mean of these runs is about 0")
    if found != UNDECIDED:
        return named_in_words(found)
    return phrase("undecided by these runs alone; `forloeb explain` takes the deviation apart")


def _shown(account: Tree) -> str:
    deviation, revenue = account["deviation_dkk"], account["revenue_dkk"]["mean"]
    ends = deviation["low"], deviation["high"]
    return shown_verdict(account.get("verdict", UNDECIDED), ends, revenue or 0.0)


def _read(summary: Summary) -> Iterator[str]:
    """How to read the intervals, and what to mistrust in them."""
    runs = summary["replications"]
    if runs == 1:
        yield phrase("One run gives no interval.")
        return
    spread = phrase("95 % of single runs ({of_runs})", of_runs=phrase(OF_RUNS))
    if "runs" not in summary["total"]["deviation_dkk"]:
        spread = phrase(
            "the lowest and highest of {runs} runs (from {fewest_for_runs} runs on, 95 % of them)",
            runs=runs,
            fewest_for_runs=FEWEST_FOR_RUNS,
        )
    yield phrase(
        "Intervals are those of the mean and narrow as runs are added; next to them {spread}.",
        spread=spread,
    )
    if summary.get("few_runs"):
        yield phrase(
            "Few runs: the intervals of {runs} runs are rough; use {few} or more.",
            runs=runs,
            few=FEW,
        )
    skewed = [team["team"] for team in summary["teams"] if team.get("heavy_tailed")]
    if skewed:
        yield phrase(
            "Intervals too narrow, because runs are heavy-tailed: {skewed}.",
            skewed=", ".join(skewed),
        )


def _account(account: Tree, unit: int) -> list[str]:
    deviation = account["deviation_dkk"]
    spread = deviation.get("runs") or account.get("extreme_runs_dkk") or UNKNOWN
    return [
        number(account["citizens"]["mean"], 1),
        money(account["revenue_dkk"]["mean"], unit),
        money(account["cost_dkk"]["mean"], unit),
        money(deviation["mean"], unit),
        amount_range(deviation["low"], deviation["high"], unit),
        amount_range(spread["low"], spread["high"], unit),
        percent(account["deviation_share"]["mean"], 1),
        _risk(account["deficit_probability"]),
        named_in_words(_shown(account)),
    ]


def _risk(risk: Figure) -> str:
    """Probability of a deficit, with its interval."""
    if risk["low"] is None:
        return percent(risk["mean"], 0)
    return f"{percent(risk['mean'], 0)} ({percent_range(risk['low'], risk['high'], 0)})"


def _courses(summary: Summary) -> Table:
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


def _unit(summary: Summary) -> int:
    total = summary["total"]
    return money_unit(max(total["revenue_dkk"]["mean"] or 0, total["cost_dkk"]["mean"] or 0))


def _bounds_in_words(total: SummaryAccount) -> str:
    """Interval of the mean, and beside it what single runs come to."""
    deviation = total["deviation_dkk"]
    if deviation["low"] is None:
        return ""
    said = phrase(
        "95 % interval of the mean {amounts}",
        amounts=amount_range(deviation["low"], deviation["high"], 1),
    )
    spread = deviation.get("runs")
    if spread is not None:
        runs = phrase(
            "95 % of single runs {amounts}", amounts=amount_range(spread["low"], spread["high"], 1)
        )
        return f" ({said}; {runs})"
    ends = total.get("extreme_runs_dkk") or UNKNOWN
    runs = phrase("single runs {amounts}", amounts=amount_range(ends["low"], ends["high"], 1))
    return f" ({said}; {runs})"


def _share_in_words(figure: Figure) -> str:
    return (
        ""
        if figure["mean"] is None
        else ", " + phrase("{share} of revenue", share=percent(figure["mean"], 2))
    )
