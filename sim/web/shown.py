"""The numbers of a summary as the page shows them, each with its key and its own value.

A key is the figure's name as the library has it (`total.deviation_dkk`,
`team.Nord.deviation_dkk`), so whoever reads the page with a machine finds what
`forloeb run --json` says. Nothing is worked out here but the unit: amounts stay those of the
reported weeks.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from sim.experiments.documents.rows import figure_name
from sim.experiments.documents.summary import Summary
from sim.reporting.words.language import ABSENT, Language
from sim.reporting.words.verdicts import verdict_in_words


class Datum(NamedTuple):
    """A number that a machine can read where it stands."""

    key: str
    value: float | None
    shown: str


class AccountRow(NamedTuple):
    """A team, or all of them, as the table of teams has it."""

    name: str
    is_total: bool
    is_deficit: bool
    deviation: Datum
    share: Datum
    risk: Datum
    verdict: str
    difference: Datum | None = None


def account_rows(
    summary: Summary,
    language: Language,
    other: Summary | None = None,
    verdicts: Mapping[str, str] | None = None,
) -> list[AccountRow]:
    """Every team and then all of them; beside another scenario, what differs from it.

    `verdicts` by team, "" all together, stand in the place of the summary's.
    """
    theirs = {} if other is None else {team["team"]: team for team in other["teams"]}
    rows = [
        _row(team["team"], ("teams", team["team"]), team, language, theirs.get(team["team"]))
        for team in summary["teams"]
    ]
    total = language.say("All teams")
    every = _row(total, ("total",), summary["total"], language, other and other["total"])
    rows = [*rows, every._replace(is_total=True)]
    if verdicts is None:
        return rows
    named = [team["team"] for team in summary["teams"]]
    found = (verdict_in_words(verdicts[name], language) for name in (*named, ""))
    return [row._replace(verdict=said) for row, said in zip(rows, found, strict=True)]


def net_rows(
    summary: Summary, language: Language, other: Summary | None = None
) -> list[tuple[str, Datum, Datum | None]]:
    """What the municipality bears outside the rate, and its net; none where nothing has a price."""
    if "municipality_net_dkk" not in summary["bearers"]:
        return []
    mine, theirs = _net(summary), None if other is None else _net(other)
    labels = {
        "outside": language.say("Outside the rate, borne by the municipality"),
        "net": language.say("Net for the municipality"),
    }
    return [
        (
            label,
            _datum((name,), "total_dkk", mine[name], language.money(mine[name], signed=True)),
            _less((name,), mine[name], theirs[name], language) if theirs else None,
        )
        for name, label in labels.items()
    ]


def _net(summary: Summary) -> dict[str, float]:
    """Amounts over the reported weeks, below zero where the municipality pays.

    The teams are its own: what it pays them is in the net, and so is their result.
    """
    bearers, total = summary["bearers"], summary["total"]
    borne, in_all = (
        bearers[key]["mean"] or 0.0 if key in bearers else 0.0
        for key in ("municipality_dkk", "municipality_net_dkk")
    )
    return {"outside": -borne, "net": (total["deviation_dkk"]["mean"] or 0.0) - in_all}


def _less(way: tuple[str, ...], mine: float, theirs: float, language: Language) -> Datum:
    value = mine - theirs
    shown = language.money(value, signed=True)
    return _datum(("difference", *way), "total_dkk", value, shown)


CSV_COLUMNS = ("team", "deviation_dkk", "deviation_share", "deficit_probability", "verdict")


def csv_rows(summary: Summary) -> list[tuple[str, float | None, float | None, float | None, str]]:
    """The table of teams for a spreadsheet, with the names of `summary.json`."""
    accounts: list[Mapping[str, Any]] = [*summary["teams"], {"team": "", **summary["total"]}]
    return [
        (
            str(one["team"]),
            one["deviation_dkk"]["mean"],
            one["deviation_share"]["mean"],
            one["deficit_probability"]["mean"],
            str(one["verdict"]),
        )
        for one in accounts
    ]


def _row(
    name: str,
    way: tuple[str, ...],
    account: Mapping[str, Any],
    language: Language,
    other: Mapping[str, Any] | None,
) -> AccountRow:
    money, share = account["deviation_dkk"]["mean"], account["deviation_share"]["mean"]
    return AccountRow(
        name,
        is_total=False,
        is_deficit=(money or 0) < 0,
        deviation=_datum(way, "deviation_dkk", money, language.money(money, signed=True)),
        share=_datum(way, "deviation_share", share, language.percent(share, signed=True)),
        risk=risk_datum(way, account, language),
        verdict=verdict_in_words(account["verdict"], language),
        difference=None if other is None else _difference(way, account, other, language),
    )


def _datum(way: tuple[str, ...], figure: str, value: float | None, shown: str) -> Datum:
    return Datum(figure_name((*way, figure)), value, shown)


def _difference(
    way: tuple[str, ...], account: Mapping[str, Any], other: Mapping[str, Any], language: Language
) -> Datum:
    mine, theirs = account["deviation_dkk"]["mean"], other["deviation_dkk"]["mean"]
    value = None if mine is None or theirs is None else mine - theirs
    return _datum(("difference", *way), "deviation_dkk", value, language.money(value, signed=True))


def risk_datum(way: tuple[str, ...], account: Mapping[str, Any], language: Language) -> Datum:
    """In how many of ten runs the result is a deficit."""
    probability = account["deficit_probability"]["mean"]
    shown = ABSENT if probability is None else language.number(10 * probability, 1)
    return _datum(way, "deficit_probability", probability, shown)
