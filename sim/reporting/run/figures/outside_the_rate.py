"""Costs outside the rate, next to what the teams cost."""

from sim.reporting.figures.outside import outside_the_rate
from sim.reporting.page.download import Table
from sim.reporting.results.chance import Chance
from sim.reporting.results.outside import accounts, outside_accounts, unpriced
from sim.reporting.results.results import ReportedResults
from sim.reporting.results.team_rows import total_row
from sim.reporting.run.figures.spec import ReportFigure
from sim.reporting.run.figures.tables import ESTIMATE
from sim.reporting.words.language import Language, known


def _reading(results: ReportedResults, language: Language) -> str:
    """Read the total outside the rate, and its largest part."""
    *accounts, total = outside_accounts(results)
    cost = total_row(results).cost.mean or 0.0
    largest = max(accounts, key=lambda account: account.amount.mean or 0.0)
    said = {
        "total": language.money(total.amount.mean),
        "time": language.duration(results.weeks),
        "account": language.name(largest.name),
        "amount": language.money(largest.amount.mean),
    }
    if cost <= 0:
        return language.say(
            "Outside the rate the municipality bears {total} over {time}; the largest part is "
            "{account} with {amount}.",
            **said,
        )
    return language.say(
        "Outside the rate the municipality bears {total} over {time}, beside teams that cost "
        "{cost}; the largest part is {account} with {amount}.",
        cost=language.money(cost),
        **said,
    )


def _note(results: ReportedResults, language: Language, chance: Chance) -> str:
    del chance
    names = [language.name(f"outside_{name}") for name in unpriced(results)]
    if not names:
        return ""
    return language.say(
        "Without a price in this scenario, and so not counted: {names}.", names=", ".join(names)
    )


def _table(results: ReportedResults, chance: Chance) -> Table:
    """What the teams cost and are paid, and what is borne outside the rate [DKK]."""
    del chance
    columns = ("account", *(f"{field}_dkk" for field in ESTIMATE))
    return columns, ((account.name, *account.amount) for account in accounts(results))


FIGURE = ReportFigure(
    name="outside_the_rate",
    section="outside",
    title=known("What is borne outside the rate"),
    draw=outside_the_rate,
    reading=_reading,
    table=_table,
    note=_note,
    applies=lambda results: bool(outside_accounts(results)),
)
