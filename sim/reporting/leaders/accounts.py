"""Who pays: the teams' result, what the municipality pays outside the rate, and the net of both."""

from typing import NamedTuple

from sim.reporting.leaders.screen import Screen
from sim.reporting.results.outside import outside_accounts
from sim.reporting.results.results import ReportedResults
from sim.reporting.words.language import Language


class AccountLine(NamedTuple):
    """A line of who pays: an amount a year, below zero where it is paid."""

    label: str
    text: str
    key: str
    dkk: float
    is_net: bool = False


def account_lines(
    results: ReportedResults, screen: Screen, language: Language
) -> list[AccountLine]:
    """The lines, the net last; only the teams' where nothing outside the rate has a price."""
    factor = screen.factor
    lines = [
        _line(language.say("The teams’ result"), "teams", screen.total.deviation_dkk, language)
    ]
    outside = [one for one in outside_accounts(results) if one.name != "outside_total"]
    lines += [
        _line(language.name(one.name), one.name, -(one.amount.mean or 0.0) * factor, language)
        for one in outside
    ]
    if outside:
        net = sum(line.dkk for line in lines)
        label = language.say("Net for the municipality")
        lines.append(_line(label, "net", net, language)._replace(is_net=True))
    return lines


def _line(label: str, key: str, dkk: float, language: Language) -> AccountLine:
    return AccountLine(
        label[:1].upper() + label[1:],
        language.round_money(dkk, signed=True),
        f"screen.{key}_dkk",
        dkk,
    )
