"""Costs outside the rate, next to what the teams cost."""

from sim.reporting.figures.outside import outside_the_rate
from sim.reporting.page.download import Table
from sim.reporting.results.chance import Chance
from sim.reporting.results.outside import (
    Handover,
    accounts,
    bearer_accounts,
    handovers,
    outside_accounts,
    unpriced,
)
from sim.reporting.results.results import ReportedResults
from sim.reporting.results.team_rows import total_row
from sim.reporting.run.figures.spec import ReportFigure
from sim.reporting.run.figures.tables import ESTIMATE
from sim.reporting.words.language import Language, known


def _reading(results: ReportedResults, language: Language) -> str:
    """Read the total outside the rate, its largest part, and who bears it."""
    said = _total(results, language), _bearers(results, language)
    return " ".join(part for part in said if part)


def _total(results: ReportedResults, language: Language) -> str:
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
            "What lies outside the rate costs {total} over {time}; the largest part is {account} "
            "with {amount}.",
            **said,
        )
    return language.say(
        "What lies outside the rate costs {total} over {time}, beside teams that cost {cost}; the "
        "largest part is {account} with {amount}.",
        cost=language.money(cost),
        **said,
    )


def _bearers(results: ReportedResults, language: Language) -> str:
    """Read who bears it, and what the municipality pays in all; nothing of earlier versions."""
    accounts = bearer_accounts(results)
    if not accounts:
        return ""
    *bearers, net = accounts
    shown = [
        f"{language.name(one.name.removeprefix('borne_by_'))} {language.money(one.amount.mean)}"
        for one in bearers
    ]
    return language.say(
        "Who bears it: {bearers}. With what it pays the teams, the municipality pays {net} in all.",
        bearers=", ".join(shown),
        net=language.money(net.amount.mean),
    )


def _note(results: ReportedResults, language: Language, chance: Chance) -> str:
    del chance
    said = [_moved(one, language) for one in handovers(results)]
    names = [language.name(f"outside_{name}") for name in unpriced(results)]
    if names:
        said.append(
            language.say(
                "Without a price in this scenario, and so not counted: {names}.",
                names=", ".join(names),
            )
        )
    return " ".join(said)


def _moved(one: Handover, language: Language) -> str:
    """Say that a task moves on a date."""
    return language.say(
        "From {date} {after} bears what {before} bore: {account}.",
        date=language.date(one.since),
        after=_shares(one.after, language),
        before=_shares(one.before, language),
        account=language.name(f"outside_{one.account}"),
    )


def _shares(shares: dict[str, float], language: Language) -> str:
    """Name who bears an account, with shares where there are several."""
    if len(shares) == 1:
        return language.name(next(iter(shares)))
    return ", ".join(
        f"{language.name(name)} {language.percent(share, 0)}" for name, share in shares.items()
    )


def _table(results: ReportedResults, chance: Chance) -> Table:
    """What the teams cost and are paid, what is borne outside the rate, and by whom [DKK]."""
    del chance
    columns = ("account", *(f"{field}_dkk" for field in ESTIMATE))
    rows = (*accounts(results), *bearer_accounts(results))
    return columns, ((account.name, *account.amount) for account in rows)


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
