"""Who pays: the teams' result, what is borne outside the rate, by whom, and a net."""

from typing import Final, NamedTuple

from sim.model.terms import BEARERS, MUNICIPALITY
from sim.reporting.leaders.screen import Screen
from sim.reporting.results.outside import bearer_accounts, is_municipal, outside_accounts
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
    """The lines: the municipality's, their net, and what others bear.

    Only the teams' where nothing outside the rate has a price. The teams are the municipality's
    own: their result is its, and so is their pay.
    """
    factor = screen.factor
    lines = [
        _line(language.say("The teams’ result"), "teams", screen.total.deviation_dkk, language)
    ]
    outside = [one for one in outside_accounts(results) if one.name != "outside_total"]
    if outside:
        paid = results.summary["total"]["revenue_dkk"]["mean"] or 0.0
        lines.append(_line(language.say("pay to the teams"), "paid", -paid * factor, language))
    own = [one for one in outside if is_municipal(results, one)]
    lines += [
        _line(language.name(one.name), one.name, -(one.amount.mean or 0.0) * factor, language)
        for one in own
    ]
    borne = bearer_accounts(results)[:-1]
    rest = sum(one.amount.mean or 0.0 for one in borne if one.name == _OWN)
    rest -= sum(one.amount.mean or 0.0 for one in own) if borne else 0.0
    if rest > _A_KRONE:
        label = language.say("other accounts that the municipality bears")
        lines.append(_line(label, "municipality_rest", -rest * factor, language))
    if outside:
        net = sum(line.dkk for line in lines)
        label = language.say("Net for the municipality")
        lines.append(_line(label, "net", net, language)._replace(is_net=True))
    return lines + [
        _line(language.name(one.name), one.name, -(one.amount.mean or 0.0) * factor, language)
        for one in borne
        if one.name != _OWN
    ]


_OWN: Final = f"borne_by_{BEARERS[MUNICIPALITY]}"
_A_KRONE: Final = 1.0


def _line(label: str, key: str, dkk: float, language: Language) -> AccountLine:
    return AccountLine(
        label[:1].upper() + label[1:],
        language.round_money(dkk, signed=True),
        f"screen.{key}_dkk",
        dkk,
    )
